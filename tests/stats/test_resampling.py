"""Resampling: exact small cases, seeds, error of the test, identities."""

from itertools import combinations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy import sparse

from textstats.errors import InputError
from textstats.stats.resampling import (
    all_labels,
    benjamini_hochberg,
    bootstrap_frequencies,
    draw_labels,
    draw_weights,
    least_p,
    permutation_p,
)


def p_of(counts, sizes, target, **options):
    return permutation_p(sparse.csr_array(np.asarray(counts)), sizes, target, **options)


def test_every_division_of_six_blocks_by_hand():
    # 5 hits in one of three target blocks, none elsewhere. The block falls to the target in half of the 20
    # divisions, all of them ties: twice (0 + half of 10) of 20.
    assert p_of([[5], [0], [0], [0], [0], [0]], [10] * 6, [True] * 3 + [False] * 3)[0] == pytest.approx(0.5)
    # one hit in each target block: one division of 20 does it, twice half of one in 20
    assert p_of([[1], [1], [1], [0], [0], [0]], [10] * 6, [True] * 3 + [False] * 3)[0] == pytest.approx(0.05)


def test_random_divisions_come_near_the_exact_answer():
    rng = np.random.default_rng(5)
    counts, sizes = rng.poisson(3, (12, 40)), rng.integers(80, 200, 12)
    target = np.arange(12) < 5
    exact = p_of(counts, sizes, target, n_permutations=1000)  # C(12, 5) = 792
    drawn = p_of(counts, sizes, target, n_permutations=700 + 60)  # fewer than that
    assert np.abs(exact - drawn).max() < 0.08
    assert all_labels(12, 5).shape == (792, 12)


def test_the_same_seed_gives_the_same_p_and_pieces_do_not_matter(monkeypatch):
    rng = np.random.default_rng(2)
    counts, sizes, target = rng.poisson(1, (20, 50)), rng.integers(50, 90, 20), np.arange(20) < 7
    first = p_of(counts, sizes, target, n_permutations=500, seed=3)
    monkeypatch.setattr("textstats.stats.resampling._PIECE", 2000)
    np.testing.assert_array_equal(first, p_of(counts, sizes, target, n_permutations=500, seed=3))
    assert (first != p_of(counts, sizes, target, n_permutations=500, seed=4)).any()


def test_threads_change_nothing(monkeypatch):
    rng = np.random.default_rng(2)
    counts, sizes, target = rng.poisson(1, (20, 300)), rng.integers(50, 90, 20), np.arange(20) < 7
    alone = p_of(counts, sizes, target, n_permutations=500)
    monkeypatch.setattr("textstats.stats.resampling._LARGE", 0)
    np.testing.assert_array_equal(alone, p_of(counts, sizes, target, n_permutations=500))


def test_type_i_error_of_random_divisions_of_bursty_words():
    rng = np.random.default_rng(1)
    rejected = []
    for _ in range(12):
        sizes = rng.integers(30, 200, 33)
        means = 0.012 * sizes[:, None] * rng.gamma(1, 1, (33, 120))
        counts = rng.poisson(means)
        rejected.append(p_of(counts, sizes, np.arange(33) < 9, n_permutations=399, seed=rng) <= 0.05)
    assert 0.03 <= np.mean(rejected) <= 0.07


def test_words_on_one_side_in_few_blocks_cannot_be_significant_by_block_length():
    # one hit in the longest block of the target: a quarter of the blocks are the target's
    sizes = np.array([300] + [10] * 11)
    counts = np.zeros((12, 1), dtype=int)
    counts[0] = 4
    assert p_of(counts, sizes, np.arange(12) < 3)[0] >= 0.25


@given(st.integers(0, 2**32), st.integers(2, 8))
@settings(max_examples=25, deadline=None)
def test_swapping_the_sides_or_permuting_types_leaves_p(seed, n_types):
    rng = np.random.default_rng(seed)
    counts, sizes = rng.poisson(1.5, (8, n_types)), rng.integers(10, 60, 8)
    target = np.arange(8) < 3
    p = p_of(counts, sizes, target)  # all 56 divisions
    np.testing.assert_allclose(p, p_of(counts, sizes, ~target), atol=1e-12)
    order = rng.permutation(n_types)
    np.testing.assert_allclose(p[order], p_of(counts[:, order], sizes, target), atol=1e-12)
    assert np.isnan(p[counts.sum(axis=0) == 0]).all()
    assert ((p[counts.sum(axis=0) > 0] >= 0) & (p[counts.sum(axis=0) > 0] <= 1)).all()


@given(st.integers(0, 2**32))
@settings(max_examples=25, deadline=None)
def test_p_is_never_below_what_is_attainable_with_blocks_of_one_size(seed):
    rng = np.random.default_rng(seed)
    counts = rng.poisson(0.6, (9, 6))
    target = np.arange(9) < 4
    p = p_of(counts, [100] * 9, target)
    least = least_p(sparse.csr_array(counts), 4, 9999)
    there = counts.sum(axis=0) > 0
    assert (p[there] >= least[there] - 1e-12).all()


def test_least_p_by_enumeration():
    counts = np.array([2, 1, 1, 0, 0, 0])
    sums = [counts[list(chosen)].sum() for chosen in combinations(range(6), 3)]
    by_hand = min(np.mean(np.array(sums) == max(sums)), np.mean(np.array(sums) == min(sums)))
    assert least_p(sparse.csr_array(counts[:, None]), 3, 9999)[0] == pytest.approx(by_hand)


def test_no_difference_at_all_has_p_one():
    assert p_of([[2], [2], [2], [2]], [10] * 4, [True, True, False, False])[0] == 1


def test_a_side_without_blocks_is_an_error():
    with pytest.raises(InputError, match=r"in_target must leave at least one block on either side\."):
        p_of([[1], [2]], [3, 3], [True, True])


def test_labels_and_weights():
    labels = draw_labels(10, 4, 200, 1)
    assert set(np.unique(labels)) == {0.0, 1.0}
    assert (labels.sum(axis=1) == 4).all()
    assert np.abs(labels.mean(axis=0) - 0.4).max() < 0.12
    weights = draw_weights(10, 500, 1)
    assert (weights.sum(axis=1) == 10).all()
    assert np.abs(weights.mean(axis=0) - 1).max() < 0.2


def test_bootstrap_frequencies_are_sums_of_drawn_blocks():
    matrix = sparse.csr_array(np.arange(12).reshape(4, 3))
    (piece, drawn), *rest = bootstrap_frequencies(matrix, 50, 1)
    assert rest == []
    assert piece == slice(0, 3)
    np.testing.assert_array_equal(drawn, draw_weights(4, 50, 1) @ matrix.toarray())


def test_benjamini_hochberg_published_example():
    # Benjamini & Hochberg (1995), section 3.2: 15 p-values, four are significant at q ≤ .05
    p = [0.0001, 0.0004, 0.0019, 0.0095, 0.0201, 0.0278, 0.0298, 0.0344, 0.0459, 0.3240, 0.4262, 0.5719, 0.6528,
         0.7590, 1.0000]  # fmt: skip
    assert int((benjamini_hochberg(p) <= 0.05).sum()) == 4
    assert benjamini_hochberg([]).size == 0
