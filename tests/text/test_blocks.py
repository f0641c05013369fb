"""Block quotations, references and headings: own sentences, with the blocks marked ⟦so⟧ by hand."""

from __future__ import annotations

import pytest

from textstats.text.documents import Corpus, Document
from textstats.text.segments import segment
from textstats.text.voices import read_voices

AUTHOR = "The harvest had failed for the second year. Prices rose, and the mills stood still until the spring."
WORDS = "Her husband had but a morsel of land, one cow and a poor little horse, and paid rent to two lords."

CASES = {
    "colon, page": f"As Young wrote in his journal:\n\n⟦{WORDS}⟧ (52—53)\n\n{AUTHOR}",
    "colon, nothing": f"As Young wrote in his journal:\n\n⟦{WORDS}⟧\n\n{AUTHOR}",
    "colon, note": f"Young explained it simply:\n\n⟦{WORDS}⟧1\n\n{AUTHOR}\n\n1 Arthur Young, Travels (London, 1792), 148.",
    "sentence, page": f"Young met a woman near Metz.\n\n⟦{WORDS}⟧ (148)\n\n{AUTHOR}",
    "sentence, look back": f"Young reported what a woman told him.\n\n⟦{WORDS}⟧\n\nThis passage is famous. {AUTHOR}",
    "unfinished, page": f"The rent rested on the fact that\n\n⟦{WORDS[0].lower() + WORDS[1:]}⟧ (p. 148)\n\n{AUTHOR}",
    "unfinished, nothing": f"Young wrote in his journal that\n\n⟦{WORDS[0].lower() + WORDS[1:]}⟧\n\n{AUTHOR}",
    "unfinished, note": f"As Young later put it,\n\n⟦{WORDS}⟧2\n\n{AUTHOR}",
    "bracketed capital": f"Young noted in the winter,\n\n⟦[h]er husband had but a morsel of land, one cow.⟧3\n\n{AUTHOR}",
    "author and date": f"Young met a woman near Metz.\n\n⟦{WORDS}⟧ (Young 1792, 148)\n\n{AUTHOR}",
    "two paragraphs": f"He wrote in a letter:\n\n⟦{WORDS}\n\nThen the winter came and we lost the cow.⟧ (69)\n\n{AUTHOR}",
    "nested": f'Young explains:\n\n⟦She spoke of a "quit-rent" and said: "The lords take all." {WORDS}⟧ (148)\n\n{AUTHOR}',
    "signed": f"⟦{WORDS}⟧\n\n— Arthur Young, Travels\n\n{AUTHOR}",
    "indented": f"{AUTHOR}\n\n    ⟦{WORDS}⟧\n\n{AUTHOR}\n\n{AUTHOR}",
    "no list": f"There were three reasons for this:\n\n{AUTHOR}\n\nThe second was the tax.",
    "no question of somebody's": f"The question is this:\n\nWho gains when the price of bread is left alone?\n\n{AUTHOR}",
    "no words of the author's own": f"As I argued at the time, the point is simple:\n\n{AUTHOR}\n\n{AUTHOR}",
    "no passive": f"The matter can be stated in a few words:\n\n{AUTHOR}\n\n{AUTHOR}",
    "no count": f"Marx made two points about it:\n\n{AUTHOR}\n\n{AUTHOR}",
    "no paraphrase": f"{AUTHOR}\n\nYoung holds that rent was the cause of it, and he may well be right (52).\n\n{AUTHOR}",
    "no note of the author": f"{AUTHOR}\n\n{AUTHOR}1\n\n{AUTHOR}2\n\n1 A. Young (1792), 1.\n\n2 Ibid., 3.",
    "no wrapped lines": "The harvest had failed\nfor the second year and\nthe prices rose, as Young\nwrote in his diary, until\nspring.",
}  # fmt: skip


@pytest.mark.parametrize("case", CASES.values(), ids=CASES.keys())
def test_blocks_are_found_as_marked(case: str) -> None:
    text = case.replace("⟦", "").replace("⟧", "")
    expected = set()
    if "⟦" in case:
        start = case.index("⟦")
        stop = case.index("⟧") - 1
        for piece in text[start:stop].split("\n\n"):
            expected.add(piece)
    voices = read_voices(text)
    assert {text[s.start : s.stop] for s in voices.spans if s.kind == "block"} == expected


def test_apparatus_and_headings_are_segments_of_their_own() -> None:
    text = (
        "The debate\n\nHe calls it “a river of blood” (52—53) and more (p. 7).1 In (1917) it was so. (1) Bread rose. (2) Rents rose. (3) Men left.\n\n"
        "It ended in May.[2]\n\n1 A. Writer, A Book (London, 1937), 51.\n\n2 Ibid., 52."
    )
    frame = segment(Corpus([Document("d", text)]))
    found = [
        (row.kind, row.voice, text[row.start : row.stop].strip())
        for row in frame.itertuples()
        if row.kind not in ("text", "inline")
    ]
    assert found == [
        ("heading", "author", "The debate"),
        ("page_ref", "apparatus", "(52—53)"),
        ("page_ref", "apparatus", "(p. 7)"),
        ("note_ref", "apparatus", "1"),
        ("note_ref", "apparatus", "[2]"),
        ("note", "apparatus", "1 A. Writer, A Book (London, 1937), 51."),
        ("note", "apparatus", "2 Ibid., 52."),
    ]


def test_running_heads_and_page_numbers_are_apparatus() -> None:
    pages = "\n\n".join(f"International Review {n}\n\n{AUTHOR}\n\n{AUTHOR}\n\n{n}" for n in range(4, 9))
    frame = segment(Corpus([Document("d", pages)]))
    assert (frame["kind"] == "running_head").sum() == 10


def test_a_story_has_no_blocks_without_marks() -> None:
    lines = '"Yes."\n\n"No," he said.\n\n"Perhaps," said Ann.\n\n"Never."\n\n"Then go."\n\n'
    text = f"{lines}Ann wrote as follows in her letter:\n\n{WORDS}\n\n{AUTHOR}"
    assert all(WORDS not in text[s.start : s.stop] for s in read_voices(text).spans)
