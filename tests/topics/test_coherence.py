"""Windows and coherence: a brute-force count, another package's numbers, the parts and the whole."""

import json
from itertools import combinations
from math import log
from pathlib import Path

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from textstats import Counts, TopicModel
from textstats.errors import InputError
from textstats.topics import coherence, cooccurrence, windows

GOLD = json.loads((Path(__file__).parent.parent / "gold" / "topics" / "gensim_coherence.json").read_text())
DOCUMENTS = [text.split() for text in GOLD["documents"]]
texts = st.lists(st.lists(st.sampled_from("abcdef"), max_size=25), min_size=1, max_size=6)


def by_hand(documents: list[list[str]], window: int | None) -> tuple[int, dict[tuple[str, str], int]]:
    """Every window in turn."""
    n, found = 0, {}
    for document in filter(None, documents):
        size = window or len(document)
        for start in range(max(1, len(document) - size + 1)):
            n += 1
            words = set(document[start : start + size])
            for pair in [(a, b) for a in words for b in words]:
                found[pair] = found.get(pair, 0) + 1
    return n, found


@settings(deadline=None, max_examples=60)
@given(texts, st.sampled_from([1, 2, 3, 7, 30, None]))
def test_windows_equal_a_brute_force_count(documents: list[list[str]], window: int | None) -> None:
    n, found = by_hand(documents, window)
    pairs = cooccurrence(documents, window=window)
    assert pairs.n_windows == n
    table = pairs.matrix.toarray()
    names = list(pairs.types)
    counted = {(names[i], names[j]): int(table[i, j]) for i, j in zip(*np.nonzero(table), strict=True)}
    assert counted == found


@settings(deadline=None, max_examples=30)
@given(texts, texts, st.sampled_from(["exact", "gensim"]))
def test_parts_add_up_to_the_whole(one: list[list[str]], other: list[list[str]], variant: str) -> None:
    options = {"window": 4, "types": list("abcdef"), "variant": variant}
    whole = cooccurrence(one + other, **options)
    parts = sum([cooccurrence(one, **options), cooccurrence(other, **options)])
    assert (whole.matrix != parts.matrix).nnz == 0
    assert whole.n_windows == parts.n_windows


def test_threads_and_chunks_change_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    whole = cooccurrence(DOCUMENTS, window=5)
    monkeypatch.setattr(windows, "CHUNK", 40)
    assert (cooccurrence(DOCUMENTS, window=5, n_jobs=2).matrix != whole.matrix).nnz == 0


def test_a_frame_of_tokens_counts_like_lists() -> None:
    frame = pd.DataFrame(
        [(i, word) for i, document in enumerate(DOCUMENTS) for word in document], columns=["doc_id", "type"]
    )
    assert (cooccurrence(frame).matrix != cooccurrence(DOCUMENTS).matrix).nnz == 0


@pytest.mark.parametrize("name", [name for name in GOLD if name.startswith("c_")])
def test_gensim_variant_gives_gensims_numbers(name: str) -> None:
    measure, window = name.rsplit("_", 1)
    result = coherence(
        GOLD["topics"], DOCUMENTS, measure=measure.replace("c_npmi", "npmi"), n=5, window=int(window), variant="gensim"
    )
    np.testing.assert_allclose(result["coherence"], GOLD[name], atol=1e-12)


def test_exact_windows_differ_from_gensims_where_a_word_repeats() -> None:
    exact, slip = (cooccurrence([["a", "b", "a", "c"]], window=3, variant=v) for v in ("exact", "gensim"))
    assert exact.matrix.toarray().tolist() == [[2, 2, 1], [2, 2, 1], [1, 1, 1]]
    assert slip.matrix.toarray().tolist() == [[1, 1, 0], [1, 2, 1], [0, 1, 1]]


def test_npmi_equals_brute_force() -> None:
    n, found = by_hand(DOCUMENTS, 10)
    expected = []
    for topic in GOLD["topics"]:
        values = []
        for a, b in combinations(topic, 2):
            both = found.get((a, b), 0) / n + 1e-12
            values.append(log(both / (found[a, a] / n * found[b, b] / n)) / -log(both))
        expected.append(sum(values) / len(values))
    np.testing.assert_allclose(coherence(GOLD["topics"], DOCUMENTS)["coherence"], expected, atol=1e-12)


def test_words_that_are_not_there() -> None:
    result = coherence([["a", "zebra"], ["a", "b", "zebra"]], [["a", "b"], ["a"], ["c"]])
    assert np.isnan(result["coherence"][0])
    assert result["n_found"].tolist() == [1, 2]
    assert result["n_pairs"].tolist() == [0, 1]
    assert np.isnan(coherence([["a", "b"]], [["a", "b"]])["coherence"][0])  # both in every window: 0/0


def test_planted_topics_cohere(four_topics: Counts) -> None:
    random = np.random.default_rng(0)
    documents = [
        list(random.permutation(np.repeat(four_topics.types.to_numpy(dtype=object), row)))
        for row in four_topics.matrix.toarray()
    ]
    model = TopicModel(4).fit(four_topics)
    mixed = [[f"w{i:02d}" for i in range(start, 40, 10)] for start in range(4)]
    for measure in ("npmi", "c_v"):
        good = coherence(model, documents, measure=measure)["coherence"]
        assert good.min() > coherence(mixed, documents, measure=measure)["coherence"].max() + 0.1


def test_errors() -> None:
    with pytest.raises(InputError, match="window must be at least 1 token, or None for the whole document; got 0"):
        cooccurrence([["a"]], window=0)
    with pytest.raises(InputError, match="must have the same types, window and variant"):
        cooccurrence([["a"]], window=2) + cooccurrence([["a"]], window=3)
    with pytest.raises(InputError, match="measure must be one of 'npmi', 'c_v'; got 'u_mass'"):
        coherence([["a", "b"]], [["a", "b"]], measure="u_mass")
