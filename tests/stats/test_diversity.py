"""Lexical diversity: the measures at their limits, and the comparison of texts at matched length."""

import math
import warnings

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from textstats.errors import InputError, LengthWarning
from textstats.stats import richness, running
from textstats.stats.diversity import compare_diversity, diversity
from textstats.stats.jackknife import jackknife, join_blocks
from textstats.stats.lexical import MEASURES, ORDERED, SIZED, STEADY
from textstats.stats.running import window_types

WORDS = st.lists(st.sampled_from("abcdefgh"), min_size=1, max_size=60)


def frame(**texts):
    """A paragraph for each list of words."""
    rows = [
        (doc_id, paragraph, word)
        for doc_id, text in texts.items()
        for paragraph, words in enumerate(text)
        for word in words
    ]
    return pd.DataFrame(rows, columns=["doc_id", "paragraph", "type"])


def zipf(n_paragraphs, size, seed, n_types=400):
    rng = np.random.default_rng(seed)
    p = 1 / np.arange(1, n_types + 1)
    return [[f"w{i}" for i in rng.choice(n_types, size=size, p=p / p.sum())] for _ in range(n_paragraphs)]


@pytest.mark.parametrize("name", MEASURES)
def test_no_word_no_value(name):
    assert math.isnan(MEASURES[name]([]))


@pytest.mark.parametrize("name", sorted(set(MEASURES) - {"mtld"}))
def test_one_word(name):
    expected = {"ttr": 1, "guiraud": 1, "cttr": 1 / math.sqrt(2), "yule_k": 0, "herdan_vm": 0, "shannon_entropy": 0,
                "repeat_rate": 1}  # fmt: skip
    value = MEASURES[name](["a"])
    assert value == pytest.approx(expected[name]) if name in expected else math.isnan(value)


@pytest.mark.parametrize("name", ["uber_u", "dugast_u", "yule_i", "fisher_alpha"])
def test_infinite_where_every_word_is_new_so_undefined(name):
    assert math.isnan(MEASURES[name](list("abcd")))


def test_windows_are_never_shortened():
    assert math.isnan(running.mattr(list("abc"), window=4))
    assert math.isnan(running.msttr(list("abc"), window=4))
    assert math.isnan(running.hdd(list("abc"), window=4))
    for measure in (running.mattr, running.msttr, running.hdd):
        with pytest.raises(InputError, match="window must be a whole number of tokens, at least 1; got 0"):
            measure(list("abc"), window=0)
    with pytest.raises(InputError, match="threshold must lie between 0 and 1; got 1"):
        running.mtld(list("abc"), threshold=1)
    with pytest.raises(InputError, match="a sequence of words; got one string, 'abc'"):
        richness.ttr("abc")


@given(WORDS, st.integers(1, 12))
def test_window_types_agree_with_sets(words, window):
    codes = pd.factorize(np.array(words, dtype=object))[0]
    if len(words) >= window:
        expected = [len(set(words[i : i + window])) for i in range(len(words) - window + 1)]
        assert window_types(codes, window).tolist() == expected


@given(WORDS, st.randoms(use_true_random=False))
def test_names_and_order_of_words(words, random):
    shuffled = words[:]
    random.shuffle(shuffled)
    for name, measure in MEASURES.items():
        options = {"window": 3} if SIZED.get(name) == "window" else {}
        value = measure(words, **options)
        assert measure([word + "!" for word in words], **options) == pytest.approx(value, nan_ok=True)
        if name not in ORDERED:
            assert measure(shuffled, **options) == pytest.approx(value, nan_ok=True)


@given(WORDS)
def test_hdd_is_the_expected_ttr_of_a_random_draw(words):
    # drawing everything gives the TTR itself; drawing one word gives 1
    assert running.hdd(words, window=len(words)) == pytest.approx(richness.ttr(words))
    assert running.hdd(words, window=1) == pytest.approx(1)


@given(st.lists(st.sampled_from("abcdefgh"), min_size=2, max_size=60))
def test_one_fact_two_names(words):
    # a drawn pair is the same word (Simpson) or not (HD-D of 2 draws)
    assert 2 * running.hdd(words, window=2) - 1 == pytest.approx(1 - richness.simpson_d(words))
    assert 1e4 * (richness.repeat_rate(words) - 1 / len(words)) == pytest.approx(richness.yule_k(words))


def test_mtld_by_hand():
    # a a: TTR falls to 1/2 <= .72 at once, one factor for every two tokens
    assert running.mtld(list("aaaaaaaa")) == 2
    assert running.mtld(["a"]) == 1


def test_matched_length_takes_the_length_out():
    # the same language, 400 against 4,000 tokens: raw TTR differs by half, the matched one does not
    tokens = frame(short=zipf(10, 40, 1), long=zipf(100, 40, 2))
    with pytest.warns(LengthWarning, match=r"ttr fall or rise .* \{'short': 400, 'long': 4000\}\. Do not compare"):
        raw = diversity(tokens, measures=["ttr"], matched=False)
    matched = diversity(tokens, measures=["ttr"])
    assert raw["value"][0] > 2 * raw["value"][1]
    assert matched["length"].tolist() == [360, 360]
    short, long = matched.itertuples()
    assert short.ci_low < long.value < short.ci_high
    assert (matched["ci_low"] < matched["value"]).all()


def test_steady_measures_and_equal_lengths_do_not_warn():
    tokens = frame(short=zipf(10, 40, 1), long=zipf(100, 40, 2))
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        diversity(tokens, measures=sorted(STEADY), matched=False)
        diversity(frame(a=zipf(4, 20, 1), b=zipf(4, 20, 2)), measures=["ttr"], matched=False)


def test_a_group_shorter_than_the_length_has_no_value():
    tokens = frame(short=zipf(2, 20, 1), long=zipf(10, 20, 2))
    table = diversity(tokens, measures=["ttr", "mattr"], n_tokens=100).set_index(["group", "measure"])
    assert table.loc["short", ["value", "ci_low", "ci_high", "standard_error"]].isna().all(axis=None)
    assert table.loc["short", "n_samples"].tolist() == [0, 0]
    assert table.loc["long", ["value", "ci_low", "ci_high"]].notna().all(axis=None)


def test_a_window_longer_than_the_passage_gives_nan_not_another_window():
    tokens = frame(a=zipf(5, 20, 1), b=zipf(5, 20, 2))
    table = diversity(tokens, measures=["mattr", "hdd"], n_tokens=60, windows={"mattr": 61, "hdd": 30})
    assert table["value"].isna().tolist() == [True, False, True, False]


def test_tokens_of_no_group_are_left_out():
    tokens = frame(d=[list("abab"), list("cdcd")]).assign(speaker=["x"] * 4 + [None] * 2 + ["y"] * 2)
    table = diversity(tokens, by="speaker", measures=["ttr"])
    assert dict(zip(table["group"], table["n_tokens"], strict=True)) == {"x": 4, "y": 2}


def test_one_paragraph_has_a_value_and_no_interval():
    table = diversity(frame(a=[list("abcabd")]), measures=["ttr"])
    assert table.loc[0, "value"] == pytest.approx(4 / 6)
    assert table.loc[0, ["ci_low", "ci_high", "standard_error"]].isna().all()


def test_passages_average_all_windows_of_the_length():
    words = list("aabbccab")
    table = diversity(frame(d=[words[:4], words[4:]]), measures=["ttr"], n_tokens=3, n_samples=100)
    assert table.loc[0, "n_samples"] == 6
    assert table.loc[0, "value"] == pytest.approx(np.mean([len(set(words[i : i + 3])) / 3 for i in range(6)]))


def test_random_draws_expect_hdd_and_refuse_order():
    tokens = frame(a=zipf(20, 50, 3))
    drawn = diversity(tokens, measures=["ttr"], n_tokens=100, sample="words", n_samples=400)
    assert drawn.loc[0, "value"] == pytest.approx(running.hdd(tokens["type"], window=100), abs=0.01)
    with pytest.raises(InputError, match=r"sample must be 'passages' .* got 'words' with \['mtld'\]"):
        diversity(tokens, measures=["ttr", "mtld"], sample="words")


def test_differences_tell_a_poor_vocabulary_from_a_rich_one():
    tokens = frame(
        poor=zipf(12, 40, 1, n_types=30), rich=zipf(20, 40, 2, n_types=3000), also=zipf(15, 40, 3, n_types=3000)
    )
    table = (
        compare_diversity(diversity(tokens, measures=["ttr", "hdd"]))
        .set_index(["target", "reference", "measure"])
        .sort_index()
    )
    assert len(table) == 6
    assert (table.loc[("poor", "rich"), "ci_high"] < 0).all()
    assert (table.loc[("rich", "also"), "ci_low"] < 0).all()
    assert (table.loc[("rich", "also"), "ci_high"] > 0).all()


def test_differences_of_unequal_lengths_are_refused():
    tokens = frame(short=zipf(10, 40, 1), long=zipf(20, 40, 2))
    raw = diversity(tokens, measures=["hdd"], matched=False)
    with pytest.raises(InputError, match="table must be taken at one length for all groups"):
        compare_diversity(raw)
    with pytest.raises(InputError, match=r"at least two groups; got \['short'\]"):
        compare_diversity(diversity(frame(short=zipf(3, 9, 1)), measures=["ttr"]))


def test_same_seed_same_table_and_inputs_unchanged():
    tokens = frame(a=zipf(5, 30, 3), b=zipf(8, 30, 4))
    tokens.index = tokens.index % 7
    before = tokens.copy()
    one, two = (diversity(tokens, sample="words", measures=["ttr"], seed=7) for _ in range(2))
    pd.testing.assert_frame_equal(one, two)
    pd.testing.assert_frame_equal(tokens, before)


@pytest.mark.parametrize(
    ("options", "message"),
    [
        ({"measures": ["tttr"]}, "measures must be one of .* Did you mean 'ttr'"),
        ({"by": "author"}, "column must be one of .*got 'author'"),
        ({"n_tokens": 0}, "n_tokens must be at least 1"),
        ({"n_tokens": 5, "matched": False}, "needs matched=True"),
        ({"windows": {"ttr": 5}}, "windows must be one of .*got 'ttr'"),
        ({"block": "chapter"}, "block must be one of"),
        ({"block": 0}, "block must be a name or a number of tokens"),
    ],
)
def test_wrong_arguments(options, message):
    with pytest.raises(InputError, match=message):
        diversity(frame(a=[list("abc")]), **options)


def test_no_token():
    with pytest.raises(InputError, match="at least one row; got none"):
        diversity(frame(a=[]))


def test_jackknife_of_a_mean_is_its_textbook_standard_error():
    # for equal blocks of one token the delete-one jackknife of a mean is s / sqrt(n), exactly
    x = np.array([3.0, 1.0, 4.0, 1.0, 5.0, 9.0])
    value, error, low, high = jackknife(lambda kept: np.array([x[kept].mean()]), np.arange(6))
    assert value[0] == pytest.approx(x.mean())
    assert error[0] == pytest.approx(x.std(ddof=1) / math.sqrt(6))
    assert high[0] - value[0] == pytest.approx(value[0] - low[0])
    assert (high[0] - value[0]) / error[0] == pytest.approx(2.5706, abs=1e-4)  # t(.975; 5), any table


def test_join_blocks_keeps_text_order_and_limit():
    labels = np.repeat([5, 3, 9, 1], [2, 2, 2, 2])
    assert join_blocks(labels, 10).tolist() == [0, 0, 1, 1, 2, 2, 3, 3]
    assert join_blocks(labels, 2).tolist() == [0] * 4 + [1] * 4
