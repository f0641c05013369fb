import re
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from textstats.errors import CodebookError
from textstats.framing.codebook import check, read_codebook
from textstats.text import query

SHIPPED = sorted((Path(__file__).parents[2] / "data/codebooks").glob("*.yaml"))

SOUND = """\
title: T
codes:
  war:
    match: [war, "wars"]
    examples: {pos: ["The [[war]] went on."], neg: [Peace.]}
"""

BROKEN = """\
titel: Wars
overlap: sometimes
codes:
  war:
    match: war
    wieght: 3
    function: problm
    voice: [author, nobody]
    examples:
      pos:
        - Peace came.
        - The war and the [[peace]].
      neg:
        - A civil war.
  war:
    match: peace
  peace:
    match: ["lemma:", "a ^ b", "peace", "peace"]
    sentence_end: ";"
    exclude: []
    target:
"""


@pytest.fixture
def write(tmp_path):
    def write(text):
        path = tmp_path / "book.yaml"
        path.write_bytes(text if isinstance(text, bytes) else text.encode())
        return path

    return write


@pytest.mark.parametrize("path", SHIPPED, ids=lambda path: path.stem)
def test_every_shipped_codebook_is_sound_and_gives_both_kinds_of_examples(path):
    assert check(path) == []
    for code in read_codebook(path).codes.values():
        assert code.positive
        assert code.negative, code.name


def test_reads_what_is_written(write):
    book = read_codebook(write(SOUND))
    assert (book.title, book.overlap, list(book.codes)) == ("T", "keep", ["war"])
    assert book.codes["war"].match == ("war", "wars")
    assert book.codes["war"].voice == ("any",)
    assert len(book.checksum) == 64


def test_every_fault_is_named_at_once_with_its_line(write):
    path = write(BROKEN)
    faults = check(path)
    found = [re.fullmatch(rf"{re.escape(str(path))}:(\d+): (.+?): (.+)", fault).groups() for fault in faults]
    expected = [
        (1, "titel"),
        (1, "title"),
        (2, "overlap"),
        (6, "codes.war.wieght"),
        (7, "codes.war.function"),
        (8, "codes.war.voice[1]"),
        (11, "codes.war.examples.pos[0]"),
        (12, "codes.war.examples.pos[1]"),
        (14, "codes.war.examples.neg[0]"),
        (15, "codes.war"),
        (18, "codes.peace"),
        (18, "codes.peace.examples.pos"),
        (18, "codes.peace.match[0]"),
        (18, "codes.peace.match[1]"),
        (18, "codes.peace.match[3]"),
        (19, "codes.peace.sentence_end"),
        (20, "codes.peace.exclude"),
        (21, "codes.peace.target"),
    ]
    assert sorted((int(line), key) for line, key, _ in found) == expected
    assert [int(line) for line, _, _ in found] == sorted(line for line, _ in expected)
    with pytest.raises(CodebookError, match=r"18 faults in codebook book\.yaml") as caught:
        read_codebook(path)
    assert list(caught.value.faults) == faults


def test_a_near_spelling_is_suggested(write):
    assert "Did you mean 'problem'?" in "\n".join(check(write(BROKEN)))


@pytest.mark.parametrize(
    ("text", "line", "says"),
    [
        (b"", 1, "the file is empty"),
        (b"title: \xff", 1, "must be UTF-8"),
        ("title: a\ncodes: &x\n  y: *x\n", 3, "aliases are not allowed"),
        ("title: a\ncodes: !!python/object/apply:os.system [ls]\n", 2, "tags are not allowed"),
        ("title: a\ncodes:\n  x:\n    match: [*ism]\n", 4, "aliases are not allowed"),
        ("title: a\ncodes: [\n", 3, "Hint: a word"),
        ("a: " + "[" * 50 + "]" * 50, 1, "nesting must be at most 10 deep"),
        ("a: " + "x" * 256_001, 1, "must be at most 256,000 bytes"),
        ("- a\n- b\n", 1, "must be a mapping of keys to values; got a list"),
    ],
)
def test_what_cannot_be_read_safely_is_refused(write, text, line, says):
    faults = check(write(text))
    assert any(f"book.yaml:{line}: " in fault and says in fault for fault in faults), faults


def test_deep_nesting_does_not_exhaust_the_stack(write):
    assert "nesting" in check(write("[" * 100_000))[0]


def test_a_missing_file_is_a_fault(tmp_path):
    assert check(tmp_path / "none.yaml") == [
        f"{tmp_path / 'none.yaml'}:1: file: cannot be read: No such file or directory."
    ]


def test_yes_and_no_are_words(write):
    book = read_codebook(write("title: T\ncodes:\n  n:\n    match: [no, yes]\n    examples: {pos: ['[[no]] war']}\n"))
    assert book.codes["n"].match == ("no", "yes")


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.one_of(st.binary(max_size=80), st.text("abc:-[]{}#&*!|>'\"\n\t ?=^%@`,~", max_size=80)))
def test_whatever_stands_in_a_file_the_check_answers(write, content):
    assert all("book.yaml:" in fault for fault in check(write(content)))


def test_a_pattern_that_takes_too_long_is_a_fault(write, monkeypatch):
    monkeypatch.setattr(query, "TIME_LIMIT", -1.0)
    faults = check(write(SOUND.replace('[war, "wars"]', '["regex:wars?"]')))
    assert ["took longer than" in fault and "book.yaml:3: codes.war: " in fault for fault in faults] == [True]
