"""Persons of a corpus: who speaks beside a reporting verb, and the fuller form of a name.

No list of names is shipped. A capitalised word is taken for a person if it stands as the subject of a
reporting verb, or in a full name that is explained ("Victor Serge, an anarchist"); it is not if the same
corpus writes it small, or mostly behind "the".
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from textstats.text.cues import SURELY_VERBS

TITLES = (
    "Mr|Mrs|Ms|Miss|Dr|Sir|Lady|Lord|Madame|Monsieur|Captain|Colonel|General|Major|Professor|President|Senator|"
    "Prince|Princess|King|Queen|Father|Sister|Brother|Aunt|Uncle|Judge|Justice|Governor|Minister|Inspector|Doctor"
)
_PART = r"[A-ZÀ-ÖØ-Þ](?:[^\W\d_]|(?<=[^\W\d_])[’'](?=[A-Z])|-(?=[^\W\d_]))*[^\W\d_]"
_GAP = r"\s(?!\s)"  # a line may break inside a name, a paragraph may not
_BETWEEN = rf"(?:{_GAP}(?:(?:[A-Z]\.\s?)+|de|van|von|der|la|du|di)){{0,2}}"
NAME = rf"(?:(?:{TITLES})\.?{_GAP})?{_PART}{_BETWEEN}(?:{_GAP}{_PART}){{0,2}}"
_VERB = "|".join(sorted(SURELY_VERBS, key=len, reverse=True))
_BEFORE_VERB = re.compile(
    rf"\b({NAME})(?:\s+(?:also|once|later|then|now|had|has|himself|herself|\w+ly)){{0,2}}\s+(?:{_VERB})\b"
)
_AFTER_VERB = re.compile(rf"[”\"’',]\s+(?:{_VERB})\s+({NAME})\b")
_EXPLAINED = re.compile(
    rf"\b({_PART}(?:\s+[A-Z]\.)?\s+{_PART})(?=(?:,\s+|\s?[–—]\s?)(?:an?|the|who)\b|\s+who\b|\s+(?:{_VERB})\b)"
)
_THE = re.compile(r"\b[Tt]he\s+(?:[a-z]+\s+)?([A-Z]\w+)")
# "Hannah Arendt opens", "Helen Robertson, was": a full name before a verb.
_FULL_SUBJECT = re.compile(
    rf"\b({_PART}(?:\s+[A-Z]\.)?\s+{_PART}),?\s+(?:was|is|had|has|[a-z]{{3,}}ed|opens|makes|begins|wants|sees|takes|gives)\b"
)
_SOURCE = re.compile(rf"\b(?:[Aa]ccording to|[Ii]n the words of|[Tt]o quote)\s+({NAME})\b")
_PLACE = re.compile(
    r"\b(?:[Ii]n|[Ff]rom|[Aa]cross|[Ii]nto|[Ii]nside|[Oo]utside|throughout)\s+(?:[A-Z]\w+\s+)?([A-Z]\w+)(?![’']s|\w|\s[A-Z])"
)
_INNER = re.compile(r"(?<=[\w,;–—] )[A-Z][\w’'-]*")
_BEHIND_THE = re.compile(r"\b[Tt]he\s+(?:[A-Z]\w+\s+)*\Z")
_NO_FIRST_NAME = re.compile(r"\w+(?:ing|ly|wards|ed)\Z")
_SENTENCE_HEAD = re.compile(r"[.!?“”\"‘\n—][\s“\"‘]*\Z")
_FULL = re.compile(rf"\b({_PART}){_BETWEEN}{_GAP}({_PART})\b")
_CAPITAL = re.compile(r"\b[A-Z][\w’'-]*")
_SMALL = re.compile(r"\b[a-z][\w-]+")
_NO_PERSON = re.compile(r"(?:ism|ist|ists|isms|ans|ions?|ment|ity|ness|ship)\Z")
# Capitalised at the head of a sentence, and seldom small beside it.
NOT_NAMES = frozenset(
    "The A An He She It They We I You Who That This These Those There Then And But So Yet As In On At If When While "
    "Though Although Because For Or Nor Not No Yes One Some Many Most All His Her Its Their My Our Your What Which How "
    "Why Where After Before Since Until By From To Of With Here Now Thus Indeed However Even Only Once Oh Ah Well Nobody "
    "Everyone Somebody Someone Nothing Everything January February March April May June July August September October "
    "November December Monday Tuesday Wednesday Thursday Friday Saturday Sunday God Had Did Do Does Was Were Is Are Have "
    "Has Can Could Would Should Will Shall Must Might Let".split()
)


@dataclass(slots=True)
class People:
    """Last names of persons, and the fullest form of each that the corpus gives."""

    known: set[str] = field(default_factory=set)
    full: dict[str, str] = field(default_factory=dict)
    forms: set[str] = field(default_factory=set)  # full names that the corpus gives
    small: set[str] = field(default_factory=set)  # capitalised words that are no names: heads of sentences, titles

    def find(self, text: str, start: int, stop: int) -> list[tuple[int, int, str]]:
        """Names of persons in `text[start:stop]`: (start, stop, as written)."""
        found = []
        for match in _ANY_NAME.finditer(text, start, stop):
            begin, end = match.span()
            words = match.group().split()
            while words and (
                words[0] in NOT_NAMES or (len(words) > 1 and words[0] not in self.known and words[0] in self.small)
            ):
                begin += len(words[0])
                while begin < end and text[begin].isspace():
                    begin += 1
                words = words[1:]
            if words and words[-1] in self.known:
                found.append((begin, end, " ".join(words)))
        return found

    def resolve(self, name: str) -> str:
        """The fuller form of a name where the corpus has exactly one that is most frequent.

        >>> people_of(["Leon Trotsky wrote.", "Trotsky said so."]).resolve("Trotsky")
        'Leon Trotsky'
        """
        name = re.sub(r"\s+", " ", name).strip()
        if name in self.forms or re.match(rf"(?:{TITLES})\.?\s", name):
            return name
        last = name.split()[-1]
        return self.full.get(last, last)


def _bare(words: Iterable[str]) -> Iterator[str]:
    """Words without the possessive ending."""
    return (re.sub(r"[’']s?\Z", "", word) for word in words)


_ANY_NAME = re.compile(rf"\b{NAME}\b")


def people_of(texts: Iterable[str]) -> People:
    """The persons of a corpus, by rule and from the corpus alone."""
    subjects: Counter[str] = Counter()
    behind_the: Counter[str] = Counter()
    capital: Counter[str] = Counter()
    inner: Counter[str] = Counter()
    places: Counter[str] = Counter()
    small: Counter[str] = Counter()
    fuller: dict[str, Counter[str]] = {}
    leading: dict[str, Counter[str]] = {}
    for text in texts:
        for pattern, weight in (
            (_BEFORE_VERB, 1),
            (_AFTER_VERB, 2),
            (_EXPLAINED, 1),
            (_FULL_SUBJECT, 1),
            (_SOURCE, 2),
        ):
            for match in pattern.finditer(text):
                behind = _BEHIND_THE.search(text, max(0, match.start() - 40), match.start())
                if not behind and "The" not in match[1].split():
                    subjects[match[1].split()[-1]] += weight
        behind_the.update(_THE.findall(text))
        capital.update(_bare(_CAPITAL.findall(text)))
        inner.update(_bare(_INNER.findall(text)))
        places.update(_PLACE.findall(text))
        small.update(_SMALL.findall(text))
        for match in _FULL.finditer(text):
            heads = match.start() == 0 or _SENTENCE_HEAD.search(text, max(0, match.start() - 3), match.start())
            table = leading if heads else fuller
            table.setdefault(match[2], Counter())[re.sub(r"\s+", " ", match[0])] += 1
    # At the head of a sentence ("Overhearing Starbuck") a capital says little: such a form counts only where it
    # is the sole one and frequent.
    for last, counts in leading.items():
        often = {
            form: count
            for form, count in counts.items()
            if count * 30 >= capital[last] and not _NO_FIRST_NAME.match(form.split()[0])
        }
        fuller.setdefault(last, Counter(often))

    def is_name(word: str) -> bool:
        return word not in NOT_NAMES and small[word.lower()] * 4 <= capital[word]

    def is_first(word: str) -> bool:
        title = re.fullmatch(TITLES, word.rstrip("."))
        return is_name(word) and not small[word.lower()] and not title and behind_the[word] * 3 <= capital[word]

    people = People()
    people.known = {
        word
        for word in subjects
        if is_name(word)
        and (inner[word] or subjects[word] > 1)
        and behind_the[word] * 3 <= capital[word]
        and places[word] * 4 <= capital[word]
        and not _NO_PERSON.search(word)
    }
    for last, forms in fuller.items():
        if last in people.known:
            good = {form: n for form, n in forms.items() if is_first(form.split()[0])}
            best = [form for form, n in good.items() if n == max(good.values())]
            people.forms.update(good)
            if len(best) == 1:
                people.full[last] = best[0]
    people.small = {w for w in capital if w in NOT_NAMES or small[w.lower()] > 0}
    return people
