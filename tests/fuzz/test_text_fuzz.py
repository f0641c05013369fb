"""Whatever the text: segments tile it, tokens stand in it, queries and codebooks answer or say what is wrong."""

from __future__ import annotations

import itertools
import tempfile
from functools import cache
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from textstats import Corpus, Document, concordance, count, read_codebook, segment, tokenize
from textstats.errors import CodebookError, QueryError
from textstats.text.cleaning import clean_chunk, clean_text
from textstats.text.sentences import sentences
from textstats.text.token_rule import type_of, words

PIECES = st.lists(
    st.one_of(
        st.sampled_from(
            [
                *"“”‘’\"'«»„()[]—-–…·•*†.,;:!?0aZéΩ中\t ",
                "\n",
                "\n\n",
                "\r\n",
                " said ",
                "Trotsky",
                " he wrote, ",
                "p. 12",
                "don’t",
                "Dr. ",
                "1.",
                "a-\nb",
                "http://x.y",
                "\u00ad",
                "\u200b",
                "\u0301",
                "\u202e",
                "\ud800",
                "😀",
                "\U000e0061",
                "\u3000",
            ]
        ),
        st.text(st.characters(), max_size=4),
    ),
    max_size=25,
).map("".join)
QUERIES = st.lists(
    st.sampled_from(
        [
            *"a*?|\\()[]{}+.^$: \n",
            "regex:",
            "lemma:",
            "stem:",
            "class",
            "(a+)+",
            "(?P<x>",
            "\\p{L}",
            "\ud800",
            "é",
            "*|*",
        ]
    ),
    max_size=8,
).map("".join)
YAML = st.lists(
    st.sampled_from(
        [
            "schema: 1\n",
            "name: x\n",
            "codes:\n",
            "- ",
            "  ",
            "id: a\n",
            "patterns: [",
            "]",
            "a*",
            "'",
            '"',
            "{",
            "}",
            "&a",
            "*a",
            "!!python/name:os.system",
            "\n",
            ": ",
            "#",
            "\t",
            "null",
            "1",
            "regex:(a+)+$",
            "\0",
        ]
    ),
    max_size=20,
).map("".join)


def corpus_of(*texts: str) -> Corpus:
    return Corpus(Document(f"d{i}", text) for i, text in enumerate(texts))


@given(PIECES, PIECES)
def test_segments_tile(one, two):
    corpus = corpus_of(one, two)
    frame = segment(corpus)
    for document in corpus:
        rows = frame[frame["doc_id"] == document.doc_id]
        edges = [0, *rows["stop"].tolist()]
        assert rows["start"].tolist() == edges[:-1]
        assert edges[-1] == len(document.text)
        assert (rows["start"] < rows["stop"]).all()


@given(PIECES, PIECES)
def test_tokens_stand_in_the_text(one, two):
    corpus = corpus_of(one, two, "one word")
    tokens = tokenize(corpus, segment(corpus))
    for row in tokens.itertuples():
        assert corpus[row.doc_id].text[row.start : row.stop] == row.token
        assert type_of(row.token) == row.type
        assert row.type
    assert (tokens.groupby("doc_id", observed=True)["start"].diff().dropna() > 0).all()
    assert count(tokens).n_tokens.sum() == len(tokens)


@given(PIECES)
def test_words_are_those_of_the_chunks(text):
    """The token rule sees a run without white space and nothing around it; a hyphen at a line end joins two."""
    cleaned = clean_text(text)[0]
    if any(sign in cleaned for sign in "-\u2010¬"):
        return
    whole = [cleaned[start:stop] for start, stop in words(cleaned)]
    assert whole == [chunk[start:stop] for chunk in cleaned.split() for start, stop in words(chunk)]


@given(PIECES)
def test_cleaning_a_chunk_is_cleaning_the_text(text):
    chunks = [chunk for chunk in text.split() if not any(sign in chunk for sign in "-\u2010¬\u00ad")]
    assert clean_text(" ".join(chunks))[0].split() == " ".join(map(clean_chunk, chunks)).split()


@given(PIECES)
def test_sentences_are_in_order(text):
    spans = sentences(text)
    for (_, stop), (start, _) in itertools.pairwise(spans):
        assert stop <= start
    assert all(0 <= start < stop <= len(text) for start, stop in spans)


@cache
def small():
    corpus = corpus_of(
        "The working class, they’d say, is “a class for itself”. A class\\act (a+b) costs 5.", "Another class? Class!"
    )
    return tokenize(corpus, segment(corpus)), corpus


@given(QUERIES)
def test_a_query_is_answered_or_refused(query):
    tokens, _ = small()
    try:
        lines = concordance(tokens, query)
    except QueryError:
        return
    assert len(lines) <= len(tokens)


@given(st.one_of(YAML, st.text(st.characters(), max_size=30)))
def test_a_codebook_is_read_or_refused(content):
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "book.yaml"
        path.write_bytes(content.encode("utf-8", "surrogatepass"))
        with pytest.raises(CodebookError) as caught:
            read_codebook(path)
    assert "book.yaml" in str(caught.value)
