"""Concordance: context read from the text, sorting, filters and the way back."""

import pandas as pd
import pytest

from textstats import glossary
from textstats.errors import InputError, QueryError
from textstats.text.concordance import COLUMNS, concordance
from textstats.text.documents import Corpus, Document
from textstats.text.tokens import tokenize

A = "A red cat sat.  The blue\ncat ran “away, cat” fast.\n\nNo cat here."
B = "Cat."
CORPUS = Corpus([Document("a", A), Document("b", B)])
QUOTE = (A.index("away"), A.index("” fast"))
SEGMENTS = pd.DataFrame(
    [
        ("a", 0, QUOTE[0], "text", "author", None),
        ("a", *QUOTE, "inline", "quoted", "Ann"),
        ("a", QUOTE[1], len(A), "text", "author", None),
        ("b", 0, len(B), "text", "author", None),
    ],
    columns=["doc_id", "start", "stop", "kind", "voice", "speaker"],
)
TOKENS = tokenize(CORPUS, SEGMENTS)


def test_lines():
    lines = concordance(TOKENS, "cat", context=2)
    assert list(lines.columns) == list(COLUMNS)
    assert list(lines[["left", "node", "right"]].itertuples(index=False, name=None)) == [
        ("A red", "cat", "sat. The"),
        ("The blue", "cat", "ran “away,"),
        ("ran “away,", "cat", "” fast."),
        ("No", "cat", "here."),
        ("", "Cat", "."),
    ]
    assert list(lines["voice"]) == ["author", "author", "quoted", "author", "author"]
    for line in lines.itertuples():
        assert CORPUS[line.doc_id].text[line.start : line.stop] == line.node


def test_sentences_as_context():
    lines = concordance(TOKENS, "blue cat", context="sentence")
    assert lines.loc[0, ["left", "node", "right"]].tolist() == ["The", "blue cat", "ran “away, cat” fast."]


def test_no_context():
    lines = concordance(TOKENS, "red", context=0)
    assert lines.loc[0, ["left", "node", "right"]].tolist() == ["", "red", ""]


def test_filters():
    assert len(concordance(TOKENS, "cat", voice="quoted")) == 1
    assert len(concordance(TOKENS, "cat", speaker="Ann")) == 1
    assert len(concordance(TOKENS, "cat", doc_id=["a"], voice=["author", "quoted"])) == 4
    with pytest.raises(InputError, match=r"voice must be one of .*; got 'quotd'\. Hint: Did you mean 'quoted'\?"):
        concordance(TOKENS, "cat", voice="quotd")


def test_context_is_complete_when_rows_are_filtered():
    own = TOKENS.query("voice == 'author'")
    assert concordance(own, "fast", context=2).loc[0, "left"] == "“away, cat”"


def test_sorting():
    assert list(concordance(TOKENS, "cat", sort="right")["right"].str.slice(0, 6)) == [
        ".",
        "” fast",
        "here.",
        "ran “a",
        "sat. T",
    ]
    assert list(concordance(TOKENS, "cat", sort="left", context=1)["left"]) == ["", "“away,", "blue", "No", "red"]
    nodes = concordance(TOKENS, "red|blue|fast", sort="node")["node"]
    assert list(nodes) == ["blue", "fast", "red"]


def test_nothing_found_keeps_the_columns():
    lines = concordance(TOKENS, "dog")
    assert list(lines.columns) == list(COLUMNS)
    assert len(lines) == 0
    assert set(COLUMNS) <= set(glossary.COLUMNS)


def test_inputs_are_unchanged():
    before = TOKENS.copy(deep=True)
    concordance(TOKENS, "cat", sort="left")
    pd.testing.assert_frame_equal(before, TOKENS)


def test_tokens_read_from_a_file_need_their_corpus():
    stored = TOKENS.copy()
    stored.attrs = {"corpus": str(TOKENS.attrs["corpus"])}
    with pytest.raises(InputError, match="corpus must be given"):
        concordance(stored, "cat")
    assert len(concordance(stored, "cat", corpus=CORPUS)) == 5
    with pytest.raises(InputError, match="its checksum differs"):
        concordance(stored, "cat", corpus=Corpus([Document("a", "Another.")]))


def test_bad_options():
    with pytest.raises(InputError, match="sort must be one of"):
        concordance(TOKENS, "cat", sort="up")
    with pytest.raises(InputError, match="context must be a number of words or 'sentence'; got -1"):
        concordance(TOKENS, "cat", context=-1)
    with pytest.raises(QueryError):
        concordance(TOKENS, "")
