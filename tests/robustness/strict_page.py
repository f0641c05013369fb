"""Read a page as a browser does and list everything in it that is not ours."""

from __future__ import annotations

import base64
import hashlib
import re
from collections.abc import Iterator
from typing import Any

from bleach._vendor import html5lib  # the parser of the HTML standard, which nbconvert brings along

ELEMENTS = set(
    "html head meta link title style script body a header nav main section div details summary p span small b i em strong "
    "h1 h2 h3 h4 h5 ul ol li dl dt dd table thead tbody tr th td figure figcaption mark pre code button svg g path rect "
    "circle line text tspan defs clipPath use blockquote del hr br input label output sub sup q s u ins abbr kbd".split()
)
ATTRIBUTES = set(
    "class id title lang charset content http-equiv name rel href type hidden open tabindex role scope start value min max "
    "step placeholder aria-label aria-labelledby aria-describedby aria-hidden aria-current aria-sort aria-live data-name "
    "data-value viewBox width height d x y x1 x2 y1 y2 dx dy r rx ry cx cy transform points clip-path fill fill-opacity "
    "fill-rule stroke stroke-width stroke-opacity stroke-dasharray stroke-linecap stroke-linejoin opacity text-anchor "
    "font-size font-weight font-style colspan rowspan".split()
)
_HREF = re.compile(r"#|https://|http://|mailto:|[^/\\:]+\.html\Z|data:,\Z")


def elements(tree: Any) -> Iterator[Any]:
    return (element for element in tree.iter() if isinstance(element.tag, str))


def faults(html: str) -> list[str]:
    """What a strict reader would not let pass."""
    tree = html5lib.parse(html, namespaceHTMLElements=False)
    found = ["a comment"] if any(not isinstance(element.tag, str) for element in tree.iter()) else []
    for element in elements(tree):
        tag = element.tag.rpartition("}")[2]
        if tag not in ELEMENTS:
            found.append(f"element {tag}")
        for name, value in element.attrib.items():
            if name not in ATTRIBUTES:
                found.append(f"attribute {tag} {name}")
            if name == "href" and not _HREF.match(value):
                found.append(f"address {value!r}")
            if (
                tag not in ("meta", "style", "title")
                and re.search(r"url\((?!#)|\\[0-9a-f]", value)
                and name in ("fill", "stroke", "clip-path")
            ):
                found.append(f"paint {value!r}")
    found += _policy(tree)
    if shown := re.findall("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\ud800-\udfff]", html):
        found.append(f"unseen signs {shown!r}")
    return found


def _policy(tree: Any) -> list[str]:
    """One style and one script, each as the policy says, and the policy before both."""
    head = [element.tag for element in tree.find("head")]
    metas = [m.attrib.get("content", "") for m in tree.iter("meta") if "http-equiv" in m.attrib]
    scripts, styles = list(tree.iter("script")), list(tree.iter("style"))
    if len(metas) != 1 or len(scripts) != 1 or len(styles) != 1 or scripts[0].attrib or styles[0].attrib:
        return [f"{len(metas)} policies, {len(scripts)} scripts, {len(styles)} styles"]
    rules = dict(rule.strip().split(" ", 1) for rule in metas[0].split(";"))
    found = [] if head.index("meta") < head.index("style") else ["the policy comes late"]
    for name, element in (("script-src", scripts[0]), ("style-src", styles[0])):
        digest = base64.b64encode(hashlib.sha256((element.text or "").encode()).digest()).decode()
        if rules.pop(name, "") != f"'sha256-{digest}'":
            found.append(f"{name} is not the hash of ours")
    if rules != {"default-src": "'none'", "img-src": "data:", "base-uri": "'none'", "form-action": "'none'"}:
        found.append(f"policy {rules}")
    return found


def text(html: str) -> str:
    """All text of a page's body, white space joined."""
    return " ".join("".join(html5lib.parse(html, namespaceHTMLElements=False).find("body").itertext()).split())
