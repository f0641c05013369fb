"""The token rule: what a word is, in one table.

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

from textstats.text.abbreviations import is_abbreviation


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
    Rule(
        "elision", "known short forms keep their first or last apostrophe", "'tis goin' '90s", ("'tis", "goin'", "'90s")
    ),
    Rule("hyphen", "a hyphen joins: a compound is one word", "co-operate F-16", ("co-operate", "F-16")),
    Rule("suspended", "a hyphen with nothing after it is left out", "pre- and post-war", ("pre", "and", "post-war")),
    Rule("range", "a hyphen between two numbers stands for 'to'", "1914-1918", ("1914", "1918")),
    Rule("line break", "a word divided at a line end is one word", "revolu-\ntion", ("revolu-\ntion",)),
    Rule("dash", "en and em dashes and double hyphens split", "war—and--peace", ("war", "and", "peace")),
    Rule("slash", "a slash splits words and joins numbers", "and/or 9/11", ("and", "or", "9/11")),
    Rule("with", "w/ and w/o are words", "w/ w/o", ("w/", "w/o")),
    Rule("number", "points, commas and colons join digits", "20,000 3.5 10:30", ("20,000", "3.5", "10:30")),
    Rule("unit", "a number and its unit of measure are two words", "10km 5pm", ("10", "km", "5", "pm")),
    Rule("initials", "letters with points are one word and keep the last", "U.S. e.g.", ("U.S.", "e.g.")),
    Rule("abbreviation", "a known abbreviation keeps its point", "Mr. Jones etc.", ("Mr.", "Jones", "etc.")),
    Rule("missing space", "a point between two words splits them", "the end.Then", ("the", "end", "Then")),
    Rule("ampersand", "an ampersand joins capitals", "AT&T Q&A", ("AT&T", "Q&A")),
    Rule("masked", "stars and underscores join", "f**k snake_case", ("f**k", "snake_case")),
    Rule("address", "an e-mail address is one word", "(a.b@example.org)", ("a.b@example.org",)),
    Rule("URL", "a web address is one word", "https://example.org/a?b=c.", ("https://example.org/a?b=c",)),
    Rule("domain", "a name with a known ending is one word", "example.com notes.txt", ("example.com", "notes.txt")),
    Rule("handle", "@ and # stay before a name", "@who #MeToo #1", ("@who", "#MeToo", "1")),
    Rule("dollar", "a country stays with its dollar", "US$20", ("US$", "20")),
    Rule("emoticon", "a face with a letter or digit is one word", "hi :D <3", ("hi", ":D", "<3")),
)

APOSTROPHES = "'’ʼ‘`´＇"
HYPHENS = "-\u2010\u2011"
_INVISIBLE = "\u00ad\u200b\u200c\u200d\u2060\ufeff"
_JOINERS = rf"{APOSTROPHES}\-\u2010\u2011.,:&/_@+"
_RUN = rf"[\p{{L}}\p{{N}}][\p{{L}}\p{{M}}\p{{N}}{_INVISIBLE}]*+"
_BROKEN = r"[-\u2010\u00ad]\n[^\S\n]*+(?=\p{Ll})"

CHUNK = regex.compile(r"\S++(?:(?<=\p{L}[-\u2010\u00ad])\n[^\S\n]*+(?=\p{Ll})\S++)*+")
"""A maximal run of non-white-space; a hyphen at a line end, between letters, continues it on the next line."""

_MASTER = regex.compile(
    rf"""
      (?P<url>(?i:(?:https?|ftps?|file)://|www\.(?=[\p{{L}}\p{{N}}]))[^\s<>"“”«»]++)
    | (?P<face>(?<![\p{{L}}\p{{N}}])(?:[:;=][-'^o]?+(?:[DPpOSsXxCcb3](?![\p{{L}}\p{{N}}])|(?<=o)[)(\]\[])
        |<3++(?!\p{{N}})|[xX]D++(?![\p{{L}}\p{{N}}])|[oO0][._][oO0](?![\p{{L}}\p{{N}}])))
    | (?P<handle>(?<![\p{{L}}\p{{N}}&])(?:@(?=[\p{{L}}\p{{N}}_])|\#(?=\p{{L}}))[\p{{L}}\p{{M}}\p{{N}}_]++)
    | (?P<elided>(?<![\p{{L}}\p{{N}}])[{APOSTROPHES}](?i:em|tis|twas|til|till|cause|cuz|coz|bout|round|n|nuff|neath|ere
        |\p{{N}}0s|\p{{N}}{{2}})(?![\p{{L}}\p{{N}}]))
    | (?P<dollar>(?<![\p{{L}}\p{{N}}])(?:US|A|AU|C|CA|NZ|HK|S|R|NT)\$(?=\p{{N}}))
    | (?P<with>(?<![\p{{L}}\p{{N}}])[wW]/(?:[oO](?![\p{{L}}\p{{N}}])|(?![\p{{L}}\p{{N}}])))
    | (?P<core>{_RUN}(?:(?:{_BROKEN}|[.]-|[{_JOINERS}]|\*++){_RUN})*+)
    """,
    regex.VERBOSE,
)
_PARTS = regex.compile(rf"({_BROKEN}|[.]-|[{_JOINERS}]|\*++)")
_URL_TAIL = ".,;:!?'\"”’»*…"
_ENDINGS = frozenset(
    "com org net edu gov mil int info biz co uk us ca au de fr eu tv io me nz in jp cn ru ch nl es se fm ly "
    "txt doc docx pdf html htm xls xlsx ppt pptx csv jpg jpeg gif png mp3 mp4 zip exe xml json py".split()
)
_UNITS = frozenset(
    "am pm km cm mm m kg g mg lb lbs oz ft mi mph kph kmh hr hrs min mins sec secs ml gb mb kb tb ghz mhz khz hz kw mw".split()
)
_ING = frozenset(
    "goin doin bein nothin somethin anythin everythin mornin evenin comin gettin talkin lookin lovin livin makin takin "
    "havin playin runnin sayin tryin workin tellin thinkin feelin singin rockin fuckin friggin freakin darlin".split()
)


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


def type_of(token: str) -> str:
    """What `token` is counted as.

    NFC, case folded, every apostrophe straight, every hyphen U+002D, invisible characters and the division at a
    line end left out. A division after `self`, `non`, `well` and the like keeps its hyphen.

    >>> type_of("Workers’"), type_of("Revolu-\\ntion"), type_of("self-\\nrule")
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
_KEEP_HYPHEN = frozenset("self non well ex anti semi half cross co counter ultra pro quasi vice all so".split())


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
    return _split_short(chunk) if len(chunk) <= 64 else tuple(_split(chunk))


def _split(chunk: str) -> Iterator[tuple[int, int]]:
    if chunk.isalnum():
        yield from _number_and_unit(chunk, 0, len(chunk))
        return
    position = 0
    while match := _MASTER.search(chunk, position):
        start, stop = match.span()
        if match.lastgroup == "url":
            stop = _url_stop(chunk, start, stop)
            yield start, stop
        elif match.lastgroup == "elided" and stop < len(chunk) and chunk[stop] in APOSTROPHES:
            if chunk[start + 1 : stop].lower() == "n":
                yield start, stop + 1
            else:
                yield start + 1, stop
            stop += 1
        elif match.lastgroup == "core":
            yield from _core(chunk, start, stop)
        else:
            yield start, stop
        position = stop


def _url_stop(chunk: str, start: int, stop: int) -> int:
    """Where a web address ends: without closing punctuation, and without a bracket that it did not open."""
    opened = chunk.count("(", start, stop) - chunk.count(")", start, stop)
    while stop > start:
        last = chunk[stop - 1]
        if last == ")" and opened < 0:
            opened += 1
        elif last not in _URL_TAIL and last not in "]}>(":
            break
        elif last == "(":
            opened -= 1
        stop -= 1
    return stop


def _core(chunk: str, start: int, stop: int) -> Iterator[tuple[int, int]]:
    """Cut a run of runs and joiners where the table says that a joiner does not join."""
    parts = _PARTS.split(chunk[start:stop])
    runs, joiners = parts[0::2], parts[1::2]
    edges = [start]
    for run, joiner in zip(runs, [*joiners, ""], strict=True):
        edges += [edges[-1] + len(run), edges[-1] + len(run) + len(joiner)]
    begins, ends = edges[0::2], edges[1::2]
    first = 0
    joined = _joins(runs, joiners)
    for i in range(len(runs)):
        if i < len(joiners) and joined[i]:
            continue
        yield from _ends(chunk, begins[first], ends[i], runs[first : i + 1], joiners[first:i], start)
        first = i + 1


def _joins(runs: list[str], joiners: list[str]) -> list[bool]:
    """Whether each joiner joins the runs on its two sides."""
    n = len(joiners)
    joined = [False] * n
    i = 0
    while i < n:
        j = i
        mark = joiners[i]
        if mark in (".", "@", "+", "_") or (mark in HYPHENS and _address_follows(joiners, runs, i)):
            while j < n and (joiners[j] in (".", "@", "+", "_") or joiners[j] in HYPHENS) and runs[j + 1]:
                j += 1
            whole = _dotted(runs[i : j + 1], joiners[i:j])
            joined[i:j] = whole
            i = j
            continue
        joined[i] = _joins_one(runs, joiners, i)
        i += 1
    return joined


def _address_follows(joiners: list[str], runs: list[str], i: int) -> bool:
    """Whether the hyphen at `i` may stand in an address or a domain: only if one of their marks is next."""
    return i + 1 < len(joiners) and joiners[i + 1] in (".", "@", "+", "_") and bool(runs[i + 2])


def _dotted(runs: list[str], joiners: list[str]) -> list[bool]:
    """The joiners of a stretch of points, @, + and _ (and hyphens among them): address, domain, initials, number."""
    if "@" in joiners:
        at = joiners.index("@")
        if "." in joiners[at + 1 :] and joiners.count("@") == 1:
            return [True] * len(joiners)
    if "." in joiners and runs[-1].lower() in _ENDINGS and joiners[-1] == "." and not _single(runs):
        if not (runs[-1][:1].isupper() and not runs[-1].isupper()) and (len(runs[-2]) > 1 or len(runs) > 2):
            return [True] * len(joiners)
    return [_joins_one(runs, joiners, i) for i in range(len(joiners))]


def _single(runs: list[str]) -> bool:
    return all(len(run) == 1 for run in runs)


def _joins_one(runs: list[str], joiners: list[str], i: int) -> bool:
    """The table for one joiner between two runs."""
    left, mark, right = runs[i], joiners[i], runs[i + 1]
    if mark in APOSTROPHES or mark == "_" or "\n" in mark:
        return True
    if mark == ".-":
        return i > 0 and joiners[i - 1] == "." and len(left) == 1
    if mark in HYPHENS:
        alone = (i == 0 or joiners[i - 1] not in HYPHENS) and (i + 1 == len(joiners) or joiners[i + 1] not in HYPHENS)
        return not (alone and _is_number(left) and _is_number(right))
    if mark == ".":
        if left[-1].isdigit() and right[0].isdigit():
            return True
        initial = len(left) == 1 and left.isalpha() and len(right) == 1 and right.isalpha()
        return initial or (left.lower(), right.lower()) in _LONG_INITIALS
    if mark in ",:":
        return left[-1].isdigit() and right[0].isdigit() and (mark == ":" or right[:3].isdigit() and len(right) >= 3)
    if mark == "/":
        return _is_number(left) and _is_number(right)
    if mark == "&":
        return left.isupper() and right.isupper()
    return mark[0] == "*"


_LONG_INITIALS = frozenset({("ph", "d"), ("m", "sc"), ("b", "sc"), ("ed", "d"), ("ll", "b"), ("ll", "m"), ("psy", "d")})


def _is_number(run: str) -> bool:
    return run.isdecimal()


def _ends(
    chunk: str, start: int, stop: int, runs: list[str], joiners: list[str], core_start: int
) -> Iterator[tuple[int, int]]:
    """The word from `start` to `stop`, with the point or apostrophe after it where that belongs to it."""
    if len(runs) == 1 or all(joiner in (".", ",", ":") for joiner in joiners):
        pieces = list(_number_and_unit(chunk, start, stop))
        if len(pieces) > 1:
            yield from pieces
            return
    follows = chunk[stop : stop + 1]
    before = chunk[start - 1 : start]
    if follows == ".":
        initials = (
            len(runs) > 1
            and "." in joiners
            and (_single(runs) or (runs[0].lower(), runs[-1].lower()) in _LONG_INITIALS)
        )
        if initials or (chunk[stop : stop + 2] != ".." and is_abbreviation(chunk[start:stop])):
            stop += 1
    elif follows and follows in APOSTROPHES:
        quoted = bool(before) and before in APOSTROPHES
        plural = runs[-1][-1] in "sSzZxX" and len(chunk[start:stop]) > 1
        if not quoted and (plural or runs[-1].lower() in _ING) and not chunk[stop + 1 : stop + 2].isalnum():
            stop += 1
    yield start, stop


def _number_and_unit(chunk: str, start: int, stop: int) -> Iterator[tuple[int, int]]:
    """A number and the unit of measure that stands right behind it, or the whole."""
    if chunk[start].isdecimal() and not chunk[stop - 1].isdecimal():
        split = stop
        while split > start and stop - split <= 4 and not chunk[split - 1].isdecimal():
            split -= 1
        if chunk[split - 1].isdecimal() and chunk[split:stop].lower() in _UNITS:
            yield start, split
            yield split, stop
            return
    yield start, stop
