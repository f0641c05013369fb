"""A topic model in scikit-learn's manner: coherent topics from NMF, honest shares from a multinomial fold-in."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

import numpy as np
import pandas as pd
from scipy import sparse
from sklearn.base import BaseEstimator, TransformerMixin
from sklearn.utils.validation import check_is_fitted, validate_data

from textstats.errors import InputError, one_of
from textstats.stats.counts import Counts
from textstats.topics.factors import Array, code, fold_in, normalised
from textstats.topics.fitting import factorise, maximise, seed_rows, split_words
from textstats.topics.stream import Stream

if TYPE_CHECKING:
    from typing import Self

METHODS = ("nmf", "lda")
SMOOTHING = 500.0  # pseudo-tokens of the corpus's word distribution in each topic when words are predicted


class TopicModel(TransformerMixin, BaseEstimator):  # type: ignore[misc]
    """Topics of a corpus, and how much of each topic stands in each document.

    A topic is a distribution over words; a document is a mixture of topics. `method="nmf"` finds the topics
    by non-negative factorisation of the TF-IDF matrix, which gives the most coherent and most stable topics;
    the shares are then found by fitting the documents' raw counts with these topics fixed, which is where
    plain NMF is weak. `method="lda"` maximises the posterior of latent Dirichlet allocation by EM, started
    from the NMF topics. Neither draws a random number while fitting: the same counts give the same topics.

    Parameters
    ----------
    n_topics : int, default 10
        Number of topics.
    method : {"nmf", "lda"}, default "nmf"
        How topics are found.
    seeds : sequence of sequences of words, optional
        Words that topic 0, 1, … should hold. The seeded topics keep their ids; the others are free. With a
        matrix that has no column names, give column numbers.
    seed_strength : float, default 1.0
        Weight of a seed against the data: 1 counts as much as a topic's average support.
    max_iter : int, default 200
        Most passes over the data.
    tol : float, default 1e-4
        Relative change at which fitting stops.
    word_prior : float, default 0.05
        `method="lda"` alone: pseudo-counts for each word in each topic (Dirichlet parameter minus 1).
    share_prior : float, default 0.0
        Pseudo-counts for each topic in each document (Dirichlet parameter minus 1); 0 is maximum likelihood.
    warm_up : int, default 5000
        `partial_fit` alone: documents that are kept and fitted together before the stream begins.
    random_state : int, RandomState or None, default None
        Accepted for pipelines. Changes nothing: nothing is drawn.

    Attributes
    ----------
    components_ : ndarray, n_topics × n_features
        Word distribution of each topic (rows sum to 1), on the TF-IDF scale for "nmf": words that set
        the topic apart come first.
    word_probability_ : ndarray, n_topics × n_features
        Probability of each word in running text of each topic (rows sum to 1): for predictions and `score`.
    topic_share_ : ndarray, n_topics
        Share of each topic in the corpus, tokens as weights; topics are in descending order of it unless seeded.
    word_share_ : ndarray, n_features
        Share of each word in the corpus.
    n_iter_ : int
        Passes made.
    n_features_in_, feature_names_in_
        Number and names of the columns seen at `fit` (types, for `Counts`).

    See Also
    --------
    textstats.topics.top_words, textstats.topics.stability, textstats.select_k, textstats.prevalence

    References
    ----------
    Lee & Seung (1999), Nature 401, 788-791; Blei, Ng & Jordan (2003), JMLR 3, 993-1022; Asuncion et al. (2009),
    On smoothing and inference for topic models (MAP estimation, eq. 8); Mairal et al. (2010), JMLR 11, 19-60.

    Examples
    --------
    >>> counts = [[3, 2, 0, 0], [2, 3, 0, 0], [0, 0, 2, 3], [0, 0, 3, 1]]
    >>> TopicModel(2).fit_transform(counts).round(1).tolist()
    [[1.0, 0.0], [1.0, 0.0], [0.0, 1.0], [0.0, 1.0]]
    """

    def __init__(
        self,
        n_topics: int = 10,
        *,
        method: str = "nmf",
        seeds: Sequence[Sequence[str | int]] | None = None,
        seed_strength: float = 1.0,
        max_iter: int = 200,
        tol: float = 1e-4,
        word_prior: float = 0.05,
        share_prior: float = 0.0,
        warm_up: int = 5000,
        random_state: Any = None,
    ) -> None:
        self.n_topics = n_topics
        self.method = method
        self.seeds = seeds
        self.seed_strength = seed_strength
        self.max_iter = max_iter
        self.tol = tol
        self.word_prior = word_prior
        self.share_prior = share_prior
        self.warm_up = warm_up
        self.random_state = random_state

    def fit(self, X: Any, y: Any = None) -> Self:
        """Find the topics of `X`: `Counts`, or documents × words in any dense or sparse form, not negative."""
        self._fit(X)
        del self._fitted_shares
        return self

    def fit_transform(self, X: Any, y: Any = None, **params: Any) -> Any:
        """`fit`, then the shares of the same documents."""
        if params:
            raise InputError(f"fit_transform takes no further arguments; got {sorted(params)}.")
        counts = self._fit(X)
        return self._filled(counts, self._fitted_shares if self.method == "nmf" else self._fold(counts))

    def partial_fit(self, X: Any, y: Any = None) -> Self:
        """Go on fitting with more documents, in memory of the size topics × words.

        The first `warm_up` documents are kept and fitted as `fit` would whenever their number has doubled;
        from then on each call reads its documents once. Empty documents are passed over.
        """
        fresh = not hasattr(self, "_stream")
        counts = self._read(X, reset=fresh)
        if fresh:
            self._check_parameters()
            self._stream = Stream(counts.shape[1])
        counts = counts[np.diff(counts.indptr) > 0]
        if counts.shape[0] == 0:
            return self
        refit, rest = self._stream.receive(counts, warm_up=self.warm_up)
        if refit is not None:
            self._batch(refit)
            del self._fitted_shares
            self._stream.warm(*self._factors, done=self._stream.n_documents >= self.warm_up)
        if rest is not None:
            self._go_on(rest)
        return self

    def transform(self, X: Any) -> Array:
        """Share of each topic in each document: documents × topics, rows sum to 1.

        The shares maximise the multinomial likelihood of the document's counts with the topics held fixed
        (Kullback-Leibler fold-in). A document without any known word says nothing: it gets the corpus's shares.
        """
        check_is_fitted(self)
        counts = self._read(X, reset=False)
        return self._filled(counts, self._fold(counts))

    def score(self, X: Any, y: Any = None) -> float:
        """Held-out word completion: mean natural log-probability of a hidden word. Higher is better.

        In each document every other distinct word (in a fixed shuffle) is shown, the shares are found from these
        alone, and the others are predicted; each topic's word distribution is smoothed with 500 tokens of the
        corpus's (Dirichlet smoothing), so that no word is impossible and a small topic promises little. NaN where there is no document of two distinct words.
        """
        check_is_fitted(self)
        return self._completion(self._read(X, reset=False))[0]

    def get_feature_names_out(self, input_features: Any = None) -> np.ndarray:
        """Names of the shares: topic_0, topic_1 and so on."""
        check_is_fitted(self)
        return np.asarray([f"topic_{i}" for i in range(len(self.components_))], dtype=object)

    @property
    def _n_features_out(self) -> int:
        return int(self.components_.shape[0])

    def __sklearn_tags__(self) -> Any:
        tags = super().__sklearn_tags__()
        tags.input_tags.sparse = True
        tags.input_tags.positive_only = True
        return tags

    # what follows is not public

    def _check_parameters(self) -> None:
        one_of("method", self.method, METHODS)
        rules = {
            "n_topics": isinstance(self.n_topics, (int, np.integer)) and self.n_topics >= 1,
            "max_iter": isinstance(self.max_iter, (int, np.integer)) and self.max_iter >= 1,
            "warm_up": isinstance(self.warm_up, (int, np.integer)) and self.warm_up >= 1,
        }
        for name, holds in rules.items():
            if not holds or isinstance(getattr(self, name), bool):
                raise InputError(f"{name} must be a whole number, at least 1; got {getattr(self, name)!r}.")
        for name in ("tol", "word_prior", "share_prior", "seed_strength"):
            if not getattr(self, name) >= 0:
                raise InputError(f"{name} must be at least 0; got {getattr(self, name)!r}.")

    def _read(self, X: Any, *, reset: bool) -> sparse.csr_matrix:
        """Documents × words as float CSR; `Counts` are laid on the model's words by name."""
        if isinstance(X, Counts):
            matrix = sparse.csr_matrix(X.matrix, dtype=np.float64)
            names = X.types.to_numpy(dtype=object)
            if not reset and hasattr(self, "feature_names_in_"):
                known = pd.Index(list(self.feature_names_in_))
                place = known.get_indexer(pd.Index(names, dtype=object))
                keep = np.flatnonzero(place >= 0)
                pick = sparse.csr_matrix(
                    (np.ones(len(keep)), (keep, place[keep])), shape=(len(names), len(known)), dtype=np.float64
                )
                matrix = sparse.csr_matrix(matrix @ pick)
            matrix = (
                validate_data(
                    self, matrix, accept_sparse="csr", dtype=np.float64, reset=reset, ensure_non_negative=True
                )
                if reset or not hasattr(self, "feature_names_in_")
                else matrix
            )
            if reset:
                self.feature_names_in_: np.ndarray = names
            return matrix
        read = validate_data(self, X, accept_sparse="csr", dtype=np.float64, reset=reset, ensure_non_negative=True)
        matrix = sparse.csr_matrix(read)
        if (matrix.data == 0).any():  # stored zeros are not words
            matrix = matrix.copy()
            matrix.eliminate_zeros()
        return matrix

    def _fit(self, X: Any) -> sparse.csr_matrix:
        counts = self._read(X, reset=True)
        self._check_parameters()
        if hasattr(self, "_stream"):
            del self._stream
        self._batch(counts)
        return counts

    def _batch(self, counts: sparse.csr_matrix) -> None:
        """Fit all these documents at once."""
        if counts.sum() == 0:
            raise InputError(
                "X must hold at least one word; got none. Hint: were all words left out of the vocabulary?"
            )
        planted = None
        if self.seeds is not None:
            names = getattr(self, "feature_names_in_", np.arange(counts.shape[1]))
            planted = seed_rows(self.seeds, names, self.n_topics)
        options: dict[str, Any] = {
            "tol": self.tol,
            "max_iter": self.max_iter,
            "planted": planted,
            "strength": self.seed_strength,
        }
        weights, topics, self.n_iter_ = factorise(counts, self.n_topics, **options)
        order = np.arange(self.n_topics)
        if self.method == "lda":
            shares, expected, self.n_iter_ = maximise(
                counts, normalised(topics), word_prior=self.word_prior, share_prior=self.share_prior, **options
            )
        else:
            shares, expected = fold_in(counts, normalised(topics), prior=self.share_prior)
        if self.seeds is None:
            order = np.argsort(-expected.sum(axis=1), kind="stable")
        self._factors = (np.ascontiguousarray(weights[:, order]), np.ascontiguousarray(topics[order]))
        self._fitted_shares = shares[:, order]
        self._keep(expected[order], np.asarray(counts.sum(axis=0)).ravel())

    def _keep(self, expected: Array, words: Array) -> None:
        """Set the fitted attributes from topics and expected counts."""
        self._expected, self._words = expected, words
        self.word_probability_ = normalised(expected + (self.word_prior if self.method == "lda" else 0.0))
        self.components_ = normalised(self._factors[1]) if self.method == "nmf" else self.word_probability_
        self.topic_share_ = normalised(expected.sum(axis=1)[None, :])[0]
        self.word_share_ = normalised(words[None, :])[0]

    def _go_on(self, counts: sparse.csr_matrix) -> None:
        """One streaming step with documents read once."""
        if self.method == "lda":
            _, expected = fold_in(counts, self.word_probability_, prior=self.share_prior, n_iter=6)
            self._keep(self._expected + expected, self._words + np.asarray(counts.sum(axis=0)).ravel())
            return
        topics = self._stream.step(counts, code)
        self._factors = (self._factors[0][:0], topics)
        sample = counts[self._stream.sampled(counts.shape[0])]
        _, expected = fold_in(sample, normalised(topics))
        scale = self._stream.EVERY
        self._keep(self._expected + expected * scale, self._words + np.asarray(counts.sum(axis=0)).ravel())

    def _fold(self, counts: sparse.csr_matrix) -> Array:
        return fold_in(counts, self.components_, prior=self.share_prior)[0]

    def _filled(self, counts: sparse.csr_matrix, shares: Array) -> Array:
        """The corpus's shares for documents in which no word of the model stands."""
        reached = counts @ (self.components_.sum(axis=0) > 0).astype(float) > 0
        return np.asarray(np.where(reached[:, None], shares, self.topic_share_))

    def _completion(self, counts: sparse.csr_matrix) -> tuple[float, float]:
        """Mean log-probability of a hidden word by this model, and by the corpus's word distribution alone."""
        shown, hidden = split_words(counts)
        if hidden.nnz == 0:
            return float("nan"), float("nan")
        shares = self._filled(shown, self._fold(shown))
        rows = np.repeat(np.arange(hidden.shape[0]), np.diff(hidden.indptr))
        floor = (self._words + 1.0) / (self._words.sum() + len(self._words))
        smooth = (self._expected + SMOOTHING * floor) / (self._expected.sum(axis=1, keepdims=True) + SMOOTHING)
        chance = np.einsum("ij,ij->i", shares[rows], smooth.T[hidden.indices])
        total = float(hidden.data.sum())
        return float(hidden.data @ np.log(chance)) / total, float(hidden.data @ np.log(floor[hidden.indices])) / total
