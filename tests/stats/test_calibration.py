"""The samples of the calibration have the truth that they claim."""

import numpy as np
import pytest

from textstats.stats.calibration import coverage, discoveries, errors, main, table
from textstats.stats.known_truth import opening, resampled, simulated, split


def test_simulated_rates_have_the_log_ratio_that_was_asked_for():
    rng = np.random.default_rng(1)
    counts, sizes, target, truth = simulated((40, 60), log_ratio=1.0, burstiness=(0, 0), n_words=400)(rng)
    rates = counts[target].sum() / sizes[target].sum(), counts[~target].sum() / sizes[~target].sum()
    assert np.log2(rates[0] / rates[1]) == pytest.approx(1, abs=0.05)
    assert (truth == 1).all()


def test_bursty_words_vary_more_between_blocks():
    rng = np.random.default_rng(1)
    plain, bursty = (simulated((9, 24), burstiness=(b, b))(rng).counts for b in (0, 2))
    assert (bursty.var(axis=0) / bursty.mean(axis=0)).mean() > 2 * (plain.var(axis=0) / plain.mean(axis=0)).mean()


def test_divisions_of_one_text_and_draws_from_two():
    rng = np.random.default_rng(1)
    counts, sizes = rng.poisson(2, (10, 5)).astype(float), np.full(10, 50.0)
    assert split(counts, sizes, 3)(rng).in_target.sum() == 3
    assert opening(counts, sizes, 3)(rng).in_target.tolist() == [True] * 3 + [False] * 7
    sample = resampled(counts, sizes, np.arange(10) < 4)(rng)
    assert sample.counts.shape[0] == 10
    assert sample.in_target.sum() == 4


def test_measures_of_error_and_coverage():
    row = errors(simulated(burstiness=(1, 1), n_words=60), 8, 1)
    assert 0.01 < row["p"] < 0.1
    assert row["log-likelihood"] > row["p"]
    assert coverage(simulated(log_ratio=2.0, n_words=60), 8, 1)["covered"] > 0.9
    assert discoveries(simulated(n_words=60), 2, 1)["key words by q"] <= 1
    lines = table("case", iter([("a", simulated(n_words=20), 2)]), coverage).splitlines()
    assert lines[0].startswith("| case | words | covered |")
    assert len(lines) == 3


def test_a_folder_that_is_not_there_is_named():
    with pytest.raises(OSError, match="nowhere"):
        main(["--corpus", "nowhere"])
