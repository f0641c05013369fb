"""Odd files: each is read as exactly this text, or refused with exactly this sentence."""

from __future__ import annotations

import codecs
import io
import zipfile

import pytest
from sentences import CASES

from textstats import read_corpus
from textstats.errors import ReadError
from textstats.text.decoding import decode

Q = "“Hé” said O’Neill — a naïve cliché…"  # a text with something beyond ASCII
ZIP = b"PK\x03\x04" + b"\0" * 40

READ: dict[str, tuple[str, bytes, str]] = {
    # encodings with a mark
    "utf-8 with mark": ("a.txt", codecs.BOM_UTF8 + Q.encode(), Q),
    "utf-8 with two marks": ("a.txt", 2 * codecs.BOM_UTF8 + Q.encode(), Q),
    "utf-16-le with mark": ("a.txt", codecs.BOM_UTF16_LE + Q.encode("utf-16-le"), Q),
    "utf-16-be with mark": ("a.txt", codecs.BOM_UTF16_BE + Q.encode("utf-16-be"), Q),
    "utf-32-le with mark": ("a.txt", codecs.BOM_UTF32_LE + Q.encode("utf-32-le"), Q),
    "utf-32-be with mark": ("a.txt", codecs.BOM_UTF32_BE + Q.encode("utf-32-be"), Q),
    "gb18030 with mark": ("a.txt", "\ufeff中文 text".encode("gb18030"), "中文 text"),
    "mark in the middle": ("a.txt", "one\ufefftwo".encode(), "onetwo"),
    # encodings without a mark
    "utf-8": ("a.txt", Q.encode(), Q),
    "utf-16-le": ("a.txt", Q.encode("utf-16-le"), Q),
    "utf-16-be": ("a.txt", Q.encode("utf-16-be"), Q),
    "utf-32-le": ("a.txt", Q.encode("utf-32-le"), Q),
    "utf-32-be": ("a.txt", Q.encode("utf-32-be"), Q),
    "utf-16 Russian": ("a.txt", "Привет, мир!".encode("utf-16-le"), "Привет, мир!"),
    "utf-16 ASCII": ("a.txt", "plain words".encode("utf-16-be"), "plain words"),
    "utf-16 one word": ("a.txt", "word".encode("utf-16-le"), "word"),
    "iso-2022-jp": ("a.txt", "日本語のテキスト".encode("iso2022_jp"), "日本語のテキスト"),
    "iso-2022-kr": ("a.txt", "한국어 글".encode("iso2022_kr"), "한국어 글"),
    "ebcdic": ("a.txt", "An old report of the mainframe.".encode("cp1140"), "An old report of the mainframe."),
    "cp1252": ("a.txt", Q.encode("cp1252"), Q),
    "cp1252 one accent": ("a.txt", b"caf\xe9", "café"),
    "cp1252 one accent in capitals": ("a.txt", b"CAF\xc9 SOCIETY", "CAFÉ SOCIETY"),
    "cp1252 quotes only": ("a.txt", b"\x93Hi\x94, he said", "“Hi”, he said"),
    "cp1252 apostrophe only": ("a.txt", b"It\x92s the people\x92s", "It’s the people’s"),
    "cp1252 dash": ("a.txt", b"one \x96 two\x97three", "one – two—three"),
    "cp1252 pound and euro": ("a.txt", b"It cost \xa35 or \x806.", "It cost £5 or €6."),
    "cp1252 degree": ("a.txt", b"at 20\xb0 in the shade", "at 20° in the shade"),
    "cp1252 section": ("a.txt", b"see \xa7 12 of the law", "see § 12 of the law"),
    "cp1252 no-break space": ("a.txt", b"10\xa0000 people", "10\u00a0000 people"),
    "cp1252 far inside": ("a.txt", b"plain words\n" * 20_000 + b"na\xefve", "plain words\n" * 20_000 + "naïve"),
    "latin-1 Spanish": ("a.txt", "¿Qué pasó, señor?".encode("latin-1"), "¿Qué pasó, señor?"),
    "latin-9 euro and oe": ("a.txt", "le cœur à 5 €, l'œuvre".encode("iso8859-15"), "le cœur à 5 €, l'œuvre"),
    # damaged UTF-8
    "utf-8 cut at the end": ("a.txt", "He said “yes” and “no”".encode()[:-1], "He said “yes” and “no\ufffd"),
    "utf-8 with one latin byte": ("a.txt", "“yes” and “no” ".encode() + b"caf\xe9", "“yes” and “no” café"),
    "utf-8 of utf-16 halves": ("a.txt", b"a \xed\xa0\xbd\xed\xb8\x80 b", "a 😀 b"),
    "utf-8 of a lone half": ("a.txt", b"a \xed\xa0\xbd b", "a \ufffd b"),
    "utf-16 with a lone half": ("a.txt", codecs.BOM_UTF16_LE + "a ".encode("utf-16-le") + b"\x3d\xd8", "a \ufffd"),
    # newlines
    "windows newlines": ("a.txt", b"one\r\ntwo\r\n", "one\ntwo\n"),
    "old mac newlines": ("a.txt", b"one\rtwo\r", "one\ntwo\n"),
    "mixed newlines": ("a.txt", b"one\r\ntwo\rthree\nfour\n\rfive", "one\ntwo\nthree\nfour\n\nfive"),
    "unicode newlines": ("a.txt", "one\u2028two\u2029three\x85four".encode(), "one\ntwo\n\nthree\nfour"),
    "page breaks": ("a.txt", b"one\n\ftwo\fthree", "one\ntwo\nthree"),
    "no newline at the end": ("a.txt", b"one", "one"),
    "only one line, many spaces": ("a.txt", b"  one   two  ", "  one   two  "),
    # what nobody sees
    "soft hyphens": ("a.txt", "re\u00advo\u00adlu\u00adtion".encode(), "revolution"),
    "zero-width space": ("a.txt", "revo\u200blution".encode(), "revolution"),
    "word joiner": ("a.txt", "revo\u2060lution".encode(), "revolution"),
    "joiner between latin letters": ("a.txt", "revo\u200dlution".encode(), "revolution"),
    "non-joiner in Persian": ("a.txt", "می\u200cخواهم".encode(), "می\u200cخواهم"),
    "joined emoji": ("a.txt", "x 👩\u200d👧 y".encode(), "x 👩\u200d👧 y"),
    "bidi override": ("a.txt", "abc \u202egnp.exe\u202c d".encode(), "abc gnp.exe d"),
    "bidi marks": ("a.txt", "\u200eabc\u200f \u2066d\u2069".encode(), "abc d"),
    "tag characters": ("a.txt", "hel\U000e0061lo".encode(), "hello"),
    "combining grapheme joiner": ("a.txt", "a\u034fb".encode(), "ab"),
    "decomposed": ("a.txt", "cafe\u0301 nai\u0308ve".encode(), "café naïve"),
    "decomposed Korean": ("a.txt", "\u1112\u1161\u11ab".encode(), "한"),
    "marks out of order": ("a.txt", "a\u0301\u0323b".encode(), "ạ\u0301b"),
    "ohm sign": ("a.txt", "5 \u2126".encode(), "5 Ω"),
    "c1 apostrophe in utf-8": ("a.txt", "it\u0092s".encode(), "it’s"),
    "vertical tab": ("a.txt", b"one\vtwo", "one\ntwo"),
    "bell and backspace": (
        "a.txt",
        b"a long line of words with o\x08ne\x07 bell " + b"word " * 90,
        "a long line of words with one bell " + "word " * 90,
    ),
    "ctrl-z at the end": ("a.txt", b"the end\r\n\x1a", "the end\n"),
    "escape": ("a.txt", b"\x1b[1mbold\x1b[0m", "[1mbold[0m"),
    "file separators": ("a.txt", b"one\x1ctwo" + b" word" * 100, "one two" + " word" * 100),
    "delete": ("a.txt", b"on\x7fe", "one"),
    # line-break hyphenation
    "broken word": ("a.txt", b"the revolu-\ntion", "the revolution"),
    "broken word, windows": ("a.txt", b"the revolu-\r\ntion", "the revolution"),
    "broken word, indented": ("a.txt", b"the revolu- \n   tion", "the revolution"),
    "broken compound": ("a.txt", b"a self-\nmade man", "a self-made man"),
    "broken capitals": ("a.txt", b"REVOLU-\nTION", "REVOLUTION"),
    "broken with hyphen sign": ("a.txt", "revolu\u2010\ntion".encode(), "revolution"),
    "broken with not sign": ("a.txt", "revolu¬\ntion".encode(), "revolution"),
    "broken with soft hyphen": ("a.txt", "revolu\u00ad\ntion".encode(), "revolution"),
    "names at a line end": ("a.txt", b"Lenin-\nTrotsky", "Lenin-\nTrotsky"),
    "numbers at a line end": ("a.txt", b"1917-\n18", "1917-\n18"),
    "dash at a line end": ("a.txt", b"stop -\ngo", "stop -\ngo"),
    "two dashes at a line end": ("a.txt", b"stop--\ngo", "stop--\ngo"),
    "hyphen at a paragraph end": ("a.txt", b"revolu-\n\ntion", "revolu-\n\ntion"),
    # short, long, strange
    "one letter": ("a.txt", b"a", "a"),
    "one digit": ("a.txt", b"7", "7"),
    "one ideograph": ("a.txt", "中".encode(), "中"),
    "a word of a million letters": ("a.txt", b"a" * 1_000_000, "a" * 1_000_000),
    "a million blank lines": ("a.txt", b"\n" * 1_000_000 + b"a", "\n" * 1_000_000 + "a"),
    "a hundred thousand marks on a letter": ("a.txt", ("a" + "\u0323" * 100_000).encode(), "ạ" + "\u0323" * 99_999),
    "markup in a text file": ("a.txt", b"<script>alert(1)</script>", "<script>alert(1)</script>"),
    "formula": ("a.txt", b"=HYPERLINK(1)", "=HYPERLINK(1)"),
    "mojibake is left": ("a.txt", "â€œquotedâ€\u009d".encode(), "â€œquotedâ€"),
    "private use": ("a.txt", "a \ue000 b".encode(), "a \ue000 b"),
    "replacement characters": ("a.txt", "a \ufffd b".encode(), "a \ufffd b"),
    "astral letters": ("a.txt", "𝒜𝓁𝓁 words".encode(), "𝒜𝓁𝓁 words"),
    "ligature": ("a.txt", "ﬁnance".encode(), "ﬁnance"),
    # names
    "no ending": ("README", b"some words", "some words"),
    "capital ending": ("A.TXT", b"some words", "some words"),
    "strange ending": ("a.xyz", b"some words", "some words"),
    "several dots": ("a.b.c.txt", b"some words", "some words"),
    "spaces in the name": ("a b (1).txt", b"some words", "some words"),
    "newline in the name": ("a\nb.txt", b"some words", "some words"),
    "quotes in the name": ("a'\"b.txt", b"some words", "some words"),
    "markup in the name": ("<img src=x onerror=alert(1)>.txt", b"some words", "some words"),
    "long name": ("a" * 250 + ".txt", b"some words", "some words"),
    "name in another script": ("текст.txt", b"some words", "some words"),
    "name begins with a hyphen": ("-rf.txt", b"some words", "some words"),
    "reserved name": ("con.txt", b"some words", "some words"),
    # tables
    "csv": ("a.csv", b'text\n"one, two"\n', "one, two"),
    "csv with windows newlines": ("a.csv", b"n,text\r\n1,one\r\n", "one"),
    "csv with semicolons": ("a.csv", b"n;text\n1;one, two\n", "one, two"),
    "csv with a mark": ("a.csv", codecs.BOM_UTF8 + b"text,n\none,1\n", "one"),
    "csv in utf-16": ("a.csv", "text,n\nöne,1\n".encode("utf-16"), "öne"),
    "csv with a newline in a cell": ("a.csv", b'text\n"one\ntwo"\n', "one\ntwo"),
    "csv with quotes in a cell": ("a.csv", b'text\n"say ""yes"""\n', 'say "yes"'),
    "csv with a long cell": ("a.csv", b"text,n\n" + b"word " * 60_000 + b",1\n", "word " * 60_000),
    "tsv": ("a.tsv", b"n\ttext\n1\tone, two\n", "one, two"),
    "jsonl": ("a.jsonl", b'{"text": "one \\u00e9"}\n\n', "one é"),
    "jsonl with a lone half": ("a.ndjson", b'{"text": "one \\ud83d"}', "one \ufffd"),
    "jsonl with both halves": ("a.jsonl", b'{"text": "one \\ud83d\\ude00"}', "one 😀"),
    # Markdown
    "markdown": ("a.md", b"# Head\n\nSome *strong* [link](http://x).\n", "Head\n\nSome strong link.\n"),
    "markdown front matter": ("a.md", b"---\ntitle: T\n---\nwords\n", "words\n"),
    "markdown code": ("a.md", b"one\n\n```py\nx = 1\n```\n\ntwo\n", "one\n\n\ntwo\n"),
    "markdown list": ("a.markdown", b"* one\n* two\n1. three\n", "one\ntwo\nthree\n"),
    "markdown quotation": ("a.md", b"> one\n> two\n", "one\ntwo\n"),
    "markdown snake case": ("a.md", b"a snake_case_name and 2 * 3 * 4\n", "a snake_case_name and 2 * 3 * 4\n"),
    "markdown rule that is no front matter": ("a.md", b"one\n\n---\n\ntwo\n", "one\n\n\n\ntwo\n"),
}

REFUSED: dict[str, tuple[str, bytes, str]] = {
    "nothing": ("a.txt", b"", "is empty."),
    "a mark alone": ("a.txt", codecs.BOM_UTF8, "is empty."),
    "white space": ("a.txt", b" \n\t\r\n ", "is empty."),
    "no-break spaces": ("a.txt", "\u00a0\u3000\u2003".encode(), "is empty."),
    "zero-width only": ("a.txt", "\u200b\u200b\ufeff".encode(), "is empty."),
    "signs only": ("a.txt", "... !? —".encode(), "has no words, only signs."),
    "underscores only": ("a.txt", b"____", "has no words, only signs."),
    "emoji only": ("a.txt", "😀 🎉".encode(), "has no words, only signs."),
    "zero byte": ("a.txt", b"some\0words", "is binary, not text: it has zero bytes."),
    "zero bytes only": ("a.txt", b"\0" * 100, "is binary, not text: it has zero bytes."),
    "all bytes": ("a.txt", bytes(range(256)), "is binary, not text: it has zero bytes."),
    "control characters": (
        "a.txt",
        b"\x01\x02\x03abc",
        "is binary, not text: it has control characters where letters would be.",
    ),
    "cut utf-16": ("a.txt", codecs.BOM_UTF16_LE + b"a\0b", "is not valid UTF-16-LE: truncated data at byte 2."),
    "png": ("a.txt", b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR", "is a PNG image, not text."),
    "png by its name": ("a.png", b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR", "is a PNG image, not text."),
    "jpeg": ("a.jpg", b"\xff\xd8\xff\xe0\0\x10JFIF", "is a JPEG image, not text."),
    "gif": ("a.gif", b"GIF89a\x01\0", "is a GIF image, not text."),
    "webp": ("a.webp", b"RIFF\x10\0\0\0WEBPVP8 ", "is a WebP image, not text."),
    "zip": ("a.zip", ZIP, "is a zip archive or office document, not text."),
    "docx called txt": ("a.txt", ZIP, "is a zip archive or office document, not text."),
    "pdf called txt": ("a.txt", b"%PDF-1.4\n%\xe2\xe3", "is a PDF document, not text."),
    "gzip": ("a.txt.gz", b"\x1f\x8b\x08\0\0", "is a gzip archive, not text."),
    "program": ("a", b"\x7fELF\x02\x01\x01", "is a program, not text."),
    "old word": ("a.dat", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1\0", "is an old Office document, not text."),
    "rtf called txt": ("a.txt", b"{\\rtf1\\ansi words}", "is an RTF document, not text."),
    "sqlite": ("a.db", b"SQLite format 3\0", "is an SQLite database, not text."),
    "rtf": ("a.rtf", b"{\\rtf1}", "is RTF, which is not read. Hint: save it as .txt or .docx."),
    "doc": ("a.doc", b"x", "is an old Word document, which is not read. Hint: save it as .txt or .docx."),
    "odt": ("a.odt", ZIP, "is an OpenDocument text, which is not read. Hint: save it as .txt or .docx."),
    "json": (
        "a.json",
        b"{}",
        "is JSON, which is not read. Hint: save it as .txt, or one object a line as .jsonl.",
    ),
    "xml": ("a.xml", b"<a/>", "is XML, which is not read. Hint: save it as .txt or .docx."),
    "csv without the column": (
        "a.csv",
        b"n,body\n1,one\n",
        "must have a column 'text'; it has 'n', 'body'. Hint: text_column= names another.",
    ),
    "csv of nothing": ("a.csv", b"", "must have a column 'text'; it has none. Hint: text_column= names another."),
    "csv of a header": ("a.csv", b"text,n\n", "has no rows."),
    "csv with an empty text": ("a.csv", b"text,n\none,1\n,2\n", "is empty in row 2."),
    "csv with an open quote": ("a.csv", b'text\n"one\n', "is not valid CSV: unexpected end of data in line 2."),
    "csv of unequal lines": ("a.csv", b"text,n\none\n", "has 1 cells in line 2, but 2 columns."),
    "jsonl broken": (
        "a.jsonl",
        b'{"text": "one"}\n{"text"\n',
        "is not valid JSON in line 2: Expecting ':' delimiter: line 1 column 8 (char 7).",
    ),
    "jsonl of numbers": ("a.jsonl", b"1\n", "must have an object in each line; line 1 has none."),
    "jsonl without text": (
        "a.jsonl",
        b'{"n": 1}\n',
        "must have the text of line 1 under 'text'. Hint: text_column= names another.",
    ),
    "jsonl nested deeply": ("a.jsonl", b"[" * 100_000, "is not valid JSON in line 1: nested too deeply."),
    "docx that is none": (
        "a.docx",
        b"words",
        "is no Word document that can be read: the archive is broken or locked.",
    ),
    "pdf that is none": ("a.pdf", b"words", "is no PDF document, whatever its name says."),
    "parquet that is none": ("a.parquet", b"words", "is no parquet table that can be read (ArrowInvalid)."),
    "markdown of nothing": ("a.md", b"---\ntitle: x\n---\n", "is empty."),
    "markdown with broken front matter": (
        "a.md",
        b"---\na: [\n---\nwords\n",
        "has front matter that is no YAML (ParserError).",
    ),
    "markdown with aliases": (
        "a.md",
        b"---\na: &a [x]\nb: [*a, *a]\n---\nwords\n",
        "has aliases in its front matter, which are not read.",
    ),
}


@pytest.mark.parametrize("case", READ)
def test_reads_exactly(case, tmp_path):
    name, data, expected = READ[case]
    (tmp_path / name).write_bytes(data)
    (document,) = read_corpus(tmp_path / name)
    assert document.text == expected
    (again,) = read_corpus(tmp_path)
    assert again == document


@pytest.mark.parametrize("case", REFUSED)
def test_refuses_in_one_sentence(case, tmp_path):
    name, data, told = REFUSED[case]
    path = tmp_path / name
    path.write_bytes(data)
    with pytest.raises(ReadError) as caught:
        read_corpus(path)
    assert str(caught.value).replace(f"{path} ", "", 1) == told
    with pytest.raises(ReadError) as caught:
        read_corpus(tmp_path)
    assert name in str(caught.value)


@pytest.mark.parametrize(("language", "number", "charset", "text"), CASES)
def test_charset(language, number, charset, text):
    found, encoding = decode(text.encode(charset))
    assert found == text
    assert encoding.basis in ("guess", "shape")
    assert 0 <= encoding.confidence <= 1


def docx(document: str, **others: str) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("word/document.xml", document)
        for name, content in others.items():
            archive.writestr(name.replace("__", "/") + ".xml", content)
    return out.getvalue()


def body(inner: str) -> str:
    space = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
    return f'<w:document xmlns:w="{space}"><w:body>{inner}</w:body></w:document>'


P = "<w:p><w:r><w:t>{}</w:t></w:r></w:p>"
BOMB = '<!DOCTYPE a [<!ENTITY x "y"><!ENTITY z "&x;&x;">]>' + body(P.format("&z;"))
OUTSIDE = '<!DOCTYPE a [<!ENTITY x SYSTEM "file:///etc/passwd">]>' + body(P.format("&x;"))


@pytest.mark.parametrize(
    ("document", "expected"),
    [
        (body(P.format("one") + P.format("two")), "one\n\ntwo"),
        (body("<w:p><w:r><w:t>re</w:t></w:r><w:r><w:rPr/><w:t>volution</w:t></w:r></w:p>"), "revolution"),
        (body("<w:p><w:r><w:t>a</w:t><w:tab/><w:t>b</w:t><w:br/><w:t>c</w:t></w:r></w:p>"), "a\tb\nc"),
        (body("<w:p><w:r><w:t>re</w:t><w:softHyphen/><w:t>do</w:t></w:r></w:p>"), "redo"),
        (body("<w:p><w:del><w:r><w:delText>no</w:delText></w:r></w:del><w:r><w:t>yes</w:t></w:r></w:p>"), "yes"),
        (body(f"<w:tbl><w:tr><w:tc>{P.format('a')}</w:tc><w:tc>{P.format('b')}</w:tc></w:tr></w:tbl>"), "a\n\nb"),
        (body(P.format("&lt;script&gt;")), "<script>"),
    ],
)
def test_word_document(document, expected, tmp_path):
    (tmp_path / "a.docx").write_bytes(docx(document))
    assert read_corpus(tmp_path)["a"].text == expected


@pytest.mark.parametrize(
    ("data", "told"),
    [
        (docx(BOMB), "has an XML document type, which no word processor writes, and is refused."),
        (docx(OUTSIDE), "has an XML document type, which no word processor writes, and is refused."),
        (docx(body(P.format("a " * 5_000_000))), "unpacks to far more than a document would, and is refused."),
        (docx(body("<w:p>")), "is a broken Word document: mismatched tag: line 1, column 98."),
        (docx(body(P.format("..."))), "has no words, only signs."),
    ],
)
def test_word_document_refused(data, told, tmp_path):
    (tmp_path / "a.docx").write_bytes(data)
    with pytest.raises(ReadError) as caught:
        read_corpus(tmp_path / "a.docx")
    assert str(caught.value) == f"{tmp_path / 'a.docx'} {told}"


def test_word_document_nested_deeply(tmp_path):
    (tmp_path / "a.docx").write_bytes(docx(body("<w:sdt>" * 50_000 + P.format("deep") + "</w:sdt>" * 50_000)))
    assert read_corpus(tmp_path)["a"].text == "deep"
