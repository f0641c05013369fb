"""Concordance: every place where a word or phrase occurs, in its context, with the way back to the text."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable
from operator import itemgetter
from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from textstats.errors import InputError, one_of
from textstats.text.paragraphs import paragraphs
from textstats.text.query import find
from textstats.text.sentences import sentence_spans
from textstats.text.token_rule import type_of, words
from textstats.text.tokens import CorpusKey

if TYPE_CHECKING:
    from textstats.text.documents import Corpus

COLUMNS = ("doc_id", "start", "stop", "left", "node", "right", "paragraph", "sentence", "voice", "speaker")


def concordance(
    tokens: pd.DataFrame,
    query: str,
    *,
    corpus: Corpus | None = None,
    context: int | str = 8,
    sort: str = "position",
    case_sensitive: bool = False,
    doc_id: str | Iterable[str] | None = None,
    voice: str | Iterable[str] | None = None,
    speaker: str | Iterable[str] | None = None,
) -> pd.DataFrame:
    r"""Every occurrence of a query with the text to its left and right.

    Parameters
    ----------
    tokens : DataFrame
        From `tokenize`, whole or filtered; the context is read from the text, so that it is complete all the same.
    query : str
        A word, a phrase, wildcards (``bureaucra*``, ``wom?n``), ``a|b``, ``lemma:go``, ``stem:run`` or ``regex:un.+``;
        see `textstats.text.query`.
    corpus : Corpus, optional
        The texts. Needed only when `tokens` no longer knows them: after being read from a file.
    context : int or "sentence"
        Words on each side, inside the paragraph; or the rest of the sentences that the hit lies in.
    sort : {"position", "left", "right", "node"}
        Text order; or by the words to the left (the nearest first), to the right, or by the hit itself.
    case_sensitive : bool
        Whether capitals count.
    doc_id, voice, speaker : str or list of str, optional
        Only these. A hit has the voice and speaker of its first token.

    Returns
    -------
    DataFrame
        A row per hit: `doc_id`, `start`, `stop` (offsets of the hit in the text), `left`, `node`, `right` (text, white
        space made single spaces), `paragraph`, `sentence`, `voice`, `speaker`. No hit, no row.

    Raises
    ------
    QueryError
        If the query cannot be read; it names the place.
    InputError
        If an option is not known, or the text cannot be found.

    Examples
    --------
    >>> from textstats.text.documents import Corpus, Document
    >>> from textstats.text.tokens import tokenize
    >>> corpus = Corpus([Document("a", "The workers met. The workers’ state fell.")])
    >>> segments = pd.DataFrame({"doc_id": ["a"], "start": [0], "stop": [41], "kind": ["text"], "voice": ["author"],
    ...                          "speaker": [None]})
    >>> tokens = tokenize(corpus, segments)
    >>> concordance(tokens, "worker*", context=2)[["left", "node", "right"]]
          left      node        right
    0      The   workers   met. The
    1 met. The  workers’  state fell.
    """
    one_of("sort", sort, ("position", "left", "right", "node"))
    if context != "sentence" and (isinstance(context, bool) or not isinstance(context, int) or context < 0):
        raise InputError(f"context must be a number of words or 'sentence'; got {context!r}.")
    source = _source(tokens, corpus)
    hits = find(tokens, query, case_sensitive=case_sensitive)
    rows, last = hits.rows, hits.rows + hits.lengths - 1
    keep = np.ones(len(rows), dtype=bool)
    for name, wanted in (("doc_id", doc_id), ("voice", voice), ("speaker", speaker)):
        if wanted is not None:
            keep &= _chosen(tokens, name, wanted)[rows]
    rows, last = rows[keep], last[keep]
    frame = tokens.iloc[rows][["doc_id", "start", "paragraph", "sentence", "voice", "speaker"]].reset_index(drop=True)
    frame["stop"] = tokens["stop"].to_numpy()[last]
    sides = _Context(source, context)
    places = zip(frame["doc_id"].astype(str), frame["start"].tolist(), frame["stop"].tolist(), strict=True)
    lines = [sides.of(*place) for place in places]
    for i, name in enumerate(("left", "node", "right")):
        frame[name] = pd.Series([line[i] for line in lines], dtype=object)
    frame = frame[list(COLUMNS)]
    frame.attrs = {**tokens.attrs, "query": query, "context": context, "sort": sort}
    return _sorted(frame, sort)


def _source(tokens: pd.DataFrame, corpus: Corpus | None) -> Corpus:
    """The texts that `tokens` point into."""
    key = tokens.attrs.get("corpus")
    if corpus is None:
        if isinstance(key, CorpusKey):
            return key.corpus
        raise InputError(
            "corpus must be given, for these tokens no longer know their texts. "
            "Hint: concordance(tokens, query, corpus=corpus) with the corpus that they were made from."
        )
    if key is not None and str(key) != corpus.checksum:
        raise InputError(
            "corpus must be the one that tokens were made from; its checksum differs. Hint: tokenize it again."
        )
    return corpus


def _chosen(tokens: pd.DataFrame, name: str, wanted: str | Iterable[str]) -> np.ndarray:
    """Rows whose `name` is among `wanted`, each of which must be known."""
    values = [wanted] if isinstance(wanted, str) else list(wanted)
    column = tokens[name].astype("category")
    for value in values:
        one_of(name, value, [str(known) for known in column.cat.categories])
    return np.asarray(column.isin(values), dtype=bool)


class _Context:
    """Words or sentences around a place; each paragraph is read once."""

    def __init__(self, corpus: Corpus, context: int | str) -> None:
        self._corpus = corpus
        self._context = context
        self._paragraphs: dict[str, list[tuple[int, int]]] = {}
        self._spans: dict[tuple[str, int], list[tuple[int, int]]] = {}

    def of(self, doc_id: str, start: int, stop: int) -> tuple[str, str, str]:
        """Left, node and right of `text[start:stop]`."""
        text = self._corpus[doc_id].text
        front, back = self._paragraph(doc_id, start), self._paragraph(doc_id, stop - 1)
        if isinstance(self._context, int):
            first, last = self._words(text, doc_id, front, back, start, stop)
        else:
            ahead, behind = self._inner(doc_id, front), self._inner(doc_id, back)
            first = ahead[bisect_right(ahead, start, key=itemgetter(0)) - 1][0]
            last = behind[bisect_left(behind, stop, key=itemgetter(1))][1]
        return _line(text[first:start]), _line(text[start:stop]), _line(text[stop:last])

    def _words(
        self, text: str, doc_id: str, front: tuple[int, int], back: tuple[int, int], start: int, stop: int
    ) -> tuple[int, int]:
        """From the first word on the left to the end of the last on the right, with the marks at both."""
        size = int(self._context)
        ahead, behind = self._inner(doc_id, front), self._inner(doc_id, back)
        low = bisect_right(ahead, start, key=itemgetter(1)) - size
        high = bisect_left(behind, stop, key=itemgetter(0)) + size - 1
        first = start if size == 0 else ahead[low][0] if low >= 0 else front[0]
        last = stop if size == 0 else behind[high][1] if high < len(behind) else back[1]
        while size and first > front[0] and text[first - 1] in _OPENING:
            first -= 1
        while size and last < back[1] and not (text[last].isspace() or text[last].isalnum() or text[last] in _OPENING):
            last += 1
        return first, last

    def _paragraph(self, doc_id: str, place: int) -> tuple[int, int]:
        if doc_id not in self._paragraphs:
            self._paragraphs[doc_id] = paragraphs(self._corpus[doc_id].text)
        spans = self._paragraphs[doc_id]
        return spans[bisect_right(spans, place, key=itemgetter(0)) - 1]

    def _inner(self, doc_id: str, span: tuple[int, int]) -> list[tuple[int, int]]:
        """The words, or the sentences, of a paragraph."""
        key = (doc_id, span[0])
        if key not in self._spans:
            text = self._corpus[doc_id].text
            if isinstance(self._context, int):
                self._spans[key] = [(span[0] + a, span[0] + b) for a, b in words(text[span[0] : span[1]])]
            else:
                self._spans[key] = sentence_spans(text, *span)
        return self._spans[key]


_OPENING = "\"'“‘«([{"


def _line(text: str) -> str:
    return " ".join(text.split())


def _sorted(frame: pd.DataFrame, sort: str) -> pd.DataFrame:
    if sort == "position" or frame.empty:
        return frame
    keys: list[tuple[str, ...]] = []
    for text in frame[sort]:
        order = [type_of(text[a:b]) for a, b in words(text)]
        keys.append(tuple(reversed(order) if sort == "left" else order))
    order_of_rows = np.array(sorted(range(len(frame)), key=lambda row: keys[row]), dtype=np.int64)
    arranged = frame.iloc[order_of_rows].reset_index(drop=True)
    arranged.attrs = frame.attrs
    return arranged
