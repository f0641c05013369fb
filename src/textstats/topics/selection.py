"""How many topics, if any: structure that a shuffled copy of the same text does not have."""

from __future__ import annotations

import warnings
from collections.abc import Callable, Sequence
from itertools import combinations
from typing import TYPE_CHECKING, Any

import numpy as np
import pandas as pd
from scipy import sparse

from textstats.errors import InputError
from textstats.stats.counts import Counts

if TYPE_CHECKING:
    from textstats.topics.model import TopicModel

CRITERIA = ("completion", "stability")
ALPHA = 0.05


def select_k(
    model: TopicModel,
    counts: Counts | Any,
    ks: Sequence[int] = tuple(range(2, 9)),
    *,
    n_null: int = 39,
    n_folds: int = 3,
    seed: int = 1917,
    n_jobs: int = 1,
    progress: Callable[[int, int], None] | None = None,
) -> pd.DataFrame:
    """How many topics this text supports; the answer may be none.

    Any method prints k topics whatever the text. Here the same counts are shuffled: every document keeps its words
    and every block its length, but which words share a block is left to chance. A number of topics is named only
    where two things together exceed what shuffled text gives: held-out words are predicted better, and the topics
    come back when a part of the blocks is left out.

    Parameters
    ----------
    model : TopicModel
        Its parameters but `n_topics` are used; it is not changed.
    counts : Counts or blocks × words
        Whole numbers. With `Counts` words are shuffled within `doc_id`; a bare matrix is one document.
    ks : sequence of int
        Numbers of topics to try, each at least 2.
    n_null : int
        Shuffled copies; 39 is the smallest number that can name a k.
    n_folds : int
        Parts of the blocks: each in turn is left out and predicted by the topics of the others, and these topics are
        compared with those found when another part is left out: they should fall on the same blocks.
    seed : int
        Of folds and shuffles.
    n_jobs : int
        Processes; the result does not depend on it.
    progress : callable, optional
        Called with (copies done, copies in all).

    Returns
    -------
    DataFrame
        One row per `k` and `criterion` ("completion": mean natural log-probability of a hidden word, less that under
        the corpus's word distribution alone; "stability": mean correlation over blocks of the shares of matched topics), with `value`, `null_mean`, `null_high` (95th percentile of the shuffled
        copies), `excess` (standard deviations above the shuffled copies; NaN where these do not vary), `p_value`
        (share of copies, the text itself counted, that reach the value) and `chosen`. `attrs["k"]` is the number or
        None, `attrs["p_value"]` the p of that answer over all k and both criteria, `attrs["answer"]` says it in words.

    Raises
    ------
    InputError
        If an argument breaks its rule.

    Notes
    -----
    Text and copies are treated alike: each value is standardised over all n_null + 1, a k's excess is the smaller of
    its two criteria, and it is ranked among the copies' greatest over k. Of the k that pass, the one whose stability
    exceeds that of the copies most is named. Since shuffled text
    is exchangeable with its own shuffles, a structureless text is given a k with probability below .05 exactly,
    however many k are tried (maxT: Westfall & Young 1993, Resampling-based multiple testing, section 2.6).
    """
    from textstats.topics.matching import as_matrix

    ks = [int(k) for k in ks]
    if not ks or min(ks) < 2:
        raise InputError(f"ks must hold whole numbers of at least 2; got {ks}.")
    if n_null < 39:
        raise InputError(f"n_null must be at least 39, or no p-value can fall below .05; got {n_null!r}.")
    matrix = sparse.csr_matrix(as_matrix(counts), dtype=np.float64)
    if (matrix.data % 1).any():
        raise InputError("counts must be whole numbers to be shuffled. Hint: give counts, not weights.")
    if not 2 <= n_folds <= matrix.shape[0]:
        raise InputError(f"n_folds must lie between 2 and the number of blocks ({matrix.shape[0]}); got {n_folds!r}.")
    documents = (
        pd.factorize(counts.blocks["doc_id"])[0]
        if isinstance(counts, Counts) and "doc_id" in counts.blocks
        else np.zeros(matrix.shape[0], dtype=np.int64)
    )
    streams = np.random.SeedSequence(seed).spawn(n_null + 1)
    jobs = [(model, matrix, documents, ks, n_folds, stream, i > 0) for i, stream in enumerate(streams)]
    values = np.empty((n_null + 1, len(ks), len(CRITERIA)))
    for done, table in enumerate(_run(jobs, n_jobs)):
        values[done] = table
        if progress is not None:
            progress(done + 1, n_null + 1)
    return _verdict(values, ks, {"n_null": n_null, "n_folds": n_folds, "seed": seed})


def shuffle_words(matrix: sparse.csr_matrix, documents: np.ndarray, random: np.random.Generator) -> sparse.csr_matrix:
    """The words of each document dealt anew to its blocks, each block keeping its number of words."""
    sizes = np.asarray(matrix.sum(axis=1)).ravel().astype(np.int64)
    rows = np.repeat(np.arange(matrix.shape[0]), sizes)
    words = np.repeat(matrix.indices, matrix.data.astype(np.int64))
    order = np.lexsort((random.random(len(words)), documents[rows]))
    place = np.argsort(documents[rows], kind="stable")
    dealt = np.empty_like(words)
    dealt[place] = words[order]
    fresh = sparse.csr_matrix((np.ones(len(dealt)), (rows, dealt)), shape=matrix.shape)
    fresh.sum_duplicates()
    return fresh


def _run(jobs: list[tuple[Any, ...]], n_jobs: int) -> Any:
    if n_jobs == 1:
        return (_measure(*job) for job in jobs)
    from joblib import Parallel, delayed

    return Parallel(n_jobs=n_jobs, return_as="generator")(delayed(_measure)(*job) for job in jobs)


def _measure(
    model: TopicModel,
    matrix: sparse.csr_matrix,
    documents: np.ndarray,
    ks: list[int],
    n_folds: int,
    stream: np.random.SeedSequence,
    shuffled: bool,
) -> np.ndarray:
    """Completion and stability for every k, on the text or on one shuffled copy."""
    from sklearn.base import clone

    random = np.random.default_rng(stream)
    if shuffled:
        matrix = shuffle_words(matrix, documents, random)
    fold = random.permutation(matrix.shape[0]) % n_folds
    sizes = np.array([matrix[fold == f].sum() for f in range(n_folds)])
    table = np.empty((len(ks), len(CRITERIA)))
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        for row, k in enumerate(ks):
            parts = [clone(model).set_params(n_topics=k).fit(matrix[fold != f]) for f in range(n_folds)]
            gains = [np.subtract(*part._completion(matrix[fold == f])) for f, part in enumerate(parts)]
            shares = [part.transform(matrix) for part in parts]
            table[row] = np.average(gains, weights=sizes), np.mean([_agreement(*p) for p in combinations(shares, 2)])
    return table


def _agreement(one: np.ndarray, other: np.ndarray) -> float:
    """Mean correlation over blocks of the shares of matched topics; a topic that does not vary agrees with none."""
    from scipy.optimize import linear_sum_assignment

    sides = []
    for shares in (one, other):
        centred = shares - shares.mean(axis=0)
        size = np.linalg.norm(centred, axis=0)
        sides.append(np.where(size > 1e-9, centred / np.where(size > 1e-9, size, 1.0), 0.0))
    table = sides[0].T @ sides[1]
    return float(table[linear_sum_assignment(-table)].mean())


def _verdict(values: np.ndarray, ks: list[int], attrs: dict[str, Any]) -> pd.DataFrame:
    """Rank the text (row 0) among its shuffled copies."""
    spread = values.std(axis=0)
    flat = spread <= 1e-12 * np.maximum(np.abs(values).max(axis=0), 1.0)
    excess = np.where(flat, 0.0, (values - values.mean(axis=0)) / np.where(flat, 1.0, spread))
    joint = excess.min(axis=2)
    greatest = joint.max(axis=1)
    p_each = np.array([np.mean(greatest >= value) for value in joint[0]])
    p_all = float(p_each.min())
    null = values[1:]
    gained = np.where(p_each < ALPHA, values[0, :, 1] - null[:, :, 1].mean(axis=0), -np.inf)
    chosen = ks[int(gained.argmax())] if p_all < ALPHA else None
    rows = [
        {
            "k": k,
            "criterion": criterion,
            "value": values[0, i, c],
            "null_mean": null[:, i, c].mean(),
            "null_high": np.percentile(null[:, i, c], 95),
            "excess": np.nan
            if flat[i, c]
            else (values[0, i, c] - null[:, i, c].mean()) / max(null[:, i, c].std(), 1e-12),
            "p_value": float(np.mean(values[:, i, c] >= values[0, i, c])),
            "chosen": k == chosen,
        }
        for c, criterion in enumerate(CRITERIA)
        for i, k in enumerate(ks)
    ]
    frame = pd.DataFrame(rows)
    if chosen is None:
        answer = f"none: this text gives no stable topics (p = {p_all:.3f} over k = {ks[0]} to {ks[-1]})"
    else:
        answer = (
            f"{chosen} topics: they predict held-out words and recur more than in shuffled copies (p = {p_all:.3f})"
        )
    frame.attrs |= attrs | {"k": chosen, "p_value": p_all, "answer": answer}
    return frame
