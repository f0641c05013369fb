"""Stability, the number of topics, prevalence."""

from collections.abc import Callable

import numpy as np
import pandas as pd
import pytest
from scipy import sparse

from textstats import Counts, TopicModel, prevalence, select_k
from textstats.errors import InputError
from textstats.glossary import COLUMNS
from textstats.topics import coherence, match_topics, stability, top_words
from textstats.topics.selection import shuffle_words


def test_matching_undoes_a_permutation(four_topics: Counts) -> None:
    one = TopicModel(4).fit(four_topics)
    other = TopicModel(4).fit(four_topics)
    other.components_ = other.components_[[2, 0, 3, 1]]
    for measure in ("jaccard", "cosine"):
        table = match_topics(one, other, measure=measure)
        assert table["match"].tolist() == [1, 3, 0, 2]
        np.testing.assert_allclose(table["similarity"], 1)
    fewer = match_topics(one, TopicModel(3).fit(four_topics))
    assert fewer["match"].isna().sum() == 1
    assert fewer["similarity"].isna().sum() == 1


def test_stability_is_full_where_nothing_is_left_out(counts: Counts) -> None:
    table = stability(TopicModel(2), counts, share=1.0, n_samples=2)
    assert table["stability"].tolist() == [1.0, 1.0]
    assert stability(TopicModel(2), counts, n_samples=3)["stability"].min() > 0.3


def test_shuffling_keeps_documents_and_sizes(counts: Counts) -> None:
    matrix = sparse.csr_matrix(counts.matrix, dtype=float)
    documents = pd.factorize(counts.blocks["doc_id"])[0]
    copy = shuffle_words(matrix, documents, np.random.default_rng(0))
    np.testing.assert_array_equal(copy.sum(axis=1), matrix.sum(axis=1))
    for document in (0, 1):
        np.testing.assert_array_equal(
            copy[documents == document].sum(axis=0), matrix[documents == document].sum(axis=0)
        )
    assert (copy != matrix).nnz > 0


def test_two_planted_topics_are_named(counts: Counts) -> None:
    seen = []
    table = select_k(TopicModel(max_iter=20), counts, [2, 3], progress=lambda done, total: seen.append((done, total)))
    assert table.attrs["k"] == 2
    assert table.attrs["p_value"] == 1 / 40
    assert table["k"].tolist() == [2, 3, 2, 3]
    assert set(table.columns) <= set(COLUMNS)
    assert table.groupby("k")["chosen"].all().tolist() == [True, False]
    assert seen[-1] == (40, 40)


def test_shuffled_text_has_no_topics(counts: Counts) -> None:
    matrix = shuffle_words(sparse.csr_matrix(counts.matrix, dtype=float), np.zeros(60, int), np.random.default_rng(5))
    table = select_k(TopicModel(max_iter=20), matrix, [2])
    assert table.attrs["k"] is None
    assert table.attrs["answer"].startswith("none: this text gives no stable topics")
    assert not table["chosen"].any()


@pytest.mark.slow
def test_number_of_jobs_changes_nothing(planted: Callable[..., Counts]) -> None:
    few = planted(2, 20, 12)
    pd.testing.assert_frame_equal(select_k(TopicModel(), few, [2], n_jobs=2), select_k(TopicModel(), few, [2]))


@pytest.mark.parametrize(
    ("options", "message"),
    [
        ({"ks": [1, 2]}, "ks must hold whole numbers of at least 2"),
        ({"ks": [2], "n_null": 19}, "n_null must be at least 39, or no p-value can fall below .05; got 19"),
        ({"ks": [2], "n_folds": 1}, "n_folds must lie between 2 and the number of blocks"),
    ],
)
def test_select_k_errors(counts: Counts, options: dict, message: str) -> None:
    with pytest.raises(InputError, match=message):
        select_k(TopicModel(), counts, **options)


def test_a_large_difference_is_found_and_swapping_negates_it() -> None:
    random = np.random.default_rng(0)
    left, right = random.dirichlet([8, 2], 30), random.dirichlet([2, 8], 30)
    shares, groups = np.vstack([left, right]), ["a"] * 30 + ["b"] * 30
    table = prevalence(shares, groups)
    assert set(table.columns) <= set(COLUMNS)
    assert table["p_value"].max() < 0.01
    np.testing.assert_allclose(table["difference"], [left[:, i].mean() - right[:, i].mean() for i in (0, 1)])
    assert ((table["ci_low"] < table["difference"]) & (table["difference"] < table["ci_high"])).all()
    swapped = prevalence(shares, groups, target="b")
    np.testing.assert_allclose(swapped["difference"], -table["difference"])
    assert table["n_blocks_target"].tolist() == [10, 10]
    assert table["power"].between(0, 1).all()


def test_more_rows_give_more_power() -> None:
    random = np.random.default_rng(1)
    small, large = (prevalence(random.dirichlet([1, 1], n), ["a"] * (n // 2) + ["b"] * (n // 2)) for n in (30, 600))
    assert small["power"][0] < large["power"][0]
    assert small["detectable"][0] > large["detectable"][0]


def test_undefined_is_missing() -> None:
    shares = np.array([[1.0, 0.0]] * 12)
    table = prevalence(shares, ["a"] * 6 + ["b"] * 6, block=1)
    assert table[["p_value", "q_value", "ci_low", "power"]].isna().all().all()
    assert prevalence(np.random.default_rng(0).dirichlet([1, 1], 6), list("aabbbb"), 1)["p_value"].isna().all()
    shares = np.vstack([np.random.default_rng(0).dirichlet([1, 1], 20), [[np.nan, np.nan]]])
    assert prevalence(shares, ["a"] * 10 + ["b"] * 11).attrs["n_left_out"] == 1


def test_refit_widens_nothing_when_topics_are_certain(counts: Counts) -> None:
    model = TopicModel(2)
    shares = model.fit_transform(counts)
    table = prevalence(shares, counts.blocks["group"], model=model, counts=counts, n_refit=19)
    assert table["difference"].abs().max() < 0.1
    assert (table["ci_low"] < 0).all()
    assert (table["ci_high"] > 0).all()
    assert table.attrs["n_refit"] == 19


@pytest.mark.parametrize(
    ("options", "message"),
    [
        ({"groups": ["a"] * 4}, "groups must hold exactly two names"),
        ({"groups": ["a", "b"]}, "groups must name one group per row of shares; got 2"),
        ({"groups": list("aabb"), "block": 0}, "block must be at least 1 row; got 0"),
        ({"groups": list("aabb"), "target": "c"}, "target must be one of 'a', 'b'; got 'c'"),
        ({"groups": list("aabb"), "model": TopicModel()}, "model and counts must be given together"),
    ],
)
def test_prevalence_errors(options: dict, message: str) -> None:
    with pytest.raises(InputError, match=message):
        prevalence(np.full((4, 2), 0.5), **options)


def test_every_column_is_in_the_glossary(counts: Counts) -> None:
    model = TopicModel(2).fit(counts)
    tables = [
        top_words(model),
        match_topics(model, model),
        stability(TopicModel(2), counts, n_samples=2),
        coherence(model, [["w00", "w01"], ["w20", "w21"]]),
    ]
    for table in tables:
        assert set(table.columns) <= set(COLUMNS)
