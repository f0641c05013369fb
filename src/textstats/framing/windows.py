"""Runs of sentences as bags of word families, and how much more two of them share than chance would have it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import NamedTuple

import numpy as np
import pandas as pd
from scipy import sparse

ROWS = 256  # windows of the first text that are held against the second at once


class Window(NamedTuple):
    """Sentences `first` to `last`, both included, by their place among the document's sentences."""

    first: int
    last: int


@dataclass(frozen=True)
class Side:
    """One text: its tokens, the family of each (or ""), the rows where sentences begin (and the last ends), its windows."""

    tokens: pd.DataFrame
    families: tuple[str, ...]
    edges: tuple[int, ...]
    windows: tuple[Window, ...]

    def rows(self, window: int) -> slice:
        """The token rows of a window."""
        first, last = self.windows[window]
        return slice(self.edges[first], self.edges[last + 1])

    @property
    def sentences(self) -> list[list[str]]:
        """The families in each sentence."""
        pairs = zip(self.edges[:-1], self.edges[1:], strict=True)
        return [[name for name in self.families[start:stop] if name] for start, stop in pairs]


def side(tokens: pd.DataFrame, family: Mapping[str, str], max_sentences: int) -> Side:
    """Cut a document's tokens into sentences and all runs of one to `max_sentences` of them."""
    sentence = tokens["sentence"].to_numpy()
    starts = np.flatnonzero(np.append(True, sentence[1:] != sentence[:-1])) if len(sentence) else np.zeros(0, dtype=int)
    n = len(starts)
    windows = [Window(first, last) for first in range(n) for last in range(first, min(first + max_sentences, n))]
    names = tuple(family.get(str(word), "") for word in tokens["type"])
    return Side(tokens, names, (*starts.tolist(), len(sentence)), tuple(windows))


def evidence_matrix(one: Side, two: Side) -> np.ndarray:
    """z·(I − E) for every pair of windows: what they share beyond chance, times how rare that is; 0 where it is less.

    The formula stands in `reuse`.
    """
    texts = [one.sentences, two.sentences]
    families = dict.fromkeys(name for sentences in texts for sentence in sentences for name in sentence)
    vocabulary = {name: column for column, name in enumerate(families)}
    score = np.zeros((len(one.windows), len(two.windows)), dtype=np.float32)
    if not vocabulary or not score.size:
        return score
    by_sentence = [_counts(sentences, vocabulary) for sentences in texts]
    everything = sparse.vstack(by_sentence)
    n_with = np.asarray((everything > 0).sum(axis=0)).ravel()
    idf = np.log((1 + everything.shape[0]) / (1 + n_with))
    bags = [_windows(found, counts) for found, counts in zip((one, two), by_sentence, strict=True)]
    present = [(bag > 0).astype(float) for bag in bags]
    sizes, places = zip(*(np.unique(bag.sum(axis=1).astype(int), return_inverse=True) for bag in bags), strict=True)
    chances = [np.asarray(counts.sum(axis=0)).ravel() / max(counts.sum(), 1) for counts in by_sentence]
    mean_a, variance_a = _expected(present[0], sizes[1], chances[1], idf)
    mean_b, variance_b = _expected(present[1], sizes[0], chances[0], idf)
    informed = present[0].multiply(idf).tocsr()
    for start in range(0, len(score), ROWS):
        rows = slice(start, start + ROWS)
        shared = (informed[rows] @ present[1].T).toarray()
        variance = (variance_a[rows][:, places[1]] + variance_b[:, places[0][rows]].T) / 2
        excess = np.maximum(shared - (mean_a[rows][:, places[1]] + mean_b[:, places[0][rows]].T) / 2, 0)
        score[rows] = np.divide(excess**2, np.sqrt(variance), out=np.zeros_like(excess), where=variance > 0)
    return score


def _counts(sentences: list[list[str]], vocabulary: dict[str, int]) -> sparse.csr_array:
    rows = [row for row, sentence in enumerate(sentences) for _ in sentence]
    columns = [vocabulary[feature] for sentence in sentences for feature in sentence]
    return sparse.coo_array((np.ones(len(rows)), (rows, columns)), shape=(len(sentences), len(vocabulary))).tocsr()


def _windows(found: Side, counts: sparse.csr_array) -> sparse.csr_array:
    rows = [row for row, window in enumerate(found.windows) for _ in range(window.first, window.last + 1)]
    columns = [sentence for window in found.windows for sentence in range(window.first, window.last + 1)]
    members = sparse.coo_array((np.ones(len(rows)), (rows, columns)), shape=(len(found.windows), counts.shape[0]))
    return (members.tocsr() @ counts).tocsr()


def _expected(
    present: sparse.csr_array, sizes: np.ndarray, chances: np.ndarray, idf: np.ndarray
) -> tuple[np.ndarray, np.ndarray]:
    """Mean and variance of the shared idf of each window with a random bag of each size: windows × sizes."""
    hit = 1 - (1 - chances)[:, None] ** sizes[None, :]
    return np.asarray(present @ (idf[:, None] * hit)), np.asarray(present @ (idf[:, None] ** 2 * hit * (1 - hit)))
