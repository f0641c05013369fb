"""Whatever the bytes: a text, or one of our errors; and what was written comes back."""

from __future__ import annotations

import csv
import io
import re
import tempfile
from contextlib import suppress
from pathlib import Path

import pandas as pd
import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from textstats import Corpus, Document, read_corpus
from textstats.errors import ReadError
from textstats.tables import neutral, plain, read_csv, to_csv_text
from textstats.text.cleaning import clean_text
from textstats.text.decoding import decode
from textstats.text.formats import Options, rows
from textstats.text.manifest import read_manifest
from textstats.text.markdown import prose
from textstats.text.naming import slug, unique
from textstats.text.storing import write_corpus

ANY = st.text(st.characters(), max_size=60)  # lone surrogates too
SIGNS = st.text(st.sampled_from("=+-@'\t\r\n ,;\"aé1.e0null\u00a0＝"), max_size=12)
BYTES = st.one_of(
    st.binary(max_size=80),
    st.lists(
        st.sampled_from(
            [b"\0", b"a", b"\xe2\x80\x9c", b"\xff\xfe", b"\xfe\xff", b"\xed\xa0\xbd", b"\x1b$B", b"\xe9", b"\r\n"]
        ),
        max_size=30,
    ).map(b"".join),
)
MARKUP = st.lists(
    st.sampled_from(
        [
            "---\n",
            "```",
            "# ",
            "* ",
            "[a](b)",
            "<b>",
            "<!--",
            "-->",
            "|",
            "_",
            "**",
            "\\",
            "> ",
            "1. ",
            "\n",
            "a b",
            "![",
            "title: x\n",
            "&a [*a]",
        ]
    ),
    max_size=30,
).map("".join)
TABLE = st.lists(
    st.sampled_from(["text", "doc_id", ",", "\n", '"', "\t", ";", "a b", "{", "}", ":", "[", "1", "null"]), max_size=30
).map("".join)


@given(BYTES)
def test_decode_gives_a_text_or_our_error(data):
    told = ""
    try:
        text, encoding = decode(data)
    except ReadError as fault:
        told = str(fault)
    assert "\n" not in told
    if told:
        return
    assert decode(data) == (text, encoding)
    assert 0 <= encoding.confidence <= 1
    clean_text(text)[0].encode("utf-8")


@given(
    st.text(st.characters(exclude_categories=["Cs", "Cc"]), min_size=1),
    st.sampled_from(["utf-8-sig", "utf-16", "utf-32"]),
)
def test_a_marked_text_comes_back(text, encoding):
    assert decode(text.encode(encoding))[0] == text


@given(ANY)
def test_clean_is_done_in_one_go(text):
    once = clean_text(text)[0]
    once.encode("utf-8")
    assert clean_text(once) == (once, [])


@pytest.mark.parametrize("ending", ["txt", "md", "csv", "tsv", "jsonl", "docx", "pdf", "parquet", "html", "rtf", ""])
@given(data=st.one_of(BYTES, MARKUP.map(str.encode), TABLE.map(str.encode)))
@example(data=b"%PDF-1.4\n")
@example(data=b"PK\x03\x04")
@example(data=b"PAR1PAR1")
def test_a_file_gives_rows_or_our_error(ending, data):
    told = ""
    try:
        for row in rows(data, f"a.{ending}", Options()):
            assert isinstance(row.text, str)
    except ReadError as fault:
        told = str(fault)
    assert "\n" not in told


@given(MARKUP)
def test_prose_is_made_of_the_words_of_the_text(text):
    with suppress(ReadError):
        found, _ = prose(text)
        assert set(re.findall(r"\w", found)) <= set(re.findall(r"\w", text))


@given(
    st.one_of(
        BYTES,
        st.lists(
            st.sampled_from(
                ["[[document]]\n", "file = 'a'\n", "id = ", "'x'\n", "x = 1\n", "[", "{", '"', "date = 2020-01-01\n"]
            ),
            max_size=12,
        ).map(lambda p: "".join(p).encode()),
    )
)
def test_a_manifest_is_read_or_refused(data):
    with tempfile.TemporaryDirectory() as folder:
        (Path(folder) / "corpus.toml").write_bytes(data)
        told, entries = "", []
        try:
            entries = read_manifest(Path(folder))
        except ReadError as fault:
            told = str(fault)
        assert "\n" not in told
        assert bool(told) != bool(entries)
        assert len({entry.file for entry in entries}) == len(entries)


@given(st.one_of(ANY, SIGNS))
def test_a_cell_comes_back(cell):
    assert plain(neutral(cell)) == cell


@given(
    st.lists(
        st.tuples(SIGNS, st.integers(-(2**53), 2**53), st.floats(allow_infinity=True), st.booleans()),
        min_size=1,
        max_size=5,
    )
)
def test_a_table_comes_back(records):
    frame = pd.DataFrame(records, columns=["text", "n", "x", "yes"])
    text = to_csv_text(frame)
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "a.csv"
        path.write_bytes(text.encode())
        again = read_csv(path, text=["text"])
    assert again["text"].fillna("").tolist() == frame["text"].tolist()
    assert again["n"].tolist() == frame["n"].tolist()
    assert again["x"].astype(float).equals(frame["x"])
    assert again["yes"].tolist() == frame["yes"].tolist()
    assert to_csv_text(again.assign(text=frame["text"])) == text
    for line in csv.reader(io.StringIO(text, newline="")):
        for cell in line:
            assert not cell.startswith(("=", "+", "@", "\t", "\r", "\n"))
            assert not cell.startswith("-") or float(cell) <= 0


@given(st.one_of(ANY, st.text(st.sampled_from("./\\:~con aé\u202e\0"), max_size=20)))
def test_a_slug_is_a_plain_name(name):
    safe = slug(name)
    assert safe == slug(safe)
    assert re.fullmatch(r"[\w.-]+", safe)
    assert safe not in (".", "..")
    assert not safe.startswith((".", "-"))
    assert len(safe.encode()) <= 250


@given(st.lists(ANY.map(slug)))
def test_unique_names_are_unique(names):
    given_names = unique(names)
    assert len({name.casefold() for name in given_names}) == len(names)


@given(
    st.dictionaries(
        st.text(st.characters(exclude_categories=["Cs"]), min_size=1).filter(str.strip),
        st.tuples(
            ANY, st.dictionaries(st.sampled_from(["title", "author", "n", "x y"]), st.one_of(ANY, st.integers(-9, 9)))
        ),
        max_size=3,
    )
)
def test_a_corpus_comes_back(contents):
    corpus = Corpus(
        Document(
            doc_id,
            clean_text(f"word {text}")[0],
            {key: clean_text(value)[0] if isinstance(value, str) else value for key, value in known.items()},
        )
        for doc_id, (text, known) in contents.items()
    )
    if not len(corpus):
        return
    with tempfile.TemporaryDirectory() as folder:
        again = read_corpus(write_corpus(corpus, Path(folder) / "out"))
    assert again.ids == corpus.ids
    for one, two in zip(corpus, again, strict=True):
        assert one.text == two.text
        assert {
            key: value for key, value in one.metadata.items() if not isinstance(value, str) or value.strip()
        }.items() <= two.metadata.items()
