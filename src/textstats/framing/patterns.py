"""Patterns of a codebook, run over the tokens of a corpus.

A pattern is a phrase: words with spaces between them, each a literal, a wildcard word (`bureaucra*`),
alternatives (`may|might`), `lemma:be`, `=May` (as spelt, with its capitals) or `^` (here begins a sentence).
A word without an apostrophe also matches its possessive: `trotsky` finds Trotsky’s, `workers` finds workers’.
A match never runs over the end of a sentence, nor from one voice into another.
"""

from __future__ import annotations

import re
from functools import lru_cache

import numpy as np
import pandas as pd

from textstats.errors import QueryError
from textstats.text.documents import Corpus


class Text:
    """The tokens of a corpus as arrays, ready for many patterns.

    `run` numbers the stretches of one voice in one sentence, which no match may leave; `sentence` numbers
    sentences through the corpus; `after` is what stands between a token and the next.
    """

    def __init__(self, tokens: pd.DataFrame, corpus: Corpus) -> None:
        self.after = _gaps(tokens, corpus)
        self.types = pd.Categorical(tokens["type"])
        self.spellings = pd.Categorical(tokens["token"])
        keys = [tokens[name].astype(str).to_numpy() for name in ("doc_id", "voice")] + [tokens["sentence"].to_numpy()]
        changes = np.zeros(len(tokens), dtype=bool)
        first = np.zeros(len(tokens), dtype=bool)
        if len(tokens):
            changes[0] = first[0] = True
            for key in keys:
                changes[1:] |= key[1:] != key[:-1]
            for key in (keys[0], keys[2]):
                first[1:] |= key[1:] != key[:-1]
        self.run = np.cumsum(changes)
        self.first = first
        self.sentence = np.cumsum(first)

    def __len__(self) -> int:
        return len(self.run)


def find(pattern: str, text: Text) -> list[tuple[int, int]]:
    """Half-open token positions of the matches of `pattern`, in order; matches may overlap.

    Raises
    ------
    QueryError
        If the pattern cannot be read.
    """
    anchored, items = parse(pattern)
    n = len(text) - len(items) + 1
    if n <= 0:
        return []
    found = text.run[:n] == text.run[len(items) - 1 :]
    for offset, item in enumerate(items):
        found &= _matches(item, text)[offset : offset + n]
    if anchored:
        found &= text.first[:n]
    return [(int(start), int(start) + len(items)) for start in np.flatnonzero(found)]


@lru_cache(maxsize=4096)
def parse(pattern: str) -> tuple[bool, tuple[str, ...]]:
    """Whether a pattern is tied to the start of a sentence, and its items."""
    items = pattern.split()
    anchored = items[:1] == ["^"]
    items = items[anchored:]
    if not items:
        raise QueryError(f"pattern must hold a word; got {pattern!r}.", 0)
    for item in items:
        place = pattern.find(item)
        if item == "^":
            raise QueryError(f"^ must stand first in a pattern; got {pattern!r}.", place)
        if any(not part.removeprefix("lemma:").removeprefix("=") for part in item.split("|")):
            raise QueryError(f"pattern must hold a word on both sides of | and after lemma: or =; got {item!r}.", place)
    return anchored, tuple(items)


def _gaps(tokens: pd.DataFrame, corpus: Corpus) -> list[str]:
    documents = tokens["doc_id"].astype(str).tolist()
    starts, stops = tokens["start"].tolist(), tokens["stop"].tolist()
    gaps = []
    for row, doc_id in enumerate(documents):
        more = row + 1 < len(documents) and documents[row + 1] == doc_id
        gaps.append(corpus[doc_id].text[stops[row] : starts[row + 1] if more else None])
    return gaps


def _matches(item: str, text: Text) -> np.ndarray:
    wanted = np.zeros(len(text), dtype=bool)
    for part in item.split("|"):
        source = text.spellings if part.startswith("=") else text.types
        names = [str(name) for name in source.categories]
        if part.startswith("lemma:"):
            wanted_names = [_lemma(name) == part.removeprefix("lemma:") for name in names]
        else:
            expression = _expression(part)
            wanted_names = [expression.fullmatch(name) is not None for name in names]
        wanted |= np.asarray([*wanted_names, False])[source.codes]
    return wanted


@lru_cache(maxsize=4096)
def _expression(part: str) -> re.Pattern[str]:
    """A word as a regular expression; one without an apostrophe also matches its possessive."""
    literal = part.removeprefix("=").replace("’", "'")
    pieces = {"*": r"[\w'’\-]*", "'": "['’]"}
    expression = "".join(pieces.get(mark, re.escape(mark)) for mark in literal)
    possessive = "" if "'" in literal else "(?:['’]s?)?"
    return re.compile((expression if part.startswith("=") else expression.casefold()) + possessive)


@lru_cache(maxsize=100_000)
def _lemma(word: str) -> str:
    from simplemma import lemmatize

    return str(lemmatize(word, lang="en")).casefold()
