"""Fitting over chunks: the same numbers however the documents are cut."""

from collections.abc import Callable

import numpy as np
import pytest
from scipy import sparse

from textstats import Counts, TopicModel
from textstats.errors import InputError
from textstats.topics import fit_chunks, threads


def cut(matrix: sparse.csr_matrix, n: int) -> list[sparse.csr_matrix]:
    return [matrix[rows[0] : rows[-1] + 1] for rows in np.array_split(np.arange(matrix.shape[0]), n)]


@pytest.mark.parametrize("method", ["nmf", "lda"])
def test_cuts_and_threads_change_nothing(planted: Callable[..., Counts], method: str) -> None:
    matrix = sparse.csr_matrix(planted(4, 300).matrix, dtype=float)
    model = TopicModel(4, method=method, warm_up=50)
    whole = fit_chunks(model, [matrix], n_passes=4)
    for parts, mapper in ((cut(matrix, 2), map), (cut(matrix, 7), map), (cut(matrix, 7), threads(2))):
        other = fit_chunks(model, parts, n_passes=4, mapper=mapper)
        np.testing.assert_allclose(other.components_, whole.components_, atol=1e-10)
        np.testing.assert_allclose(other.transform(matrix), whole.transform(matrix), atol=1e-10)
    found = whole.transform(matrix).argmax(axis=1)
    assert all(len(set(found[start::4])) == 1 for start in range(4))


def test_chunks_may_be_read_where_they_are_worked_on(counts: Counts) -> None:
    seen: list[tuple[int, int]] = []
    model = fit_chunks(
        TopicModel(2),
        [lambda: counts, lambda: counts],
        n_passes=2,
        progress=lambda done, total: seen.append((done, total)),
    )
    assert seen == [(1, 2), (2, 2)]
    assert model.transform(counts.matrix).shape == (60, 2)
    assert list(fit_chunks(TopicModel(2), [counts], n_passes=1).feature_names_in_) == list(counts.types)


def test_dask_gives_the_same(counts: Counts) -> None:
    bag = pytest.importorskip("dask.bag")
    matrix = sparse.csr_matrix(counts.matrix, dtype=float)

    def on_dask(work: Callable, parts: list) -> list:
        return bag.from_sequence(parts, npartitions=3).map(work).compute(scheduler="sync")

    one = fit_chunks(TopicModel(2), cut(matrix, 5), n_passes=3, mapper=on_dask)
    np.testing.assert_allclose(one.components_, fit_chunks(TopicModel(2), [matrix], n_passes=3).components_, atol=1e-10)


def test_errors(counts: Counts) -> None:
    with pytest.raises(InputError, match="chunks must hold at least one matrix; got none"):
        fit_chunks(TopicModel(2), [])
    with pytest.raises(InputError, match="n_passes must be at least 0; got -1"):
        fit_chunks(TopicModel(2), [counts], n_passes=-1)
