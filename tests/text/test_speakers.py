"""Who is quoted: by cue, pronoun, context; by a person's decision; missing where nobody is named."""

from __future__ import annotations

import csv
import re
from collections import Counter
from pathlib import Path

import pandas as pd
import pytest

from textstats.errors import CodebookError
from textstats.text.documents import Corpus, Document
from textstats.text.names import people_of
from textstats.text.overrides import read_overrides
from textstats.text.quotations import quotations, quoted_share, review
from textstats.text.reading import read_corpus
from textstats.text.segments import segment

ROOT = Path(__file__).parents[2]
SHIPPED = ROOT / "data/annotations/voices.toml"
GOLD = list(csv.DictReader((ROOT / "tests/gold/voices/voices.csv").read_text(encoding="utf-8").splitlines()))
IDS = {"000_6bf821074fdbe201.txt": "first", "003_5bb830bfa2d692d1.txt": "isr"}
# A full name once, and reporting verbs, so that the persons are known from the corpus itself.
KNOWN = "Leon Trotsky wrote much. Karl Marx wrote more. Rosa Luxemburg said so. Victor Serge agreed.\n\n"


@pytest.fixture(scope="module")
def articles() -> Corpus:
    return read_corpus(ROOT / "data/raw")


def speakers(corpus: Corpus, kinds: tuple[str, ...], overrides: Path | None = None) -> list[tuple[str, str]]:
    """(by hand, found) for each span of the gold."""
    table = quotations(corpus, overrides=overrides)
    found = {(r.doc_id, r.start, r.stop): r.speaker for r in table.itertuples()}
    pairs = []
    for row in GOLD:
        if row["kind"] in kinds:
            name = found[IDS[row["file"]], int(row["start"]), int(row["stop"])]
            pairs.append((row["speaker"], name if isinstance(name, str) else ""))
    return pairs


def test_speakers_without_overrides_beat_the_commonest_guess(
    articles: Corpus, record_property: pytest.RecordProperty
) -> None:
    pairs = speakers(articles, ("inline", "block"))
    right = sum(hand == found for hand, found in pairs) / len(pairs)
    guess = max(Counter(hand for hand, _ in pairs).values()) / len(pairs)
    record_property("speakers_right", right)
    record_property("commonest_guess", guess)
    print(f"speakers right without overrides: {right:.3f}; always the commonest: {guess:.3f}")
    assert right > guess


def test_speakers_with_the_shipped_overrides_are_all_right(articles: Corpus) -> None:
    pairs = speakers(articles, ("inline", "block", "scare", "title"), SHIPPED)
    assert [pair for pair in pairs if pair[0] != pair[1]] == []


def test_every_named_speaker_has_a_basis(articles: Corpus) -> None:
    table = quotations(articles, overrides=SHIPPED)
    assert (table["speaker"].notna() == table["basis"].notna()).all()
    assert set(table["basis"].dropna()) <= {"cue", "pronoun", "context", "override"}


CUES = {
    'Trotsky wrote, "The collapse was complete at last."': ("Leon Trotsky", "cue"),
    '"The collapse was complete at last," wrote Trotsky.': ("Leon Trotsky", "cue"),
    '“The collapse was complete at last”, Trotsky later commented.': ("Leon Trotsky", "cue"),
    'As Marx put it (and Trotsky quoted), "A development is the premise of all."': ("Karl Marx", "cue"),
    'According to Luxemburg, "the mass strike is the living pulse of it."': ("Rosa Luxemburg", "cue"),
    'Serge was tired. He wrote: "We knew that we stood to lose."': ("Victor Serge", "pronoun"),
    'Serge was tired. "We knew that we stood to lose." It rained.': ("Victor Serge", "context"),
    'The house was cold. "We knew that we stood to lose." It rained.': (None, None),
    '"It was the only thing that he ever burned," his daughter said. Serge was silent.': (None, None),
    'One report described “a group of nearly a hundred, led away to be shot.”': ("One report", "cue"),
}  # fmt: skip


@pytest.mark.parametrize(("sentence", "expected"), CUES.items())
def test_speaker_and_basis(sentence: str, expected: tuple[str | None, str | None]) -> None:
    table = quotations(Corpus([Document("names", KNOWN), Document("d", sentence)]))
    row = table[table["doc_id"] == "d"].iloc[0]
    assert tuple(None if pd.isna(value) else value for value in (row["speaker"], row["basis"])) == expected


def test_continued_and_nested_quotations_keep_their_speaker() -> None:
    text = "Serge wrote:\n\n“We were poor.\n\n“They called us ‘dreamers’ and worse.”"
    table = quotations(Corpus([Document("names", KNOWN), Document("d", text)]))
    assert table[table["doc_id"] == "d"]["speaker"].tolist() == ["Victor Serge"] * 3


def test_dialogue_names_by_cue_only() -> None:
    text = (
        '"Shall we go?" asked Elizabeth.\n\n"Not yet," replied Jane.\n\n"Soon."\n\n"Why?"\n\n'
        '"It rains," said Elizabeth.\n\n"So it does," Jane said.'
    )
    table = quotations(Corpus([Document("d", text)]))
    names = [None if pd.isna(name) else name for name in table["speaker"]]
    assert names == ["Elizabeth", "Jane", None, None, "Elizabeth", "Jane"]


def test_fuller_names_come_from_the_corpus_and_places_are_no_persons() -> None:
    people = people_of([KNOWN + "Trotsky wrote from Russia. In Russia, said Trotsky, the state said no."])
    assert people.resolve("Trotsky") == "Leon Trotsky"
    assert people.resolve("Zinoviev") == "Zinoviev"
    assert "Russia" not in people.known


def entry(**changes: object) -> dict[str, list[dict[str, object]]]:
    base: dict[str, object] = {"doc_id": "d", "start": 9, "quote": "We … end.", "speaker": "Serge"}
    return {"quotation": [{k: v for k, v in (base | changes).items() if v is not None}]}


DOCUMENT = Corpus([Document("d", 'He said "We knew it to the end." And "so" on.')])


def test_override_names_the_speaker_and_wins() -> None:
    row = quotations(DOCUMENT, overrides=entry()).iloc[0]
    assert (row["speaker"], row["basis"]) == ("Serge", "override")


def test_override_may_change_the_kind_or_add_a_quotation() -> None:
    table = quotations(DOCUMENT, overrides=entry(start=38, quote="so", kind="inline"))
    assert table["kind"].tolist() == ["inline", "inline"]
    table = quotations(DOCUMENT, overrides=entry(start=3, quote="said", kind="inline"))
    assert (3, 7) in set(zip(table["start"], table["stop"], strict=True))
    frame = segment(DOCUMENT, overrides=entry(kind="text", speaker=None))
    assert "quoted" not in set(frame["voice"])


FAULTS = {
    "moved": (entry(start=3), "the text is not 'We … end.' any more: 'said \"We knew"),
    "gone": (entry(quote="They … end."), "the words are nowhere in the text"),
    "other end": (entry(quote="We knew"), "ends at 16; found one that ends at 31"),
    "no quotation there": (entry(start=3, quote="said"), "found none (give its kind to add one)"),
    "unknown key": (entry(speeker="x"), "quotation 1: unknown key 'speeker'"),
    "missing": (entry(start=None), "quotation 1: start is missing"),
    "kind": (entry(kind="quote"), "kind must be one of inline, block, scare, title, text; got 'quote'"),
    "decides nothing": (entry(speaker=None), "decides nothing: give speaker or kind"),
    "document": (entry(doc_id="e"), "none of the documents ['e'] is in the corpus"),
    "table": ({"quote": []}, "unknown table or key 'quote'"),
}


@pytest.mark.parametrize(("overrides", "message"), FAULTS.values(), ids=FAULTS.keys())
def test_overrides_that_do_not_hold_say_so(overrides: dict[str, object], message: str) -> None:
    with pytest.raises(CodebookError, match=re.escape(message)):
        quotations(DOCUMENT, overrides=overrides)


def test_all_faults_of_a_file_are_listed_at_once(tmp_path: Path) -> None:
    path = tmp_path / "voices.toml"
    path.write_text('[[quotation]]\ndoc_id = 3\n[[quotation]]\nstart = "x"\n', encoding="utf-8")
    with pytest.raises(CodebookError) as caught:
        read_overrides(path)
    assert len(caught.value.faults) == 8
    with pytest.raises(CodebookError, match="must be a file that can be read"):
        read_overrides(tmp_path / "none.toml")
    path.write_text("[[", encoding="utf-8")
    with pytest.raises(CodebookError, match="must be TOML in UTF-8"):
        read_overrides(path)


def test_review_lists_the_unclosed_and_the_stray_mark_of_the_second_article(articles: Corpus) -> None:
    found = review(segment(articles))
    assert found[["doc_id", "start", "reason"]].to_numpy().tolist() == [
        ["isr", 14094, "mark without a partner"],
        ["isr", 14095, "closing mark missing; ended by rule"],
        ["isr", 29900, "mark without a partner"],
    ]


def test_quoted_share_of_the_articles(articles: Corpus) -> None:
    table = quoted_share(articles, segment(articles)).set_index("doc_id")
    assert table.loc["first", "quoted_share"] == pytest.approx(436 / 1812, abs=0.005)
    assert table.loc["isr", "quoted_share"] == pytest.approx(1362 / 4735, abs=0.005)
    empty = Corpus([Document("e", "")])
    assert quoted_share(empty, segment(empty))["quoted_share"].isna().all()
