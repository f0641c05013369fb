"""Cleaning: each step by hand, twice is once, piece by piece is the whole."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from textstats import clean
from textstats.text.cleaning import STEPS, clean_chunk, clean_text

ODD = st.text(
    st.sampled_from(
        "aeàLT1 \t\n\r\f\v\x00\x02\x1c\x7f\x85\x92-\u2010¬\u00ad\u0301\u0316\u0323\u200b\u200c\u200d\u2028\u2029\u202e"
        "\u2066\ufeff\u061c\u0645\u06cc\u1112\u1161\u11ab\u034f\U000e0061\ud800\udc00😀❤\ufe0fﬁ’“Ω\u2126\u00a0\u3000\u212b\u0344"
    ),
    max_size=40,
)


def test_audit_has_a_row_a_step_always():
    text, audit = clean("plain")
    assert text == "plain"
    assert audit["step"].tolist() == list(STEPS)
    assert audit["n_changes"].tolist() == [0] * len(STEPS)
    assert audit.columns.tolist() == ["step", "n_changes", "examples"]


def test_audit_counts_and_shows():
    text, audit = clean("revolu-\ntion\r\nre\u00addo ca\u0301fe\u0301 a\u200bb")
    assert text == "revolution\nredo cáfé ab"
    found = audit[audit["n_changes"] > 0].set_index("step")
    assert found["n_changes"].to_dict() == {
        "newlines": 1,
        "zero_width": 1,
        "nfc": 1,
        "soft_hyphens": 1,
        "hyphenation": 1,
    }
    assert found["examples"].to_dict() == {
        "newlines": "tion<U+000D>⏎re<U+00AD>do → tion⏎re<U+00AD>do",
        "zero_width": "a<U+200B>b → ab",
        "nfc": "ca\\u0301fe\\u0301 → cáfé",
        "soft_hyphens": "re<U+00AD>do → redo",
        "hyphenation": "revolu-⏎tion → revolution",
    }


def test_at_most_three_examples():
    _, audit = clean("a\u00adb " * 5)
    row = audit.set_index("step").loc["soft_hyphens"]
    assert (row["n_changes"], row["examples"]) == (5, "; ".join(["a<U+00AD>b → ab"] * 3))


@pytest.mark.parametrize(
    ("broken", "whole"),
    [
        ("revolu-\ntion", "revolution"),
        ("bureau-\ncracy", "bureaucracy"),
        ("co-\noperation", "cooperation"),
        ("anti-\nfascist", "anti-fascist"),
        ("self-\nmade", "self-made"),
        ("well-\nknown", "well-known"),
        ("working-\nclass", "working-class"),
        ("twenty-\nfive", "twenty-five"),
        ("left-\nwing", "left-wing"),
        ("old-\nfashioned", "old-fashioned"),
        ("inter-\nnational", "international"),
        ("with-\nout", "without"),
        ("over-\nthrow", "overthrow"),
        ("Bolshe-\nviks", "Bolsheviks"),
        ("Trot-\nsky", "Trotsky"),
        ("indus-\ntrialisation", "industrialisation"),
        ("Bundes-\nrepublik", "Bundesrepublik"),
        ("CLASS-\nSTRUGGLE", "CLASS-STRUGGLE"),
        ("REVOLU-\nTION", "REVOLUTION"),
        ("Lenin-\nTrotsky", "Lenin-\nTrotsky"),
        ("1917-\n18", "1917-\n18"),
    ],
)
def test_line_break_hyphenation(broken, whole):
    assert clean(broken)[0] == whole


def test_mojibake_only_when_asked():
    assert clean("schÃ¶n")[0] == "schÃ¶n"
    text, audit = clean("schÃ¶n", mojibake=True)
    assert text == "schön"
    assert audit.loc[0].tolist() == ["mojibake", 1, "schÃ¶n → schön"]


@given(ODD)
def test_twice_is_once(text):
    once, _ = clean_text(text)
    again, changes = clean_text(once)
    assert again == once
    assert changes == []


@given(ODD)
def test_what_is_changed_is_recorded(text):
    cleaned, changes = clean_text(text)
    assert bool(changes) == (cleaned != text)
    assert all(change.n_changes > 0 and change.examples for change in changes)
    assert [change.step for change in changes] == sorted((c.step for c in changes), key=STEPS.index)


@given(st.lists(ODD, max_size=4), st.lists(st.sampled_from([" ", "\t", "\n", "\u2003"]), min_size=4, max_size=4))
def test_piece_by_piece_is_the_whole(pieces, spaces):
    """Words joined by a white space are cleaned as if alone, unless a hyphen at a line end joins them."""
    chunks = [chunk for piece in pieces for chunk in piece.split()]
    whole = "".join(chunk + space for chunk, space in zip(chunks, spaces * 40, strict=False))
    if any(sign in whole for sign in "-\u2010¬\u00ad"):
        return
    assert clean_text(whole)[0].split() == " ".join(map(clean_chunk, chunks)).split()


@given(ODD)
def test_it_has_a_utf8_and_no_carriage_return(text):
    cleaned, _ = clean_text(text)
    cleaned.encode("utf-8")
    assert "\r" not in cleaned
    assert not set(cleaned) & set("\x00\x02\x1c\u00ad\u200b\ufeff\u202e")
