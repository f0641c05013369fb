r"""The token rule: what a word is, in one table.

A text is cut at white space into chunks, and each chunk into words. Nothing outside a chunk changes how it is
cut, so that a corpus of a billion words needs the rule only once for each distinct chunk. Time is linear in the
length of the chunk, whatever stands in it.

A word is a run of letters, marks and digits; `RULES` says which characters join two such runs, which stay with
one, and which units are whole. What holds neither a letter nor a digit is no word.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator
from functools import lru_cache
from typing import NamedTuple

import regex

from textstats.text.joining import APOSTROPHES, ENDINGS, HYPHENS, joins, with_ends


class Rule(NamedTuple):
    """One rule: its name, what it does, and the case that it exists for with the words it gives."""

    name: str
    does: str
    case: str
    words: tuple[str, ...]


RULES: tuple[Rule, ...] = (
    Rule("run", "letters, marks and digits stay together", "naïve B2B", ("naïve", "B2B")),
    Rule("apostrophe", "an apostrophe joins, straight or curly", "don’t o'clock", ("don’t", "o'clock")),
    Rule("possessive", "an apostrophe after s stays", "workers’ rights", ("workers’", "rights")),
    Rule("quotation", "a quoted word loses both its marks", "'workers'", ("workers",)),
    Rule("elision", "known short forms keep their apostrophe", "'tis goin' '90s 's", ("'tis", "goin'", "'90s", "'s")),
    Rule("hyphen", "a hyphen joins: a compound is one word", "co-operate F-16", ("co-operate", "F-16")),
    Rule("suspended", "a prefix or a stammer keeps its hyphen", "pre- and th- the", ("pre-", "and", "th-", "the")),
    Rule("range", "a hyphen between two numbers means to", "1914-1918 3-4pm", ("1914", "1918", "3", "4", "pm")),
    Rule(
        "telephone",
        "numbers in three groups, or of 3 and 4 digits",
        "212-848-8400 755-1109",
        ("212-848-8400", "755-1109"),
    ),
    Rule("line break", "a word divided at a line end is one word", "revolu-\ntion", ("revolu-\ntion",)),
    Rule("dash", "en and em dashes and double hyphens split", "war—and--peace", ("war", "and", "peace")),
    Rule(
        "slash",
        "a slash splits words, joins numbers and single letters",
        "and/or 9/11 n/a",
        ("and", "or", "9/11", "n/a"),
    ),
    Rule("with", "w/, w/o and s/he are words", "w/ w/o s/he", ("w/", "w/o", "s/he")),
    Rule("number", "points, commas and colons join digits", "20,000 3.5 10:30", ("20,000", "3.5", "10:30")),
    Rule("unit", "a number and its unit of measure are two words", "10km 5pm 4th", ("10", "km", "5", "pm", "4th")),
    Rule(
        "initials",
        "letters with points are one word and keep the last",
        "U.S. e.g. U.S.-led",
        ("U.S.", "e.g.", "U.S.-led"),
    ),
    Rule("abbreviation", "a known abbreviation keeps its point", "Mr. Jones etc.", ("Mr.", "Jones", "etc.")),
    Rule("missing space", "a point between two words splits them", "the end.Then", ("the", "end", "Then")),
    Rule("ampersand", "an ampersand joins capitals", "AT&T Q&A", ("AT&T", "Q&A")),
    Rule("masked", "stars, plus signs and underscores join letters", "f**k DH+Lib a_b", ("f**k", "DH+Lib", "a_b")),
    Rule("address", "an e-mail address is one word", "(a.b@example.org) Ann@Work", ("a.b@example.org", "Ann@Work")),
    Rule("URL", "a web address is one word", "https://example.org/a?b=c.", ("https://example.org/a?b=c",)),
    Rule("domain", "a name with a known ending is one word", "example.com notes.txt", ("example.com", "notes.txt")),
    Rule("handle", "@ and # stay before a name", "@who #MeToo #1", ("@who", "#MeToo", "1")),
    Rule("dollar", "a country stays with its dollar", "US$20", ("US$", "20")),
    Rule("language", "C++, C# and F# are words", "C++ and C#", ("C++", "and", "C#")),
    Rule("emoticon", "a face with a letter or digit is one word", "hi :D <3", ("hi", ":D", "<3")),
)

_INVISIBLE = "\u00ad\u200b\u200c\u200d\u2060\ufeff"
_RUN = rf"[\p{{L}}\p{{N}}][\p{{L}}\p{{M}}\p{{N}}{_INVISIBLE}]*+"
_BROKEN = r"[-\u2010\u00ad]\n[^\S\n]*+(?=\p{Ll})"
_JOINER = rf"{_BROKEN}|[.][-{APOSTROPHES}]|[{APOSTROPHES}\-\u2010\u2011.,:&/_+]|\*++"
_ALONE = r"(?<![\p{L}\p{N}])"
_CLEAR = r"(?![\p{L}\p{N}])"

CHUNK = regex.compile(r"\S++(?:(?<=\p{L}[-\u2010\u00ad])\n[^\S\n]*+(?=\p{Ll})\S++)*+")
"""A maximal run of non-white-space; a hyphen at a line end, between letters, continues it on the next line."""

_MASTER = regex.compile(
    rf"""
      (?P<url>(?i:(?:https?|ftps?|file)://|www\.(?=[\p{{L}}\p{{N}}]))[^\s<>"“”«»]++)
    | (?P<face>{_ALONE}(?:[:;=][-'^o]?+(?:[DPpOoSsXxCcb3]{_CLEAR}|(?<=o)[)(\]\[])
        |<3++(?!\p{{N}})|[xX]D++{_CLEAR}|[oO0][._][oO0]{_CLEAR}))
    | (?P<handle>(?<![\p{{L}}\p{{N}}&])(?:@(?=[\p{{L}}\p{{N}}_])|\#(?=\p{{L}}))[\p{{L}}\p{{M}}\p{{N}}_]++)
    | (?P<elided>{_ALONE}[{APOSTROPHES}](?i:em|tis|twas|til|till|cause|cuz|coz|bout|round|n|nuff|neath|ere
        |s|re|ve|ll|d|m|\p{{N}}0s|\p{{N}}{{2}}){_CLEAR})
    | (?P<dollar>{_ALONE}(?:US|A|AU|C|CA|NZ|HK|S|R|NT)\$(?=\p{{N}}))
    | (?P<with>{_ALONE}(?:[wW]/(?:(?:o|O|out|in){_CLEAR}|{_CLEAR})|[sS]/he{_CLEAR}))
    | (?P<language>{_ALONE}(?:[cC]\+\+|[CF]\#){_CLEAR})
    | (?P<core>{_RUN}(?:(?:{_JOINER}){_RUN})*+)
    """,
    regex.VERBOSE,
)
_PARTS = regex.compile(rf"({_JOINER})")
_LOCAL = regex.compile(r"[\p{L}\p{N}._%+-]")
_HOST = regex.compile(r"[\p{L}\p{N}-]++(?:\.[\p{L}\p{N}-]++)*+")
_URL_TAIL = ".,;:!?'\"”’»*…]}>("


def words(text: str) -> list[tuple[int, int]]:
    """Half-open offsets of the words of `text`, in order.

    The words of a text are the words of its chunks one after the other (see `CHUNK`).

    >>> [text[a:b] for text in ["The workers' U.S. debt: 20,000—no more."] for a, b in words(text)]
    ['The', "workers'", 'U.S.', 'debt', '20,000', 'no', 'more']
    """
    found = []
    for chunk in CHUNK.finditer(text):
        start = chunk.start()
        found += [(start + a, start + b) for a, b in split_chunk(chunk.group())]
    return found


def rules_table() -> str:
    """`RULES` as a Markdown table, a rule a line."""
    lines = ["| rule | what it does | case | words |", "| --- | --- | --- | --- |"]
    for rule in RULES:
        case, found = (text.replace("\n", "⏎").replace("|", "\\|") for text in (rule.case, " · ".join(rule.words)))
        lines.append(f"| {rule.name} | {rule.does} | `{case}` | `{found}` |".replace("```", "` ` `"))
    return "\n".join(lines) + "\n"


def type_of(token: str) -> str:
    r"""What `token` is counted as.

    NFC, case folded, every apostrophe straight, every hyphen U+002D, invisible characters and the division at a
    line end left out. A division after `self`, `non`, `well` and the like keeps its hyphen.

    >>> type_of("Workers’"), type_of("Revolu-\ntion"), type_of("self-\nrule")
    ("workers'", 'revolution', 'self-rule')
    """
    return unicodedata.normalize("NFC", plain(token).casefold())


def plain(token: str) -> str:
    """`type_of` with capitals left as they are.

    >>> plain("Workers’")
    "Workers'"
    """
    if token.isalpha() and token.isascii():
        return token
    return unicodedata.normalize("NFC", _BREAK.sub(_mend, token).translate(_PLAIN))


_PLAIN = {ord(mark): "'" for mark in APOSTROPHES} | {ord(h): "-" for h in HYPHENS} | {ord(c): None for c in _INVISIBLE}
_BREAK = regex.compile(r"([\p{L}\p{M}]*+)([-\u2010\u00ad])\n\s*+")
_KEEP_HYPHEN = frozenset("self non well ex anti semi half cross ultra pro quasi vice".split())


def _mend(match: regex.Match[str]) -> str:
    """The two halves of a word divided at a line end, put together."""
    first: str = match[1]
    return first + "-" if first.casefold() in _KEEP_HYPHEN and match[2] != "\u00ad" else first


@lru_cache(maxsize=1 << 16)
def _split_short(chunk: str) -> tuple[tuple[int, int], ...]:
    return tuple(_split(chunk))


def split_chunk(chunk: str) -> tuple[tuple[int, int], ...]:
    """Half-open offsets of the words of one chunk (see `CHUNK`).

    >>> split_chunk("(end).")
    ((1, 4),)
    """
    chunk = chunk.replace("\u02bc", "’")  # a letter to Unicode, an apostrophe to every rule here
    return _split_short(chunk) if len(chunk) <= 64 else tuple(_split(chunk))


def _split(chunk: str) -> Iterator[tuple[int, int]]:
    if chunk.isalnum():
        yield from with_ends(chunk, 0, len(chunk), [chunk], [])
        return
    position = 0
    for start, stop in _addresses(chunk):
        yield from _between(chunk, position, start)
        yield start, stop
        position = stop
    yield from _between(chunk, position, len(chunk))


def _addresses(chunk: str) -> Iterator[tuple[int, int]]:
    """E-mail addresses: from each @ as far to the left and right as one may go."""
    end = 0
    at = chunk.find("@")
    while at >= 0:
        after = chunk.find("@", at + 1)
        start = at
        while start > end and _LOCAL.match(chunk, start - 1):
            start -= 1
        while start < at and not chunk[start].isalnum():
            start += 1
        # The end is given for speed: without it the pattern would look for its point in the whole rest.
        host = _HOST.match(chunk, at + 1, after if after >= 0 else len(chunk))
        named = host is not None and _is_host(host.group(), alone=start == at)
        if host is not None and named and chunk.find("://", end, at) < 0:
            stop = host.end()
            while not chunk[stop - 1].isalnum():
                stop -= 1
            if chunk[stop : stop + 1] and chunk[stop] in APOSTROPHES and chunk[stop + 1 : stop + 2] == "s":
                stop += 2
            yield start, stop
            end = stop
        else:
            end = at + 1
        at = after


def _is_host(name: str, *, alone: bool) -> bool:
    """Whether `name` may stand behind an @: a domain, or a plain name if something stands before the @ too."""
    last = name.rstrip("-").rpartition(".")[2].lower()
    if alone:
        return "." in name and last in ENDINGS
    return name[0].isalpha()


def _between(chunk: str, position: int, limit: int) -> Iterator[tuple[int, int]]:
    """The words of `chunk[position:limit]`, which holds no e-mail address."""
    while position < limit and (match := _MASTER.search(chunk, position, limit)):
        start, stop = match.span()
        if match.lastgroup == "core":
            yield from _core(chunk, start, stop)
        elif match.lastgroup == "url":
            stop = _url_stop(chunk, start, stop)
            yield start, stop
        elif match.lastgroup == "elided" and chunk[stop : stop + 1] and chunk[stop] in APOSTROPHES:
            whole = chunk[start + 1 : stop].lower() == "n"
            yield (start, stop + 1) if whole else (start + 1, stop)
            stop += 1
        else:
            yield start, stop
        position = stop


def _url_stop(chunk: str, start: int, stop: int) -> int:
    """Where a web address ends: without closing punctuation, and without a bracket that it did not open."""
    surplus = chunk.count(")", start, stop) - chunk.count("(", start, stop)
    while stop > start:
        last = chunk[stop - 1]
        if last == ")" and surplus > 0:
            surplus -= 1
        elif last not in _URL_TAIL:
            break
        surplus += last == "("
        stop -= 1
    return stop


def _core(chunk: str, start: int, stop: int) -> Iterator[tuple[int, int]]:
    """Cut runs and joiners where a joiner does not join."""
    parts = _PARTS.split(chunk[start:stop])
    runs, joiners = parts[0::2], parts[1::2]
    begins, ends = [], []
    place = start
    for run, joiner in zip(runs, [*joiners, ""], strict=True):
        begins.append(place)
        ends.append(place + len(run))
        place = ends[-1] + len(joiner)
    joined = [*joins(runs, joiners), False]
    first = 0
    for i, go_on in enumerate(joined):
        if not go_on:
            yield from with_ends(chunk, begins[first], ends[i], runs[first : i + 1], joiners[first:i])
            first = i + 1
