"""What may stand in a report: an allow-list of elements and attributes, enforced on every cell output.

The notebooks' own outputs are made of these alone, so nothing of ours is lost; whatever else a cell
prints (scripts, handlers, styles, foreign addresses) is taken out.
"""

from __future__ import annotations

import re
from functools import cache

_TEXT = "a abbr b br caption code dd del details div dl dt em figcaption figure h1 h2 h3 h4 h5 hr i ins kbd li mark nav ol p"
_MORE = (
    "pre q s section small span strong sub summary sup table tbody td tfoot th thead tr u ul button input label output"
)
_DRAWN = "svg title desc defs g path rect circle ellipse line polyline polygon text tspan use"
_SHAPE = (
    "d x y x1 x2 y1 y2 dx dy r rx ry cx cy width height transform points fill fill-opacity fill-rule stroke "
    "stroke-width stroke-opacity stroke-dasharray stroke-linecap stroke-linejoin opacity text-anchor font-size "
    "font-weight font-style viewBox"
)
_PLAIN = "class id title lang role tabindex aria-label aria-labelledby aria-describedby aria-hidden aria-sort aria-live hidden data-value data-name"


@cache
def _rules() -> dict[str, set[str]]:
    rules = {"*": set(_PLAIN.split())}
    for name in _DRAWN.split():
        rules[name] = set(_SHAPE.split())
    rules["use"] |= {"href"}
    rules["a"] = {"href"}
    rules["th"] = {"scope", "colspan", "rowspan"}
    rules["td"] = {"colspan", "rowspan"}
    rules["details"] = {"open"}
    rules["ol"] = {"start"}
    rules["button"] = {"type"}
    rules["input"] = {"type", "min", "max", "step", "value", "placeholder"}
    return rules


def sanitise(html: str) -> str:
    """Return `html` with everything taken out that is not on the list.

    Links may lead to a place in the page, to https, http or mailto addresses; nothing is ever loaded.

    >>> sanitise('<p onclick="x()">5 <a href="#e1">of</a> 6<script>alert(1)</script></p>')
    '<p>5 <a href="#e1">of</a> 6</p>'
    >>> sanitise('<a href="javascript:alert(1)">x</a><img src="https://example.org/x.png">')
    '<a>x</a>'
    """
    import nh3

    return nh3.clean(
        visible(html),
        tags={*_TEXT.split(), *_MORE.split(), *_DRAWN.split()},
        clean_content_tags={"script", "style"},
        attributes=_rules(),
        attribute_filter=_only_local,
        url_schemes={"https", "http", "mailto"},
        link_rel=None,
    )


_LOCAL = re.compile(r"url\(#[\w.-]+\)\Z")
_FOREIGN = re.compile(r"\s*[/\\]\s*[/\\]")


def _only_local(element: str, attribute: str, value: str) -> str | None:
    """Drop references of drawings to anything outside the page, and links to another host that hide it."""
    if attribute == "href":
        outside = not value.startswith("#") if element == "use" else _FOREIGN.match(value)
        return None if outside else value
    if attribute in {"fill", "stroke"} and ("\\" in value or "url" in value.lower()):
        return value if _LOCAL.match(value) else None
    return value


_UNSEEN = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\ud800-\udfff]")


def visible(html: str) -> str:
    r"""The page with the name of each sign that has no business in it, where the sign stood.

    Signs that turn the direction of reading (U+202E and its like) make one text look like another, control characters
    are no HTML, and lone surrogates have no UTF-8. None is taken away in silence.

    >>> visible("abc\u202egpj.exe")
    'abc[U+202E]gpj.exe'
    """
    return _UNSEEN.sub(lambda found: f"[U+{ord(found[0]):04X}]", html)
