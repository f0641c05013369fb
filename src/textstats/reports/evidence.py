"""The passages behind the numbers: lists of sentences with the word marked, and the articles to read them in."""

from __future__ import annotations

import itertools
from collections.abc import Mapping
from string import ascii_lowercase
from typing import TYPE_CHECKING

import numpy as np
import pandas as pd
from markupsafe import Markup, escape

from textstats.errors import InputError

if TYPE_CHECKING:
    from textstats.text.documents import Corpus

Tints = Mapping[str, Mapping[int, tuple[int, str]]]  # document -> start -> (stop, class)
LONGEST_SENTENCE = 140  # code points shown of a sentence, around the word; a third where a list is long
LONG_LIST = 25
LONGEST_LIST = 200  # passages shown of one count; the list says how many there are
LONGEST_READER = 400_000  # code points of all texts together that a report carries in full


class Evidence:
    """Collects the passages that a report cites and writes them out once, at its end.

    Parameters
    ----------
    corpus : Corpus
    tokens : DataFrame
        All tokens of the corpus, every voice (see `tokenize`).
    segments : DataFrame
        The corpus in segments, for the tint of quoted voices in the reader.
    """

    def __init__(self, corpus: Corpus, tokens: pd.DataFrame, segments: pd.DataFrame) -> None:
        self._corpus = corpus
        self._segments = {str(k): v for k, v in segments.groupby("doc_id", observed=True, sort=False)}
        self._sentences = _sentence_spans(corpus, tokens)
        self._number = {doc_id: n for n, doc_id in enumerate(corpus.ids)}
        self._ids: dict[tuple[tuple[str, int, int], ...], str] = {}
        self._lists: list[tuple[str, str, pd.DataFrame]] = []
        self._first_stop: dict[tuple[str, int], int] = {}
        self._cited: dict[str, dict[tuple[int, int], str]] = {doc_id: {} for doc_id in corpus.ids}

    @property
    def has_reader(self) -> bool:
        """Whether the texts are short enough to stand in the report in full."""
        return sum(len(document.text) for document in self._corpus) <= LONGEST_READER

    def link(self, shown: str, hits: pd.DataFrame, *, about: str) -> Markup:
        """`shown` as a link to exactly the passages of `hits` (columns `doc_id`, `start`, `stop`).

        Equal sets of passages share a list. No hits: plain text, for there is nothing to open.
        """
        if len(hits) == 0:
            return escape(shown)
        key = tuple(zip(hits["doc_id"].astype(str), hits["start"].astype(int), hits["stop"].astype(int), strict=True))
        name = self._ids.get(key)
        if name is None:
            name = self._ids[key] = f"e{len(self._ids) + 1}"
            self._lists.append((name, about, hits))
            for doc_id, start, stop in key[:LONGEST_LIST]:
                if doc_id not in self._cited:
                    raise InputError(f"hits must point into the corpus; got doc_id {doc_id!r}.")
                self._cited[doc_id].setdefault((start, stop), name)
        return Markup('<a class="n" href="#{}">{}</a>').format(name, shown)

    def passages(self) -> Markup:
        """Every list of passages, closed; opening a count's link opens its list."""
        return Markup("\n").join(self._list(*entry) for entry in self._lists)

    def _list(self, name: str, about: str, hits: pd.DataFrame) -> Markup:
        n = len(hits)
        half = LONGEST_SENTENCE // (2 if n <= LONG_LIST else 6)
        several = len(set(hits["doc_id"])) > 1
        items = Markup("").join(
            self._passage(row, several, half) for row in hits.head(LONGEST_LIST).itertuples(index=False)
        )
        rest = "" if n <= LONGEST_LIST else Markup("<p>The first {} of {} passages.</p>").format(LONGEST_LIST, n)
        return Markup(
            '<details><summary>{} <small>{} passage{}</small></summary>{}<ol id="{}">{}</ol></details>'
        ).format(about, n, "" if n == 1 else "s", rest, name, items)

    def _passage(self, hit: object, several: bool, half: int) -> Markup:
        doc_id, start, stop = str(hit.doc_id), int(hit.start), int(hit.stop)  # type: ignore[attr-defined]
        document = self._corpus[doc_id]
        left, right = self._sentence(doc_id, start, stop)
        before, after = document.text[left:start], document.text[stop:right]
        if len(before) > half:
            before = "… " + before[-half:].split(" ", 1)[-1]
        if len(after) > half:
            after = after[:half].rsplit(" ", 1)[0] + " …"
        speaker, voice = getattr(hit, "speaker", None), getattr(hit, "voice", "author")
        said = ""
        if voice == "quoted":
            said = Markup(" <i>quoting {}</i>").format(speaker if isinstance(speaker, str) else "somebody")
        elif voice == "unknown":
            said = Markup(" <i>voice unknown</i>")
        place = f"¶{self._paragraph(hit)}"
        if several:
            place = f"{document.label} {place}"
        if self.has_reader:
            where = Markup('<a href="#{}">{}</a>').format(self._anchor(doc_id, start, stop), place)
        else:
            where = escape(place)
        return Markup("<li>{}<mark>{}</mark>{}{} {}</li>").format(
            _flat(before), _flat(document.text[start:stop]), _flat(after), said, where
        )

    @staticmethod
    def _paragraph(hit: object) -> int:
        return int(getattr(hit, "paragraph", 0)) + 1

    def _sentence(self, doc_id: str, start: int, stop: int) -> tuple[int, int]:
        starts, stops = self._sentences[doc_id]
        at = int(np.searchsorted(starts, start, side="right")) - 1
        last = int(np.searchsorted(starts, max(start, stop - 1), side="right")) - 1
        if at < 0:
            return start, stop
        return int(starts[at]), max(stop, int(stops[max(at, last)]))

    def _anchor(self, doc_id: str, start: int, stop: int) -> str:
        """Id of a cited span: the document's number in letters, and its start; its stop only where spans share a start."""
        first = self._first_stop.setdefault((doc_id, start), stop)
        letters = ascii_lowercase[self._number[doc_id] % 26] * (self._number[doc_id] // 26 + 1)
        return f"{letters}{start}" if stop == first else f"{letters}{start}-{stop}"

    def reader(self, tints: Tints | None = None) -> Markup:
        """The texts in full, paragraph by paragraph, quoted voices tinted, every cited word marked.

        `tints` gives a class to words, by document and first code point: for a tint that the reader may switch on.
        """
        if not self.has_reader:
            return Markup("<p>The texts are too long to stand here in full; each passage shows its sentence.</p>")
        return Markup("\n").join(
            self._article(document.doc_id, (tints or {}).get(document.doc_id, {})) for document in self._corpus
        )

    def _article(self, doc_id: str, tints: Mapping[int, tuple[int, str]]) -> Markup:
        document = self._corpus[doc_id]
        text = document.text
        segments = self._segments[doc_id]
        cited = self._cited[doc_id]
        opened: dict[int, list[tuple[int, int]]] = {}
        for start, stop in sorted(cited, key=lambda span: (span[0], -span[1])):
            opened.setdefault(start, []).append((start, stop))
        cuts = {0, len(text), *segments["start"].tolist(), *segments["stop"].tolist()}
        cuts |= {p for span in cited for p in span} | {p for left, (right, _) in tints.items() for p in (left, right)}
        bounds = sorted(cuts)
        voice_at = dict(
            zip(
                segments["start"].tolist(),
                segments[["voice", "speaker", "kind"]].astype(object).itertuples(index=False),
                strict=True,
            )
        )
        starts = np.asarray(segments["start"])
        numbers = np.asarray(segments["paragraph"])
        out: list[Markup] = []
        paragraph = -1
        for left, right in itertools.pairwise(bounds):
            at = int(np.searchsorted(starts, left, side="right")) - 1
            if numbers[at] != paragraph:
                out.append(Markup("</p>") if paragraph >= 0 else Markup(""))
                paragraph = int(numbers[at])
                out.append(
                    Markup('<p id="p{}-{}"><b class="pn">{}</b>').format(
                        self._number[doc_id], paragraph + 1, paragraph + 1
                    )
                )
            voice, speaker, _kind = voice_at[int(starts[at])]
            piece = _flat(text[left:right])
            # A word may be cited by several spans that begin here: each gets its anchor, the shortest the link back.
            spans = opened.get(left, [])
            body = Markup("{}").format(piece)
            if left in tints:
                body = Markup('<i class="{}">{}</i>').format(tints[left][1], body)
            for start, stop in reversed(spans):  # the shortest, a link, lies innermost
                name = self._anchor(doc_id, start, stop)
                last = (start, stop) == spans[-1]
                body = Markup('<a id="{}" href="#{}">{}</a>' if last else '<span id="{}">{}</span>').format(
                    *((name, cited[(start, stop)], body) if last else (name, body))
                )
            if voice == "quoted":
                title = speaker if isinstance(speaker, str) else "speaker not named"
                body = Markup('<span class="quoted" title="{}">{}</span>').format(title, body)
            elif voice in {"apparatus", "unknown"}:
                body = Markup('<span class="{}">{}</span>').format(voice, body)
            out.append(body)
        out.append(Markup("</p>"))
        given = document.metadata.get("title")
        heading = document.label if given in (None, document.label) else f"{document.label}: {given}"
        return Markup('<details class="article"><summary>{}</summary>{}</details>').format(
            heading, Markup("").join(out)
        )


def _flat(text: str) -> str:
    """The text on one line."""
    return text.replace("\n", " ")


def _sentence_spans(corpus: Corpus, tokens: pd.DataFrame) -> dict[str, tuple[np.ndarray, np.ndarray]]:
    """Starts and stops of the sentences of each document, each reaching to the next without the space between."""
    spans = {}
    firsts = tokens.groupby(["doc_id", "sentence"], observed=True, sort=False).agg(
        start=("start", "min"), last=("stop", "max"), paragraph=("paragraph", "first")
    )
    for doc_id, frame in firsts.groupby(level="doc_id", observed=True, sort=False):
        text = corpus[str(doc_id)].text
        starts = frame["start"].to_numpy().copy()
        for n, start in enumerate(starts):  # an opening mark belongs to its sentence
            while start > 0 and not text[start - 1].isspace():
                start -= 1
            starts[n] = start
        following = np.append(starts[1:], len(text))
        last = frame["last"].to_numpy()
        stops = np.array([_end(text, int(a), int(b)) for a, b in zip(last, following, strict=True)], dtype=np.int64)
        spans[str(doc_id)] = (starts, stops)
    return spans


def _end(text: str, last: int, following: int) -> int:
    """End of the sentence whose last word stops at `last`: its closing marks, up to white space."""
    stop = last
    while stop < following and not text[stop].isspace():
        stop += 1
    return stop
