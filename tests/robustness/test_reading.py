"""Folders, corpus.toml, odd things that are no files, and the ids of texts."""

from __future__ import annotations

import hashlib
import io
import os
import socket
import sys

import pytest

from textstats import Corpus, Document, read_corpus
from textstats.errors import InputError, ReadError
from textstats.text.naming import slug
from textstats.text.storing import write_corpus


def told(path, **options):
    with pytest.raises((ReadError, InputError)) as caught:
        read_corpus(path, **options)
    assert str(caught.value).count("\n") <= 2
    return str(caught.value)


def files(folder, **named):
    for name, content in named.items():
        path = folder / name.replace("__", "/").replace("_txt", ".txt")
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(content, encoding="utf-8")
    return folder


# what is no file


def test_missing(tmp_path):
    assert told(tmp_path / "no.txt") == f"{tmp_path}/no.txt is not there. Hint: check the name."


def test_empty_folder(tmp_path):
    assert told(tmp_path) == f"{tmp_path} holds no text. Hint: put text files there."


def test_folder_of_hidden_files(tmp_path):
    (tmp_path / ".hidden.txt").write_text("words")
    assert told(tmp_path) == f"{tmp_path} holds no text. Hint: put text files there."


def test_pipe(tmp_path):
    os.mkfifo(tmp_path / "a.txt")
    expected = f"{tmp_path}/a.txt is a pipe, not a file. Hint: save its content to a file, or read it as '-'."
    assert told(tmp_path / "a.txt") == expected
    assert told(tmp_path) == expected


def test_socket(tmp_path, monkeypatch):
    with socket.socket(socket.AF_UNIX) as held:
        monkeypatch.chdir(tmp_path)  # the name of a socket may not be long
        held.bind("a.txt")
        assert told(tmp_path / "a.txt") == f"{tmp_path}/a.txt is a socket, not a file."


@pytest.mark.parametrize("device", ["/dev/zero", "/dev/null", "/dev/full"])
def test_device(device):
    assert told(device) == f"{device} is a device, not a file."


def test_dangling_link(tmp_path):
    (tmp_path / "a.txt").symlink_to(tmp_path / "gone.txt")
    assert told(tmp_path) == f"{tmp_path}/a.txt is a symbolic link to nothing."


def test_link_to_itself(tmp_path):
    (tmp_path / "a.txt").symlink_to(tmp_path / "a.txt")
    assert told(tmp_path) == f"{tmp_path}/a.txt is a symbolic link that leads to itself."


def test_loop_of_folders(tmp_path):
    files(tmp_path, sub__a_txt="words")
    (tmp_path / "sub" / "loop").symlink_to(tmp_path)
    assert told(tmp_path) == f"{tmp_path}/sub/loop is a symbolic link that leads back to its own folder."


def test_link_to_a_file_is_read(tmp_path):
    files(tmp_path, x__a_txt="words")
    (tmp_path / "x" / "b.txt").symlink_to(tmp_path / "x" / "a.txt")
    assert read_corpus(tmp_path / "x").ids == ["a", "b"]


def test_folder_called_txt(tmp_path):
    files(tmp_path, **{"sub.txt__a_txt": "words", "b_txt": "words"})
    assert read_corpus(tmp_path).ids == ["b", "a"]
    (tmp_path / "empty.txt").mkdir()
    assert read_corpus(tmp_path).ids == ["b", "a"]


def test_unreadable_file(tmp_path, monkeypatch):
    """As another user would see it: tests may run as root, who reads all."""
    path = files(tmp_path, a_txt="words") / "a.txt"
    original = os.open
    monkeypatch.setattr(
        os,
        "open",
        lambda p, *rest: (
            (_ for _ in ()).throw(PermissionError(13, "Permission denied", p)) if p == path else original(p, *rest)
        ),
    )
    assert told(tmp_path) == f"{path} cannot be read: permission denied."


def test_zero_byte_in_a_path():
    assert told("a\0b") == "a\\x00b cannot be a file name: it has a zero byte."


def test_a_path_too_long():
    assert told("a" * 5000).endswith("a cannot be read: file name too long.")
    assert len(told("a" * 5000)) < 250


def test_newlines_in_a_name_stay_on_one_line(tmp_path):
    path = tmp_path / "a\nb\u2028c\x1b[31m.txt"
    path.write_bytes(b"")
    assert told(path) == f"{tmp_path}/a\\nb\\u2028c\\x1b[31m.txt is empty."


def test_a_name_that_is_no_utf8(tmp_path):
    name = os.fsdecode(b"caf\xe9.txt")
    (tmp_path / name).write_text("words")
    (document,) = read_corpus(tmp_path)
    assert (document.doc_id, document.metadata["file"]) == ("caf", "caf\\udce9.txt")
    (tmp_path / name).write_text("")
    assert told(tmp_path) == f"{tmp_path}/caf\\udce9.txt is empty."


# several faults


def test_a_stray_image_is_named(tmp_path):
    files(tmp_path, a_txt="words")
    (tmp_path / "b.png").write_bytes(b"\x89PNG\r\n\x1a\n")
    assert told(tmp_path) == f"{tmp_path}/b.png is a PNG image, not text."


def test_all_faults_at_once(tmp_path):
    files(tmp_path, a_txt="words", b_txt="", c_txt="...")
    assert told(tmp_path) == (
        f"2 files cannot be read: {tmp_path}/b.txt is empty; {tmp_path}/c.txt has no words, only signs.\n"
        "Hint: mend them or take them out of the folder."
    )


def test_many_faults_are_counted(tmp_path):
    files(tmp_path, **{f"a{i}_txt": "" for i in range(9)})
    message = told(tmp_path)
    assert message.startswith("9 files cannot be read: ")
    assert message.count("is empty") == 5
    assert "; and 4 more." in message


# ids and groups


def test_sorted_and_groups_by_folder(tmp_path):
    files(tmp_path, green__b_txt="one", green__a_txt="two", red__c_txt="three", z_txt="four")
    corpus = read_corpus(tmp_path)
    assert corpus.groups == {"a": "green", "b": "green", "c": "red", "z": "z"}
    assert corpus["a"].metadata["file"] == "green/a.txt"


def test_hidden_files_are_listed(tmp_path):
    files(tmp_path, a_txt="words", **{".b": "x", "sub__.DS_Store": "x", "~$c.docx": "x", "d_txt~": "x"})
    assert read_corpus(tmp_path).attrs["skipped"] == (".b", "d.txt~", "sub/.DS_Store", "~$c.docx")


def test_one_stem_in_two_folders(tmp_path):
    files(tmp_path, a__t_txt="one", b__t_txt="two", t_txt="three")
    assert read_corpus(tmp_path).ids == ["a_t", "b_t", "t"]


def test_one_stem_with_two_endings(tmp_path):
    files(tmp_path, a_txt="one", **{"a.md": "two"})
    assert read_corpus(tmp_path).ids == ["a.md", "a.txt"]


def test_ids_do_not_depend_on_the_folder(tmp_path):
    for home in ("x", "y"):
        files(tmp_path / home, t_txt="one", T_txt="two")
    assert read_corpus(tmp_path / "x") == read_corpus(tmp_path / "y")


def test_several_paths(tmp_path):
    files(tmp_path, x__t_txt="one", y__t_txt="two")
    assert read_corpus([tmp_path / "x/t.txt", tmp_path / "y/t.txt"]).ids == ["x_t", "y_t"]
    assert read_corpus([tmp_path / "x", tmp_path / "y"]).groups == {"x_t": "x", "y_t": "y"}


def test_no_path():
    assert told([]) == "path must name at least one file or folder; got none."


def test_stdin(monkeypatch):
    monkeypatch.setattr(sys, "stdin", type("Stdin", (), {"buffer": io.BytesIO(b"some words")}))
    corpus = read_corpus("-")
    assert (corpus.ids, corpus["stdin"].text) == (["stdin"], "some words")


def test_empty_stdin(monkeypatch):
    monkeypatch.setattr(sys, "stdin", type("Stdin", (), {"buffer": io.BytesIO(b"")}))
    assert told("-") == "standard input is empty."


def test_too_large_for_memory(tmp_path, monkeypatch):
    def full(*_):
        raise MemoryError

    files(tmp_path, a_txt="words")
    monkeypatch.setattr("textstats.text.reading.rows", full)
    assert told(tmp_path) == (
        f"{tmp_path}/a.txt does not fit into memory. Hint: count_files reads as much as there is."
    )


def test_rows_are_numbered_or_named(tmp_path):
    (tmp_path / "a.csv").write_text("text,year\n" + "".join(f"text {i},19{i:02}\n" for i in range(10)))
    corpus = read_corpus(tmp_path)
    assert corpus.ids == [f"a_{i:02}" for i in range(1, 11)]
    assert corpus["a_01"].metadata["year"] == "1900"
    (tmp_path / "a.csv").write_text("body,who\none,x\ntwo,y\n")
    assert read_corpus(tmp_path, text_column="body", id_column="who").ids == ["x", "y"]
    (tmp_path / "a.csv").write_text("text,doc_id\none,x\ntwo,x\n")
    assert told(tmp_path).startswith("doc_id must be unique in a corpus; 'x' stands for two texts.")


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("../../etc/passwd", "etc_passwd"),
        ("..", "text"),
        ("", "text"),
        ("con", "con_"),
        ("LPT1.x", "LPT1.x_"),
        ("a/b\\c:d*e", "a_b_c_d_e"),
        ("<script>", "script"),
        ("\u202egnp", "gnp"),
        ("cafe\u0301", "café"),
        ("\ud800", "text"),
        ("é" * 500, "é" * 100),
        ("革" * 500, "革" * 80),
    ],
)
def test_slug(name, expected):
    assert slug(name) == expected


# the encoding that was asked for


def test_encoding_asked_for(tmp_path):
    (tmp_path / "a.txt").write_bytes("Łódź".encode("cp1250"))
    assert read_corpus(tmp_path, encoding="cp1250")["a"].text == "Łódź"
    assert told(tmp_path, encoding="utf-8") == (f"{tmp_path}/a.txt is not valid UTF-8: invalid start byte at byte 0.")
    assert told(tmp_path, encoding="no-such") == (
        "encoding must be a text encoding of Python, such as 'utf-8' or 'cp1252'; got 'no-such'."
    )
    assert told(tmp_path, encoding="base64").startswith("encoding must be a text encoding of Python")


def test_mojibake_is_mended_when_asked(tmp_path):
    files(tmp_path, a_txt="â€œquotedâ€\u009d")
    (document,) = read_corpus(tmp_path, mojibake=True)
    assert document.text == "“quoted”"
    assert document.metadata["audit"][0]["step"] == "mojibake"


# corpus.toml


def manifest(folder, content):
    files(folder, a_txt="one text", b_txt="two text", sub__c_txt="three text")
    (folder / "corpus.toml").write_text(content, encoding="utf-8")
    return folder


def test_manifest_order_and_metadata(tmp_path):
    manifest(
        tmp_path,
        '[[document]]\nfile = "b.txt"\ndate = 2004-07-01\ntitle = "B"\ngroup = "g"\n'
        '[[document]]\nid = "first"\nfile = "sub/c.txt"\n[document.other]\nn = 3\n',
    )
    corpus = read_corpus(tmp_path)
    assert corpus.groups == {"b": "g", "first": "first"}
    assert corpus["b"].metadata["date"] == "2004-07-01"
    assert corpus["first"].metadata["n"] == 3
    assert "title" not in corpus["first"].metadata


@pytest.mark.parametrize(
    ("content", "fault"),
    [
        ("", "it names no [[document]]"),
        ("x = 1", "unknown key 'x' at the top (known are document)"),
        ("[[documents]]", "unknown key 'documents' at the top (did you mean 'document'?)"),
        ("document = 1", "documents must be tables under [[document]]"),
        ("[[document]]\nid = 'x'", "document 1 must have a file"),
        ("[[document]]\nfile = 1", "file of document 1 must be text in quotes; got 1"),
        ("[[document]]\nfile = ''", "file of document 1 must not be empty"),
        ("[[document]]\nfile = '../a.txt'", "file of document 1 must be inside the folder; got '../a.txt'"),
        ("[[document]]\nfile = '/etc/passwd'", "file of document 1 must be inside the folder; got '/etc/passwd'"),
        ("[[document]]\nfile = 'C:\\a'", "file of document 1 must be inside the folder; got 'C:\\a'"),
        (
            "[[document]]\nfile = 'a.txt'\nautor = 'x'",
            "unknown key 'autor' in document 1 (did you mean 'author'?)",
        ),
        ("[[document]]\nfile = 'a.txt'\ntitle = true", "title of document 1 must be text in quotes; got True"),
        (
            "[[document]]\nfile = 'a.txt'\nsha256 = 'abc'",
            "sha256 of document 1 must be 64 hexadecimal digits; got 'abc'",
        ),
    ],
)
def test_manifest_faults(content, fault, tmp_path):
    assert told(manifest(tmp_path, content)) == f"{tmp_path}/corpus.toml has 1 fault: {fault}."


def test_manifest_says_all_faults(tmp_path):
    content = "[[document]]\nfile = 'a.txt'\nid = 'x'\n[[document]]\nfile = 'a.txt'\nid = 'x'\ntitel = 'x'"
    assert told(manifest(tmp_path, content)) == (
        f"{tmp_path}/corpus.toml has 3 faults: unknown key 'titel' in document 2 (did you mean 'title'?); "
        "documents 1 and 2 have one id, 'x'; documents 1 and 2 have one file, 'a.txt'."
    )


@pytest.mark.parametrize(
    ("data", "fault"),
    [
        (b"[[document", "is not valid TOML: "),
        (b"a = " + b"[" * 100_000, "is no corpus.toml: it is nested too deeply."),
        (b"\xff\xfe", "is not valid UTF-8: "),
        (b"#" * 5_000_000, "is too long: 5,000,000 bytes; at most 4,000,000."),
    ],
)
def test_manifest_that_is_none(data, fault, tmp_path):
    (manifest(tmp_path, "") / "corpus.toml").write_bytes(data)
    assert told(tmp_path).startswith(f"{tmp_path}/corpus.toml {fault}")


def test_manifest_names_a_missing_file(tmp_path):
    assert told(manifest(tmp_path, "[[document]]\nfile = 'gone.txt'")) == (
        f"{tmp_path}/gone.txt is not there. Hint: check the name."
    )


def test_manifest_checksum(tmp_path):
    right = hashlib.sha256(b"one text").hexdigest()
    manifest(tmp_path, f"[[document]]\nfile = 'a.txt'\nsha256 = '{right.upper()}'")
    assert read_corpus(tmp_path).ids == ["a"]
    (tmp_path / "a.txt").write_text("another text")
    actual = hashlib.sha256(b"another text").hexdigest()
    assert told(tmp_path) == (
        f"{tmp_path}/a.txt has changed: its sha256 is {actual[:12]}…, but corpus.toml says {right[:12]}…. "
        "Hint: bring back the file, or, if the change is meant, put its new sha256 into corpus.toml."
    )


def test_manifest_in_a_sub_folder_is_not_a_text(tmp_path):
    manifest(tmp_path / "sub", "[[document]]\nfile = 'a.txt'")
    assert told(tmp_path) == (f"{tmp_path}/sub/corpus.toml belongs to a corpus of its own. Hint: read that folder.")


# and back


def test_a_corpus_comes_back(tmp_path):
    files(tmp_path / "in", a_txt="one\u00ad text\r\n", **{"..b c'_txt": "two"})
    (tmp_path / "in" / "l.txt").write_bytes(b"caf\xe9")
    corpus = read_corpus(tmp_path / "in")
    assert read_corpus(write_corpus(corpus, tmp_path / "out")) == corpus
    assert read_corpus(write_corpus(corpus, tmp_path / "out")) == corpus


def test_hard_ids_come_back(tmp_path):
    ids = ["../a", "A", "a", "con", 'q"\\', "x\ny", "…", " s ", "é" * 300, "</script>"]
    corpus = Corpus(Document(name, f"text {i}", {"title": name, "group": "g"}) for i, name in enumerate(ids))
    again = read_corpus(write_corpus(corpus, tmp_path / "out"))
    assert again.ids == ids
    assert [d.text for d in again] == [d.text for d in corpus]
    assert [d.metadata["title"] for d in again] == ids
    assert all(path.parent == tmp_path / "out" for path in (tmp_path / "out").rglob("*"))
