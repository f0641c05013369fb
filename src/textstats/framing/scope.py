"""Is a passage affirmed or negated, asserted or merely possible? Cues that precede it in its clause.

A surface rule in the manner of NegEx (Chapman et al. 2001): a cue reaches forward to the end of its clause,
at most `REACH` words. A clause ends at punctuation and before a conjunction. Not only, not just, not merely
and not simply affirm. What follows the passage ("the plan was not carried out") is not seen: see `agency`.
"""

from __future__ import annotations

import re

import numpy as np

from textstats.framing.patterns import Text, find

REACH = 8
POLARITIES = ("affirmed", "negated")
MODALITIES = ("asserted", "possible", "necessary", "predicted", "conditional", "question")

_PUNCTUATION = re.compile(r"[,.;:?!()\[\]–—…\"“”]|\s-\s")
_CONJUNCTIONS = ("but", "because", "although", "though", "which", "who", "whereas", "since", "until")
_NEGATORS = ("not", "*n't", "cannot", "no", "never", "neither", "nor", "none", "nobody", "no-one", "nothing", "without")
_NOT_NEGATORS = ("not only|just|merely|simply", "no matter", "no doubt", "nothing but", "no less")
_MODALS = {
    "possible": ("may", "might", "can", "could", "cannot", "perhaps", "possibly", "probably", "able to", "likely to"),
    "necessary": (
        "must",
        "should",
        "ought to",
        "have|has|had to",
        "need|needs|needed to",
        "required|forced|compelled to",
    ),
    "predicted": ("will", "shall", "would", "*'ll"),
    "conditional": ("if", "unless", "^ had"),
}
_NOT_MODALS = ("=May", "a|the|own|free will")
_ORDER = ("conditional", "possible", "necessary", "predicted")


class Scope:
    """Polarity and modality at every token of a text."""

    def __init__(self, text: Text) -> None:
        self._text = text
        clause = np.zeros(len(text), dtype=bool)
        for token in range(1, len(text)):
            clause[token] = bool(_PUNCTUATION.search(text.after[token - 1]))
        conjunctions = [start for word in _CONJUNCTIONS for start, _ in find(word, text)]
        clause[conjunctions] = True
        clause |= text.first
        self._clause = np.cumsum(clause)
        self._negated = self._cues(_NEGATORS, _NOT_NEGATORS)
        self._modal = {name: self._cues(cues, _NOT_MODALS) for name, cues in _MODALS.items()}
        self._questions = self._asked()

    def polarity(self, start: int) -> str:
        """Whether a passage that begins at token `start` is "affirmed" or "negated"."""
        return POLARITIES[self._reached(self._negated, start)]

    def modality(self, start: int) -> str:
        """One of `MODALITIES`: a question first, then a condition, possibility, necessity, prediction."""
        if int(self._text.sentence[start]) in self._questions:
            return "question"
        return next((name for name in _ORDER if self._reached(self._modal[name], start)), "asserted")

    def _cues(self, cues: tuple[str, ...], false: tuple[str, ...]) -> set[int]:
        barred = {token for pattern in false for span in find(pattern, self._text) for token in range(*span)}
        return {start for cue in cues for start, _ in find(cue, self._text)} - barred

    def _reached(self, cues: set[int], start: int) -> bool:
        for token in range(start - 1, max(start - 1 - REACH, -1), -1):
            if self._clause[token] != self._clause[start]:
                return False
            if token in cues:
                return True
        return False

    def _asked(self) -> set[int]:
        sentence = self._text.sentence
        last = np.append(sentence[1:] != sentence[:-1], True) if len(sentence) else np.zeros(0, dtype=bool)
        ends = np.flatnonzero(last).tolist()
        return {int(sentence[token]) for token in ends if "?" in self._text.after[token].partition("\n")[0]}
