"""Texts whose truth is known: simulated ones, and real ones held against themselves.

Words come in bursts because each block has a rate of its own for each word, drawn from a gamma distribution.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from textstats.stats.contingency import Array

Mask = npt.NDArray[np.bool_]


class Sample(NamedTuple):
    """Counts (blocks × words), tokens of the blocks, which are the target's, and the true log ratio of each word."""

    counts: Array
    sizes: Array
    in_target: Mask
    truth: Array


Draw = Callable[[np.random.Generator], Sample]


def simulated(
    n_blocks: tuple[int, int] = (9, 24),
    *,
    sizes: tuple[int, int] = (200, 200),
    unevenness: float = 0.0,
    burstiness: tuple[float, float] = (1.0, 1.0),
    log_ratio: float = 0.0,
    n_words: int = 250,
) -> Draw:
    """Words of 8 to 120 hits in two texts.

    `sizes` are the mean tokens of a block on either side, `unevenness` the standard deviation of their logarithm,
    `burstiness` the variance of a word's rate between blocks over its square (0: independent draws).
    """

    def draw(rng: np.random.Generator) -> Sample:
        target = np.arange(sum(n_blocks)) < n_blocks[0]
        means = np.where(target, *sizes)
        tokens = np.maximum(3, np.round(means * np.exp(rng.normal(0, unevenness, len(means)))))
        hits = np.exp(rng.uniform(np.log(8), np.log(120), n_words))
        factor = np.where(target, 2.0**log_ratio, 1.0)
        expected = hits * (factor * tokens)[:, None] / (factor * tokens).sum()
        spread = np.where(target, *burstiness)
        for side in (target, ~target):
            if spread[side][0] > 0:
                shape = 1 / spread[side][0]
                expected[side] *= rng.gamma(shape, 1 / shape, expected[side].shape)
        return Sample(rng.poisson(expected).astype(float), tokens, target, np.full(n_words, log_ratio))

    return draw


def split(counts: Array, sizes: Array, n_target: int) -> Draw:
    """One real text: its blocks divided at random, nothing to be found."""

    def draw(rng: np.random.Generator) -> Sample:
        target = np.zeros(len(sizes), dtype=bool)
        target[rng.choice(len(sizes), n_target, replace=False)] = True
        return Sample(counts, sizes, target, np.zeros(counts.shape[1]))

    return draw


def opening(counts: Array, sizes: Array, n_target: int) -> Draw:
    """One real text: its first blocks against what follows, the same in every sample."""

    def draw(_: np.random.Generator) -> Sample:
        return Sample(counts, sizes, np.arange(len(sizes)) < n_target, np.zeros(counts.shape[1]))

    return draw


def resampled(counts: Array, sizes: Array, in_target: Mask) -> Draw:
    """Two real texts as populations: blocks drawn from each with replacement, the true log ratio is theirs."""
    f1, f2 = counts[in_target].sum(axis=0), counts[~in_target].sum(axis=0)
    both = (f1 > 0) & (f2 > 0)
    rates = f1[both] / sizes[in_target].sum(), f2[both] / sizes[~in_target].sum()
    truth = np.log2(rates[0]) - np.log2(rates[1])
    sides = np.flatnonzero(in_target), np.flatnonzero(~in_target)

    def draw(rng: np.random.Generator) -> Sample:
        rows = np.concatenate([rng.choice(side, len(side)) for side in sides])
        target = np.arange(len(rows)) < len(sides[0])
        return Sample(counts[rows][:, both], sizes[rows], target, truth)

    return draw
