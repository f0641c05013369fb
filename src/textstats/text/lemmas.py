"""Lemmas and stems of types: dictionary forms from simplemma, stems from NLTK's Snowball. No data is fetched."""

from __future__ import annotations

from collections.abc import Iterable
from functools import lru_cache
from typing import Any


@lru_cache(maxsize=1 << 17)
def lemma_of(type_: str) -> str:
    """The dictionary form of an English word, in small letters; a word that is not known is its own.

    >>> lemma_of("went"), lemma_of("bureaucracies"), lemma_of("workers'")
    ('go', 'bureaucracy', 'worker')
    """
    import simplemma

    word = type_
    for ending in ("'s", "s'"):
        if word.endswith(ending) and len(word) > len(ending) + 1:
            word = word[: -len(ending)] + ("s" if ending == "s'" else "")
    return str(simplemma.lemmatize(word, lang="en")).casefold()


def lemmas(types: Iterable[str]) -> list[str]:
    """The lemma of each type."""
    return [lemma_of(str(name)) for name in types]


@lru_cache(maxsize=1)
def _stemmer() -> Any:
    from nltk.stem.snowball import SnowballStemmer

    return SnowballStemmer("english")


@lru_cache(maxsize=1 << 17)
def stem_of(type_: str) -> str:
    """The Snowball stem of an English word.

    >>> stem_of("running"), stem_of("bureaucratic")
    ('run', 'bureaucrat')
    """
    return str(_stemmer().stem(type_))


def stems(types: Iterable[str]) -> list[str]:
    """The stem of each type."""
    return [stem_of(str(name)) for name in types]
