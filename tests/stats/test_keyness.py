"""Keyness: fixed columns, nothing lost, identities, coverage, speed of thought."""

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy import sparse

from textstats.errors import InputError
from textstats.glossary import COLUMNS as GLOSSARY
from textstats.stats.block_tests import BLOCK_TESTS
from textstats.stats.counts import Counts, count
from textstats.stats.keyness import COLUMNS, deviation_of_proportions, keyness
from textstats.stats.keyness_each import keyness_each
from textstats.stats.measures import MEASURES


def frame(blocks):
    """Tokens of {"a": ["war is hell", …], …}: a string is a paragraph."""
    rows = [
        (group, number, word)
        for group, texts in blocks.items()
        for number, text in enumerate(texts)
        for word in text.split()
    ]
    return pd.DataFrame(rows, columns=["doc_id", "paragraph", "type"])


def random_counts(seed=1, n_types=30, blocks=(9, 24), rate=1.5, size=200):
    rng = np.random.default_rng(seed)
    matrix = rng.poisson(rate * rng.gamma(1, 1, (sum(blocks), n_types)))
    table = pd.DataFrame(
        {
            "group": np.repeat(["a", "b"], blocks),
            "doc_id": np.repeat(["a", "b"], blocks),
            "block": np.concatenate([np.arange(n) for n in blocks]),
            "n_tokens": matrix.sum(axis=1) + size,
        }
    )
    types = pd.Index([f"w{i:03d}" for i in range(n_types)], name="type")
    return Counts(sparse.csr_array(matrix.astype(np.int64)), table, types, {"corpus": "x"})


HAND = frame({"a": ["war war is", "war is is"], "b": ["peace is is is", "is war"]})


def test_hand_case():
    table = keyness(count(HAND), "a", min_frequency=1)
    assert table.index.name == "type"
    war, peace = table.loc["war"], table.loc["peace"]
    assert (war.frequency_target, war.frequency_reference, war.blocks_target, war.blocks_reference) == (3, 1, 2, 1)
    assert (war.per_1000_target, war.per_1000_reference) == (500.0, pytest.approx(1000 / 6))
    assert war.log_ratio == pytest.approx(np.log2((3.5 / 6.5) / (1.5 / 6.5)))
    # paragraphs of 3 and 3 tokens hold 2/3 and 1/3 of the hits: ½(|2/3 − ½| + |1/3 − ½|)
    assert war.dp_target == pytest.approx(1 / 6)
    assert np.isnan(peace.dp_target)
    assert peace.ci_low == -np.inf
    assert np.isfinite(peace.ci_high)


def test_columns_are_fixed_and_registered():
    for options in ({}, {"n_permutations": 0}, {"min_frequency": 999}):
        table = keyness(count(HAND), "a", **options)
        assert tuple(table.columns) == COLUMNS
        assert len(table) == 3
    assert set(COLUMNS) <= set(GLOSSARY)
    assert table["p_value"].isna().all()
    assert not table["testable"].any()


def test_every_extra_measure_is_a_column():
    counts = random_counts()
    extra = [*MEASURES, *BLOCK_TESTS]
    table = keyness(counts, "a", measures=extra, n_permutations=99)
    assert list(table.columns) == [*COLUMNS, *[name for name in extra if name not in COLUMNS]]
    np.testing.assert_allclose(table["welch_p"], table["welch_p"].clip(0, 1))
    assert set(table.columns) <= set(GLOSSARY)


def test_words_of_one_side_are_kept_and_words_of_neither_are_not():
    tokens = frame({"a": ["x y"] * 3, "b": ["y z"] * 3, "c": ["only here"] * 3})
    assert set(keyness(count(tokens), "a", "b", min_frequency=1).index) == {"x", "y", "z"}
    assert set(keyness(count(tokens), "a", min_frequency=1).index) == {"x", "y", "z", "only", "here"}


@given(st.integers(0, 2**32))
@settings(max_examples=10, deadline=None)
def test_swapping_the_sides_negates_the_effect(seed):
    counts = random_counts(seed, n_types=6, blocks=(3, 5), rate=0.7)
    forth, back = keyness(counts, "a", "b", min_frequency=1), keyness(counts, "b", "a", min_frequency=1)
    back = back.loc[forth.index]
    np.testing.assert_allclose(forth["log_ratio"], -back["log_ratio"], atol=1e-12)
    np.testing.assert_allclose(forth["log_likelihood"], -back["log_likelihood"], atol=1e-9)
    np.testing.assert_allclose(forth["ci_low"], -back["ci_high"], atol=1e-9)
    np.testing.assert_allclose(forth["log_ratio_conservative"], -back["log_ratio_conservative"], atol=1e-9)
    np.testing.assert_allclose(forth["p_value"], back["p_value"], atol=1e-12)  # all 56 divisions are visited
    np.testing.assert_array_equal(forth["testable"], back["testable"])
    np.testing.assert_allclose(forth["dp_target"], back["dp_reference"])


def test_the_order_of_types_and_the_input_change_nothing():
    counts = random_counts()
    before = counts.matrix.toarray().copy(), counts.blocks.copy()
    table = keyness(counts, "a")
    order = np.random.default_rng(0).permutation(len(counts.types))
    shuffled = Counts(counts.matrix[:, order].tocsr(), counts.blocks, counts.types[order])
    pd.testing.assert_frame_equal(table, keyness(shuffled, "a").loc[table.index], check_like=True)
    np.testing.assert_array_equal(counts.matrix.toarray(), before[0])
    pd.testing.assert_frame_equal(counts.blocks, before[1])


def test_seed_and_attrs():
    counts = random_counts()
    one, two = keyness(counts, "a", seed=1), keyness(counts, "a", seed=1)
    pd.testing.assert_frame_equal(one, two)
    assert one.attrs == two.attrs
    assert one.attrs["family_size"] == 30
    assert one.attrs["corpus"] == "x"
    assert one.attrs["n_blocks_target"] == 9


def test_significant_words_come_first_by_size():
    counts = random_counts(n_types=40)
    dense = counts.matrix.toarray()
    dense[:9, 3] += 30
    dense[:9, 5] += 10
    counts = Counts(sparse.csr_array(dense), counts.blocks.assign(n_tokens=dense.sum(axis=1) + 200), counts.types)
    table = keyness(counts, "a")
    assert list(table.index[:2]) == ["w003", "w005"]
    assert (table["q_value"].iloc[:2] < 0.05).all()
    rest = table["p_value"].iloc[2:].to_numpy()
    assert (np.diff(rest) >= 0).all()


def test_rare_words_are_not_testable():
    tokens = frame({"a": ["x x x x x y", "y", "y", "y", "y"], "b": ["z"] * 12})
    table = keyness(count(tokens), "a")
    assert not table.loc["x", "testable"]  # five hits, but in one block
    assert table.loc["x", "p_value"] >= 5 / 17
    assert table.loc["z", "testable"]


def test_one_block_has_no_interval():
    tokens = frame({"a": ["x y"], "b": ["x y", "y y"]})
    table = keyness(count(tokens), "a", min_frequency=1)
    assert table[["ci_low", "ci_high"]].isna().all(axis=None)
    assert table["p_value"].notna().all()


@pytest.mark.parametrize(
    ("options", "message"),
    [
        ({"target": "z"}, r"target must be one of 'a', 'b'; got 'z'\. Hint: .*groups come from count"),
        ({"reference": "c"}, r"reference must be one of 'a', 'b'; got 'c'\."),
        ({"reference": ["a", "b"]}, r"reference must be groups other than the target 'a'; got \['a', 'b'\]\."),
        ({"measures": ["chi2"]}, r"measures must be one of .*; got 'chi2'"),
        ({"alpha": 1.5}, r"alpha must lie between 0 and 1; got 1\.5\."),
        ({"min_frequency": 0}, r"min_frequency must be at least 1; got 0\."),
        ({"n_permutations": -1}, r"n_permutations must not be negative; got -1\."),
    ],
)
def test_errors_name_the_argument(options, message):
    with pytest.raises(InputError, match=message):
        keyness(count(HAND), **{"target": "a", **options})


def test_one_group_alone_is_an_error():
    with pytest.raises(InputError, match=r"counts must hold at least two groups; got \['a'\]"):
        keyness(count(frame({"a": ["x"]})), "a")


def test_interval_covers_with_nine_blocks_against_twenty_four():
    covered = total = 0
    for seed in range(12):
        rng = np.random.default_rng(seed)
        truth = rng.choice([-2.0, 0.0, 2.0], 150)
        f = np.exp(rng.uniform(np.log(12), np.log(100), 150))
        second = f / (9 * 2**truth + 24)
        rates = np.vstack([np.tile(second * 2**truth, (9, 1)), np.tile(second, (24, 1))])
        counts = random_counts(n_types=150)
        matrix = rng.poisson(rates * rng.gamma(1, 1, rates.shape))
        drawn = Counts(sparse.csr_array(matrix), counts.blocks.assign(n_tokens=200), counts.types)
        table = keyness(drawn, "a", n_permutations=0)
        truth = pd.Series(truth, counts.types)[table.index]
        seen = (table["frequency_target"] + table["frequency_reference"]) >= 10
        covered += ((table["ci_low"] <= truth) & (truth <= table["ci_high"]))[seen].sum()
        total += seen.sum()
    assert covered / total >= 0.94


def test_each_against_the_rest_and_all_pairs():
    tokens = frame({"a": ["x y"] * 3, "b": ["y z"] * 3, "c": ["x z"] * 3})
    counts = count(tokens)
    rest = keyness_each(counts, min_frequency=1)
    assert rest.index.names == ["target", "reference", "type"]
    assert sorted(set(rest.index.droplevel("type"))) == [("a", "rest"), ("b", "rest"), ("c", "rest")]
    pairs = keyness_each(counts, against="pairs", min_frequency=1)
    assert sorted(set(pairs.index.droplevel("type"))) == [("a", "b"), ("a", "c"), ("b", "c")]
    alone = keyness(counts, "a", "c", min_frequency=1)
    pd.testing.assert_frame_equal(pairs.loc[("a", "c")], alone, check_flags=False)
    assert pairs.attrs["family_size"] == {("a", "b"): 3, ("a", "c"): 3, ("b", "c"): 3}
    with pytest.raises(InputError, match=r"against must be one of 'rest', 'pairs'; got 'pair'"):
        keyness_each(counts, against="pair")


@given(st.lists(st.integers(0, 9), min_size=2, max_size=8))
def test_dispersion_is_between_even_and_one_place(values):
    sizes = np.arange(1, len(values) + 1) * 10
    dp = deviation_of_proportions(sparse.csr_array(np.array(values)[:, None]), sizes)[0]
    if sum(values) == 0:
        assert np.isnan(dp)
    else:
        shares, parts = np.array(values) / sum(values), sizes / sizes.sum()
        assert dp == pytest.approx(np.abs(shares - parts).sum() / 2, abs=1e-12)
