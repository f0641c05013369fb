"""Queries: what they find, how they fail, and that they never hang."""

import time

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from textstats.errors import QueryError
from textstats.text import query as query_module
from textstats.text.documents import Corpus, Document
from textstats.text.query import find, glob, parse
from textstats.text.tokens import tokenize


def tokens_of(*texts):
    corpus = Corpus([Document(f"d{i}", text) for i, text in enumerate(texts)])
    rows = [(d.doc_id, 0, len(d.text), "text", "author", None) for d in corpus]
    return tokenize(corpus, pd.DataFrame(rows, columns=["doc_id", "start", "stop", "kind", "voice", "speaker"]))


TOKENS = tokens_of(
    "The Bureaucracy went. Bureaucrats go and a bureaucratic woman goes.",
    "Women’s work: the U.S. army and/or the Red Army. The workers' state?",
)


def found(query, **options):
    hits = find(TOKENS, query, **options)
    rows = TOKENS["token"].tolist()
    return [" ".join(rows[i : i + n]) for i, n in zip(hits.rows, hits.lengths, strict=True)]


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ("bureaucracy", ["Bureaucracy"]),
        ("BUREAUCRA*", ["Bureaucracy", "Bureaucrats", "bureaucratic"]),
        ("wom?n", ["woman"]),
        ("wom?n*", ["woman", "Women’s"]),
        ("woman|women's", ["woman", "Women’s"]),
        ("workers’", ["workers'"]),
        ("u.s.", ["U.S."]),
        ("the * army", ["the U.S. army", "the Red Army"]),
        ("u.s.|red army", ["U.S. army", "Red Army"]),
        ("and/or", ["and or"]),
        ("lemma:go", ["went", "go", "goes"]),
        ("stem:bureaucratic", ["Bureaucrats", "bureaucratic"]),
        ("lemma:go and", ["go and"]),
        (r"regex:bureaucra(cy|ts)", ["Bureaucracy", "Bureaucrats"]),
        (r"regex:.*cracy|w.*n", ["Bureaucracy", "woman"]),
        ("state the", []),
        ("nothing", []),
        ("*", TOKENS["token"].tolist()),
    ],
)
def test_finds(query, expected):
    assert found(query) == expected


def test_case_sensitive():
    assert found("Army", case_sensitive=True) == ["Army"]
    assert found("bureaucra*", case_sensitive=True) == ["bureaucratic"]
    assert found("Women's", case_sensitive=True) == ["Women’s"]


def test_a_phrase_crosses_no_document_no_sentence_and_no_gap():
    assert found("goes women's") == []
    assert found("went bureaucrats") == []
    assert found("bureaucracy went") == ["Bureaucracy went"]
    gap = TOKENS[TOKENS["token"] != "U.S."]
    assert len(find(gap, "the army").rows) == 0


def test_a_query_that_is_a_type_means_it():
    tokens = tokens_of("f**k fork http://a.b?c=d and/or")
    assert len(find(tokens, "f**k").rows) == 1
    assert len(find(tokens, "f*k").rows) == 2
    assert len(find(tokens, "http://a.b?c=d").rows) == 1


def test_a_phrase_longer_than_the_text():
    assert len(find(TOKENS.head(2), "a b c").rows) == 0
    assert len(find(TOKENS.head(0), "a").rows) == 0


@pytest.mark.parametrize(
    ("query", "place", "words"),
    [
        ("", 0, "at least one word"),
        ("   ", 0, "at least one word"),
        ("red |army", 4, "'|' needs a word on both sides"),
        ("a||b", 2, "'|' needs a word on both sides"),
        ("the …", 4, "no letter and no digit"),
        ("the lemma:", 4, "needs a word after the colon"),
        ("re:x", 0, "'re:' is not known"),
        ("a regex:(b", 10, "the regular expression is wrong"),
        ("end\\", 3, "a backslash needs a character"),
    ],
)
def test_a_bad_query_names_its_place(query, place, words):
    with pytest.raises(QueryError) as caught:
        parse(query)
    assert caught.value.place == place
    assert words in str(caught.value)


def test_a_catastrophic_expression_is_stopped(monkeypatch):
    monkeypatch.setattr(query_module, "TIME_LIMIT", 0.3)
    tokens = tokens_of("a" * 60 + " b")
    start = time.perf_counter()
    with pytest.raises(QueryError, match=r"took longer than 0\.3 s"):
        find(tokens, r"regex:((a|aa)+)+\d(?<=b)")
    assert time.perf_counter() - start < 5


def test_wildcards_cannot_hang():
    tokens = tokens_of("a" * 5000 + " b")
    start = time.perf_counter()
    assert len(find(tokens, "*a" * 40 + "*b").rows) == 0
    assert time.perf_counter() - start < 5


@given(st.text("ab*?", max_size=8), st.text("ab", max_size=8))
def test_glob_means_what_a_reader_expects(pattern, name):
    def matches(p, n):
        if not p:
            return not n
        if p[0] == "*":
            return any(matches(p[1:], n[i:]) for i in range(len(n) + 1))
        return bool(n) and p[0] in ("?", n[0]) and matches(p[1:], n[1:])

    assert (glob(pattern).fullmatch(name) is not None) == matches(pattern, name)


@given(st.text(max_size=30))
def test_any_text_is_a_query_or_a_query_error(query):
    place = 0
    try:
        assert (np.diff(find(TOKENS, query).rows) > 0).all()
    except QueryError as fault:
        place = fault.place
    assert place is not None
    assert 0 <= place <= len(query)
