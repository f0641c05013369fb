"""Build src/textstats/text/charset_bigrams.txt: how words of each language use letters beyond ASCII.

Counted over the word lists that come with simplemma. A line is: language, level, bigrams joined. A bigram of level n
has a share of about 2^-n of all bigrams of the language that hold a letter beyond ASCII; a space is a word's edge.
Run as: PYTHONPATH=src python benchmarks/charset_bigrams.py
"""

from __future__ import annotations

import math
from collections import Counter, defaultdict
from itertools import pairwise
from pathlib import Path

from simplemma.strategies.dictionaries.dictionary_factory import DefaultDictionaryFactory

LANGUAGES = [
    "en",
    "fr",
    "de",
    "es",
    "pt",
    "it",
    "nl",
    "da",
    "sv",
    "nb",
    "fi",
    "is",
    "ca",
    "ga",
    "gl",
    "sq",
    "et",
    "pl",
    "cs",
    "sk",
    "hu",
    "sl",
    "hr",
    "ro",
    "ru",
    "uk",
    "bg",
    "mk",
    "sr",
    "el",
    "tr",
    "he",
    "ar",
    "fa",
    "lt",
    "lv",
    "cy",
]
# the list of simplemma has few accents; these words carry most of those in running text
SUPPLEMENT = {
    "it": 40
    * [
        "è",
        "più",
        "perché",
        "città",
        "così",
        "già",
        "può",
        "libertà",
        "università",
        "cioè",
        "però",
        "poiché",
        "né",
        "sé",
        "là",
        "società",
    ]
}
BOTH_SCRIPTS = {"hr": False, "sr": True}  # one list holds both: is the word Cyrillic?
DEEPEST = 12
TARGET = Path(__file__).parents[1] / "src/textstats/text/charset_bigrams.txt"


def bigrams(language: str) -> Counter[str]:
    """Bigrams with a letter beyond ASCII in the words of a language."""
    found: Counter[str] = Counter()
    dictionary = DefaultDictionaryFactory().get_dictionary("hbs" if language in BOTH_SCRIPTS else language)
    words = [*{w.lower() for pair in dictionary.items() for w in pair}, *SUPPLEMENT.get(language, [])]
    for word in words:
        cyrillic = any("\u0400" <= char <= "\u04ff" for char in word)
        if not word.isascii() and word.isalpha() and BOTH_SCRIPTS.get(language, cyrillic) == cyrillic:
            edged = f" {word} "
            found.update(pair for pair in map("".join, pairwise(edged)) if not pair.isascii())
    return found


def main() -> None:
    """Write the table."""
    lines = []
    for language in LANGUAGES:
        counts = bigrams(language)
        total = sum(counts.values())
        levels = defaultdict(list)
        for pair, n in counts.items():
            level = max(1, round(-math.log2(n / total)))
            if level <= DEEPEST:
                levels[level].append(pair)
        lines += [f"{language}\t{level}\t{''.join(sorted(pairs))}\n" for level, pairs in sorted(levels.items())]
    TARGET.write_text("".join(lines), encoding="utf-8")


if __name__ == "__main__":
    main()
