"""Measures of a two-by-two table: hand cases, limits and identities."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from textstats.errors import InputError
from textstats.stats import association, effect_sizes, significance
from textstats.stats.block_tests import BLOCK_TESTS
from textstats.stats.contingency import from_frequencies
from textstats.stats.measures import MEASURES, measure_table

TABLES = st.tuples(*[st.integers(0, 30)] * 2, *[st.integers(1, 200)] * 2)

# The word is "war": 3 of 4 tokens on one side, 1 of 4 on the other. Everything follows by eye.
HAND = (3, 1, 1, 3)


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("relative_risk", 3.0),  # ¾ against ¼
        ("percent_difference", 200.0),
        ("odds_ratio", 9.0),  # 3·3 / 1·1
        ("difference_coefficient", 0.5),  # (¾ − ¼)/(¾ + ¼)
        ("log_ratio_hardie", np.log2(3)),
        ("delta_p_forward", 0.5),
        ("delta_p_backward", 0.5),
        ("dice", 0.75),
        ("jaccard", 0.6),
        ("minimum_sensitivity", 0.75),
        ("pmi", np.log2(1.5)),  # 3 seen, 2 expected
        ("chi_squared", 2.0),  # four cells, each 1²/2
        ("chi_squared_yates", 0.5),  # each ½²/2
        ("phi2", 0.25),
        ("t_score", 1 / np.sqrt(3)),
        ("z_score", 1 / np.sqrt(2)),
        ("fisher_exact", 34 / 70),  # 1+16 tables of 70 on either side
        ("conditional_probability_forward", 0.75),
    ],
)
def test_hand_case(name, value):
    assert float(MEASURES[name](*HAND)) == pytest.approx(value, abs=1e-12)


@pytest.mark.parametrize(
    ("name", "table", "value"),
    [
        ("log_likelihood", (0, 0, 5, 5), 0.0),
        ("log_likelihood", (2, 2, 5, 5), 0.0),
        ("log_ratio", (0, 0, 5, 5), 0.0),
        ("log_ratio_hardie", (0, 0, 5, 5), np.nan),
        ("log_ratio_conservative", (0, 0, 5, 5), np.nan),
        ("relative_risk", (2, 0, 5, 5), np.inf),
        ("relative_risk", (0, 0, 5, 5), np.nan),
        ("percent_difference", (0, 2, 5, 5), -100.0),
        ("difference_coefficient", (0, 2, 5, 5), -1.0),
        ("pmi", (0, 2, 5, 5), -np.inf),
        ("npmi", (0, 2, 5, 5), -1.0),
        ("local_mi", (0, 2, 5, 5), 0.0),
        ("dice", (0, 0, 0, 5), np.nan),
        ("ell", (1, 1, 9, 9), np.nan),  # the smaller expectation is 1
        ("fisher_odds_ratio", (2, 0, 5, 7), np.inf),
        ("fisher_odds_ratio", (0, 0, 5, 7), np.nan),
        ("jensen_shannon", (5, 0, 0, 5), 0.5),
    ],
)
def test_limits(name, table, value):
    np.testing.assert_equal(float(MEASURES[name](*table)), value)


@given(TABLES)
def test_swapping_the_sides_negates_what_is_signed(table):
    a, b, c, d = table
    for name in ("log_ratio", "log_ratio_conservative", "log_likelihood", "log_likelihood_williams", "chi_squared"):
        forth, back = MEASURES[name](a, b, c, d), MEASURES[name](b, a, d, c)
        np.testing.assert_allclose(forth, -back, atol=1e-9, equal_nan=True)
    np.testing.assert_allclose(significance.fisher_exact(a, b, c, d), significance.fisher_exact(b, a, d, c), rtol=1e-9)


@given(TABLES)
@settings(max_examples=50, deadline=None)
def test_corrections_never_strengthen(table):
    plain = abs(float(significance.log_likelihood(*table)))
    assert abs(float(significance.log_likelihood_yates(*table))) <= plain + 1e-9
    corrected, uncorrected = (
        float(f(*table, signed=False)) for f in (significance.chi_squared_yates, significance.chi_squared)
    )
    assert not corrected > uncorrected + 1e-9
    low = abs(float(effect_sizes.log_ratio_conservative(*table, family=10)))
    assert not low > abs(float(effect_sizes.log_ratio_conservative(*table)))


@given(st.lists(TABLES, min_size=1, max_size=4))
@settings(max_examples=30, deadline=None)
def test_every_measure_is_vectorised(tables):
    columns = np.array(tables, dtype=float).T
    pooled = {"log_odds_z_two_term", "log_odds_z_four_term"}  # their prior adds up over the words given
    for name in MEASURES.keys() - pooled:
        together = MEASURES[name](*columns)
        single = [float(MEASURES[name](*table)) for table in tables]
        np.testing.assert_allclose(together, single, rtol=1e-9, atol=1e-9, equal_nan=True)


@given(st.lists(st.tuples(st.integers(0, 30), st.integers(0, 30)), min_size=2, max_size=20))
def test_jensen_shannon_parts_add_up_to_a_divergence(pairs):
    f1, f2 = np.array(pairs).T
    if not f1.sum() or not f2.sum():
        return
    parts = effect_sizes.jensen_shannon(*from_frequencies(f1, f2, f1.sum(), f2.sum()))
    assert -1e-12 <= np.abs(parts).sum() <= 1 + 1e-12
    # a part is never negative before it gets its side's sign
    assert (parts * np.sign(f1 * f2.sum() - f2 * f1.sum()) >= -1e-12).all()


def test_conservative_log_ratio_never_exceeds_the_plain_one_and_grows_with_the_sample():
    plain = effect_sizes.log_ratio_hardie(*from_frequencies(40, 10, 1000, 1000))
    small = effect_sizes.log_ratio_conservative(*from_frequencies(40, 10, 1000, 1000))
    large = effect_sizes.log_ratio_conservative(*from_frequencies(400, 100, 10000, 10000))
    assert 0 < float(small) < float(large) < float(plain)


def test_log_odds_z_needs_a_known_variance():
    with pytest.raises(InputError, match=r"variance must be one of 'two_term', 'four_term'; got 'five_term'\."):
        effect_sizes.log_odds_z(1, 2, 3, 4, variance="five_term")


def test_weighted_log_odds_leans_to_the_side_of_the_word():
    z = effect_sizes.weighted_log_odds(*from_frequencies([30, 10, 20], [10, 30, 20], 600, 600))
    assert z[0] > 0 > z[1]
    assert z[2] == pytest.approx(0)


def test_measure_table_names_what_is_wrong():
    with pytest.raises(
        InputError, match=r"measures must be one of .*; got 'log_likelyhood'.*Did you mean 'log_likelihood'"
    ):
        measure_table(["log_likelyhood"], 1, 2, 3, 4)
    with pytest.raises(InputError, match=r"cells must not be negative\. Hint: is the joint frequency larger"):
        measure_table(["dice"], 1, 2, -3, 4)


def test_pmi_bases_agree():
    np.testing.assert_allclose(association.pmi(*HAND, base=np.e), association.pmi(*HAND) * np.log(2), rtol=1e-12)


def test_block_tests_by_hand():
    x, y = np.array([[1.0], [2.0], [3.0]]), np.array([[0.0], [0.0]])
    assert BLOCK_TESTS["mann_whitney_u"](x, y)[0] == 6
    assert BLOCK_TESTS["welch_t"](x, y)[0] == pytest.approx(2 / np.sqrt(1 / 3))
    assert BLOCK_TESTS["welch_p"](x, y)[0] == pytest.approx(0.0742, abs=5e-5)  # t = 3.464, 2 degrees of freedom
    assert np.isnan(BLOCK_TESTS["welch_t"](x[:1], y)[0])
    assert np.isnan(BLOCK_TESTS["mann_whitney_p"](np.zeros((2, 1)), np.zeros((2, 1)))[0])


def test_bic_and_ell_say_which_cells_they_sum():
    table = (30, 10, 970, 1990)
    for kernel in (significance.bic, significance.ell):
        assert float(kernel(*table)) != pytest.approx(float(kernel(*table, cells_summed=4)), abs=1e-9)
        with pytest.raises(InputError, match=r"cells_summed must be 2 or 4; got 3\."):
            kernel(*table, cells_summed=3)
    four = float(significance.log_likelihood(*table, signed=False))
    assert float(significance.bic(*table, cells_summed=4)) == pytest.approx(four - np.log(3000))
