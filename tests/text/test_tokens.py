"""Tokens: offsets, ordinals, voices by segment, dtypes and cost."""

import copy
import json
import pickle
import time

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from textstats import glossary
from textstats.errors import InputError
from textstats.text.documents import Corpus, Document
from textstats.text.sentences import sentences
from textstats.text.token_rule import type_of, words
from textstats.text.tokens import COLUMNS, CorpusKey, tokenize


def whole(corpus):
    """One segment a document: all is the author's."""
    rows = [(d.doc_id, 0, len(d.text), "text", "author", None) for d in corpus]
    return pd.DataFrame(rows, columns=["doc_id", "start", "stop", "kind", "voice", "speaker"])


def segments(*rows):
    return pd.DataFrame(rows, columns=["doc_id", "start", "stop", "kind", "voice", "speaker"])


def test_hand_case():
    corpus = Corpus([Document("a", "One two. Three\n\nFour"), Document("b", ""), Document("c", "five")])
    tokens = tokenize(corpus, whole(corpus))
    assert list(tokens.columns) == list(COLUMNS)
    assert list(tokens["token"]) == ["One", "two", "Three", "Four", "five"]
    assert list(tokens["doc_id"]) == ["a", "a", "a", "a", "c"]
    assert list(tokens["paragraph"]) == [0, 0, 0, 1, 0]
    assert list(tokens["sentence"]) == [0, 0, 1, 2, 0]
    assert list(tokens["position"]) == [0, 1, 2, 3, 0]
    assert list(tokens["type"]) == ["one", "two", "three", "four", "five"]
    assert tokens["doc_id"].cat.categories.tolist() == ["a", "b", "c"]


def test_voices_come_from_segments_and_do_not_cut_sentences():
    text = "He said “we met Ann” and left."
    corpus = Corpus([Document("a", text)])
    rows = [
        ("a", 0, 9, "text", "author", None),
        ("a", 9, 19, "inline", "quoted", "he"),
        ("a", 19, 30, "text", "author", None),
    ]
    tokens = tokenize(corpus, segments(*rows))
    assert dict(zip(tokens["token"], tokens["voice"], strict=True))["met"] == "quoted"
    assert tokens["speaker"].tolist()[2:5] == ["he", "he", "he"]
    assert tokens["speaker"].isna().tolist() == [True, True, False, False, False, True, True]
    assert set(tokens["sentence"]) == {0}


def test_a_token_is_cut_where_apparatus_starts():
    corpus = Corpus([Document("a", "power12 grew")])
    rows = [
        ("a", 0, 5, "text", "author", None),
        ("a", 5, 7, "note_ref", "apparatus", None),
        ("a", 7, 12, "text", "author", None),
    ]
    tokens = tokenize(corpus, segments(*rows))
    assert list(zip(tokens["token"], tokens["voice"], strict=True)) == [
        ("power", "author"),
        ("12", "apparatus"),
        ("grew", "author"),
    ]
    assert list(tokens["position"]) == [0, 1, 2]


def test_a_token_across_other_segments_stays_whole():
    corpus = Corpus([Document("a", "so-called")])
    tokens = tokenize(corpus, segments(("a", 0, 3, "text", "author", None), ("a", 3, 9, "scare", "author", None)))
    assert list(tokens["token"]) == ["so-called"]


def test_empty_corpora_have_all_columns():
    for corpus in (Corpus([]), Corpus([Document("a", "")]), Corpus([Document("a", " … ")])):
        tokens = tokenize(corpus, whole(corpus))
        assert list(tokens.columns) == list(COLUMNS)
        assert len(tokens) == 0


def test_dtypes_and_bytes():
    corpus = Corpus([Document(str(i), "The quick brown fox jumps over the lazy dog. " * 200) for i in range(20)])
    tokens = tokenize(corpus, whole(corpus))
    assert {str(tokens[name].dtype) for name in ("paragraph", "sentence", "position", "start", "stop")} == {"int32"}
    assert {
        str(tokens[name].dtype) for name in set(COLUMNS) - {"paragraph", "sentence", "position", "start", "stop"}
    } == {"category"}
    assert tokens.memory_usage(deep=True).sum() / len(tokens) <= 40


def test_columns_stand_in_the_glossary():
    assert set(COLUMNS) <= set(glossary.COLUMNS)


def test_missing_segments():
    corpus = Corpus([Document("a", "One."), Document("b", "Two.")])
    with pytest.raises(
        InputError, match=r"segments must cover every document; 'b' has none\. Hint: use segment\(corpus\)\."
    ):
        tokenize(corpus, segments(("a", 0, 4, "text", "author", None)))
    for rows in ([("a", 1, 4)], [("a", 0, 3)], [("a", 0, 2), ("a", 3, 4)]):
        gap = segments(*((*row, "text", "author", None) for row in rows))
        with pytest.raises(InputError, match=r"segments of 'a' must tile its text, from 0 to 4"):
            tokenize(Corpus([Document("a", "One.")]), gap)
    with pytest.raises(InputError, match=r"missing \['voice'\]"):
        tokenize(corpus, whole(corpus).drop(columns="voice"))


def test_the_corpus_key_survives_copies_and_is_plain_when_stored():
    corpus = Corpus([Document("a", "One.")])
    tokens = tokenize(corpus, whole(corpus))
    key = tokens.query("voice == 'author'").copy().attrs["corpus"]
    assert isinstance(key, CorpusKey)
    assert key == corpus.checksum
    assert key.corpus is corpus
    assert copy.deepcopy(key) is key
    assert type(pickle.loads(pickle.dumps(key))) is str
    assert json.loads(json.dumps({"corpus": key})) == {"corpus": corpus.checksum}


TEXTS = st.lists(st.text(st.sampled_from(list("abcZ019 .,'’-–!?“”\n")), max_size=60), min_size=1, max_size=3)


@given(TEXTS)
def test_identities(texts):
    corpus = Corpus([Document(f"d{i}", text) for i, text in enumerate(texts)])
    before = whole(corpus)
    tokens = tokenize(corpus, before)
    pd.testing.assert_frame_equal(before, whole(corpus))
    for document in corpus:
        own = tokens[tokens["doc_id"] == document.doc_id]
        text = document.text
        assert list(zip(own["start"], own["stop"], strict=True)) == words(text)
        assert [text[a:b] for a, b in zip(own["start"], own["stop"], strict=True)] == list(own["token"])
        assert [type_of(token) for token in own["token"]] == list(own["type"])
        assert list(own["position"]) == list(range(len(own)))
        spans = sentences(text)
        assert all(spans[s][0] <= a < spans[s][1] for s, a in zip(own["sentence"], own["start"], strict=True))
        assert (np.diff(own["paragraph"]) >= 0).all()


def test_a_hundred_thousand_tokens_take_about_a_second():
    corpus = Corpus([Document("a", "The quick brown fox jumps over the lazy dog, Mr. Smith said.\n\n" * 8500)])
    start = time.perf_counter()
    tokens = tokenize(corpus, whole(corpus))
    assert len(tokens) == 102_000
    assert time.perf_counter() - start < 8  # about 0.5 s on a free core
