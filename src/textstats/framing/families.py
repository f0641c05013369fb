"""Word families: forms that come from one word by inflection or by the common endings of English."""

from __future__ import annotations

from collections.abc import Iterable

from textstats.text.lemmas import lemma_of
from textstats.text.stop_words import STOP_WORDS

ROOT = 5  # letters that a root has at least: with four, "nation" meets "native"
ENDINGS = frozenset(
    "e y er or en ate ator ise ize ive ivise ivize ivism ivity ity ism ist ic ical al alise alize alism ial ialise "
    "ialize ialism ly ally ily ion ional ionary ionist ation isation ization ment ance ence ancy ency ant ent able ible "
    "ful less ness ous an n ia ian s ship acy atic cy t tic tise tize crat cratic".split()
) | {""}
_TOO_WEAK = frozenset({"e", "y"})  # "police" and "policy"


def families(types: Iterable[str]) -> dict[str, str]:
    """The family of each type, named by its shortest lemma; function words have none and are left out.

    Two types are of one family if they have one lemma (simplemma), or if their lemmas are one root of five letters
    or more with two of the usual endings. Families are joined through their members, so that they depend on which
    types there are. A rule for all of English: it errs now and then ("general", "generation").

    >>> families(["Russia", "russian", "bureaucracy", "bureaucratised", "the", "went"])  # types are in small letters
    {'Russia': 'russia', 'russian': 'russia', 'bureaucracy': 'bureaucracy', 'bureaucratised': 'bureaucracy', 'went': 'go'}
    """
    lemma = {word: _bare(lemma_of(word.casefold())) for word in types if _content(word)}
    parent = {name: name for name in lemma.values()}

    def top(name: str) -> str:
        while parent[name] != name:
            name = parent[name]
        return name

    by_root: dict[str, dict[str, str]] = {}
    for name in sorted(parent):
        for cut in range(ROOT, len(name) + 1):
            if name[cut:] in ENDINGS and name.isalpha():
                by_root.setdefault(name[:cut], {})[name[cut:]] = name
    for endings in by_root.values():
        if not endings.keys() <= _TOO_WEAK:
            first, *others = sorted(endings.values(), key=_short_first)
            for other in others:
                low, high = sorted((top(first), top(other)), key=_short_first)
                parent[high] = low
    return {word: top(name) for word, name in lemma.items()}


def _bare(word: str) -> str:
    return word.removesuffix("'s").removesuffix("'").replace("-", "")


def _content(word: str) -> bool:
    bare = _bare(word.casefold())
    return len(bare) > 1 and not STOP_WORDS & {bare, word.casefold()}


def _short_first(name: str) -> tuple[int, str]:
    return len(name), name
