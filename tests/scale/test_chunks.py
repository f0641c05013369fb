"""The few shapes that the scanner knows by itself are what the token rule says they are."""

from __future__ import annotations

import random
import string

import pytest

from textstats.scale.chunks import _PLAIN, ABBREVIATIONS, LEADING, TRAILING, Vocabulary
from textstats.scale.sources import safe_cut
from textstats.text import abbreviations
from textstats.text.cleaning import clean_text
from textstats.text.token_rule import type_of, words

RNG = random.Random(1917)


def types(text: str) -> list[str]:
    cleaned, _ = clean_text(text)
    return [type_of(cleaned[a:b]) for a, b in words(cleaned)]


def word(letters: str = string.ascii_letters) -> str:
    return "".join(RNG.choices(letters, k=RNG.randrange(1, 9)))


def test_plain_chunks_are_one_word() -> None:
    letters = string.ascii_letters + "éüÉßøŁřΑλςжЖёџ"
    for _ in range(3000):
        chunk = "".join(word(letters) + RNG.choice(("", "", "'", "’", "-")) for _ in range(3)) + word(letters)
        if _PLAIN.fullmatch(chunk):
            assert types(chunk) == [type_of(chunk)], chunk
            if len(chunk) > 1 and chunk.lower() not in ABBREVIATIONS:
                assert types(chunk + ".") == [type_of(chunk)], chunk


def test_ascii_digits_are_one_word() -> None:
    for number in range(3000):
        assert types(str(number)) == [str(number)]
        assert types(f"00{number}") == [f"00{number}"]


def test_every_letter_of_the_plain_shape_is_one_word() -> None:
    for char in map(chr, range(0x500)):
        if _PLAIN.fullmatch(char):
            assert types(f"a{char}b") == [type_of(f"a{char}b")], ascii(char)
            assert clean_text(char)[0] == char


def test_marks_at_an_edge_change_nothing() -> None:
    cores = ["U.S", "Mr.", "workers’", "pre-", "3.5", "https://x.org/a", "a.b@c.org", ":D", "AT&T", "'tis", "c++", "@x"]
    for core in cores + [word() for _ in range(300)]:
        for mark in TRAILING:
            assert types(core + mark) == types(core), core + mark
        for mark in LEADING:
            assert types(mark + core) == types(core), mark + core


def test_a_point_is_kept_by_abbreviations_only() -> None:
    known = [name for name in vars(abbreviations) if isinstance(vars(abbreviations)[name], frozenset)]
    every = {word for name in known for word in vars(abbreviations)[name]}
    for one in sorted(every) + [word() for _ in range(2000)]:
        for form in (one, one.lower(), one.upper(), one.capitalize()):
            if len(form) > 1 and form.isascii() and form.isalpha() and form.lower() not in ABBREVIATIONS:
                assert types(form + ".") == [form.lower()], form


@pytest.mark.parametrize("chunk", ["war—and—peace", "x.", "Mr.", "“The", "revolu-\ntion", "naïve,”", "", "--"])
def test_a_vocabulary_says_what_the_rule_says(chunk: str) -> None:
    vocabulary = Vocabulary()
    names = vocabulary.of(chunk)
    assert [list(vocabulary.types)[number] for number in names] == types(chunk)


def test_a_long_text_is_cut_only_where_no_word_is_divided() -> None:
    assert safe_cut(b"revolu- \n tion of") == len(b"revolu- \n tion ")
    assert safe_cut(b"revolu- \n") == 0
    assert safe_cut("слово слово".encode()) == len("слово ".encode())
    assert safe_cut(b"") == 0
