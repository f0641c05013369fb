"""Voices of the two articles against the spans found by hand (tests/gold/voices/voices.csv)."""

from __future__ import annotations

import csv
import re
from pathlib import Path

import pytest

from textstats.text.documents import Corpus, Document
from textstats.text.segments import segment
from textstats.text.voices import read_voices

ROOT = Path(__file__).parents[2]
FILES = ["000_6bf821074fdbe201.txt", "003_5bb830bfa2d692d1.txt"]
GOLD = list(csv.DictReader((ROOT / "tests/gold/voices/voices.csv").read_text(encoding="utf-8").splitlines()))
WORD = re.compile(r"[^\W_]+(?:['’\-][^\W_]+)*")  # the pattern that the gold totals were counted with


def article(name: str) -> str:
    return (ROOT / "data/raw" / name).read_text(encoding="utf-8")


def gold(name: str, *kinds: str) -> set[tuple[int, int]]:
    return {(int(r["start"]), int(r["stop"])) for r in GOLD if r["file"] == name and r["kind"] in kinds}


@pytest.mark.parametrize("name", FILES)
@pytest.mark.parametrize("kind", ["inline", "block", "scare", "title"])
def test_spans_of_the_articles_are_exactly_those_found_by_hand(name: str, kind: str) -> None:
    found = {(s.start, s.stop) for s in read_voices(article(name)).spans if s.kind == kind}
    assert found == gold(name, kind)


@pytest.mark.parametrize(("name", "words", "quoted"), [(FILES[0], 1812, 436), (FILES[1], 4735, 1362)])
def test_word_totals_are_those_of_the_gold(name: str, words: int, quoted: int) -> None:
    text = article(name)
    frame = segment(Corpus([Document("d", text)]))
    spoken = "".join(
        text[row.start : row.stop] if row.voice == "quoted" else " \N{BULLET} " for row in frame.itertuples()
    )
    assert len(WORD.findall(text)) == words
    assert len(WORD.findall(spoken)) == quoted
