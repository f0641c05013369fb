"""Segments tile the text, whatever the text; their columns are the same for every corpus."""

from __future__ import annotations

from pathlib import Path

from hypothesis import given, settings
from hypothesis import strategies as st

from textstats.glossary import COLUMNS as GLOSSARY
from textstats.text.documents import Corpus, Document
from textstats.text.quotations import quotations, quoted_share, review
from textstats.text.reading import read_corpus
from textstats.text.segments import COLUMNS, KINDS, VOICES, segment

ROOT = Path(__file__).parents[2]
ALPHABET = "ab .,!?:—-\n\n\"'“”‘’«»„()1s_*>[]A"


def corpus_of(*texts: str) -> Corpus:
    return Corpus([Document(str(number), text) for number, text in enumerate(texts)])


@given(st.text(alphabet=ALPHABET, max_size=200))
@settings(max_examples=300, deadline=None)
def test_segments_tile_any_text(text: str) -> None:
    frame = segment(corpus_of(text))
    if not text:
        assert frame.empty
        return
    assert frame["start"].iloc[0] == 0
    assert frame["stop"].iloc[-1] == len(text)
    assert (frame["start"].to_numpy()[1:] == frame["stop"].to_numpy()[:-1]).all()
    assert (frame["start"] < frame["stop"]).all()
    assert frame["paragraph"].is_monotonic_increasing
    assert frame["segment_id"].tolist() == list(range(len(frame)))


@given(st.text(alphabet=ALPHABET, max_size=200))
@settings(max_examples=100, deadline=None)
def test_outer_quotations_are_the_runs_of_quoted_segments(text: str) -> None:
    corpus = corpus_of(text)
    frame, table = segment(corpus), quotations(corpus)
    covered = [False] * len(text)
    for row in frame[frame["voice"] == "quoted"].itertuples():
        covered[row.start : row.stop] = [True] * (row.stop - row.start)
    inside = [False] * len(text)
    outer = table[(table["parent"] == -1) & table["kind"].isin(["inline", "block"])]
    for row in outer.itertuples():
        inside[row.start : row.stop] = [True] * (row.stop - row.start)
    assert all(there for here, there in zip(covered, inside, strict=True) if here) or (table["kind"] == "stray").any()


def test_columns_and_dtypes_are_fixed() -> None:
    for corpus in (Corpus([]), corpus_of(""), corpus_of('He said "no".', "")):
        frame = segment(corpus)
        assert tuple(frame.columns) == COLUMNS
        assert all(str(frame[name].dtype) == "int32" for name in ("segment_id", "paragraph", "start", "stop"))
        assert tuple(frame["kind"].cat.categories) == KINDS
        assert tuple(frame["voice"].cat.categories) == VOICES
        assert list(frame["doc_id"].cat.categories) == corpus.ids
        assert frame.attrs["corpus"] == corpus.checksum


def test_every_column_stands_in_the_glossary() -> None:
    corpus = read_corpus(ROOT / "data/raw")
    frame = segment(corpus)
    for table in (frame, quotations(corpus), review(frame), quoted_share(corpus, frame)):
        assert set(table.columns) <= set(GLOSSARY)


def test_a_nested_quotation_divides_the_outer_one() -> None:
    text = "Ann: “He said ‘go now’ and left.”"
    frame = segment(corpus_of(text))
    assert [(row.voice, text[row.start : row.stop]) for row in frame.itertuples()] == [
        ("author", "Ann: “"),
        ("quoted", "He said ‘"),
        ("quoted", "go now"),
        ("quoted", "’ and left."),
        ("author", "”"),
    ]


def test_a_scare_quoted_term_keeps_the_voice_around_it() -> None:
    frame = segment(corpus_of('The "free market" is old. He wrote: "The \'free market\' is new to us here."'))
    scare = frame[frame["kind"] == "scare"]
    assert scare["voice"].tolist() == ["author", "quoted"]
