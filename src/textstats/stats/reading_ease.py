"""Readability formulas: one number from the counts of a text.

Each takes the counts it needs, by name, and returns a float; NaN for a text without words or sentences. They
were fitted to American school texts read by children of 1920–1975 and know nothing of sense. They describe
the length of words and sentences; they do not measure how hard a text is.
"""

from __future__ import annotations

import math
from collections.abc import Callable


def _ratio(part: float, whole: float) -> float:
    return part / whole if whole > 0 else math.nan


def flesch(*, n_words: float, n_sentences: float, n_syllables: float) -> float:
    """Flesch reading ease.

    Higher = easier; about 100 (very easy) to 0 (very hard), without limits.

    Formula: 206.835 − 1.015 · words/sentence − 84.6 · syllables/word.
    Reference: Flesch, R. (1948). A new readability yardstick. J. Applied Psychology 32(3), 221–233.
    """
    return 206.835 - 1.015 * _ratio(n_words, n_sentences) - 84.6 * _ratio(n_syllables, n_words)


def flesch_kincaid(*, n_words: float, n_sentences: float, n_syllables: float) -> float:
    """Flesch–Kincaid grade level.

    Higher = harder; in years of US schooling.

    Formula: 0.39 · words/sentence + 11.8 · syllables/word − 15.59.
    Reference: Kincaid, J. P. et al. (1975). Research Branch Report 8-75, Naval Air Station Memphis.
    """
    return 0.39 * _ratio(n_words, n_sentences) + 11.8 * _ratio(n_syllables, n_words) - 15.59


def fog(*, n_words: float, n_sentences: float, n_complex: float) -> float:
    """Gunning's FOG index.

    Higher = harder; in years of schooling.

    Formula: 0.4 · (words/sentence + 100 · complex words/word). Complex words have three syllables or more, but for
    names, compounds of easy words, and those that reach three only by -es, -ed or -ing.
    Reference: Gunning, R. (1952). The Technique of Clear Writing. McGraw-Hill.
    Programs disagree: most count every word of three syllables.
    """
    return 0.4 * (_ratio(n_words, n_sentences) + 100 * _ratio(n_complex, n_words))


def smog(*, n_sentences: float, n_polysyllables: float) -> float:
    """SMOG grade.

    Higher = harder; in years of schooling. Meant for samples of 30 sentences; with fewer it is unsteady.

    Formula: 1.0430 · √(30 · words of three or more syllables / sentences) + 3.1291.
    Reference: McLaughlin, G. H. (1969). SMOG grading: a new readability formula. J. Reading 12(8), 639–646.
    """
    return 1.0430 * math.sqrt(30 * _ratio(n_polysyllables, n_sentences)) + 3.1291


def ari(*, n_words: float, n_sentences: float, n_characters: float) -> float:
    """Automated readability index.

    Higher = harder; in years of US schooling. Characters are letters and digits.

    Formula: 0.5 · words/sentence + 4.71 · characters/word − 21.43.
    Reference: Smith, E. A. & Senter, R. J. (1967). AMRL-TR-66-220.
    """
    return 0.5 * _ratio(n_words, n_sentences) + 4.71 * _ratio(n_characters, n_words) - 21.43


def coleman_liau(*, n_words: float, n_sentences: float, n_letters: float) -> float:
    """Coleman–Liau grade, by the estimated cloze percentage.

    Higher = harder; in years of US schooling.

    Formula: −27.4004 · C/100 + 23.06395 with the cloze percentage C = 141.8401 − 0.21459 · L + 1.079812 · S; L letters
    and S sentences in 100 words.
    Reference: Coleman, M. & Liau, T. L. (1975). J. Applied Psychology 60(2), 283–284.
    Programs disagree: many use the rounded short form (`coleman_liau_short`), which differs in the second decimal.
    """
    cloze = coleman_liau_cloze(n_words=n_words, n_sentences=n_sentences, n_letters=n_letters)
    return -27.4004 * cloze / 100 + 23.06395


def coleman_liau_cloze(*, n_words: float, n_sentences: float, n_letters: float) -> float:
    """Coleman–Liau: the percentage of blanked words that readers would be expected to fill in.

    Higher = easier.

    Formula: 141.8401 − 0.21459 · L + 1.079812 · S; L letters and S sentences in 100 words.
    Reference: Coleman & Liau (1975).
    """
    return 141.8401 - 0.21459 * 100 * _ratio(n_letters, n_words) + 1.079812 * 100 * _ratio(n_sentences, n_words)


def coleman_liau_short(*, n_words: float, n_sentences: float, n_letters: float) -> float:
    """Coleman–Liau grade in the rounded form that most programs print.

    Higher = harder; in years of US schooling.

    Formula: 0.0588 · L − 0.296 · S − 15.8; L letters and S sentences in 100 words.
    Reference: after Coleman & Liau (1975).
    """
    return 0.0588 * 100 * _ratio(n_letters, n_words) - 0.296 * 100 * _ratio(n_sentences, n_words) - 15.8


def dale_chall(*, n_words: float, n_sentences: float, n_unfamiliar: float) -> float:
    """Dale–Chall score of 1948.

    Higher = harder; 4.9 and lower is grade 4, 10 and more is college. Unfamiliar words are those that are not in a
    list of 3,000; no copy of the list has a clear licence, so none is shipped and it must be given.

    Formula: 0.1579 · per cent unfamiliar + 0.0496 · words/sentence + 3.6365, the constant always added.
    Reference: Dale, E. & Chall, J. S. (1948). A formula for predicting readability. Educational Research Bulletin 27.
    Programs disagree: many add 3.6365 only above 5 per cent (`dale_chall_adjusted`); the formula of 1995 is another
    (`dale_chall_1995`).
    """
    return _dale_chall_raw(n_words, n_sentences, n_unfamiliar) + 3.6365


def dale_chall_adjusted(*, n_words: float, n_sentences: float, n_unfamiliar: float) -> float:
    """Dale–Chall as many programs print it: 3.6365 is added only above 5 per cent unfamiliar words.

    Higher = harder. Jumps by 3.6365 at 5 per cent.

    Formula: 0.1579 · per cent unfamiliar + 0.0496 · words/sentence, + 3.6365 above 5 per cent.
    Reference: after Dale & Chall (1948).
    """
    raw = _dale_chall_raw(n_words, n_sentences, n_unfamiliar)
    return raw + 3.6365 if 100 * _ratio(n_unfamiliar, n_words) > 5 else raw


def dale_chall_1995(*, n_words: float, n_sentences: float, n_unfamiliar: float) -> float:
    """New Dale–Chall cloze score of 1995.

    Higher = EASIER, unlike the score of 1948.

    Formula: 64 − 0.95 · per cent unfamiliar − 0.69 · words/sentence.
    Reference: Chall, J. S. & Dale, E. (1995). Readability Revisited. Brookline Books.
    """
    return 64 - 0.95 * 100 * _ratio(n_unfamiliar, n_words) - 0.69 * _ratio(n_words, n_sentences)


def _dale_chall_raw(n_words: float, n_sentences: float, n_unfamiliar: float) -> float:
    return 0.1579 * 100 * _ratio(n_unfamiliar, n_words) + 0.0496 * _ratio(n_words, n_sentences)


NEEDS: dict[Callable[..., float], tuple[str, ...]] = {
    flesch: ("n_words", "n_sentences", "n_syllables"),
    flesch_kincaid: ("n_words", "n_sentences", "n_syllables"),
    fog: ("n_words", "n_sentences", "n_complex"),
    smog: ("n_sentences", "n_polysyllables"),
    ari: ("n_words", "n_sentences", "n_characters"),
    coleman_liau: ("n_words", "n_sentences", "n_letters"),
    coleman_liau_cloze: ("n_words", "n_sentences", "n_letters"),
    coleman_liau_short: ("n_words", "n_sentences", "n_letters"),
    dale_chall: ("n_words", "n_sentences", "n_unfamiliar"),
    dale_chall_adjusted: ("n_words", "n_sentences", "n_unfamiliar"),
    dale_chall_1995: ("n_words", "n_sentences", "n_unfamiliar"),
}
FORMULAS: dict[str, Callable[..., float]] = {function.__name__: function for function in NEEDS}
