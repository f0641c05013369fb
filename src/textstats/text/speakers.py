"""Who is quoted: by reporting cue, by pronoun, by context; missing where the text does not say.

A cue is a reporting verb with its subject beside the quotation ("Trotsky wrote", "wrote Trotsky", "as Marx
put it"), or "according to X". A pronoun stands for the person named last. Context is weaker: the person
that the sentence is about, or the one author whom a text cites by page number alone. `basis` says which.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import Counter

from textstats.text.cues import FINITE, VERBS, is_story
from textstats.text.names import NAME, People
from textstats.text.voices import QUOTED, Span, Voices, only_marks

_PRONOUN = re.compile(r"\b(?:He|She|he|she)\b")
_PARENTHESIS = re.compile(r"\([^()]*\)|[–—][^–—]{0,200}[–—]")
_WORD = re.compile(r"[^\W\d_]+")
_SENTENCE = re.compile(r"[.!?…][”\"’')\]]*(?:\d{1,3}|\s*\(\d[^)]*\))?\s+(?=[\"“‘'(\[]?[A-Z])")
_ENDED = re.compile(r"[.!?…][”\"’')\]]*(?:\d{1,3}|\s*\(\d[^)]*\))?\s+[“\"‘'„«*_]*\Z")
_VERB_ALTERNATIVES = "|".join(sorted(FINITE, key=len, reverse=True))
_THING = r"[Tt]he\s+[A-Z]\w+(?:\s+of\s+(?:the\s+)?[A-Z]\w+(?:\s+[A-Z]\w+)*)|[Oo]ne\s+(?:report|witness|worker|prisoner|critic|observer|official)"
_AFTER_VERB_NAME = re.compile(
    rf"[\s,—–-]*(?:(?:\w+ly|then|later|once)\s+)?(?:{_VERB_ALTERNATIVES})\s+(?:the\s+)?(?:(?P<name>{NAME})|(?P<pronoun>he|she)\b)"
)
_AFTER_NAME_VERB = re.compile(
    rf"[\s,—–-]*(?:as\s+)?(?:(?P<name>{NAME})|(?P<pronoun>[Hh]e|[Ss]he)\b|(?P<thing>{_THING}))(?:\s+(?:had|has|once|also|later|then|\w+ly))"
    rf"{{0,2}}\s+(?:{_VERB_ALTERNATIVES})\b"
)
_THING_BEFORE = re.compile(rf"(?:{_THING})\s*\Z")
_GOVERNED = re.compile(r"\b(?:of|by|in|with|for|against|on|about|from|under|than|to)\s+\Z|(?<![,;])\sand\s+\Z")
_CLOSERS = re.compile(r"[”\"’'»“*_`]{1,4}")
_SOMEBODY = re.compile(  # "his daughter said", "said the old woman"
    rf"[\s,—–-]*(?:(?:the|a|an|his|her|their|my|one|another)\s+(?:[\w’'-]+\s+){{1,4}}?(?:{_VERB_ALTERNATIVES})\b"
    rf"|(?:{_VERB_ALTERNATIVES})\s+(?:the|a|an|his|her|their|my|one|another)\b)"
)
_VERBS_TRIED = 6  # reporting verbs before a quotation, from the nearest on
_ACCORDING = re.compile(
    rf"\b(?:[Aa]ccording to|[Ii]n the words of|[Tt]o quote|[Ff]or)\s+(?P<name>{NAME})[^.!?]{{0,60}}\Z"
)


def name_speakers(voices: Voices, people: People) -> None:
    """Fill `speaker` and `basis` of the quotations of one text, in place."""
    if any(span.kind in QUOTED for span in voices.spans):
        _Namer(voices, people).run()


def owned(text: str, stop: int) -> bool:
    """Whether the name that ends at `stop` is a possessive: "Stalin's"."""
    return text[stop : stop + 2] in ("’s", "'s", "’ ", "' ")


class _Namer:
    """Names the speakers of one text, from the strongest evidence to the weakest."""

    def __init__(self, voices: Voices, people: People) -> None:
        self.voices, self.people, self.text = voices, people, voices.text
        self.story = is_story(voices.text, voices.paragraphs)
        self.outside = self._own_mentions()
        self.nameless: set[int] = set()  # starts of spans whose speaker the text describes but does not name
        self.starts = [(place, name) for place, _, name in self.outside]

    def run(self) -> None:
        spans = self.voices.spans
        last: dict[int, Span] = {}  # parent -> the span before in the same surroundings
        for span in spans:
            parent = spans[span.parent] if span.parent >= 0 else None
            before = last.get(span.parent)
            if span.continues and before is not None and before.speaker:
                span.speaker, span.basis = before.speaker, before.basis
            elif span.kind in QUOTED:
                self._by_cue(span, before)
                if span.speaker is None and not self.story and parent is None and span.start not in self.nameless:
                    self._by_sentence(span)
            if span.speaker is None and parent is not None:
                span.speaker, span.basis = parent.speaker, parent.basis
            if span.kind in QUOTED:
                last[span.parent] = span
        if not self.story:
            self._by_book()

    def _own_mentions(self) -> list[tuple[int, int, str]]:
        """Persons named outside quotations: (start, stop, name)."""
        spans = [s for s in self.voices.spans if s.parent < 0 and s.kind in QUOTED]
        kept, at = [], 0
        for mention in self.people.find(self.text, 0, len(self.text)):
            while at < len(spans) and spans[at].stop <= mention[0]:
                at += 1
            if at == len(spans) or mention[0] < spans[at].start:
                kept.append(mention)
        return kept

    def _name(self, span: Span, name: str, basis: str) -> bool:
        span.speaker, span.basis = self.people.resolve(name), basis
        return True

    def _call(self, span: Span, thing: str) -> bool:
        """Name a speaker who has no name: "One report", "Secretary of the Communist Youth"."""
        span.speaker = re.sub(r"\A[Tt]he ", "", re.sub(r"\s+", " ", thing.strip()))
        span.basis = "cue"
        return True

    def _lead(self, span: Span) -> tuple[int, int]:
        """The words that lead in: the sentence up to the mark, or the last one of the paragraph before."""
        number = self.voices.paragraph_of(span.start)
        begin, stop = self.voices.paragraphs[number][0], span.start
        if span.parent >= 0:
            begin = max(begin, self.voices.spans[span.parent].start)
        if only_marks(self.text, begin, stop):
            if number == 0 or span.parent >= 0 or number - 1 in self.voices.whole:
                return stop, stop
            begin, stop = self.voices.paragraphs[number - 1]
            if self.story and self.text[stop - 1] not in ":,":
                return stop, stop
        begin = max(begin, stop - 500)
        for boundary in _SENTENCE.finditer(self.text, begin, stop):
            begin = boundary.end()
        return begin, stop

    def _by_cue(self, span: Span, before: Span | None) -> None:
        """A reporting verb behind the quotation, or before it."""
        end = min(self.voices.paragraphs[self.voices.paragraph_of(span.start)][1], span.stop + 120)
        after = _CLOSERS.match(self.text, span.stop, end)
        if after:
            for pattern in (_AFTER_VERB_NAME, _AFTER_NAME_VERB):
                match = pattern.match(self.text, after.end(), end)
                if match and self._take(span, match):
                    return
            if _SOMEBODY.match(self.text, after.end(), end):
                self.nameless.add(span.start)
                return
        begin, stop = self._lead(span)
        if begin == stop:
            return
        if span.kind != "block" and _ENDED.search(self.text, max(begin, stop - 12), stop):
            self._by_sentence_before(span, before, begin, stop)
        else:
            self._from_lead(span, begin, stop)

    def _take(self, span: Span, match: re.Match[str]) -> bool:
        groups = match.groupdict()
        if groups.get("name"):
            found = self.people.find(self.text, match.start("name"), match.end("name"))
            return bool(found) and self._name(span, found[0][2], "cue")
        if groups.get("thing"):
            return self._call(span, groups["thing"])
        return self._by_pronoun(span, match.start())

    def _by_sentence_before(self, span: Span, before: Span | None, begin: int, stop: int) -> None:
        """A quotation that is a sentence of its own: who spoke just before, or whom the sentence before is about."""
        paragraph = self.voices.paragraphs[self.voices.paragraph_of(span.start)]
        if before is not None and before.start >= paragraph[0] and before.speaker:
            at = bisect_left(self.starts, (span.start, "")) - 1
            name = self.people.resolve(self.starts[at][1]) if at >= 0 and self.starts[at][0] > before.stop else None
            if name in (None, before.speaker):
                span.speaker, span.basis = before.speaker, "context"
                return
        if not self.story:
            self._from_lead(span, begin, stop)
            span.basis = "context" if span.speaker is not None else None

    def _from_lead(self, span: Span, begin: int, stop: int) -> None:
        """The reporting verb nearest to the quotation, and the subject nearest before it."""
        lead = _PARENTHESIS.sub(lambda m: " " * len(m[0]), self.text[begin:stop])
        names = self.people.find(lead, 0, len(lead))
        according = _ACCORDING.search(lead.rstrip("“”\"‘’',: \n"))
        if according:
            source = [name for start, _, name in names if start == according.start("name")]
            if source and self._name(span, source[0], "cue"):
                return
        verbs = [m for m in _WORD.finditer(lead) if m[0].lower() in VERBS]
        for verb in verbs[: -_VERBS_TRIED - 1 : -1]:
            inverted = [n for n in names if 0 < n[0] - verb.end() <= 2 and not owned(lead, n[1])]
            if inverted:
                self._name(span, inverted[0][2], "cue")
                return
            thing = _THING_BEFORE.search(lead, max(0, verb.start() - 120), verb.start())
            if thing:
                self._call(span, thing[0])
                return
            subject = _subject(lead, names, verb.start())
            if subject and self._name(span, subject, "cue"):
                return
            if subject == "" and self._by_pronoun(span, begin + verb.start()):
                return

    def _by_pronoun(self, span: Span, offset: int) -> bool:
        since = self.voices.paragraphs[max(0, self.voices.paragraph_of(offset) - 2)][0]
        if self.story:  # "he" may be either of two speakers: it is named only where one person is in sight
            near = self.starts[bisect_left(self.starts, (since, "")) : bisect_left(self.starts, (offset, ""))]
            if len({self.people.resolve(name) for _, name in near}) > 1:
                return False
        subject = self._last_subject(offset, since)
        return subject is not None and self._name(span, subject, "pronoun")

    def _last_subject(self, before: int, since: int) -> str | None:
        """The person named last who can be "he": one who is no owner and not governed by a preposition, else any."""
        at = bisect_left(self.starts, (before, "")) - 1
        fallback = None
        for start, stop, name in reversed(self.outside[max(0, at - 11) : at + 1]):
            if start < since:
                break
            fallback = fallback or name
            if not _GOVERNED.search(self.text, max(0, start - 10), start) and not owned(self.text, stop):
                return name
        return fallback

    def _by_sentence(self, span: Span) -> None:
        """No reporting verb: the person that the leading sentence, or its paragraph, is about."""
        begin, stop = self._lead(span)
        if begin == stop:
            self._by_what_follows(span)
            return
        lead = self.text[begin:stop]
        names = self.people.find(lead, 0, len(lead))
        subject = _subject(lead, names, len(lead))
        if subject:
            self._name(span, subject, "context")
        elif subject == "" and self._by_pronoun(span, stop):
            return
        elif span.kind == "block" or names:
            name = self._last_subject(stop, self.voices.paragraphs[self.voices.paragraph_of(begin)][0])
            if name:
                self._name(span, name, "context")

    def _by_what_follows(self, span: Span) -> None:
        """A quotation that opens its paragraph: the person that the next sentence is about."""
        number = self.voices.paragraph_of(span.start)
        end = min(self.voices.paragraphs[number][1], span.stop + 800)
        if span.kind == "block" or number in self.voices.whole or span.stop + 2 >= end:
            return
        boundary = _SENTENCE.search(self.text, span.stop + 3, end)
        tail = self.text[span.stop + 1 : boundary.start() + 1 if boundary else end]
        subject = _subject(tail, self.people.find(tail, 0, len(tail)), len(tail))
        if subject:
            self._name(span, subject, "context")

    def _by_book(self) -> None:
        """A page number alone refers to the book under discussion: the author whom the other pages cite."""
        tops = [s for s in self.voices.spans if s.page and s.parent < 0 and s.kind in QUOTED]
        cited = Counter(s.speaker for s in tops if s.speaker and s.basis != "context")
        if not cited:
            return
        (author, count), *others = cited.most_common(2)
        if count < 3 or (others and others[0][1] * 4 > count):
            return
        for span in tops:
            if span.speaker is None:
                span.speaker, span.basis = author, "context"
        for span in self.voices.spans:
            if span.parent >= 0 and span.speaker is None:
                outer = self.voices.spans[span.parent]
                span.speaker, span.basis = outer.speaker, outer.basis


def _subject(lead: str, names: list[tuple[int, int, str]], before: int) -> str | None:
    """Nearest person before a verb that can be its subject; "" for a pronoun, None for nobody."""
    candidates = [
        (start, name)
        for start, stop, name in names
        if stop <= before and not owned(lead, stop) and not _GOVERNED.search(lead, max(0, start - 10), start)
    ]
    candidates += [(m.start(), "") for m in _PRONOUN.finditer(lead, 0, before)]
    return max(candidates)[1] if candidates else None
