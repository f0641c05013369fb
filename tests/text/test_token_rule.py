"""The token rule: the table's own cases, the chunk-local promise, and time that grows with the text only."""

import re
import time
from pathlib import Path

import pytest
import regex
from hypothesis import given
from hypothesis import strategies as st

from textstats.text.token_rule import CHUNK, RULES, rules_table, type_of, words


def strings(text):
    return [text[a:b] for a, b in words(text)]


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.name)
def test_each_rule_does_what_its_case_says(rule):
    assert tuple(strings(rule.case)) == rule.words


def test_rule_names_are_unique():
    assert len({rule.name for rule in RULES}) == len(RULES)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("", []),
        (" \n\t ", []),
        ("— … !?", []),
        ("a", ["a"]),
        ("‘workers’ and workers’", ["workers", "and", "workers’"]),
        ("rock 'n' roll", ["rock", "'n'", "roll"]),
        ("the U.S.'s and AT&T's", ["the", "U.S.'s", "and", "AT&T's"]),
        ("Mr.Smith, Ph.D., O.K.", ["Mr.", "Smith", "Ph.D.", "O.K."]),
        ("Coke..........drink", ["Coke", "drink"]),
        ("9:30am–10:30am", ["9:30", "am", "10:30", "am"]),
        ("(989)755-1109", ["989", "755-1109"]),
        ("2004-11-17 1.5-2.0 p. 23–24", ["2004-11-17", "1.5", "2.0", "p.", "23", "24"]),
        ("$5,000.00 5% £3bn", ["5,000.00", "5", "3", "bn"]),
        ("mother-in-law's state-of-the-art", ["mother-in-law's", "state-of-the-art"]),
        ("http://u:p@h.com/x_(y)) www.b.org.", ["http://u:p@h.com/x_(y)", "www.b.org"]),
        ("franz371...@gmail.com's", ["franz371...@gmail.com's"]),
        ("alt.animals.cat alt.dogs.open-forum end.in", ["alt.animals.cat", "alt.dogs.open-forum", "end", "in"]),
        ("plus @example.com. @example to 10@5 x@", ["plus", "@example.com", "@example", "to", "10", "5", "x"]),
        (
            "3,40 or 7,5 but 1917,1918 and 1,000,000.5 1,000th 100,000km",
            ["3,40", "or", "7,5", "but", "1917", "1918", "and", "1,000,000.5", "1,000th", "100,000", "km"],
        ),
        (
            "M&Ms, black&white, P.O.Box 5, Jan.15, 10-K",
            ["M&Ms", "black", "white", "P.O.", "Box", "5", "Jan.", "15", "10-K"],
        ),
        ("don\u02bct \u02bctis \u02bc", ["don\u02bct", "\u02bctis"]),
        ("\u02bc' A.\u02bc A\u02bc.b workers\u02bc", ["A", "A", "b", "workers\u02bc"]),
        ("reviews- this", ["reviews", "this"]),
        ("***bold*** _it_ 5*3", ["bold", "it", "5", "3"]),
        ("Zoë e\u0301tude 日本語 Ελλάδα", ["Zoë", "e\u0301tude", "日本語", "Ελλάδα"]),
        ("re\u00advolution zero\u200bwidth", ["re\u00advolution", "zero\u200bwidth"]),
        ("I. A. A. J. Smith", ["I", "A", "A", "J.", "Smith"]),
    ],
)
def test_cases(text, expected):
    assert strings(text) == expected


@pytest.mark.parametrize(
    ("token", "expected"),
    [
        ("Workers’", "workers'"),
        ("‘Tis", "'tis"),
        ("co\u2010operate", "co-operate"),
        ("Cafe\u0301", "café"),
        ("re\u00advolution", "revolution"),
        ("Revolu-\n  tion", "revolution"),
        ("self-\nrule", "self-rule"),
        ("STRASSE", "strasse"),
        ("Straße", "strasse"),
        ("U.S.", "u.s."),
    ],
)
def test_types(token, expected):
    assert type_of(token) == expected


TEXTS = st.text(
    st.sampled_from(list("abZ019 .,'’-–/@:#$&*_()[]\"“”\n\t\u00ad\u200b\u0301é!?…")) | st.characters(codec="utf-8"),
    max_size=60,
)


@given(TEXTS)
def test_words_are_ordered_apart_and_hold_a_letter_or_digit(text):
    last = 0
    for start, stop in words(text):
        assert last <= start < stop <= len(text)
        assert regex.search(r"[\p{L}\p{N}]", text[start:stop])
        last = stop


@given(TEXTS)
def test_every_letter_and_digit_lies_in_a_word(text):
    covered = {i for start, stop in words(text) for i in range(start, stop)}
    assert all(i in covered for i, c in enumerate(text) if regex.match(r"[\p{L}\p{N}]", c))


@given(TEXTS, TEXTS)
def test_a_chunk_is_cut_the_same_wherever_it_stands(left, right):
    chunks = [match.group() for match in CHUNK.finditer(left)]
    alone = [word for chunk in chunks for word in strings(chunk)]
    assert strings(left) == alone
    assert strings(left + " \n " + right) == alone + strings(right)


@given(TEXTS)
def test_a_type_is_its_own_type(text):
    for token in strings(text):
        assert type_of(type_of(token)) == type_of(token)


@pytest.mark.parametrize(
    "unit",
    [
        "a",
        "a.",
        "a-",
        "a@",
        "'",
        "http://",
        "a@b.",
        "*",
        "a*",
        "1,",
        ":-",
        "-\n",
        "a-\n",
        "aa.bb-",
        "www.",
        "\u0301",
        "a..@",
        "a.-",
    ],
)
def test_time_is_linear(unit):
    def seconds(n):
        text = unit * (n // len(unit))
        start = time.perf_counter()
        words(text)
        return time.perf_counter() - start

    seconds(1000)
    short, long = seconds(20_000), seconds(160_000)
    assert long < 60 * max(short, 0.002)  # linear is 8 times; a square would be 64 times and seconds long


def test_table_is_plain_text():
    assert all(re.fullmatch(r"[^\n]{3,60}", rule.does) for rule in RULES)


def test_the_page_holds_the_table():
    page = (Path(__file__).parents[2] / "docs" / "words-and-sentences.md").read_text(encoding="utf-8")
    assert rules_table() in page
