"""Time grows with the length of a text and no faster, whatever the text."""

from __future__ import annotations

from contextlib import suppress

import pytest
from pathological import FAMILIES, LARGE, SMALL, exponent

from textstats import Corpus, Document, segment, tokenize
from textstats.errors import ReadError
from textstats.text.charsets import best_charset
from textstats.text.cleaning import clean_text
from textstats.text.decoding import decode
from textstats.text.formats import Options, rows
from textstats.text.markdown import prose
from textstats.text.paragraphs import paragraphs


def test_there_are_46_families_and_more():
    assert len(FAMILIES) >= 46
    assert all(LARGE * 0.9 <= len(make(LARGE)) <= LARGE * 1.1 for make in FAMILIES.values())


@pytest.mark.parametrize("family", FAMILIES)
def test_cleaning_is_linear(family):
    assert exponent(clean_text, FAMILIES[family]) <= 1.2


@pytest.mark.parametrize("family", FAMILIES)
def test_decoding_is_linear(family):
    def read(text: str) -> None:
        for name in ("utf-8", "utf-16", "cp1252"):
            with suppress(ReadError):
                decode(text.encode(name, "replace"))

    assert exponent(read, FAMILIES[family]) <= 1.2


@pytest.mark.parametrize("family", FAMILIES)
def test_markdown_and_paragraphs_are_linear(family):
    assert exponent(prose, FAMILIES[family]) <= 1.2
    assert exponent(paragraphs, FAMILIES[family]) <= 1.2


@pytest.mark.parametrize("family", FAMILIES)
def test_segments_and_tokens_are_linear(family):
    """At a fifth of the size: at 20,000 and 200,000 characters all are linear too, but that takes three minutes."""

    def both(text: str) -> None:
        corpus = Corpus([Document("d", "word " + clean_text(text)[0])])
        tokenize(corpus, segment(corpus))

    assert exponent(both, FAMILIES[family], small=SMALL // 5, large=LARGE // 5) <= 1.2


@pytest.mark.parametrize("unit", [b'"', b'"a",', b",", b'text\n"a""', b"text\na\n"])
def test_tables_are_linear(unit):
    def read(text: str) -> None:
        with suppress(ReadError):
            list(rows(b"text,n\n" + unit * (len(text) // len(unit)), "a.csv", Options()))

    assert exponent(read, FAMILIES["one word"]) <= 1.2


@pytest.mark.parametrize("byte", [0xE9, 0x93, 0xFF, 0xA4, 0x81])
def test_guessing_has_a_bound(byte):
    assert exponent(lambda text: best_charset(bytes([byte]) * len(text)), FAMILIES["one word"]) <= 1.2
    assert exponent(lambda text: best_charset(b"a" * len(text) + bytes([byte])), FAMILIES["one word"]) <= 1.2
