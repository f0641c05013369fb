"""self_null, lockwords, absent, block sensitivity and word shift."""

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy import sparse

from textstats.errors import InputError
from textstats.glossary import COLUMNS as GLOSSARY
from textstats.stats.block_sensitivity import block_sensitivity, join_blocks
from textstats.stats.counts import Counts, count
from textstats.stats.self_null import self_null
from textstats.stats.shared_words import absent, lockwords
from textstats.stats.word_shift import divergences, word_shift


def random_counts(seed=1, n_types=40, blocks=(10, 20), shift=()):
    rng = np.random.default_rng(seed)
    matrix = rng.poisson(2.5 * rng.gamma(2, 0.5, (sum(blocks), n_types)))
    for column in shift:
        matrix[: blocks[0], column] += 8
    table = pd.DataFrame(
        {
            "group": np.repeat(["a", "b"], blocks),
            "doc_id": np.repeat(["a", "b"], blocks),
            "block": np.concatenate([np.arange(n) for n in blocks]),
            "n_tokens": matrix.sum(axis=1),
        }
    )
    types = pd.Index([f"w{i:03d}" for i in range(n_types)], name="type")
    return Counts(sparse.csr_array(matrix.astype(np.int64)), table, types)


def test_self_null_finds_far_fewer_by_blocks_than_by_words():
    rng = np.random.default_rng(3)
    counts = random_counts(n_types=60)
    # bursty: every block has its favourites
    matrix = rng.poisson(3 * rng.gamma(0.3, 1 / 0.3, (30, 60)))
    counts = Counts(sparse.csr_array(matrix), counts.blocks.assign(n_tokens=matrix.sum(axis=1)), counts.types)
    table = self_null(counts, "b", n_splits=10)
    assert set(table.columns) <= set(GLOSSARY)
    assert len(table) == 10
    naive = table["n_key_log_likelihood"].sum() / table["n_tested"].sum()
    by_blocks = table["n_key_p"].sum() / table["n_tested"].sum()
    assert naive > 0.3
    assert by_blocks < 0.09
    assert table["n_key_q"].sum() <= 2


def test_self_null_halves_are_contiguous_and_seeded():
    counts = random_counts()
    halves = self_null(counts, "b", split="halves", share=0.3)
    sizes = counts.blocks["n_tokens"].to_numpy()[10:]
    assert halves["n_tokens_target"].item() in np.cumsum(sizes)
    assert halves["n_tokens_target"].item() / sizes.sum() == pytest.approx(0.3, abs=0.05)
    pd.testing.assert_frame_equal(self_null(counts, "a"), self_null(counts, "a"))


def test_self_null_errors():
    counts = random_counts()
    with pytest.raises(InputError, match=r"split must be one of 'random', 'halves'; got 'third'"):
        self_null(counts, "a", split="third")
    with pytest.raises(InputError, match=r"share must lie between 0 and 1; got 1\."):
        self_null(counts, "a", share=1)
    with pytest.raises(
        InputError, match=r"group must have at least four blocks; 'a' has 3\. Hint: use smaller blocks\."
    ):
        self_null(random_counts(blocks=(3, 5)), "a")


def test_lockwords_lie_within_the_margin_and_leave_out_the_key_words():
    counts = random_counts(shift=(4,))
    table = lockwords(counts, "a", margin=1.5)
    assert 0 < len(table) < 40
    assert "w004" not in table.index
    assert ((table["ci_low"] > -1.5) & (table["ci_high"] < 1.5)).all()
    assert lockwords(counts, "a", margin=0.01).empty
    with pytest.raises(InputError, match=r"margin must be above 0; got 0\."):
        lockwords(counts, "a", margin=0)


def test_absent_by_hand():
    # 5 hits in 5 of 10 blocks of 4 tokens; the target has 20 tokens: 2.5 to be expected, the rule of three
    rows = [("b", n, word) for n in range(10) for word in ["x" if n % 2 else "y", "z", "z", "z"]]
    rows += [("a", n, "z") for n in range(20)]
    tokens = pd.DataFrame(rows, columns=["doc_id", "paragraph", "type"])
    table = absent(count(tokens), "a")
    assert table.index.tolist() == ["x", "y"]
    assert table.loc["x", "expected"] == pytest.approx(2.5)
    assert table.loc["x", "upper_per_1000"] == pytest.approx(1000 * -np.log(0.05) / 20)
    assert set(table.columns) <= set(GLOSSARY)
    assert absent(count(tokens), "b").index.tolist() == []


def test_absent_bound_is_wider_for_a_bursty_word():
    rows = [("b", n, word) for n in range(10) for word in (["x"] * 5 if n == 0 else ["y" if n < 6 else "z"] * 5)]
    rows += [("b", n, "even") for n in range(10)] + [("a", 0, "z")] * 20
    table = absent(count(pd.DataFrame(rows, columns=["doc_id", "paragraph", "type"])), "a")
    assert table.loc["x", "upper_per_1000"] > 2 * table.loc["even", "upper_per_1000"]


@given(st.integers(1, 60), st.integers(0, 1000))
@settings(max_examples=25, deadline=None)
def test_joining_blocks_changes_no_total(size, seed):
    counts = random_counts(seed, n_types=5, blocks=(4, 7))
    joined = join_blocks(counts, size)
    pd.testing.assert_frame_equal(counts.by_group(), joined.by_group())
    pd.testing.assert_series_equal(counts.n_tokens, joined.n_tokens)
    sizes = joined.blocks.groupby("group")["n_tokens"]
    assert ((sizes.min() >= size) | (sizes.size() == 1)).all()


def test_block_sensitivity_repeats_keyness():
    counts = random_counts(shift=(4,))
    table = block_sensitivity(counts, "a", types=["w004", "w001"], sizes=(0, 400), n_permutations=999)
    assert table.index.names == ["type", "block_size"]
    assert table.index.tolist() == [("w004", 0), ("w004", 400), ("w001", 0), ("w001", 400)]
    assert table.loc[("w004", 0), "n_blocks_target"] == 10
    assert table.loc[("w004", 400), "n_blocks_target"] < 10
    assert table["log_ratio"].groupby("type").nunique().eq(1).all()
    assert set(table.columns) <= set(GLOSSARY)
    with pytest.raises(InputError, match=r"types must occur on either side; \['zzz'\] do not\."):
        block_sensitivity(counts, "a", types=["zzz"])


def test_word_shift_adds_up_and_has_limits():
    table = word_shift(random_counts(shift=(4,)), "a", n_permutations=199)
    assert np.abs(table["contribution"]).sum() == pytest.approx(table.attrs["divergence"])
    assert table["cumulative_share"].iloc[-1] == pytest.approx(1)
    assert table.index[0] == "w004"
    assert table["contribution"].iloc[0] > 0
    assert table.attrs["ci_low"] < table.attrs["divergence"] < table.attrs["ci_high"]
    assert table.attrs["divergence_of_one_text"] < table.attrs["divergence"]
    assert table.attrs["p_value"] == pytest.approx(1 / 200)
    assert set(table.columns) <= set(GLOSSARY)


def test_word_shift_of_disjoint_and_equal_texts():
    rows = [("a", n, "x") for n in range(4)] + [("b", n, "y") for n in range(4)]
    apart = word_shift(count(pd.DataFrame(rows, columns=["doc_id", "paragraph", "type"])), "a")
    assert apart.attrs["divergence"] == pytest.approx(1)
    rows = [(d, n, w) for d in "ab" for n in range(4) for w in "xy"]
    same = word_shift(count(pd.DataFrame(rows, columns=["doc_id", "paragraph", "type"])), "a")
    assert same.attrs["divergence"] == 0
    assert same["share"].isna().all()
    assert same.attrs["p_value"] == 1


def test_divergence_of_weights_is_that_of_the_samples():
    counts = random_counts()
    one, two = counts.matrix[counts.rows("a")], counts.matrix[counts.rows("b")]
    value = divergences(one, two, np.ones((1, 10)), np.ones((1, 20)))[0]
    assert value == pytest.approx(word_shift(counts, "a", n_permutations=0).attrs["divergence"])


def test_interval_of_the_divergence_holds_what_texts_of_this_length_yield():
    # truth: the mean over many pairs
    values, held = [], []
    for seed in range(60):
        attrs = word_shift(random_counts(seed, n_types=200), "a", n_permutations=0).attrs
        values.append(attrs["divergence"])
        held.append((attrs["ci_low"], attrs["ci_high"]))
    truth = np.mean(values)
    assert np.mean([low <= truth <= high for low, high in held]) >= 0.93
    assert np.mean([high - low for low, high in held]) < 8 * np.std(values)
