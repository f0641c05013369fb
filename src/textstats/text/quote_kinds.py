"""What a span in marks is: somebody's words, a term held at a distance, or a title.

"Yes." in a dialogue is one word and a quotation; the "free market" is two and none. Length cannot tell
them apart; how the sentence leads in, how the span begins and ends, and what follows it can.
"""

from __future__ import annotations

import re

from textstats.text.cues import FINITE, REPORTS

_WORD = re.compile(r"[^\W_]+(?:['’\-][^\W_]+)*")
_NAMING = re.compile(
    r"\b(?:so[- ]called|called|named|termed|dubbed|labell?ed|nicknamed|christened|known as|entitled|titled|slogans? of|"
    r"in the name of|terms?|words?|phrases?|expressions?|concepts? of|notions? of|labels?|meaning|means|notion of|"
    r"spelled|styled|designated|headed|marked|inscribed)\s*[,:]?\s*(?:as\s+)?(?:the\s+|a\s+|an\s+)?\Z",
    re.IGNORECASE,
)
_TITLE_CUE = re.compile(
    r"\b(?:sang|sing|singing|sung|song|hymn|poem|poems|ballad|essay|article|story|novel|book|play|film|chapter|obituary|"
    r"titled|entitled|pamphlet|painting|sonata|air of|tune of|piece|column|series|read|reading|wrote|author of)\b[^.!?;]{0,40}\Z",
    re.IGNORECASE,
)
# Verbs that take the very words: he said "no" and left.
_SAYING = re.compile(
    r"\b(?:say|says|said|saying|cried|crying|answered|replied|whispered|muttered|murmured|shouted|exclaimed|yelled|"
    r"screamed|repeated|asked|shouting|called out|answering|whispering|muttering|murmuring|adding|added)\Z"
)
_SMALL = frozenset("a an the of in on and or for to with by at from as is that de la le von und der".split())
_LONGEST_SCARE = 3  # words of a term held at a distance


def kind_of(
    text: str, span: tuple[int, int], paragraph: tuple[int, int], *, cited: bool = False, nested: bool = False
) -> str:
    """`inline`, `scare` or `title` for the span in marks `text[span[0]:span[1]]`.

    Parameters
    ----------
    text : str
    span, paragraph : (start, stop)
        The span without its marks, and what it stands in (its paragraph, or the quotation around it).
    cited : bool
        A page reference belongs to it: then it is quoted, however short.

    Examples
    --------
    >>> text = 'He spoke of a "free market" and said, "No."'
    >>> kind_of(text, (15, 26), (0, 43)), kind_of(text, (39, 42), (0, 43))
    ('scare', 'inline')
    """
    start, stop = span
    while stop - start > 1 and text[stop - 1] in "_*":  # italics in plain text
        stop -= 1
    words = _WORD.findall(text[start:stop])
    if cited:
        return "inline"
    if not words:
        return "inline" if re.search(r"[.!?…—-]", text[start:stop]) else "scare"
    before = text[max(paragraph[0], start - 80) : start].rstrip("“”\"‘’'„‚«»_*` \n\t")
    lead = text[max(paragraph[0], start - 80) : start].rstrip("“”\"‘’'„‚«»_*`")
    ends_inside = text[stop - 1] in ".!?…,;—-–:" or text[max(start, stop - 2) : stop] == "--"
    capital = next((c for c in text[start:stop] if c.isalpha()), "a").isupper()
    fresh = not before or before[-1] in ".!?…:;—–-)]"  # where a sentence may begin
    pause = before.endswith(",")
    reported = _reported(text, stop, paragraph[1])
    full_stop = text[stop - 1] in ".!?…—" or text[max(start, stop - 2) : stop] == "--"
    if looks_like_title(words, text[start:stop]) and not (full_stop and (fresh or pause)):
        if (_TITLE_CUE.search(lead) and len(words) > 1) or (_TITLE_CUE.search(lead) and not reported):
            return "title"
        if len(words) > 1 and not reported and not REPORTS.search(before[-25:]):
            return "scare" if len(words) <= 4 or nested else "title"
    if (fresh or pause) and (reported or (ends_inside and (capital or pause or full_stop or nested))):
        return "inline"
    if reported and ends_inside and capital:
        return "inline"
    if _NAMING.search(lead) and not (capital and full_stop) and len(words) <= _LONGEST_SCARE + 2:
        return "scare"
    if len(words) > _LONGEST_SCARE:
        return "inline"
    if full_stop and text[stop - 1] in "!?—" and capital:
        return "inline"
    if _SAYING.search(before):
        return "inline"
    return "scare"


def looks_like_title(words: list[str], span: str) -> bool:
    """Every word but the small ones begins with a capital, and nothing in it ends a sentence early."""
    if re.search(r"[^\W\d_]{3,}[.!?]\s", span):
        return False
    big = [word for word in words if word.lower() not in _SMALL]
    return bool(big) and all(word[0].isupper() or word[0].isdigit() for word in big) and words[0][0].isupper()


def _reported(text: str, stop: int, end: int) -> bool:
    """A reporting clause follows: `", said she`, `”, Trotsky later commented`."""
    tail = text[stop : min(end, stop + 60)].lstrip("”\"’'»“_*`")
    if not tail.startswith((",", " ", "\n", "—", "-")):
        return False
    clause = re.split(r"(?<!Mr)(?<!Mrs)(?<!Dr)(?<!St)(?<!Ms)[.!?;:“\"]", tail.lstrip(", \n—-"), maxsplit=1)[0]
    words = [word.lower() for word in _WORD.findall(clause)[:5]]
    return any(word in FINITE for word in words) and (tail.startswith(",") or text[stop - 1] in ",!?.—-…")
