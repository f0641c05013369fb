"""Collocations, n-grams and the company of a word in two texts."""

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from textstats.errors import InputError, QueryError
from textstats.stats.collocations import collocations
from textstats.stats.compare_collocates import compare_collocates
from textstats.stats.counts import count
from textstats.stats.keyness import keyness
from textstats.stats.ngrams import ngrams


def text(*sentences, doc_id="d"):
    """Tokens of a document of one paragraph for each string, a sentence for each full stop in it."""
    rows = []
    for paragraph, block in enumerate(sentences):
        for sentence in block.split("."):
            number = rows[-1][2] + 1 if rows else 0
            for word in sentence.split():
                rows.append((doc_id, paragraph, number, len(rows), word, word.casefold(), "author"))
    columns = ["doc_id", "paragraph", "sentence", "position", "token", "type", "voice"]
    return pd.DataFrame(rows, columns=columns).astype({"doc_id": "category", "token": "category", "type": "category"})


def joint(table):
    return dict(zip(table["collocate"], table["joint_frequency"], strict=True))


def test_window_by_hand():
    tokens = text("a b node c d. e node f")
    table = collocations(tokens, "node", window=1, minimum=1)
    assert joint(table) == {"b": 1, "c": 1, "e": 1, "f": 1}
    assert table.attrs["n_nodes"] == 2
    assert (table.attrs["n_near"], table.attrs["n_tokens"]) == (4, 6)
    assert joint(collocations(tokens, "node", window=(2, 0), minimum=1)) == {"a": 1, "b": 1, "e": 1}
    one = collocations(tokens, "node", window=1, minimum=1).set_index("collocate").loc["b"]
    assert (one["before"], one["after"], one["frequency"], one["range"]) == (1, 0, 1, 1)
    assert one["expected"] == pytest.approx(4 * 1 / 6)


def test_a_token_in_two_windows_counts_once():
    table = collocations(text("node x node"), "node", window=2, minimum=1).iloc[0]
    assert table[["joint_frequency", "before", "after"]].tolist() == [1, 1, 1]


def test_no_window_crosses_sentences_documents_or_gaps():
    assert joint(collocations(text("a node. b"), "node", minimum=1)) == {"a": 1}
    two = pd.concat([text("node", doc_id="x"), text("a b", doc_id="y")])
    assert len(collocations(two, "node", minimum=1)) == 0
    filtered = text("a gone node").query("type != 'gone'")
    assert len(collocations(filtered, "node", window=1, minimum=1)) == 0
    assert joint(collocations(filtered, "node", window=2, minimum=1)) == {"a": 1}
    spoken = text("a b node c").assign(voice=["author", "quoted", "author", "quoted"])
    assert joint(collocations(spoken, "node", within=["sentence", "voice"], minimum=1)) == {"a": 1}


def test_nodes_are_queries_lists_or_masks():
    tokens = text("the red army and the red flag")
    assert collocations(tokens, "red army", window=1, minimum=1)["collocate"].tolist() == ["and", "the"]
    assert collocations(tokens, "r?d army|flag", window=1, minimum=1).attrs["n_nodes"] == 2
    by_list = collocations(tokens, ["Army", "flag"], window=1, minimum=1)
    assert by_list["node"].unique().tolist() == ["army|flag"]
    by_mask = collocations(tokens, tokens["type"].isin(["army", "flag"]).to_numpy(), window=1, minimum=1)
    pd.testing.assert_frame_equal(by_list, by_mask)
    with pytest.raises(QueryError):
        collocations(tokens, "red|")
    with pytest.raises(InputError, match="one truth value for each of 7 tokens; got 2"):
        collocations(tokens, np.array([True, False]))


def test_rare_pairs_are_left_out_and_counted():
    table = collocations(text("a node b. a node c"), "node", minimum=2)
    assert joint(table) == {"a": 2}
    assert table.attrs["n_left_out"] == 2


def test_pairs_agree_with_nltk():
    # second software: nltk.metrics.BigramAssocMeasures, given the same margins
    from nltk.metrics import BigramAssocMeasures as Nltk

    rng = np.random.default_rng(3)
    words = rng.choice(list("abcdef"), p=[0.3, 0.25, 0.2, 0.1, 0.1, 0.05], size=400)
    tokens = text(". ".join(" ".join(words[i : i + 20]) for i in range(0, 400, 20)))
    table = collocations(tokens, minimum=1)
    assert table.attrs["n_tokens"] == 20 * 19
    pairs = [(a, b) for s in range(20) for a, b in zip(words[20 * s :], words[20 * s + 1 : 20 * s + 20], strict=False)]
    for row in table.itertuples():
        n_ii = sum(pair == (row.node, row.collocate) for pair in pairs)
        margins = (sum(a == row.node for a, _ in pairs), sum(b == row.collocate for _, b in pairs))
        assert row.joint_frequency == n_ii
        assert row.frequency == margins[1]
        cells = (n_ii, margins, len(pairs))
        assert row.pmi == pytest.approx(Nltk.pmi(*cells))
        assert row.dice == pytest.approx(Nltk.dice(*cells))
        assert row.t_score == pytest.approx(Nltk.student_t(*cells))
        assert row.phi2 == pytest.approx(Nltk.phi_sq(*cells))
        assert abs(row.log_likelihood) == pytest.approx(Nltk.likelihood_ratio(*cells), abs=1e-6)
        # NLTK's mi_like is O11³ / E11 without the logarithm and the corpus size
        assert row.mi3 == pytest.approx(np.log2(Nltk.mi_like(*cells, power=3) * len(pairs)))


def test_window_counts_agree_with_a_plain_loop():
    rng = np.random.default_rng(4)
    words = list(rng.choice(list("abcx"), size=200))
    table = collocations(text(" ".join(words)), "x", window=(3, 2), minimum=1)
    near = {
        j
        for i, word in enumerate(words)
        if word == "x"
        for j in range(max(0, i - 3), min(len(words), i + 3))
        if words[j] != "x"
    }
    assert joint(table) == {w: sum(words[j] == w for j in near) for w in "abc"}
    assert table.attrs["n_near"] == len(near)


@pytest.mark.parametrize(
    ("options", "message"),
    [
        ({"measures": ["pmii"]}, r"measures must be one of .*; got 'pmii'\. Hint: Did you mean 'pmi'\?"),
        ({"window": 0}, r"window must be tokens on each side, or \(before, after\), not both 0; got 0\."),
        ({"minimum": 0}, r"minimum must be at least 1 joint occurrence; got 0\."),
        ({"within": "chapter"}, r"within must be one of .*; got 'chapter'\."),
    ],
)
def test_wrong_arguments(options, message):
    with pytest.raises(InputError, match=message):
        collocations(text("a b"), "a", **options)


def test_no_node_in_the_text_gives_an_empty_table():
    table = collocations(text("a b"), "zebra")
    assert len(table) == 0
    assert "pmi" in table
    assert collocations(text("a b").iloc[:0], minimum=1).empty


def test_ngrams_by_hand_and_offsets():
    tokens = text("The red army. the red flag").assign(start=range(6), stop=range(1, 7))
    pairs = ngrams(tokens, 2)
    assert pairs["type"].tolist() == ["the red", "red army", "the red", "red flag"]
    assert pairs[["start", "stop"]].to_numpy().tolist() == [[0, 2], [1, 3], [3, 5], [4, 6]]
    assert "token" not in pairs
    assert ngrams(tokens, 1)["type"].tolist() == tokens["type"].tolist()
    assert ngrams(tokens, 4).empty
    assert ngrams(tokens, 3, containing="flag")["type"].tolist() == ["the red flag"]
    assert ngrams(tokens, 2, containing="red army")["type"].tolist() == ["red army"]
    assert ngrams(tokens.drop(index=1), 2)["type"].tolist() == ["the red", "red flag"]
    with pytest.raises(InputError, match="n must be a whole number of words, at least 1; got 0"):
        ngrams(tokens, 0)


def test_ngrams_count_like_words():
    tokens = pd.concat([text("war is. war is. war is", doc_id="a"), text("peace is. peace is. peace is", doc_id="b")])
    counts = count(ngrams(tokens, 2))
    assert counts.by_group().loc["war is"].tolist() == [3, 0]
    assert keyness(counts, "a", n_permutations=0).loc["war is", "frequency_target"] == 3


@given(st.lists(st.sampled_from("abc"), max_size=25), st.integers(1, 4))
def test_every_ngram_once(words, n):
    tokens = text(" ".join(words)) if words else text("a").iloc[:0]
    found = ngrams(tokens, n)["type"].tolist()
    assert found == [" ".join(words[i : i + n]) for i in range(len(words) - n + 1)]


def both():
    a = text(*["the free press is free"] * 6, doc_id="a")
    b = text(*["the bought press is here"] * 6, doc_id="b")
    return pd.concat([a, b], ignore_index=True)


def test_compare_collocates_finds_what_differs_and_turns_round():
    tokens = both()
    table = compare_collocates(tokens, "press", "a", "b")
    assert set(table.index) == {"the", "free", "is", "bought", "here"}
    free = table.loc["free"]
    assert (free["frequency_target"], free["frequency_reference"]) == (12, 0)
    assert free["p_value"] < 0.05
    assert table.attrs["n_nodes_target"] == table.attrs["n_nodes_reference"] == 6
    back = compare_collocates(tokens, "press", "b", "a").loc[table.index]
    assert (-back["log_ratio"]).tolist() == pytest.approx(table["log_ratio"].tolist())
    assert (-back["attraction_difference"]).tolist() == pytest.approx(table["attraction_difference"].tolist())
    assert (-back["attraction_ci_low"]).tolist() == pytest.approx(table["attraction_ci_high"].tolist())


def test_compare_collocates_knows_a_word_that_is_frequent_everywhere():
    # "red" is near the node at its own rate in a, and only near the node in b
    a = text(*["red red red node red red red. red red red red red red"] * 5, doc_id="a")
    b = text(*["red x x node x x x. x x x x x x"] * 5, doc_id="b")
    row = compare_collocates(pd.concat([a, b], ignore_index=True), "node", "a", "b", window=3).loc["red"]
    assert row["log_ratio"] > 1
    assert row["attraction_target"] == pytest.approx(0, abs=0.05)
    assert row["attraction_difference"] < -1


def test_an_index_that_repeats_itself_changes_nothing():
    tokens = both()
    stacked = tokens.set_axis(np.arange(len(tokens)) % 7)
    pd.testing.assert_frame_equal(collocations(stacked, "press"), collocations(tokens, "press"))
    pd.testing.assert_frame_equal(ngrams(stacked, 2), ngrams(tokens, 2))
    pd.testing.assert_frame_equal(
        compare_collocates(stacked, "press", "a", n_permutations=9),
        compare_collocates(tokens, "press", "a", n_permutations=9),
    )


def test_compare_collocates_says_when_the_node_is_missing():
    tokens = both()
    with pytest.raises(InputError, match="on both sides; got 'bought', which has none in 'a'"):
        compare_collocates(tokens, "bought", "a", "b")
    with pytest.raises(InputError, match="target must be one of 'a', 'b'; got 'c'"):
        compare_collocates(tokens, "press", "c")
    with pytest.raises(InputError, match="got 'zebra', which has none in 'a'"):
        compare_collocates(tokens, "zebra", "a")
