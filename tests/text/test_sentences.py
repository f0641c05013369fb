"""Sentences: cases of our own, the tiling of a paragraph, and linear time.

The golden rules of the pragmatic segmenter (diasks2/pragmatic_segmenter, MIT) are held in tests/gold/segmentation.
"""

import json
import time
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from textstats.text.paragraphs import paragraphs
from textstats.text.sentences import sentences

GOLDEN = json.loads((Path(__file__).parents[1] / "gold/segmentation/golden_rules_en.json").read_text(encoding="utf-8"))


def strings(text):
    return [text[a:b] for a, b in sentences(text)]


def test_golden_rules():
    failed = [case["text"] for case in GOLDEN["cases"] if strings(case["text"]) != case["sentences"]]
    assert len(GOLDEN["cases"]) == 48
    assert len(failed) <= 2, failed


@pytest.mark.parametrize(
    "parts",
    [
        ["Dr. Who met Gen. Smith at No. 10 Downing St. in Jan. 1999.", "They left."],
        ["It was in the U.S. Senate.", "We saw pp. 3 f. and cf. Fig. 2.", "The end."],
        ["“Why?” he asked.", "“Because!” she said.", "“Go.”", "He went."],
        ["“Who is there?” Bob asked.", "Nobody answered."],
        ["He wrote it (see p. 5).", "It is long."],
        ["I said no.", "you said yes.", "we went home."],
        ["Miramar?", "are they just making these places up?"],
        ["Well... maybe.", "Nice people... I hear.", "So...", "That was it."],
        ["Loved every bit of it. :)", "Great."],
        ["Oh! how nice it was.", "Ah! but then."],
        ["1. Do this", "2. Do that", "3. Rest"],
        ["Hello world.", "Today is Tuesday.", "Bye."],
        ["He works at Yahoo! in the U.K.", "It is fun."],
        ["In 1917.", "2005 is going to rock!"],
        ["P.S. I love you."],
        ["It ended.", "08/16/2000 was late."],
        ["Ann Lee", "08/16/2000 11:21 AM"],
        ["Direct Fax:? 203.674.7723"],
        ["Bands, e.g. The Beatles, came."],
        ["- Bread", "- Milk and - so on"],
        ["He used a file.[1]", "It was fine.[2][3]", "He said “so.”4", "The end."],
        ["He used a file. [1]", "It was no. 5 then."],
        ["GEN. ELIZABETH B. PRELOGAR SPOKE.", "It was Hartsell et al. (2015) who answered."],
        ["See www.example.com/a.B?c for more.", "Or write to a.B@example.org."],
        ["The firm (Smith & Co. Ltd.) grew.", "J. R. R. Tolkien did not."],
        ["“The book is good.”", "Nobody agreed."],
        ["(Applause.)", "Now that is a response.", "(Laughter.)"],
    ],
)
def test_cases(parts):
    assert strings(" ".join(parts)) == parts


def test_missing_space():
    assert strings("This is the end.Then it began.") == ["This is the end.", "Then it began."]


@pytest.mark.parametrize(
    "text",
    ["Dear Mr. Smith,\nI write to you.\n\nBest regards,\nAnn Lee", "Jim, Take a look at this.\n\nRegards, Ann"],
)
def test_letters(text):
    found = strings(text)
    assert found[0].endswith(",")
    assert len(found) == 4


def test_line_breaks_that_were_meant_end_sentences_and_wrapping_does_not():
    wrapped = "The quick brown fox jumps over the lazy dog and then\nit sleeps in the sun until the evening comes. After\nthat it goes home.\n\nEnd."
    assert len(strings(wrapped)) == 3
    listed = "We need a number of things for this very long journey:\n- bread\n- Water\n- Wine\n\nEnd."
    assert strings(listed)[1:] == ["- bread", "- Water", "- Wine", "End."]


TEXTS = st.text(st.sampled_from(list("abcZI019 .,'’-–/@:!?…()\"“”\n•")), max_size=80)


@given(TEXTS)
def test_sentences_hold_all_that_is_not_white_space(text):
    found = sentences(text)
    covered = {i for start, stop in found for i in range(start, stop)}
    assert all(i in covered for i, c in enumerate(text) if not c.isspace())
    assert all(text[a:b] == text[a:b].strip() for a, b in found)
    assert all(b <= c for (_, b), (c, _) in pairwise(found))


@given(TEXTS)
def test_no_sentence_leaves_its_paragraph(text):
    blocks = paragraphs(text)
    assert all(any(a <= x and y <= b for a, b in blocks) for x, y in sentences(text))


@pytest.mark.parametrize("unit", ["a. ", ". ", "A", "a.A", "1. ", "Hi, ", "\n. ", "“", "...", "? ", "Dr. ", "- "])
def test_time_is_linear(unit):
    def seconds(n):
        text = unit * (n // len(unit))
        start = time.perf_counter()
        sentences(text)
        return time.perf_counter() - start

    seconds(1000)
    short, long = seconds(20_000), seconds(160_000)
    assert long < 60 * max(short, 0.002)
