"""What is compared: each function reads the texts of two folders, counts words in both and scores every type.

Run as a program, `python counting_peers.py NAME FOLDER [OUT]`, one does its work in a process of its own. With OUT it also
writes what it counted, as JSON, so that results can be compared outside the measured run.
"""

from __future__ import annotations

import json
import re
import sys
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

Frequencies = dict[str, "Counter[str]"]


def score(a: object, b: object) -> float:
    """Largest log-likelihood of all types: the same arithmetic for everyone."""
    import numpy as np

    x, y = np.asarray(a, dtype=float), np.asarray(b, dtype=float)
    n, m = x.sum(), y.sum()
    expected = (x + y) / (n + m)
    with np.errstate(divide="ignore", invalid="ignore"):
        g2 = 2 * (np.nan_to_num(x * np.log(x / (expected * n))) + np.nan_to_num(y * np.log(y / (expected * m))))
    return float(g2.max())


def _texts(folder: Path, group: str) -> Iterator[str]:
    for path in sorted((folder / group).glob("*.txt")):
        yield path.read_text(encoding="utf-8")


def _scored(found: Frequencies) -> Frequencies:
    a, b = found["a"], found["b"]
    types = a.keys() | b.keys()
    score([a[t] for t in types], [b[t] for t in types])
    return found


def textstats(folder: Path, engine: str | None = None) -> Frequencies:
    """Straight from the files."""
    from textstats.scale.files import count_files

    counts = count_files(folder, group="group", engine=engine, progress=False)
    frequencies = counts.by_group()
    score(frequencies["a"], frequencies["b"])
    return {group: Counter(column[column > 0].to_dict()) for group, column in frequencies.items()} if WANTED else {}


def textstats_python(folder: Path) -> Frequencies:
    """The engine without numba."""
    return textstats(folder, "python")


def textstats_tokens(folder: Path) -> Frequencies:
    """The path with offsets: a row per token."""
    import textstats as ts

    corpus = ts.read_corpus(folder)
    frequencies = ts.count(ts.tokenize(corpus), group=corpus.groups, block="document").by_group()
    score(frequencies["a"], frequencies["b"])
    return {group: Counter(column[column > 0].to_dict()) for group, column in frequencies.items()} if WANTED else {}


def polars(folder: Path) -> Frequencies:
    """Written by hand, streaming: lines, lower case, words by a regular expression, grouped."""
    import polars as pl

    def lines(group: str) -> pl.LazyFrame:
        scanned = pl.scan_csv(
            folder / group / "*.txt", has_header=False, separator="\x01", quote_char=None, new_columns=["line"],
            schema={"line": pl.String},
        )  # fmt: skip
        return scanned.with_columns(pl.lit(group).alias("group"))

    words = pl.col("line").str.to_lowercase().str.extract_all(r"[\p{L}\p{N}]+(?:['’-][\p{L}\p{N}]+)*").alias("type")
    table = (
        pl.concat([lines("a"), lines("b")])
        .select("group", words)
        .explode("type")
        .drop_nulls()
        .group_by("type")
        .agg(a=(pl.col("group") == "a").sum(), b=(pl.col("group") == "b").sum())
        .collect(engine="streaming")
    )
    score(table["a"].to_numpy(), table["b"].to_numpy())
    return {g: Counter(dict(zip(table["type"], table[g], strict=True))) for g in "ab"} if WANTED else {}


def sklearn(folder: Path) -> Frequencies:
    """CountVectorizer as it comes, a document a file."""
    from sklearn.feature_extraction.text import CountVectorizer

    paths = [str(path) for group in "ab" for path in sorted((folder / group).glob("*.txt"))]
    vectorizer = CountVectorizer(input="filename")
    matrix = vectorizer.fit_transform(paths)
    n = sum(1 for path in paths if Path(path).parent.name == "a")
    a, b = matrix[:n].sum(axis=0).A1, matrix[n:].sum(axis=0).A1
    score(a, b)
    names = vectorizer.get_feature_names_out()
    return (
        {"a": Counter(dict(zip(names, a, strict=True))), "b": Counter(dict(zip(names, b, strict=True)))}
        if WANTED
        else {}
    )


def re_counter(folder: Path) -> Frequencies:
    """A bare script."""
    pattern = re.compile(r"\w+(?:['’-]\w+)*")
    found = {group: Counter[str]() for group in "ab"}
    for group, counter in found.items():
        for text in _texts(folder, group):
            counter.update(pattern.findall(text.lower()))
    return _scored(found)


def nltk(folder: Path) -> Frequencies:
    """RegexpTokenizer."""
    from nltk.tokenize import RegexpTokenizer

    tokenizer = RegexpTokenizer(r"\w+(?:['’-]\w+)*")
    found = {group: Counter[str]() for group in "ab"}
    for group, counter in found.items():
        for text in _texts(folder, group):
            counter.update(word.lower() for word in tokenizer.tokenize(text))
    return _scored(found)


def nltk_treebank(folder: Path) -> Frequencies:
    """The tokenizer behind word_tokenize, without sentence splitting."""
    from nltk.tokenize import NLTKWordTokenizer

    tokenizer = NLTKWordTokenizer()
    found = {group: Counter[str]() for group in "ab"}
    for group, counter in found.items():
        for text in _texts(folder, group):
            counter.update(word.lower() for word in tokenizer.tokenize(text) if any(map(str.isalnum, word)))
    return _scored(found)


def spacy(folder: Path) -> Frequencies:
    """The tokenizer of a blank pipeline, paragraph by paragraph."""
    import spacy as library

    tokenizer = library.blank("en").tokenizer
    found = {group: Counter[str]() for group in "ab"}
    for group, counter in found.items():
        for text in _texts(folder, group):
            for paragraph in text.split("\n\n"):
                counter.update(token.lower_ for token in tokenizer(paragraph) if not (token.is_punct or token.is_space))
    return _scored(found)


def duckdb(folder: Path) -> Frequencies:
    """SQL with a regular expression."""
    import duckdb as library

    table = library.sql(
        rf"""select type, count(*) filter (where g = 'a') a, count(*) filter (where g = 'b') b from
        (select unnest(regexp_extract_all(lower(content), '[\p{{L}}\p{{N}}]+(?:[''’-][\p{{L}}\p{{N}}]+)*')) as type,
        parse_path(filename)[-2] as g from read_text('{folder}/*/*.txt')) group by type"""
    ).fetchnumpy()
    score(table["a"], table["b"])
    return {g: Counter(dict(zip(table["type"], table[g].tolist(), strict=True))) for g in "ab"} if WANTED else {}


PEERS = {
    "textstats": (textstats, "textstats", 10**6),
    "textstats, engine='python'": (textstats_python, "textstats", 60),
    "textstats tokens (offsets)": (textstats_tokens, "textstats", 12),
    "Polars streaming": (polars, "polars", 10**6),
    "DuckDB": (duckdb, "duckdb", 250),
    "re + Counter": (re_counter, "re", 60),
    "scikit-learn CountVectorizer": (sklearn, "sklearn", 60),
    "NLTK regexp": (nltk, "nltk", 60),
    "NLTK word tokenizer": (nltk_treebank, "nltk", 12),
    "spaCy blank": (spacy, "spacy", 12),
}
"""Name: function, module that it needs, largest size in MB at which it is run."""

WANTED = False

if __name__ == "__main__":
    WANTED = len(sys.argv) > 3
    result = PEERS[sys.argv[1]][0](Path(sys.argv[2]))
    if WANTED:
        Path(sys.argv[3]).write_text(json.dumps(result, default=int), encoding="utf-8")
