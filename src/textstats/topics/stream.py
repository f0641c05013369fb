"""Streaming factorisation: what is remembered of the documents read so far."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
from scipy import sparse

from textstats.topics.factors import Array


class Stream:
    """Sufficient statistics of online NMF (Mairal et al. 2010), preceded by a warm-up on kept documents."""

    EVERY = 16  # one document in so many refreshes the word probabilities

    def __init__(self, n_words: int) -> None:
        self.n_documents = 0
        self.frequency = np.zeros(n_words)  # documents that hold each word
        self.kept: list[sparse.csr_matrix] = []
        self.fitted_at = 0
        self.waiting = True
        self.gram: Array = np.zeros((0, 0))
        self.cross: Array = np.zeros((0, n_words))
        self.topics: Array = np.zeros((0, n_words))
        self.n_steps = 0

    def receive(
        self, counts: sparse.csr_matrix, *, warm_up: int
    ) -> tuple[sparse.csr_matrix | None, sparse.csr_matrix | None]:
        """Take note of the documents: those to fit anew now (all that are kept), and those to stream after that."""
        if not self.waiting:
            return None, counts
        room = warm_up - self.n_documents
        first, rest = (counts, None) if counts.shape[0] <= room else (counts[:room], counts[room:])
        self._note(first)
        self.kept.append(first)
        if self.n_documents < warm_up and self.n_documents < 2 * self.fitted_at:
            return None, rest
        self.fitted_at = self.n_documents
        return sparse.csr_matrix(sparse.vstack(self.kept, format="csr")), rest

    def _note(self, counts: sparse.csr_matrix) -> None:
        self.n_documents += counts.shape[0]
        self.frequency += np.bincount(counts.indices, minlength=counts.shape[1])

    def weights(self, counts: sparse.csr_matrix) -> sparse.csr_matrix:
        """TF-IDF with the document frequencies so far, rows of unit length."""
        inverse = np.log((1.0 + self.n_documents) / (1.0 + self.frequency)) + 1.0
        data = counts.data * inverse[counts.indices]
        lengths = np.sqrt(np.add.reduceat(np.append(data * data, 0.0), np.minimum(counts.indptr[:-1], len(data))))
        sizes = np.diff(counts.indptr)
        lengths = np.where((sizes > 0) & (lengths > 0), lengths, 1.0)
        return sparse.csr_matrix((data / np.repeat(lengths, sizes), counts.indices, counts.indptr), shape=counts.shape)

    def warm(self, shares: Array, topics: Array, *, done: bool) -> None:
        """Take over the topics of the warm-up fit; when it is done, forget its documents."""
        if not done:
            return
        matrix = self.weights(sparse.csr_matrix(sparse.vstack(self.kept, format="csr")))
        self.gram = shares.T @ shares
        self.cross = np.ascontiguousarray((matrix.T @ shares).T)
        self.topics = topics.copy()
        self.kept = []
        self.waiting = False

    def sampled(self, n: int) -> np.ndarray:
        """Which of the last n documents are looked at closely: evenly spread, out of step with any period."""
        place = np.arange(self.n_documents - n, self.n_documents) * 0.6180339887498949
        return np.flatnonzero(place % 1.0 < 1.0 / self.EVERY)

    def step(self, counts: sparse.csr_matrix, code: Callable[[Array, Array, Array, int], Array]) -> Array:
        """Take note of the documents, code them on the topics, add to the statistics, move the topics; returns them."""
        self._note(counts)
        matrix = self.weights(counts)
        own = self.topics @ self.topics.T
        near = np.ascontiguousarray((matrix @ self.topics.T).T)
        shares = code(near, own, near / np.maximum(own.sum(axis=0), 1e-300)[:, None], 4)
        self.gram += shares @ shares.T
        self.cross += np.asarray((matrix.T @ shares.T).T)
        self.topics = code(self.cross, self.gram, self.topics, 1)
        self.n_steps += 1
        return self.topics.copy()
