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
_ACCORDING = re.compile(
    rf"\b(?:[Aa]ccording to|[Ii]n the words of|[Tt]o quote|[Ff]or)\s+(?P<name>{NAME})[^.!?]{{0,60}}\Z"
)


def name_speakers(voices: Voices, people: People) -> None:
    """Fill `speaker` and `basis` of the quotations of one text, in place."""
    text = voices.text
    story = is_story(text, voices.paragraphs)
    mentions = people.find(text, 0, len(text)) if any(s.kind in QUOTED for s in voices.spans) else []
    outside = _outside(mentions, voices)
    for place, span in enumerate(voices.spans):
        if span.kind not in QUOTED and span.parent < 0:
            continue
        parent = voices.spans[span.parent] if span.parent >= 0 else None
        if span.continues and place and voices.spans[place - 1].speaker:
            previous = _previous_piece(voices, place)
            span.speaker, span.basis = previous.speaker, previous.basis
            continue
        if span.kind in QUOTED:
            _by_cue(voices, span, people, outside)
            if span.speaker is None and not story and parent is None:
                _by_sentence(voices, span, people, outside)
        if span.speaker is None and parent is not None:
            span.speaker, span.basis = parent.speaker, parent.basis
    if not story:
        _by_book(voices)


def _previous_piece(voices: Voices, place: int) -> Span:
    parent = voices.spans[place].parent
    return next(
        (voices.spans[i] for i in range(place - 1, max(-1, place - 50), -1) if voices.spans[i].parent == parent),
        voices.spans[place - 1],
    )


def _outside(mentions: list[tuple[int, int, str]], voices: Voices) -> list[tuple[int, int, str]]:
    """Mentions in nobody's quotation: the author's own naming."""
    spans = [s for s in voices.spans if s.parent < 0 and s.kind in QUOTED]
    kept, at = [], 0
    for mention in mentions:
        while at < len(spans) and spans[at].stop <= mention[0]:
            at += 1
        if at == len(spans) or mention[0] < spans[at].start:
            kept.append(mention)
    return kept


def _name(voices: Voices, span: Span, people: People, name: str, basis: str) -> None:
    span.speaker, span.basis = people.resolve(name), basis


def _last_named(outside: list[tuple[int, int, str]], people: People, before: int, since: int) -> str | None:
    """The person named last before an offset, subjects before owners ("Trotsky" before "Stalin's")."""
    at = bisect_left(outside, (before,))
    return outside[at - 1][2] if at and outside[at - 1][0] >= since else None


def _lead(voices: Voices, span: Span) -> tuple[int, int]:
    """The words that lead in: the sentence up to the mark, or the last one of the paragraph before."""
    text = voices.text
    number = voices.paragraph_of(span.start)
    begin = voices.paragraphs[number][0]
    if span.parent >= 0:
        begin = max(begin, voices.spans[span.parent].start)
    stop = span.start
    if only_marks(text, begin, stop):
        if number == 0 or span.parent >= 0:
            return stop, stop
        number -= 1
        begin, stop = voices.paragraphs[number]
        if number in voices.whole:
            return stop, stop
    begin = max(begin, stop - 800)
    for boundary in _SENTENCE.finditer(text, begin, stop):
        begin = boundary.end()
    return begin, stop


def _by_cue(voices: Voices, span: Span, people: People, outside: list[tuple[int, int, str]]) -> None:
    text = voices.text
    number = voices.paragraph_of(span.start)
    end = min(voices.paragraphs[number][1], span.stop + 120)
    after = re.match(r"[”\"’'»“*_`]+", text[span.stop : span.stop + 4])
    if after and span.stop < end:
        at = span.stop + after.end()
        for pattern in (_AFTER_VERB_NAME, _AFTER_NAME_VERB):
            match = pattern.match(text, at, end)
            if match and _take(voices, span, people, outside, match):
                return
    begin, stop = _lead(voices, span)
    if begin == stop:
        return
    if _ENDED.search(text, max(begin, stop - 12), stop) and span.kind != "block":
        _by_sentence_before(voices, span, people, outside, begin, stop)
        return
    _from_lead(voices, span, people, outside, begin, stop)


def _by_sentence_before(
    voices: Voices, span: Span, people: People, outside: list[tuple[int, int, str]], begin: int, stop: int
) -> None:
    """A quotation that is a sentence of its own: who spoke just before, or whom the sentence before is about."""
    number = voices.paragraph_of(span.start)
    at = bisect_left(voices.spans, span.start, key=lambda s: s.start) - 1
    while at >= 0 and (voices.spans[at].parent >= 0 or voices.spans[at].kind not in QUOTED):
        at -= 1
    previous = voices.spans[at] if at >= 0 else None
    if previous and previous.start >= voices.paragraphs[number][0] and previous.speaker:
        named = bisect_left(outside, (span.start,)) - 1
        name = people.resolve(outside[named][2]) if named >= 0 and outside[named][0] > previous.stop else None
        if name is None or name == previous.speaker:
            span.speaker, span.basis = previous.speaker, "context"
            return
    _from_lead(voices, span, people, outside, begin, stop)
    if span.speaker is not None:
        span.basis = "context"


def _take(
    voices: Voices, span: Span, people: People, outside: list[tuple[int, int, str]], match: re.Match[str]
) -> bool:
    groups = match.groupdict()
    if groups.get("name"):
        found = people.find(match.string, match.start("name"), match.end("name"))
        if found:
            _name(voices, span, people, found[0][2], "cue")
            return True
        return False
    if groups.get("thing"):
        span.speaker, span.basis = _without_article(groups["thing"]), "cue"
        return True
    return _by_pronoun(voices, span, people, outside, match.start())


def _by_pronoun(voices: Voices, span: Span, people: People, outside: list[tuple[int, int, str]], offset: int) -> bool:
    number = voices.paragraph_of(offset)
    since = voices.paragraphs[max(0, number - 2)][0]
    subject = _last_subject(voices, people, outside, offset, since)
    if subject is None:
        return False
    _name(voices, span, people, subject, "pronoun")
    return True


def _last_subject(
    voices: Voices, people: People, outside: list[tuple[int, int, str]], before: int, since: int
) -> str | None:
    """The person named last who can be "he": a subject or an owner at the head of a clause, else any."""
    text = voices.text
    at = bisect_left(outside, (before,)) - 1
    fallback = None
    for place in range(at, max(-1, at - 12), -1):
        start, stop, name = outside[place]
        if start < since:
            break
        if fallback is None:
            fallback = name
        governed = re.search(
            r"\b(?:of|by|in|to|with|for|against|on|about|from|under|than|and)\s+\Z", text[max(0, start - 10) : start]
        )
        owned = text[stop : stop + 2] in ("’s", "'s", "’ ", "' ")
        if not governed and not owned:
            return name
    return fallback


def _from_lead(
    voices: Voices, span: Span, people: People, outside: list[tuple[int, int, str]], begin: int, stop: int
) -> None:
    """The reporting verb nearest to the quotation, and the subject nearest before it."""
    text = voices.text
    lead = _PARENTHESIS.sub(lambda m: " " * len(m[0]), text[begin:stop])
    according = _ACCORDING.search(lead.rstrip("“”\"‘’',: \n"))
    if according:
        found = people.find(lead, according.start("name"), according.end("name"))
        if found:
            _name(voices, span, people, found[0][2], "cue")
            return
    verbs = [m for m in _WORD.finditer(lead) if m[0].lower() in VERBS]
    names = people.find(lead, 0, len(lead))
    for verb in reversed(verbs):
        inverted = [n for n in names if 0 <= n[0] - verb.end() <= 2 and lead[verb.end() : n[0]].isspace()]
        if inverted and lead[inverted[0][1] : inverted[0][1] + 2] not in ("’s", "'s"):
            _name(voices, span, people, inverted[0][2], "cue")
            return
        subject = _subject(lead, names, verb.start())
        if subject is None:
            thing = re.search(rf"(?:{_THING})\s*\Z", lead[: verb.start()])
            if thing:
                span.speaker, span.basis = _without_article(thing[0]), "cue"
                return
            continue
        if subject:
            _name(voices, span, people, subject, "cue")
            return
        if _by_pronoun(voices, span, people, outside, begin + verb.start()):
            return


def _without_article(thing: str) -> str:
    return re.sub(r"\A[Tt]he ", "", re.sub(r"\s+", " ", thing.strip()))


def _subject(lead: str, names: list[tuple[int, int, str]], before: int) -> str | None:
    """Nearest person or pronoun before a verb that can be its subject; "" for a pronoun, None for nobody."""
    thing = re.search(rf"(?:{_THING})\s*\Z", lead[:before])
    if thing:
        return None
    candidates: list[tuple[int, str]] = []
    for start, stop, name in names:
        owned = lead[stop : stop + 2] in ("’s", "'s", "’ ", "' ")
        governed = re.search(
            r"\b(?:of|by|in|with|for|against|on|about|from|under|than)\s+\Z", lead[max(0, start - 10) : start]
        )
        if stop <= before and not owned and not governed:
            candidates.append((start, name))
    candidates += [(m.start(), "") for m in _PRONOUN.finditer(lead, 0, before)]
    return max(candidates)[1] if candidates else None


def _by_sentence(voices: Voices, span: Span, people: People, outside: list[tuple[int, int, str]]) -> None:
    """No reporting verb: the person that the leading sentence, or its paragraph, is about."""
    begin, stop = _lead(voices, span)
    text = voices.text
    if begin == stop:
        _by_what_follows(voices, span, people)
        return
    lead = text[begin:stop]
    names = people.find(lead, 0, len(lead))
    subject = _subject(lead, names, len(lead))
    if subject:
        _name(voices, span, people, subject, "context")
        return
    if subject == "" and _by_pronoun(voices, span, people, outside, begin + len(lead)):
        return
    if span.kind == "block" or names:
        number = voices.paragraph_of(begin)
        name = _last_subject(voices, people, outside, stop, voices.paragraphs[number][0])
        if name:
            _name(voices, span, people, name, "context")


def _by_what_follows(voices: Voices, span: Span, people: People) -> None:
    """A quotation that opens its paragraph: the person that the next sentence is about."""
    number = voices.paragraph_of(span.start)
    end = voices.paragraphs[number][1]
    if span.kind == "block" or number in voices.whole or span.stop + 2 >= end:
        return
    boundary = _SENTENCE.search(voices.text, span.stop + 3, end)
    tail = voices.text[span.stop + 1 : boundary.start() + 1 if boundary else end]
    subject = _subject(tail, people.find(tail, 0, len(tail)), len(tail))
    if subject:
        _name(voices, span, people, subject, "context")


def _by_book(voices: Voices) -> None:
    """A page number alone refers to the book under discussion: the author whom the other pages cite."""
    cited = Counter(s.speaker for s in voices.spans if s.page and s.parent < 0 and s.speaker and s.basis != "context")
    if not cited:
        return
    (author, count), *others = cited.most_common(2)
    if count < 3 or (others and others[0][1] * 4 > count):
        return
    for span in voices.spans:
        if span.page and span.speaker is None and span.parent < 0 and span.kind in QUOTED:
            span.speaker, span.basis = author, "context"
    for span in voices.spans:
        if span.parent >= 0 and span.speaker is None:
            span.speaker, span.basis = voices.spans[span.parent].speaker, voices.spans[span.parent].basis
