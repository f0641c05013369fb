"""The examples of a codebook, run as its tests."""

from __future__ import annotations

import re

import pandas as pd

from textstats.errors import QueryError
from textstats.framing.codebook import Code
from textstats.framing.marks import Faults
from textstats.framing.matching import matches
from textstats.framing.patterns import Text, parse
from textstats.text.documents import Corpus, Document
from textstats.text.token_rule import type_of, words

_MARKED = re.compile(r"\[\[|\]\]")


def run(codes: dict[str, Code], lines: dict[str, int], faults: Faults) -> None:
    """Note a fault for each example that its code codes otherwise than the codebook says.

    An example is read as one sentence in one voice. All of a codebook are one text, gone through once.
    """
    examples = [
        (code, kind, number, example)
        for code in codes.values()
        for kind, listed in (("pos", code.positive), ("neg", code.negative))
        for number, example in enumerate(listed)
    ]
    plain = [_unmark(example) for _, _, _, example in examples]
    corpus = Corpus(Document(str(row), words) for row, (words, _) in enumerate(plain))
    tokens = example_tokens(corpus)
    text = Text(tokens, corpus)
    found = {}
    for code in codes.values():
        try:
            found[code.name] = _found(code, tokens, text)
        except QueryError as error:  # of patterns that cannot be read the reader of the file has told already
            if all(map(_readable, (*code.match, *code.exclude, *code.near))):
                faults.add(lines[f"codes.{code.name}"], f"codes.{code.name}", str(error))
    for row, (code, kind, number, example) in enumerate(examples):
        place = f"codes.{code.name}.examples.{kind}[{number}]"
        place = place if place in lines else place.rsplit("[", 1)[0]
        if code.name not in found:
            continue
        hits = found[code.name]
        words = tokens[tokens["doc_id"] == str(row)]
        message = _fault(example, *plain[row], words, hits.get(str(row), []), wanted=kind == "pos")
        if message:
            faults.add(lines[place], place, message)


def _readable(pattern: str) -> bool:
    try:
        parse(pattern)
    except QueryError:
        return False
    return True


def _found(code: Code, tokens: pd.DataFrame, text: Text) -> dict[str, list[tuple[int, int, str]]]:
    """Offsets and pattern of each match of a code, by example."""
    found: dict[str, list[tuple[int, int, str]]] = {}
    for match in matches(code, text):
        first, last = tokens.iloc[match.start], tokens.iloc[match.stop - 1]
        found.setdefault(str(first["doc_id"]), []).append((int(first["start"]), int(last["stop"]), match.pattern))
    return found


def _fault(
    example: str,
    plain: str,
    marked: tuple[int, int] | None,
    words: pd.DataFrame,
    found: list[tuple[int, int, str]],
    *,
    wanted: bool,
) -> str:
    """What is wrong with an example, or nothing."""
    if marked and not wanted:
        return f"[[ ]] may stand in a pos example only; got {example!r}."
    if _MARKED.search(plain):
        return f"[[ and ]] must come in pairs, at most one in an example; got {example!r}."
    passages = [plain[start:stop] for start, stop, _ in found]
    if not wanted:
        return f"must not be coded; {passages[0]!r} is, by {found[0][2]!r}: {plain!r}." if found else ""
    if not found:
        return f"must be coded and is not: {plain!r}."
    if marked and not any(_same(words, marked, start, stop) for start, stop, _ in found):
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
        (
            document.doc_id,
            0,
            position,
            start,
            stop,
            document.text[start:stop],
            type_of(document.text[start:stop]),
            "author",
        )
        for document in corpus
        for position, (start, stop) in enumerate(words(document.text))
    ]
    names = ["doc_id", "sentence", "position", "start", "stop", "token", "type", "voice"]
    return pd.DataFrame(rows, columns=names)
