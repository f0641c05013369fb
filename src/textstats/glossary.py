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
    # keyness
    "target": Column("the group whose key words are sought"),
    "reference": Column("what the target is compared with"),
    "frequency_target": Column("occurrences in the target", "tokens", "0 …"),
    "frequency_reference": Column("occurrences in the reference", "tokens", "0 …"),
    "per_1000_target": Column("rate in the target", "per 1,000 tokens", "0 … 1000"),
    "per_1000_reference": Column("rate in the reference", "per 1,000 tokens", "0 … 1000"),
    "blocks_target": Column("blocks of the target that contain it", "blocks", "0 …"),
    "blocks_reference": Column("blocks of the reference that contain it", "blocks", "0 …"),
    "dp_target": Column("unevenness over the target's blocks (Gries' DP); missing where absent", "", "0 even … 1"),
    "dp_reference": Column("unevenness over the reference's blocks (Gries' DP); missing where absent", "", "0 even … 1"),
    "log_ratio": Column("how many doublings more frequent in the target, ½ added to each count", "log2", "−∞ … ∞"),
    "ci_low": Column("lower bound of the interval of the estimate", "as the estimate"),
    "ci_high": Column("upper bound of the interval of the estimate", "as the estimate"),
    "log_ratio_conservative": Column("log ratio certain at the least if words were independent", "log2", "−∞ … ∞"),
    "log_likelihood": Column("G² over four cells, signed; describes only, for words are not independent", "", "−∞ … ∞"),
    "p_value": Column("two-sided p by permutation of blocks; missing outside the family", "", "0 … 1"),
    "q_value": Column("false-discovery rate over the declared family (Benjamini and Hochberg)", "", "0 … 1"),
    "testable": Column("whether a word in so few blocks could reach q < alpha at all", "", "true, false"),
}


def describe(name: str) -> Column:
    """The meaning of a column.

    >>> describe("n_tokens").unit
    'tokens'
    """
    from textstats.errors import one_of

    return COLUMNS[one_of("column", name, COLUMNS)]
