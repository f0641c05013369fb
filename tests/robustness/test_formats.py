"""Web pages, PDF, tables and front matter: what is taken from them, and what is not."""

from __future__ import annotations

import sys

import pandas as pd
import pytest

from textstats import read_corpus
from textstats.errors import MissingExtraError, ReadError

PAGE = """<!doctype html><html><head><meta charset="{charset}"><title>A headline – Site</title>
<meta name="author" content="Jane Roe"><script>document.write("nothing")</script><style>p {{ color: red }}</style></head>
<body><nav><a href="/">Home</a> <a href="/x">About</a></nav><article><h1>A headline</h1>
<p>The café’s first paragraph has quite a few words in it, so that it is taken for the main text of the page.</p>
<p>The second paragraph says “hello” &amp; &lt;goodbye&gt;, and it too is long enough to be taken for a paragraph.</p>
<!-- a comment --></article><footer>Copyright, imprint, cookies</footer></body></html>"""


@pytest.mark.parametrize(
    ("charset", "codec"),
    [
        ("utf-8", "utf-8"),
        ("windows-1252", "cp1252"),
        ("iso-8859-1", "cp1252"),
        ("utf-8", "cp1252"),  # a page that says what it is not
        ("no-such-charset", "utf-8"),
        ("utf-16", "utf-8"),
        ("utf-8", "utf-16"),
    ],
)
def test_web_page(charset, codec, tmp_path):
    (tmp_path / "a.html").write_bytes(PAGE.format(charset=charset).encode(codec))
    (document,) = read_corpus(tmp_path)
    assert "The café’s first paragraph" in document.text
    assert "says “hello” & <goodbye>," in document.text
    for other in ("nothing", "color", "Home", "comment", "cookies"):
        assert other not in document.text
    assert document.metadata["author"] == "Jane Roe"
    assert document.metadata["title"].startswith("A headline")


@pytest.mark.parametrize(
    ("page", "told"),
    [
        (b"", "is empty."),
        (b"   ", "is empty."),
        (b"<html></html>", "has no main text that could be found. Hint: save the text itself as .txt."),
        (b"\0<html>", "is binary, not text: it has zero bytes."),
    ],
)
def test_web_page_without_text(page, told, tmp_path):
    (tmp_path / "a.htm").write_bytes(page)
    with pytest.raises(ReadError) as caught:
        read_corpus(tmp_path)
    assert str(caught.value) == f"{tmp_path}/a.htm {told}"


def pdf(*pages: str, info: str = "") -> bytes:
    """A PDF by hand: one text line a page."""
    objects = ["<< /Type /Catalog /Pages 2 0 R >>"]
    kids = " ".join(f"{4 + 2 * i} 0 R" for i in range(len(pages)))
    objects.append(f"<< /Type /Pages /Kids [{kids}] /Count {len(pages)} >>")
    objects.append("<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>")
    for i, text in enumerate(pages):
        stream = f"BT /F1 12 Tf 72 700 Td ({text}) Tj ET" if text else ""
        objects.append(
            f"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 612 792] /Contents {5 + 2 * i} 0 R "
            "/Resources << /Font << /F1 3 0 R >> >> >>"
        )
        objects.append(f"<< /Length {len(stream)} >>\nstream\n{stream}\nendstream")
    objects.append(f"<< {info} >>")
    out, places = b"%PDF-1.4\n", []
    for number, content in enumerate(objects, 1):
        places.append(len(out))
        out += f"{number} 0 obj\n{content}\nendobj\n".encode()
    table = "".join(f"{place:010} 00000 n \n" for place in places)
    start = f"xref\n0 {len(objects) + 1}\n0000000000 65535 f \n{table}"
    end = f"trailer\n<< /Size {len(objects) + 1} /Root 1 0 R /Info {len(objects)} 0 R >>\nstartxref\n{len(out)}\n%%EOF"
    return out + (start + end).encode()


def test_pdf(tmp_path):
    (tmp_path / "a.pdf").write_bytes(
        pdf("The first page", "", "and the third", info="/Title (A title) /Author (A. B.)")
    )
    (document,) = read_corpus(tmp_path)
    assert document.text == "The first page\n\nand the third"
    known = {key: document.metadata[key] for key in ("title", "author", "n_pages", "pages_without_text")}
    assert known == {"title": "A title", "author": "A. B.", "n_pages": 3, "pages_without_text": (2,)}


def test_pdf_of_scans(tmp_path):
    (tmp_path / "a.pdf").write_bytes(pdf("", ""))
    with pytest.raises(ReadError) as caught:
        read_corpus(tmp_path)
    assert str(caught.value) == (
        f"{tmp_path}/a.pdf has no text layer on any of its 2 pages. Hint: run OCR on it first."
    )


@pytest.mark.parametrize("n_bytes", [9, 40, 200, 600])
def test_pdf_cut_off(n_bytes, tmp_path, capfd):
    (tmp_path / "a.pdf").write_bytes(pdf("words")[:n_bytes])
    with pytest.raises(ReadError, match=r"a\.pdf (is a|has no)"):
        read_corpus(tmp_path)
    assert capfd.readouterr() == ("", "")


def test_parquet(tmp_path):
    frame = pd.DataFrame({"doc_id": ["x", "y"], "text": ["one", "two"], "year": [1917, 1918], "none": [None, None]})
    frame.to_parquet(tmp_path / "a.parquet")
    corpus = read_corpus(tmp_path)
    assert [(d.doc_id, d.text, d.metadata["year"]) for d in corpus] == [("x", "one", 1917), ("y", "two", 1918)]
    frame.assign(text=[1, 2]).to_parquet(tmp_path / "a.parquet")
    with pytest.raises(ReadError, match=r"a\.parquet must have text in each row of 'text'\.$"):
        read_corpus(tmp_path)


@pytest.mark.parametrize(
    ("ending", "module", "told"),
    [
        (
            "html",
            "trafilatura",
            "web pages need trafilatura, which is not installed. Hint: pip install 'textstats[formats]'.",
        ),
        ("pdf", "pypdf", "PDF documents need pypdf, which is not installed. Hint: pip install 'textstats[formats]'."),
        (
            "parquet",
            "pyarrow",
            "parquet tables need pyarrow, which is not installed. Hint: pip install 'textstats[scale]'.",
        ),
    ],
)
def test_missing_extra(ending, module, told, tmp_path, monkeypatch):
    for name in [name for name in sys.modules if name.split(".")[0] == module]:
        monkeypatch.delitem(sys.modules, name)
    monkeypatch.setitem(sys.modules, module, None)
    (tmp_path / f"a.{ending}").write_bytes(b"some words")
    with pytest.raises(MissingExtraError) as caught:
        read_corpus(tmp_path)
    assert str(caught.value) == told


def test_front_matter_is_metadata(tmp_path):
    (tmp_path / "a.md").write_text("---\ntitle: 'T: <b>'\nauthor: A\ndate: 2020-01-02\nother: x\n---\nwords\n")
    (document,) = read_corpus(tmp_path)
    assert document.text == "words\n"
    assert {key: document.metadata.get(key) for key in ("title", "author", "date", "other")} == {
        "title": "T: <b>",
        "author": "A",
        "date": "2020-01-02",
        "other": None,
    }


def test_front_matter_runs_nothing(tmp_path):
    (tmp_path / "a.md").write_text("---\ntitle: !!python/object/apply:os.system ['touch hacked']\n---\nwords\n")
    with pytest.raises(ReadError, match=r"has front matter that is no YAML \(ConstructorError\)\.$"):
        read_corpus(tmp_path)
