"""Patterns of a codebook: queries, with three things more that coding needs.

A pattern is a query (see `textstats.text.query`: words, wildcards, `a|b`, `lemma:go`, phrases). Beyond that

    =May        as it is spelt, capitals and all
    ^ yet       stands first in its sentence
    trotsky     a word without an apostrophe also finds its possessive (Trotsky’s, workers’)

and a match never runs over the end of a sentence, nor from one voice into another.
"""

from __future__ import annotations

from dataclasses import replace
from functools import lru_cache
from typing import NamedTuple

import numpy as np
import pandas as pd

from textstats.errors import QueryError
from textstats.text import query
from textstats.text.documents import Corpus
from textstats.text.joining import APOSTROPHES
from textstats.text.token_rule import plain


class Pattern(NamedTuple):
    """A pattern, read: its query, whether a sentence must begin with it, the spelling asked for at some terms."""

    query: query.Query
    anchored: bool
    spelt: tuple[tuple[int, str], ...]


class Text:
    """The tokens of a corpus, ready for many patterns.

    `run` numbers the stretches of one voice in one sentence, which no match may leave; `sentence` numbers
    sentences through the corpus; `after` is what stands between a token and the next.
    """

    def __init__(self, tokens: pd.DataFrame, corpus: Corpus) -> None:
        self.tokens = tokens
        self.spellings = tokens["token"].astype(str).tolist()
        document = tokens["doc_id"].astype(str).to_numpy()
        self.after = _gaps(tokens, document.tolist(), corpus)
        self.first = _changes(document, tokens["sentence"].to_numpy())
        self.sentence = np.cumsum(self.first)
        self.run = np.cumsum(self.first | _changes(tokens["voice"].astype(str).to_numpy()))

    def __len__(self) -> int:
        return len(self.run)


def find(pattern: str, text: Text) -> list[tuple[int, int]]:
    """Half-open token positions of the matches of `pattern`, in order; matches may overlap.

    Raises
    ------
    QueryError
        If the pattern cannot be read.
    """
    read = parse(pattern)
    rows, lengths = query.find(text.tokens, read.query)
    found = []
    for start, length in zip(rows.tolist(), lengths.tolist(), strict=True):
        stop = start + length
        if text.run[start] != text.run[stop - 1] or (read.anchored and not text.first[start]):
            continue
        if all(_spelling(text.spellings[start + offset]) == word for offset, word in read.spelt):
            found.append((start, stop))
    return found


@lru_cache(maxsize=4096)
def parse(pattern: str) -> Pattern:
    """Read a pattern.

    Raises
    ------
    QueryError
        If it cannot be read; `place` is the offset of the fault.
    """
    items = pattern.split()
    anchored = items[:1] == ["^"]
    terms: list[tuple[query.Pattern, ...]] = []
    spelt = []
    for item in items[anchored:]:
        if item == "^":
            raise QueryError(f"^ must stand first in a pattern; got {pattern!r}.", pattern.rfind("^"))
        if item.startswith("="):
            spelt.append((len(terms), _spelling(item[1:])))
            item = item[1:]
            if not item or set(item) & set("|*?:"):
                raise QueryError(f"= must stand before one plain word; got {pattern!r}.", pattern.find("="))
        terms += [_possessive(term) for term in query.parse(item).terms]
    if not terms:
        raise QueryError(f"pattern must hold a word; got {pattern!r}.", 0)
    return Pattern(query.Query(pattern, tuple(terms)), anchored, tuple(spelt))


def _possessive(term: tuple[query.Pattern, ...]) -> tuple[query.Pattern, ...]:
    more = [
        replace(alternative, text=alternative.text + ending)
        for alternative in term
        if alternative.kind in ("word", "wildcard") and not set(alternative.text) & set(APOSTROPHES)
        for ending in ("'", "'s")
    ]
    return (*term, *more)


def _spelling(word: str) -> str:
    """A word with its capitals, without its possessive ending."""
    return plain(word).removesuffix("'s").removesuffix("'")


def _changes(*columns: np.ndarray) -> np.ndarray:
    """Where a row differs from the one before it in any column; the first row does."""
    changed = np.zeros(len(columns[0]), dtype=bool)
    changed[:1] = True
    for column in columns:
        changed[1:] |= column[1:] != column[:-1]
    return changed


def _gaps(tokens: pd.DataFrame, documents: list[str], corpus: Corpus) -> list[str]:
    starts, stops = tokens["start"].tolist(), tokens["stop"].tolist()
    gaps = []
    for row, doc_id in enumerate(documents):
        more = row + 1 < len(documents) and documents[row + 1] == doc_id
        gaps.append(corpus[doc_id].text[stops[row] : starts[row + 1] if more else None])
    return gaps
