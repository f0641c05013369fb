"""Dispersion over parts and along the sequence."""

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy import sparse

from textstats.errors import InputError
from textstats.stats import dispersion as module
from textstats.stats.counts import Counts, count
from textstats.stats.dispersion import dispersion, recurrence
from textstats.stats.keyness import keyness


def counts_of(rows, sizes, groups=None):
    matrix = sparse.csr_array(np.array(rows, dtype=np.int64))
    blocks = pd.DataFrame({"group": groups or ["g"] * len(sizes), "block": range(len(sizes)), "n_tokens": sizes})
    return Counts(matrix, blocks, pd.Index([f"w{i}" for i in range(matrix.shape[1])], name="type"))


def test_lyne_allemand():
    # Lyne (1985: 85, 299), computed by tlda 0.1.0 (R), README of github.com/lsoenning/tlda. Its DP there is 1 − DP of
    # Gries 2008 (see docs/measures.md); its DKL is 1 / (1 + KL).
    v = [2, 0, 1, 1, 3, 0, 3, 0, 0, 0]
    sizes = [8143, 8058, 8271, 8125, 7959, 7941, 8146, 8001, 8003, 7930]
    row = dispersion(counts_of([[x] for x in v], sizes)).loc["w0"]
    tolerance = {"abs": 5e-8}
    assert row["range_share"] == 0.5
    assert row["juilland_d"] == pytest.approx(0.6038797, **tolerance)
    assert row["carroll_d2"] == pytest.approx(0.6521444, **tolerance)
    assert row["rosengren_s"] == pytest.approx(0.4763652, **tolerance)
    assert 1 - row["dp"] == pytest.approx(0.5009295, **tolerance)
    assert row["burch_da"] == pytest.approx(0.3081640, **tolerance)
    assert 1 / (1 + row["kl_divergence"]) == pytest.approx(0.4665078, **tolerance)


def test_even_and_clumped():
    table = dispersion(counts_of([[2, 6], [2, 0], [2, 0]], [10, 10, 10]))
    even, clumped = table.loc["w0"], table.loc["w1"]
    assert even[["range", "dp", "dp_norm", "kl_divergence"]].tolist() == pytest.approx([3, 0, 0, 0], abs=1e-12)
    assert even[["dp_egbert", "burch_da", "juilland_d", "carroll_d2", "rosengren_s"]].tolist() == pytest.approx([1] * 5)
    assert clumped[["range", "dp", "dp_norm", "dp_egbert"]].tolist() == pytest.approx([1, 2 / 3, 1, 0])
    assert clumped[["burch_da", "juilland_d", "carroll_d2"]].tolist() == pytest.approx([0, 0, 0], abs=1e-12)
    assert clumped["kl_divergence"] == pytest.approx(np.log2(3))


def test_absent_type_and_single_part_are_undefined_not_zero():
    table = dispersion(counts_of([[1, 0], [1, 0]], [5, 5]))
    assert table.loc["w1", ["frequency", "range"]].tolist() == [0, 0]
    assert table.loc["w1"].drop(["frequency", "range"]).isna().all()
    single = dispersion(counts_of([[3]], [9])).loc["w0"]
    assert single[["dp", "rosengren_s", "kl_divergence"]].tolist() == pytest.approx([0, 1, 0])
    assert single[["dp_norm", "dp_egbert", "burch_da", "juilland_d", "carroll_d2"]].isna().all()


def test_parts_without_tokens_are_no_parts():
    with_empty = dispersion(counts_of([[2], [1], [0]], [10, 10, 0]))
    pd.testing.assert_frame_equal(with_empty, dispersion(counts_of([[2], [1]], [10, 10])))
    with pytest.raises(InputError, match="at least one block with tokens"):
        dispersion(counts_of([[0]], [0]))


def test_group_takes_its_blocks_alone():
    counts = counts_of([[2], [1], [5]], [10, 10, 10], ["a", "a", "b"])
    table = dispersion(counts, group="a")
    assert table.loc["w0", ["frequency", "range"]].tolist() == [3, 2]
    assert table.attrs["n_blocks"] == 2
    with pytest.raises(InputError, match="group must be one of 'a', 'b'; got 'c'"):
        dispersion(counts, group="c")


def test_chunks_change_nothing(monkeypatch):
    rng = np.random.default_rng(5)
    rows = rng.poisson(0.4, size=(7, 40))
    counts = counts_of(rows, rng.integers(50, 90, 7))
    whole = dispersion(counts)
    monkeypatch.setattr(module, "_CHUNK", 6)
    pd.testing.assert_frame_equal(whole, dispersion(counts))


@given(st.lists(st.integers(0, 4), min_size=2, max_size=8), st.lists(st.integers(5, 30), min_size=8, max_size=8))
def test_order_of_parts_and_ranges(v, sizes):
    sizes = sizes[: len(v)]
    table = dispersion(counts_of([[x] for x in v], sizes))
    back = dispersion(counts_of([[x] for x in v[::-1]], sizes[::-1]))
    pd.testing.assert_frame_equal(table, back)
    if sum(v):
        row = table.loc["w0"]
        for name in ("dp", "dp_norm", "burch_da", "juilland_d", "carroll_d2", "rosengren_s"):
            assert -1e-9 <= row[name] <= 1 + 1e-9
        assert row["kl_divergence"] >= -1e-12


def test_counts_unchanged_and_empty_vocabulary():
    counts = counts_of([[1], [0]], [4, 4])
    before = counts.matrix.toarray().copy()
    dispersion(counts)
    assert (counts.matrix.toarray() == before).all()
    assert dispersion(counts.select([])).shape == (0, 11)


def test_recurrence_by_hand():
    # a b a b: each word every second token on the ring
    table = recurrence(pd.DataFrame({"type": list("abab")}))
    assert table.loc["a"].tolist() == pytest.approx([2, 2.0, 1.5, 2.0, np.log10(2), 2.0])
    single = recurrence(pd.DataFrame({"type": ["a"]})).loc["a"]
    assert single.tolist() == [1, 1, 1, 1, 0, 1]
    with pytest.raises(InputError, match="at least one row"):
        recurrence(pd.DataFrame({"type": []}))


@given(st.lists(st.sampled_from("abc"), min_size=1, max_size=30))
def test_recurrence_lies_between_one_and_frequency_and_ignores_rotation(words):
    table = recurrence(pd.DataFrame({"type": words}))
    for name in ("arf", "f_awt", "f_ald"):
        assert (table[name] >= 1 - 1e-9).all()
        assert (table[name] <= table["frequency"] + 1e-9).all()
    pd.testing.assert_frame_equal(table, recurrence(pd.DataFrame({"type": words[1:] + words[:1]})))


def test_many_types_stay_sparse():
    rng = np.random.default_rng(1)
    n = 200_000
    matrix = sparse.csr_array(
        (np.ones(2 * n, dtype=np.int64), (rng.integers(0, 50, 2 * n), np.repeat(np.arange(n), 2))), shape=(50, n)
    )
    blocks = pd.DataFrame({"group": "g", "block": range(50), "n_tokens": np.asarray(matrix.sum(axis=1)).ravel()})
    table = dispersion(Counts(matrix, blocks, pd.RangeIndex(n).astype(str)))
    assert len(table) == n
    assert table["dp"].between(0, 1).all()


def test_tokens_to_dispersion():
    tokens = pd.DataFrame({"doc_id": "d", "paragraph": [0, 0, 1, 1], "type": ["a", "b", "a", "c"]})
    assert dispersion(count(tokens)).loc["a", "dp"] == 0


def test_dp_agrees_with_that_of_keyness():
    # two formulations of one measure, written apart
    rng = np.random.default_rng(2)
    counts = counts_of(rng.poisson(0.7, size=(8, 30)), rng.integers(40, 90, 8), ["a"] * 5 + ["b"] * 3)
    table = keyness(counts, "a", n_permutations=0)
    for side, group in (("target", "a"), ("reference", "b")):
        ours = dispersion(counts, group=group).loc[table.index, "dp"]
        np.testing.assert_allclose(ours, table[f"dp_{side}"], atol=1e-12)
