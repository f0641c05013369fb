"""Runs of sentences as bags of features, and how much more two of them share than chance would have it."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from typing import NamedTuple

import numpy as np
import pandas as pd
from scipy import sparse

PREFIX = 6  # letters


class Window(NamedTuple):
    """Sentences `first` to `last`, both included, by their place among the document's sentences."""

    first: int
    last: int


@dataclass(frozen=True)
class Side:
    """One text: its tokens, the token rows where each sentence begins (and the last ends), and its windows."""

    tokens: pd.DataFrame
    edges: tuple[int, ...]
    windows: tuple[Window, ...]

    def tokens_of(self, window: int) -> pd.DataFrame:
        """The tokens of a window."""
        first, last = self.windows[window]
        return self.tokens.iloc[self.edges[first] : self.edges[last + 1]]

    @property
    def sentences(self) -> list[list[str]]:
        """The features of each sentence."""
        found = [features(word) for word in self.tokens["type"]]
        return [
            [feature for word in found[start:stop] for feature in word]
            for start, stop in zip(self.edges[:-1], self.edges[1:], strict=True)
        ]


def side(tokens: pd.DataFrame, max_sentences: int) -> Side:
    """Cut a document's tokens into sentences and all runs of one to `max_sentences` of them."""
    sentence = tokens["sentence"].to_numpy()
    starts = np.flatnonzero(np.append(True, sentence[1:] != sentence[:-1])) if len(sentence) else np.zeros(0, dtype=int)
    n = len(starts)
    windows = [Window(first, last) for first in range(n) for last in range(first, min(first + max_sentences, n))]
    return Side(tokens, (*starts.tolist(), len(sentence)), tuple(windows))


def features(word: str) -> tuple[str, ...]:
    """What a type is matched by: its stem, and its first letters; nothing for a stop word.

    >>> features("bureaucratised"), features("the"), features("workers'")
    (('bureaucratis', '~bureau'), (), ('worker', '~worker'))
    """
    return _features(str(word))


@lru_cache(maxsize=1 << 16)
def _features(word: str) -> tuple[str, ...]:
    from textstats.text.lemmas import stem_of

    bare = word.removesuffix("'s").removesuffix("'").replace("-", "")
    if len(bare) < 2 or bare in _stop_words():
        return ()
    return stem_of(bare), f"~{bare[:PREFIX]}"


@lru_cache(maxsize=1)
def _stop_words() -> frozenset[str]:
    from sklearn.feature_extraction.text import ENGLISH_STOP_WORDS

    return frozenset(ENGLISH_STOP_WORDS)


def evidence_matrix(one: Side, two: Side) -> np.ndarray:
    """z·I for every pair of windows: shared information, times how far it exceeds chance; 0 where it does not.

    The formula stands in `reuse`.
    """
    texts = [one.sentences, two.sentences]
    vocabulary = {
        feature: column for column, feature in enumerate(dict.fromkeys(f for s in texts[0] + texts[1] for f in s))
    }
    shape = (len(one.windows), len(two.windows))
    if not vocabulary or not all(shape):
        return np.zeros(shape)
    by_sentence = [_counts(sentences, vocabulary) for sentences in texts]
    everything = sparse.vstack(by_sentence)
    n_with = np.asarray((everything > 0).sum(axis=0)).ravel()
    idf = np.log((1 + everything.shape[0]) / (1 + n_with))
    bags = [_windows(found, counts) for found, counts in zip((one, two), by_sentence, strict=True)]
    present = [(bag > 0).astype(float) for bag in bags]
    sizes = [np.asarray(bag.sum(axis=1)).ravel().astype(int) for bag in bags]
    chances = [np.asarray(counts.sum(axis=0)).ravel() / max(counts.sum(), 1) for counts in by_sentence]
    shared = (present[0].multiply(idf).tocsr() @ present[1].T).toarray()
    mean_a, variance_a = _expected(present[0], sizes[1], chances[1], idf)
    mean_b, variance_b = _expected(present[1], sizes[0], chances[0], idf)
    variance = (variance_a + variance_b.T) / 2
    excess = shared - (mean_a + mean_b.T) / 2
    z = np.divide(excess, np.sqrt(variance), out=np.zeros(shape), where=variance > 0)
    return np.asarray(np.maximum(z, 0) * shared)


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
    distinct, places = np.unique(sizes, return_inverse=True)
    hit = 1 - (1 - chances)[:, None] ** distinct[None, :]
    mean = np.asarray(present @ (idf[:, None] * hit))
    variance = np.asarray(present @ (idf[:, None] ** 2 * hit * (1 - hit)))
    return mean[:, places], variance[:, places]
