"""Which tokens a code matches: patterns, less exclusions, near what must be near, longest first."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from textstats.framing import patterns
from textstats.framing.patterns import Text

if TYPE_CHECKING:
    from textstats.framing.codebook import Code


class Match(NamedTuple):
    """Half-open token positions, and the pattern that matched."""

    start: int
    stop: int
    pattern: str


def matches(code: Code, text: Text) -> list[Match]:
    """The matches of `code` in text order. They do not overlap: the longer wins, then the earlier.

    Whose words they are is not looked at here.
    """
    if code.sentence_end:
        found = _sentences(code.sentence_end, text)
    else:
        found = [Match(*span, pattern) for pattern in code.match for span in patterns.find(pattern, text)]
    if code.exclude:
        barred = {token for pattern in code.exclude for span in patterns.find(pattern, text) for token in range(*span)}
        found = [match for match in found if barred.isdisjoint(range(match.start, match.stop))]
    if code.near:
        near = {int(text.sentence[start]) for pattern in code.near for start, _ in patterns.find(pattern, text)}
        found = [match for match in found if int(text.sentence[match.start]) in near]
    return longest(found)


def longest(found: list[Match]) -> list[Match]:
    """Of overlapping matches the longest, and of equally long ones the first; in text order."""
    taken: set[int] = set()
    kept = []
    for match in sorted(found, key=lambda match: (match.start - match.stop, match.start)):
        if taken.isdisjoint(range(match.start, match.stop)):
            taken.update(range(match.start, match.stop))
            kept.append(match)
    return sorted(kept)


def _sentences(mark: str, text: Text) -> list[Match]:
    """Sentences that end in `mark`: their last stretch in one voice."""
    found = []
    n = len(text)
    for last in range(n):
        if last + 1 < n and text.sentence[last + 1] == text.sentence[last]:
            continue
        if mark in text.after[last].partition("\n")[0]:
            first = last
            while first and text.run[first - 1] == text.run[last]:
                first -= 1
            found.append(Match(first, last + 1, mark))
    return found
