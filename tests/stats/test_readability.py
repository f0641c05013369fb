"""Readability and syllables."""

import math

import pandas as pd
import pytest

from textstats.errors import InputError
from textstats.stats import reading_ease, syllables
from textstats.stats.readability import readability
from textstats.stats.reading_ease import FORMULAS, NEEDS
from textstats.stats.syllables import count_syllables, rule_syllables


def frame(*sentences, doc_id="d"):
    rows = [(doc_id, i, i, word) for i, sentence in enumerate(sentences) for word in sentence.split()]
    return pd.DataFrame(rows, columns=["doc_id", "paragraph", "sentence", "token"])


def test_published_sentences_from_text():
    # quanteda.textstats tests (koRpus, Wikipedia): see tests/gold/measures, R233–R236; here the counts are ours
    def score(text):
        return readability(frame(text), measures=["flesch"])["value"].item()

    assert score("Once upon a time") == pytest.approx(97.025, abs=0.001)
    assert score("The cat in the hat ate breakfast") == pytest.approx(103, abs=1.03)
    assert score("The cat sat on the mat") == pytest.approx(116, abs=0.5)


def test_counts_by_hand():
    tokens = frame("The Comintern met in 1935", "Re-created realities interminable nobody")
    row = readability(tokens, measures=["fog"]).iloc[0]
    assert row[["n_words", "n_sentences", "n_blocks"]].tolist() == [9, 2, 2]
    assert (row["n_letters"], row["n_characters"]) == (17 + 36, 21 + 36)
    # Comintern, re-created, realities, interminable, nobody
    assert row["n_polysyllables"] == 5
    # not Comintern (a name), not re-created (hyphen)
    assert row["n_complex"] == 3
    assert math.isnan(row["n_unfamiliar"])


@pytest.mark.parametrize(
    ("word", "counted"), [("created", 0), ("developed", 1), ("buses", 0), ("exercises", 1), ("wandering", 0)]
)
def test_fog_leaves_out_words_long_by_their_ending(word, counted):
    table = readability(frame(f"they {word}"), measures=["fog"])
    assert table["n_complex"].item() == counted


def test_dale_chall_needs_a_list():
    tokens = frame("the cats walked home", "17 dialectical cats")
    with pytest.raises(InputError, match=r"familiar must hold the list .*\['dale_chall'\]; got None"):
        readability(tokens, measures=["dale_chall"])
    table = readability(tokens, measures=["dale_chall", "dale_chall_1995"], familiar={"the", "cat", "walk", "home"})
    assert table["n_unfamiliar"].tolist() == [1, 1]
    # 1 of 7 words, 3.5 words a sentence
    assert table["value"].tolist() == pytest.approx([6.0658, 48.0136], abs=1e-4)


def test_groups_and_intervals():
    easy = frame(*["the cat sat on the mat", "a dog ran"] * 4, doc_id="easy")
    hard = frame(*["international organisations deliberated interminably about regulation"] * 8, doc_id="hard")
    table = readability(pd.concat([easy, hard]))  # an index that repeats itself
    wide = table.pivot_table(index="measure", columns="group", values="value")
    assert wide.loc["flesch", "easy"] > wide.loc["flesch", "hard"]
    assert (wide.drop("flesch")["easy"] < wide.drop("flesch")["hard"]).all()
    # every paragraph of the second text is the same: nothing varies
    assert table.query("group == 'hard'")["standard_error"].tolist() == pytest.approx([0] * 6, abs=1e-9)
    assert readability(frame("one two"))["ci_low"].isna().all()


def test_a_sentence_of_two_voices_counts_in_both():
    tokens = frame("he said we shall win", "all of us").assign(voice=[*["author"] * 2, *["quoted"] * 3, *[None] * 3])
    table = readability(tokens, by="voice", measures=["ari"]).set_index("group")
    assert table["n_sentences"].to_dict() == {"author": 1, "quoted": 1}
    assert table["n_words"].to_dict() == {"author": 2, "quoted": 3}


def test_no_words_no_score():
    for formula, needs in NEEDS.items():
        assert math.isnan(formula(**dict.fromkeys(needs, 0)))
    with pytest.raises(InputError, match="at least one row"):
        readability(frame())
    with pytest.raises(InputError, match="Did you mean 'flesch'"):
        readability(frame("a b"), measures=["flesh"])


def test_long_and_short_coleman_liau_agree():
    counts = {"n_words": 300, "n_sentences": 14, "n_letters": 1400}
    assert reading_ease.coleman_liau(**counts) == pytest.approx(reading_ease.coleman_liau_short(**counts), abs=0.05)
    assert set(FORMULAS) == {function.__name__ for function in NEEDS}


def test_the_rule_has_more_than_92_per_cent_of_cmudict():
    known = syllables._dictionary()
    words = [word for word in known if word.isalpha()]
    assert len(words) > 110_000
    share = sum(rule_syllables(word) == known[word] for word in words) / len(words)
    assert share > 0.92


def test_looked_up_first():
    assert count_syllables("colonel") == 2
    assert [count_syllables(word) for word in ("workers’", "Stalin's", "READ", "zzz", "état")] == [2, 2, 1, 1, 2]
    assert count_syllables("") == 1
