"""Every column of every table, once: what it means, its unit and its range.

The reports' footnotes, the reference documentation and the tests read this. A table may use no column
name that does not stand here, and a name means the same wherever it occurs.
"""

from __future__ import annotations

from typing import NamedTuple


class Column(NamedTuple):
    """Meaning of a column. `unit` and `range` are empty where there is none."""

    meaning: str
    unit: str = ""
    range: str = ""


COLUMNS: dict[str, Column] = {
    # text: documents, segments, tokens
    "doc_id": Column("id of the document"),
    "text": Column("the text, as decoded"),
    "paragraph": Column("number of the paragraph in the document", "ordinal", "0 …"),
    "sentence": Column("number of the sentence in the document", "ordinal", "0 …"),
    "position": Column("number of the token in the document", "ordinal", "0 …"),
    "start": Column("first code point", "offset", "0 …"),
    "stop": Column("one past the last code point", "offset", "0 …"),
    "token": Column("the word as it stands in the text"),
    "type": Column("the word as it is counted: case folded, one kind of apostrophe and hyphen"),
    "segment_id": Column("number of the segment in the document", "ordinal", "0 …"),
    "kind": Column("what a segment is: text, inline, block, scare, title, heading, note, …"),
    "voice": Column("whose words: author, quoted, apparatus (page references, notes, running heads) or unknown"),
    "speaker": Column("who is quoted; missing where nobody is named"),
    "basis": Column("why a speaker was named: cue, pronoun, context or override"),
    # counts
    "group": Column("what is compared: a document, or several under one name"),
    "block": Column("the unit that is resampled"),
    "n_tokens": Column("number of tokens", "tokens", "0 …"),
    "n_types": Column("number of distinct types", "types", "0 …"),
    # cleaning
    "step": Column("what was mended: newlines, hyphenation, nfc, …"),
    "n_changes": Column("how often it was mended", "places", "0 …"),
    "examples": Column("the first places, before and after"),
    # concordance
    "left": Column("the text before the hit"),
    "node": Column("the hit"),
    "right": Column("the text behind the hit"),
    # framing: evidence, naming, stance
    "along": Column("place in the document: tokens before it as a share of all", "proportion", "0–1"),
    "mention": Column("how the words stand: plain, scare (the author's own scare quotes), quoted, unknown, apparatus"),
    "code": Column("name of the code in the codebook"),
    "label": Column("short name of a code or document"),
    "function": Column("what a frame element does: problem, cause, moral evaluation or remedy (Entman 1993)"),
    "target": Column("who or what a code is about; in naming, the referent"),
    "passage": Column("the words coded, as they stand in the text"),
    "pattern": Column("the pattern that matched"),
    "polarity": Column("affirmed or negated"),
    "modality": Column("asserted, possible, necessary, predicted, conditional or question"),
    "status": Column("auto, confirmed or rejected by a person"),
    "note": Column("what a person wrote about it"),
    "n_hits": Column("number of passages", "passages", "0 …"),
    "plain": Column("passages without quotation marks", "passages", "0 …"),
    "scare": Column("passages in the author's scare quotes", "passages", "0 …"),
    "quoted": Column("passages in somebody else's words", "passages", "0 …"),
    "unknown": Column("passages whose voice is unknown", "passages", "0 …"),
    "apparatus": Column("passages in notes, page references and running heads", "passages", "0 …"),
    "share": Column("share of the group's total", "proportion", "0–1"),
    "parts": Column("passages in each part of the document, first part first", "passages"),
    "per_thousand": Column("passages per 1,000 words", "per 1,000 tokens", "0 …"),
    "low": Column("lower end of the interval"),
    "high": Column("upper end of the interval"),
}


def describe(name: str) -> Column:
    """The meaning of a column.

    >>> describe("n_tokens").unit
    'tokens'
    """
    from textstats.errors import one_of

    return COLUMNS[one_of("column", name, COLUMNS)]
