"""The examples of a codebook, run as its tests."""

from __future__ import annotations

import re

import pandas as pd

from textstats.errors import QueryError
from textstats.framing.codebook import Code
from textstats.framing.marks import Faults
from textstats.framing.matching import matches
from textstats.framing.patterns import Text
from textstats.text.documents import Corpus, Document

_MARKED = re.compile(r"\[\[|\]\]")


def run(codes: dict[str, Code], lines: dict[str, int], faults: Faults) -> None:
    """Note a fault for each example that its code codes otherwise than the codebook says.

    An example is read as one sentence in one voice.
    """
    for code in codes.values():
        for kind, examples in (("pos", code.positive), ("neg", code.negative)):
            for number, example in enumerate(examples):
                place = f"codes.{code.name}.examples.{kind}[{number}]"
                place = place if place in lines else place.rsplit("[", 1)[0]
                try:
                    message = _fault(code, example, wanted=kind == "pos")
                except QueryError:
                    continue  # a pattern that cannot be read is a fault of its own
                if message:
                    faults.add(lines[place], place, message)


def _fault(code: Code, example: str, *, wanted: bool) -> str:
    plain, marked = _unmark(example)
    if marked and not wanted:
        return f"[[ ]] may stand in a pos example only; got {example!r}."
    if _MARKED.search(plain):
        return f"[[ and ]] must come in pairs, at most one in an example; got {example!r}."
    corpus = Corpus([Document("example", plain)])
    tokens = example_tokens(corpus)
    found = [
        (int(tokens["start"].iloc[match.start]), int(tokens["stop"].iloc[match.stop - 1]), match.pattern)
        for match in matches(code, Text(tokens, corpus))
    ]
    passages = [plain[start:stop] for start, stop, _ in found]
    if not wanted:
        return f"must not be coded; {passages[0]!r} is, by {found[0][2]!r}: {plain!r}." if found else ""
    if not found:
        return f"must be coded and is not: {plain!r}."
    if marked and not any(_same(tokens, marked, start, stop) for start, stop, _ in found):
        return f"must be coded at {plain[slice(*marked)]!r}; coded at {', '.join(map(repr, passages))} in {plain!r}."
    return ""


def _same(tokens: pd.DataFrame, marked: tuple[int, int], start: int, stop: int) -> bool:
    """Whether the marked passage holds the words from `start` to `stop` and no other."""
    within = tokens[(tokens["start"] >= marked[0]) & (tokens["start"] < marked[1])]
    return len(within) > 0 and (int(within["start"].iloc[0]), int(within["stop"].iloc[-1])) == (start, stop)


def _unmark(example: str) -> tuple[str, tuple[int, int] | None]:
    match = re.search(r"\[\[(.+?)\]\]", example)
    if not match:
        return example, None
    start = match.start()
    return example[:start] + match[1] + example[match.end() :], (start, start + len(match[1]))


def example_tokens(corpus: Corpus) -> pd.DataFrame:
    """The tokens of examples: each document one sentence in the author's voice."""
    rows = [
        (document.doc_id, 0, match.start(), match.end(), match[0], match[0].casefold().replace("’", "'"), "author")
        for document in corpus
        for match in re.finditer(r"[^\W_]+(?:['’\-][^\W_]+)*", document.text)
    ]
    return pd.DataFrame(rows, columns=["doc_id", "sentence", "start", "stop", "token", "type", "voice"])
