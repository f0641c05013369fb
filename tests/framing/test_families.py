import pytest
from hypothesis import given
from hypothesis import strategies as st

from textstats.framing.families import families
from textstats.text.stop_words import STOP_WORDS


def together(*types):
    found = families(types)
    return set(found) == set(types) and len(set(found.values())) == 1


@pytest.mark.parametrize(
    "types",
    [
        ("russia", "russian", "russians", "russia's"),
        ("bureaucracy", "bureaucrats", "bureaucratic", "bureaucratised", "bureaucratized"),
        ("revolution", "revolutionary", "revolutions", "revolutionaries"),
        ("counter-revolution", "counterrevolutionary"),
        ("democracy", "democratic", "democratise"),
        ("economy", "economic", "economically"),
        ("collectivisation", "collective", "collectivizing"),
        ("went", "going", "goes"),
        ("workers'", "worker's", "workers"),
    ],
)
def test_forms_of_one_word_are_one_family(types):
    assert together(*types)


@pytest.mark.parametrize(
    "types",
    [
        ("police", "policy"),
        ("internal", "international"),
        ("market", "marked"),
        ("nation", "native"),
        ("revolution", "evolution"),
        ("1923", "1936"),
    ],
)
def test_words_that_only_look_alike_are_not(types):
    assert len(set(families(types).values())) == len(types)


def test_function_words_have_no_family():
    assert families(STOP_WORDS) == {}
    assert families(["the", "I", "a", "", "x", "'"]) == {}


@given(st.lists(st.text("abcdeilnorstuy'-", max_size=12), max_size=30))
def test_the_order_of_the_types_does_not_matter(types):
    assert families(types) == families(sorted(set(types), reverse=True))
