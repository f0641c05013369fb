"""count_files gives what the words of the cleaned texts give, whatever the files look like."""

from __future__ import annotations

import csv
import gzip
import json
from collections import Counter
from pathlib import Path

import numpy as np
import pandas as pd
import pytest

from textstats.errors import InputError, ReadError
from textstats.scale import count_files, files, planning, sources, tally
from textstats.scale.tally import shard_of
from textstats.stats.counts import Counts, count
from textstats.text.reading import read_corpus
from textstats.text.tokens import tokenize

TEXTS = {
    "a/one.txt": "The workers' state, a workers’ STATE.\n\nThe revolu-\ntion of self-\nmade men; AT&T — U.S. 1914-1918.",
    "a/two.txt": "“War—and—peace,” said Mr. Jones (of 3.5 km). https://example.org/a,b?c. 'tis :D <3\r\nnaïve cafe\u0301s",
    "b/three.txt": "İstanbul ß STRASSE straße Ǆ ﬁne e\u0301\u0327 x\u200by f**k 10km O'Brien's end.Then \x0c next",
    "b/four.txt": "the\tthe THE The\u2028the revolu- \n tion well-\nknown FOO-\nbar “quoted” (bracket) [note] x.",
}


def expected(path: Path) -> dict[str, Counter[str]]:
    """Types of each document, from its tokens."""
    return by_document(count(tokenize(read_corpus(path)), block="document"))


def by_document(counts: Counts) -> dict[str, Counter[str]]:
    dense = counts.matrix.toarray()
    return {
        str(doc_id): Counter({t: int(n) for t, n in zip(counts.types, row, strict=True) if n})
        for doc_id, row in zip(counts.blocks["doc_id"], dense, strict=True)
    }


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    for name, text in TEXTS.items():
        path = tmp_path / "texts" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(text.encode())
    return tmp_path / "texts"


def same(a: Counts, b: Counts) -> bool:
    return (
        list(a.types) == list(b.types)
        and a.matrix.shape == b.matrix.shape
        and (a.matrix != b.matrix).nnz == 0
        and a.blocks[["group", "block", "n_tokens"]].equals(b.blocks[["group", "block", "n_tokens"]])
    )


def test_the_two_articles() -> None:
    counts = count_files("data/raw", group="doc_id")
    assert by_document(counts) == expected(Path("data/raw"))
    assert counts.blocks["n_tokens"].tolist() == counts.matrix.sum(axis=1).tolist()
    assert counts.matrix.dtype == np.int64


@pytest.mark.parametrize("engine", ["python", "numba"])
def test_odd_texts(folder: Path, engine: str) -> None:
    counts = count_files(folder, group="group", engine=engine)
    assert by_document(counts) == expected(folder)
    assert counts.groups == ["a", "b"]
    assert counts.types.tolist() == sorted(counts.types)


@pytest.mark.parametrize("encoding", ["cp1252", "utf-16"])
def test_other_encodings_are_read_as_read_corpus_does(tmp_path: Path, encoding: str) -> None:
    (tmp_path / "x.txt").write_bytes(("“Café,” the naïve man said. " * 20).encode(encoding))
    assert by_document(count_files(tmp_path, group="doc_id")) == expected(tmp_path)


def test_tables_packed_or_not(folder: Path, tmp_path: Path) -> None:
    pytest.importorskip("pyarrow")
    zstandard = pytest.importorskip("zstandard")
    corpus = read_corpus(folder)
    rows = [{"doc_id": d.doc_id, "text": d.text, "group": d.group} for d in corpus]
    pd.DataFrame(rows).to_parquet(tmp_path / "t.parquet")
    lines = "".join(json.dumps(row) + "\n" for row in rows).encode()
    (tmp_path / "t.jsonl").write_bytes(lines)
    (tmp_path / "t.jsonl.gz").write_bytes(gzip.compress(lines))
    (tmp_path / "t.jsonl.zst").write_bytes(zstandard.compress(lines))
    with (tmp_path / "t.csv").open("w", newline="", encoding="utf-8") as file:
        writer = csv.DictWriter(file, ["doc_id", "text", "group"])
        writer.writeheader()
        writer.writerows(rows)
    want = count_files(folder, group="group")
    for name in ("t.parquet", "t.jsonl", "t.jsonl.gz", "t.jsonl.zst", "t.csv"):
        assert same(count_files(tmp_path / name, group="group"), want), name


def test_threads_change_nothing(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    want = count_files(folder, group="group", engine="numba")
    monkeypatch.setattr(files, "LARGE", 1)
    monkeypatch.setattr(tally, "BATCH", 11)
    monkeypatch.setattr(sources, "PIECE", 7)
    for shards in (256, 3):
        monkeypatch.setattr(files, "_cores", lambda: 3)
        many = count_files(folder, group="group", engine="numba", shards=shards)
        monkeypatch.setattr(files, "_cores", lambda: 1)
        assert same(many, count_files(folder, group="group", engine="numba", shards=shards))
        assert many.by_group().equals(want.by_group())


@pytest.mark.parametrize("engine", ["python", "numba"])
def test_more_documents_than_shards_become_shards(tmp_path: Path, engine: str) -> None:
    rows = [{"doc_id": f"d{i}", "text": f"word{i % 7} the", "party": "ab"[i % 2]} for i in range(50)]
    path = tmp_path / "t.jsonl"
    path.write_text("".join(json.dumps(row) + "\n" for row in rows))
    counts = count_files(path, group="party", shards=4, engine=engine)
    assert counts.blocks["doc_id"].isna().all()
    totals = Counter((row["party"], shard_of(row["doc_id"], 4)) for row in rows)
    assert {(g, s): n for g, s, n in counts.blocks[["group", "block", "n_tokens"]].itertuples(index=False)} == {
        key: 2 * n for key, n in totals.items()
    }
    assert counts.by_group().loc["the"].tolist() == [25, 25]
    documents = count_files(path, group="party", shards=50)
    assert len(documents.blocks) == 50
    assert documents.by_group().equals(counts.by_group())


def test_the_order_of_files_and_the_size_of_batches_change_nothing(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    want = by_document(count_files(folder, group="doc_id"))
    monkeypatch.setattr(sources, "PIECE", 7)
    monkeypatch.setattr(planning, "UNIT", 50)
    monkeypatch.setattr(tally, "BATCH", 11)
    assert by_document(count_files(sorted(folder.rglob("*.txt"), reverse=True), group="doc_id")) == want


@pytest.mark.parametrize("engine", ["python", "numba"])
def test_a_stopped_run_goes_on(folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, engine: str) -> None:
    monkeypatch.setattr(planning, "UNIT", 50)
    store = tmp_path / "partial"
    told: list[int] = []

    def stop(done: int, total: int) -> None:
        told.append(done)
        if len(told) == 2:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        count_files(folder, group="group", resume=store, progress=stop, engine=engine)
    kept = {path: path.stat().st_mtime_ns for path in store.glob("*.npz")}
    assert len(kept) == 2
    counts = count_files(folder, group="group", resume=store, engine=engine)
    assert same(counts, count_files(folder, group="group"))
    assert all(path.stat().st_mtime_ns == time for path, time in kept.items())
    for path in store.glob("*.npz"):
        path.write_bytes(path.read_bytes()[:-9])
    assert same(count_files(folder, group="group", resume=store, engine=engine), counts)


def test_faults_are_named(folder: Path, tmp_path: Path) -> None:
    with pytest.raises(InputError, match="shards must be a number of at least 1; got 0"):
        count_files(folder, group="group", shards=0)
    with pytest.raises(InputError, match="engine must be one of 'numba', 'python'; got 'polars'"):
        count_files(folder, group="group", engine="polars")
    with pytest.raises(InputError, match="has no 'party', only 'doc_id', 'file', 'group'"):
        count_files(folder, group="party")
    with pytest.raises(ReadError, match="is not there"):
        count_files(folder / "none.txt", group="doc_id")
    (tmp_path / "x.jsonl").write_text('{"doc_id": "a"}\n')
    with pytest.raises(ReadError, match=r"x.jsonl must have the text of row 1 under 'text'"):
        count_files(tmp_path / "x.jsonl", group="doc_id")
    (tmp_path / "y.txt").write_text("— …")
    with pytest.raises(ReadError, match="the files hold no word"):
        count_files(tmp_path / "y.txt", group="doc_id")
