"""Which characters join two runs of letters and digits into one word (the table itself is `token_rule.RULES`)."""

from __future__ import annotations

from collections.abc import Iterator

from textstats.text.abbreviations import is_abbreviation

APOSTROPHES = "'’ʼ‘`´＇"
HYPHENS = "-\u2010\u2011"

ENDINGS = frozenset(
    "com org net edu gov mil info biz uk ca au de fr eu tv io nz jp cn ru ch nl fm ly txt doc docx pdf html htm "
    "xls xlsx ppt pptx csv jpg jpeg gif png mp3 mp4 zip exe xml json asp php".split()
)
"""What a domain or file name ends in; endings that are words too (me, in, us) are left out."""

UNITS = frozenset(
    "am pm AM PM Am Pm km cm mm m kg g mg ml lb lbs oz ft mi mph MPH kph kmh hr hrs min mins sec secs GB MB KB "
    "TB gb mb kb GHz MHz kHz Hz kW MW k K bn mn".split()
)
"""What may stand right behind a number and is a word of its own."""

DROPPED_G = frozenset(
    "goin doin bein nothin somethin anythin everythin mornin evenin comin gettin talkin lookin lovin livin "
    "makin takin havin playin runnin sayin tryin workin tellin thinkin feelin singin rockin fuckin friggin "
    "freakin darlin o th ol an wi".split()
)
"""Words that are written with an apostrophe for their last letter."""

PREFIXES = frozenset(
    "pre post non anti pro multi sub mid inter intra over under semi ultra self hyper micro macro mono poly bio "
    "neo socio psycho electro geo counter super".split()
)
"""First parts whose second stands further on ("pre- and post-war"): they keep their hyphen."""

_LONG_INITIALS = frozenset([("ph", "d"), ("m", "sc"), ("b", "sc"), ("ed", "d"), ("ll", "b"), ("ll", "m"), ("psy", "d")])


def joins(runs: list[str], joiners: list[str]) -> list[bool]:
    """Whether each joiner joins the runs on its two sides; every run is looked at a fixed number of times."""
    n = len(joiners)
    joined = [False] * n
    i = 0
    while i < n:
        j = i
        while j < n and (joiners[j] == "." or (joiners[j] in HYPHENS and j > i)):
            j += 1
        if j > i and _is_domain(runs[i : j + 1], joiners[i:j]):
            joined[i:j] = [True] * (j - i)
        else:
            j = max(j, i + 1)
            joined[i:j] = [_joins_one(runs, joiners, k) for k in range(i, j)]
        i = j
    return joined


def _is_domain(runs: list[str], joiners: list[str]) -> bool:
    """A name with a known ending, or three and more small-letter parts ("alt.animals.cat")."""
    last = runs[-1]
    if joiners[-1] == "." and last.lower() in ENDINGS and (len(runs[-2]) > 1 or len(runs) > 2):
        return last.islower() or last.isupper() or last in ("Com", "Org", "Net")
    points = joiners.count(".")
    return points > 1 and all(run.islower() and len(run) > 1 and run.isalpha() for run in runs)


def _joins_one(runs: list[str], joiners: list[str], i: int) -> bool:
    """The table for one joiner between two runs."""
    left, mark, right = runs[i], joiners[i], runs[i + 1]
    if mark in APOSTROPHES or mark == "_" or "\n" in mark:
        return True
    if len(mark) == 2 and mark[0] == ".":
        return (i > 0 and joiners[i - 1] == "." and len(left) == 1) or is_abbreviation(left)
    if mark in HYPHENS:
        return not _is_range(runs, joiners, i)
    if mark == ".":
        if left[-1].isdigit() and right[0].isdigit():
            return True
        return (len(left) == len(right) == 1 and left.isalpha() and right.isalpha()) or is_long_initials(left, right)
    if mark == ",":
        return left[-1].isdigit() and 1 <= len(right) - len(right.lstrip("0123456789")) <= 3
    if mark == ":":
        return left[-1].isdigit() and right[0].isdigit()
    if mark == "/":
        return (left.isdecimal() and right.isdecimal()) or (len(left) == len(right) == 1 and (left + right).isalpha())
    if mark == "&":
        return left.isupper() and right[0].isupper()
    return left[-1].isalpha() and right[0].isalpha()  # + and *


def _is_range(runs: list[str], joiners: list[str], i: int) -> bool:
    """Two numbers with one hyphen between them; three and four digits are a telephone number."""
    left, right = runs[i], runs[i + 1]
    if not left.isdecimal() or (i > 0 and joiners[i - 1] in HYPHENS):
        return False
    if i + 1 < len(joiners) and joiners[i + 1] in HYPHENS:
        return False
    if right.isdecimal():
        return not (len(left) == 3 and len(right) == 4 and i == 0)
    return number_end(right, 0, len(right)) < len(right)


def is_long_initials(left: str, right: str) -> bool:
    """Whether two runs with a point between them are initials of more than one letter ("Ph.D")."""
    return (left.lower(), right.lower()) in _LONG_INITIALS


def is_initials(runs: list[str], joiners: list[str]) -> bool:
    """Whether these runs are letters with points ("U.S", "Ph.D")."""
    if len(runs) < 2 or "." not in joiners:
        return False
    return all(len(run) == 1 and run.isalpha() for run in runs) or is_long_initials(runs[0], runs[-1])


def number_end(chunk: str, start: int, stop: int) -> int:
    """Where the number ends in a number with its unit of measure; `stop` if it is none."""
    if chunk[start].isdecimal() and not chunk[stop - 1].isdecimal():
        split = stop
        while split > start and stop - split <= 4 and not chunk[split - 1].isdecimal():
            split -= 1
        if chunk[split - 1].isdecimal() and chunk[split:stop] in UNITS:
            return split
    return stop


def with_ends(chunk: str, start: int, stop: int, runs: list[str], joiners: list[str]) -> Iterator[tuple[int, int]]:
    """The word from `start` to `stop`, with the point, apostrophe or hyphen behind it where that belongs to it."""
    if all(joiner in (".", ",", ":") for joiner in joiners):
        split = number_end(chunk, start, stop)
        if split < stop:
            yield start, split
            yield split, stop
            return
    follows = chunk[stop : stop + 1]
    if follows == ".":
        word = chunk[start:stop]
        if is_initials(runs, joiners) or (chunk[stop + 1 : stop + 2] != "." and is_abbreviation(word)):
            stop += 1
    elif follows and follows in APOSTROPHES:
        before = chunk[start - 1 : start]
        quoted = bool(before) and before in APOSTROPHES
        plural = runs[-1][-1] in "sSzZxX" and stop - start > 1
        if not quoted and (plural or runs[-1].lower() in DROPPED_G) and not chunk[stop + 1 : stop + 2].isalnum():
            stop += 1
    elif (
        follows == "-"
        and len(runs) == 1
        and not chunk[stop + 1 : stop + 2].isalnum()
        and chunk[stop + 1 : stop + 2] != "-"
    ):
        word = runs[0]
        cut_off = word.isalpha() and (len(word) == 1 or (len(word) == 2 and not word.isupper()))
        if cut_off or word.lower() in PREFIXES:
            stop += 1
    yield start, stop
