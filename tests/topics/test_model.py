"""TopicModel: scikit-learn's rules, recovery of known topics, streaming, seeds."""

import warnings
from collections.abc import Callable

import numpy as np
import pandas as pd
import pytest
from scipy import sparse
from sklearn.base import clone
from sklearn.model_selection import GridSearchCV
from sklearn.pipeline import make_pipeline
from sklearn.preprocessing import Normalizer
from sklearn.utils.estimator_checks import check_estimator

from textstats import Counts, TopicModel
from textstats.errors import InputError
from textstats.topics import content_words, top_words, topic_diversity


@pytest.mark.parametrize("method", ["nmf", "lda"])
def test_scikit_learn_rules(method: str) -> None:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        check_estimator(TopicModel(3, method=method), on_skip=None)


@pytest.mark.parametrize("method", ["nmf", "lda"])
def test_planted_topics_are_found(four_topics: Counts, method: str) -> None:
    model = TopicModel(4, method=method)
    shares = model.fit_transform(four_topics)
    assert shares.shape == (80, 4)
    np.testing.assert_allclose(shares.sum(axis=1), 1, atol=1e-12)
    found = shares.argmax(axis=1)
    assert all(len(set(found[start::4])) == 1 for start in range(4))
    assert len(set(found[:4])) == 4
    for _, words in top_words(model, n=10).groupby("topic")["type"]:
        assert len({int(word[1:]) // 10 for word in words}) == 1
    assert topic_diversity(model) == 1.0
    np.testing.assert_allclose(model.components_.sum(axis=1), 1)
    np.testing.assert_allclose(model.word_probability_.sum(axis=1), 1)
    np.testing.assert_allclose(shares, model.transform(four_topics), atol=1e-9 if method == "nmf" else 0)


def test_seed_changes_nothing(four_topics: Counts) -> None:
    one, other = (TopicModel(4, random_state=seed).fit(four_topics) for seed in (0, 1))
    np.testing.assert_array_equal(one.components_, other.components_)


def test_any_matrix_gives_the_same(counts: Counts) -> None:
    shares = TopicModel(2).fit_transform(counts)
    for matrix in (counts.matrix, sparse.csc_matrix(counts.matrix), counts.matrix.toarray()):
        np.testing.assert_allclose(TopicModel(2).fit_transform(matrix), shares, atol=1e-9)


def test_counts_are_laid_on_the_models_words_by_name(counts: Counts) -> None:
    model = TopicModel(2).fit(counts)
    shares = model.transform(counts)
    turned = Counts(counts.matrix[:, ::-1].tocsr(), counts.blocks, counts.types[::-1])
    np.testing.assert_allclose(model.transform(turned), shares, atol=1e-12)
    assert list(model.feature_names_in_) == list(counts.types)


def test_documents_do_not_influence_each_other(four_topics: Counts) -> None:
    matrix = sparse.csr_matrix(four_topics.matrix)
    model = TopicModel(4).fit(matrix)
    whole = model.transform(matrix)
    np.testing.assert_allclose(np.vstack([model.transform(matrix[i : i + 1]) for i in range(80)]), whole, atol=1e-12)


def test_document_without_a_known_word_gets_the_corpus_shares(counts: Counts) -> None:
    model = TopicModel(2).fit(counts.matrix)
    np.testing.assert_allclose(model.transform(sparse.csr_matrix((1, 40))), model.topic_share_[None, :])


def test_names_and_pandas_output(counts: Counts) -> None:
    frame = (
        TopicModel(2)
        .set_output(transform="pandas")
        .fit_transform(pd.DataFrame(counts.matrix.toarray()).add_prefix("w"))
    )
    assert list(frame.columns) == ["topic_0", "topic_1"]


def test_score_prefers_the_true_number_and_works_in_a_grid(four_topics: Counts) -> None:
    matrix = sparse.csr_matrix(four_topics.matrix)
    one, four = (TopicModel(k).fit(matrix[:40]).score(matrix[40:]) for k in (1, 4))
    assert np.log(1 / 40) - 0.2 < one < four < np.log(1 / 10)
    search = GridSearchCV(TopicModel(), {"n_topics": [1, 4]}, cv=2).fit(matrix)
    assert search.best_params_ == {"n_topics": 4}
    assert np.isnan(TopicModel(1).fit(matrix).score(sparse.csr_matrix(np.eye(40)[:3])))


def test_seeded_topic_keeps_its_id_and_its_words(four_topics: Counts) -> None:
    for number in (0, 35):
        for method in ("nmf", "lda"):
            model = TopicModel(4, method=method, seeds=[[f"w{number:02d}", f"w{number + 1:02d}"]]).fit(four_topics)
            first = top_words(model, n=5)
            assert {int(word[1:]) // 10 for word in first.loc[first["topic"] == 0, "type"]} == {number // 10}


def test_stream_finds_what_a_batch_finds(planted: Callable[..., Counts]) -> None:
    matrix = sparse.csr_matrix(planted(4, 900).matrix)
    model = TopicModel(4, warm_up=100)
    for start in range(0, 900, 50):
        model.partial_fit(matrix[start : start + 50])
    shares = model.transform(matrix)
    assert all(len(set(shares.argmax(axis=1)[start::4])) == 1 for start in range(4))
    np.testing.assert_allclose(model.topic_share_, 0.25, atol=0.03)


def test_stream_of_lda(planted: Callable[..., Counts]) -> None:
    matrix = sparse.csr_matrix(planted(2, 300).matrix)
    model = TopicModel(2, method="lda", warm_up=60)
    for start in range(0, 300, 30):
        model.partial_fit(matrix[start : start + 30])
    assert len(set(model.transform(matrix).argmax(axis=1)[::2])) == 1


def test_more_topics_than_documents_or_words() -> None:
    model = TopicModel(5).fit([[1, 2], [2, 1], [0, 3]])
    assert model.components_.shape == (5, 2)
    np.testing.assert_allclose(model.transform([[1, 1]]).sum(), 1)


def test_in_a_pipeline_and_cloned(counts: Counts) -> None:
    matrix = sparse.csr_matrix(counts.matrix, dtype=float)
    assert make_pipeline(TopicModel(2), Normalizer()).fit_transform(matrix).shape == (60, 2)
    assert clone(TopicModel(7, tol=0.1)).get_params()["tol"] == 0.1


@pytest.mark.parametrize(
    ("options", "message"),
    [
        ({"method": "lsa"}, r"method must be one of 'nmf', 'lda'; got 'lsa'\."),
        ({"n_topics": 0}, r"n_topics must be a whole number, at least 1; got 0\."),
        ({"tol": -1.0}, r"tol must be at least 0; got -1.0\."),
        ({"seeds": [["nothing"]]}, r"seeds must be words of the counts; not among them: \['nothing'\]\."),
        ({"seeds": ["word"]}, r"seeds\[0\] must be a list of at least one word; got 'word'\."),
    ],
)
def test_errors_say_what_is_wrong(counts: Counts, options: dict, message: str) -> None:
    with pytest.raises(InputError, match=message):
        TopicModel(**{"n_topics": 2, **options}).fit(counts)


def test_content_words_leave_out_what_makes_no_topic(counts: Counts) -> None:
    chosen = content_words(counts, min_blocks=1, max_share=1.0)
    assert list(chosen.types) == list(counts.types)
    none = content_words(counts, min_blocks=61)
    assert len(none.types) == 0
    assert none.blocks is counts.blocks


def test_relevance_moves_from_frequent_to_distinctive() -> None:
    frame = pd.DataFrame({"common": [9, 9, 9, 9], "tax": [3, 3, 0, 0], "goal": [0, 0, 3, 3]})
    model = TopicModel(2).fit(frame)
    lift = top_words(model, n=1, relevance_lambda=0.0)
    assert set(lift["type"]) == {"tax", "goal"}
    full = top_words(model, n=3, relevance_lambda=1.0)
    assert full.groupby("topic")["probability"].apply(lambda p: p.is_monotonic_decreasing).all()
    with pytest.raises(InputError, match="relevance_lambda must lie between 0 and 1; got 2"):
        top_words(model, relevance_lambda=2)


def test_nothing_to_fit() -> None:
    with pytest.raises(InputError, match="X must hold at least one word; got none"):
        TopicModel(2).fit(np.zeros((5, 4)))
    model = TopicModel(2).partial_fit(np.zeros((5, 4))).partial_fit([[1, 2, 0, 0], [0, 0, 0, 0], [0, 0, 1, 3]])
    np.testing.assert_allclose(model.transform([[1, 1, 0, 0], [0, 0, 0, 0]]).sum(axis=1), 1)
    assert TopicModel(1).fit([[1, 2, 0]]).components_.round(3).tolist() == [[0.333, 0.667, 0.0]]
