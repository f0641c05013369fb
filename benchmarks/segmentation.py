"""Words and sentences against hand-made ones: F1 of textstats and of nupunkt on CoNLL-U files.

    python benchmarks/segmentation.py en_ewt-ud-dev.conllu en_gum-ud-dev.conllu

A document is put together from its tokens (`SpaceAfter=No`), its paragraphs (`# newpar`) with a blank line between
them. A word is a token with a letter or digit; a multiword token is one word. A word or sentence is right when its
first and last character are, white space not counted. The treebanks are not part of this repository; rules are tuned
on their dev parts only.
"""

from __future__ import annotations

import argparse
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import NamedTuple

from textstats.text.paragraphs import paragraphs
from textstats.text.sentences import sentences
from textstats.text.token_rule import words

Span = tuple[int, int]


class Document(NamedTuple):
    """A text with the words and sentences that people found in it."""

    text: str
    words: set[Span]
    sentences: set[Span]


class Score(NamedTuple):
    """Counts of right, found and true spans."""

    right: int
    found: int
    true: int

    @property
    def f1(self) -> float:
        """Harmonic mean of precision and recall."""
        return 2 * self.right / max(1, self.found + self.true)

    @property
    def bias(self) -> float:
        """How many more spans were found than there are, as a proportion."""
        return self.found / max(1, self.true) - 1

    def line(self, name: str) -> str:
        """One line of the table."""
        precision, recall = self.right / max(1, self.found), self.right / max(1, self.true)
        return f"{name:<22} P {precision:7.2%}  R {recall:7.2%}  F1 {self.f1:7.2%}  count {self.bias:+.2%}"


def read_conllu(lines: Iterator[str]) -> Iterator[Document]:
    """The documents of a CoNLL-U file."""
    builder = _Builder()
    for line in lines:
        line = line.rstrip("\n")
        if line.startswith("# newdoc"):
            yield from builder.take()
        elif line.startswith("# newpar") and not line.startswith("# newpar_block"):
            builder.separator = "\n\n"
        elif not line:
            builder.end_sentence()
        elif not line.startswith("#"):
            builder.add(line.split("\t"))
    builder.end_sentence()
    yield from builder.take()


class _Builder:
    """A document while it is read."""

    def __init__(self) -> None:
        self.parts: list[str] = []
        self.length = 0
        self.words: set[Span] = set()
        self.sentences: set[Span] = set()
        self.separator = ""
        self.start = -1
        self.stop = 0
        self.inside = 0

    def add(self, columns: list[str]) -> None:
        """A token; the parts of a multiword token are passed over."""
        number = columns[0]
        if "." in number:
            return
        if "-" in number:
            self.inside = int(number.split("-")[1])
        elif int(number) <= self.inside:
            return
        form = columns[1]
        if self.parts and self.separator:
            self.parts.append(self.separator)
            self.length += len(self.separator)
        if self.start < 0:
            self.start = self.length
        if any(c.isalnum() for c in form):
            self.words.add((self.length, self.length + len(form)))
        self.parts.append(form)
        self.length += len(form)
        self.stop = self.length
        self.separator = "" if "SpaceAfter=No" in columns[9].split("|") else " "

    def end_sentence(self) -> None:
        """The blank line behind a sentence."""
        if self.start >= 0:
            self.sentences.add((self.start, self.stop))
        self.start, self.inside = -1, 0

    def take(self) -> Iterator[Document]:
        """The document, if it holds anything; then begin anew."""
        self.end_sentence()
        if self.parts:
            yield Document("".join(self.parts), self.words, self.sentences)
        self.__init__()  # type: ignore[misc]


def score(documents: list[Document], kind: str, split: Callable[[str], list[Span]]) -> Score:
    """Compare what `split` finds with the `kind` ("words" or "sentences") of the documents."""
    right = found = true = 0
    for document in documents:
        gold, ours = getattr(document, kind), set(split(document.text))
        right, found, true = right + len(gold & ours), found + len(ours), true + len(gold)
    return Score(right, found, true)


def nupunkt_sentences(text: str) -> list[Span]:
    """The sentences of nupunkt in the paragraphs of ours, without white space around them."""
    from nupunkt import sent_spans

    found = []
    for start, stop in paragraphs(text):
        for a, b in sent_spans(text[start:stop]):
            piece = text[start + a : start + b]
            left = start + a + len(piece) - len(piece.lstrip())
            right = start + a + len(piece.rstrip())
            if left < right:
                found.append((left, right))
    return found


def main() -> None:
    """Print the table."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n", 1)[0])
    parser.add_argument("files", nargs="+", type=Path, help="CoNLL-U files")
    for path in parser.parse_args().files:
        with path.open(encoding="utf-8") as lines:
            documents = list(read_conllu(lines))
        print(f"\n{path.name}: {len(documents)} documents, {sum(len(d.text) for d in documents):,} characters")
        print(score(documents, "words", words).line("words"))
        for name, split in (("sentences", sentences), ("sentences (nupunkt)", nupunkt_sentences)):
            start = time.perf_counter()
            result = score(documents, "sentences", split)
            print(result.line(name), f" {time.perf_counter() - start:.2f} s")


if __name__ == "__main__":
    main()
