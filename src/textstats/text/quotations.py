"""Quotations of a corpus as a table, what a person should look at, and how much of each text is quoted."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from textstats.text.documents import Corpus, Document
from textstats.text.voices import Voices, read_voices


def read_corpus_voices(
    corpus: Corpus, *, overrides: str | Path | Mapping[str, Any] | None = None
) -> Iterator[tuple[Document, Voices]]:
    """Each document with its spans, speakers named, overrides applied."""
    for document in corpus:
        yield document, read_voices(document.text)
