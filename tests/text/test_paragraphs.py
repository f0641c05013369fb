"""Paragraphs in the three ways that people write them."""

import textwrap

import pytest
from hypothesis import given
from hypothesis import strategies as st

from textstats.text.paragraphs import WHITE, paragraphs

PROSE = (
    "The quick brown fox jumps over the lazy dog and sleeps in the sun until the evening comes and the owl wakes. "
    "Nobody knows what it dreams of, though a neighbour says that it moves its feet as if it were running away."
)


def strings(text):
    return [text[a:b] for a, b in paragraphs(text)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("", []),
        (" \n \n ", []),
        ("One", ["One"]),
        ("\n\n  One \n\n\n\tTwo\nlines \n", ["One", "Two\nlines"]),
        ("One.\nTwo.\n", ["One.", "Two."]),
        ("One.\n \t\nTwo.", ["One.", "Two."]),
        ("A revolu-\ntion came.\nIt went.", ["A revolu-\ntion came.", "It went."]),
        ("A pre-\nWar house", ["A pre-", "War house"]),
    ],
)
def test_cases(text, expected):
    assert strings(text) == expected


def test_wrapped_lines_without_blank_lines():
    wrapped = textwrap.fill(PROSE, 60)
    assert strings(wrapped + "\n" + wrapped) == [wrapped, wrapped]
    indented = textwrap.fill(PROSE, 60, initial_indent="  ")
    assert len(strings("\n".join([indented, indented, indented]))) == 3


def test_a_paragraph_a_line():
    lines = [PROSE[:70], "Short.", PROSE, PROSE[:30], "Another short one.", PROSE[10:90]]
    assert strings("\n".join(lines)) == [line.strip() for line in lines]


@given(st.text(st.sampled_from(list("ab -.\n\t\u00a0\x1c")), max_size=60))
def test_paragraphs_hold_all_that_is_not_white_space(text):
    spans = paragraphs(text)
    covered = {i for a, b in spans for i in range(a, b)}
    assert all(i in covered for i, c in enumerate(text) if c not in WHITE)
    assert all(a < b and text[a:b] == text[a:b].strip(WHITE) for a, b in spans)
