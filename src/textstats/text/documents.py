"""A document and a corpus: what was written, and nothing else.

A `Document` is frozen. Decoding, newlines and Unicode composition are settled before it is born, and
each change is recorded in its metadata; from then on every code-point offset into `text` can be quoted.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import TYPE_CHECKING, Any

from textstats.errors import InputError

if TYPE_CHECKING:
    import pandas as pd


@dataclass(frozen=True)
class Document:
    """One text with its id and what is known about it.

    Parameters
    ----------
    doc_id : str
        Unique in its corpus, not empty.
    text : str
        The text. It never changes: everything else points into it by half-open code-point offsets.
    metadata : mapping, optional
        What is known: `title`, `author`, `publication`, `date`, `label`, `group`, `source`, `encoding`,
        `audit`. A key that is not known is absent.
    """

    doc_id: str
    text: str
    metadata: Mapping[str, Any] = field(default_factory=dict)

    def __post_init__(self) -> None:
        if not isinstance(self.doc_id, str) or not self.doc_id.strip():
            raise InputError(f"doc_id must be a non-empty string; got {self.doc_id!r}.")
        if not isinstance(self.text, str):
            raise InputError(f"text of document {self.doc_id!r} must be a string; got {type(self.text).__name__}.")
        object.__setattr__(self, "metadata", MappingProxyType(dict(self.metadata)))

    @property
    def label(self) -> str:
        """A short name for tables and figures: metadata `label`, else `title`, else the id."""
        return str(self.metadata.get("label") or self.metadata.get("title") or self.doc_id)

    @property
    def group(self) -> str:
        """What the document is compared as: metadata `group`, else its id."""
        return str(self.metadata.get("group") or self.doc_id)

    @property
    def checksum(self) -> str:
        """SHA-256 of the text in UTF-8, in hexadecimal."""
        return hashlib.sha256(self.text.encode("utf-8", "surrogatepass")).hexdigest()


class Corpus:
    """Ordered documents with unique ids.

    `attrs` holds what is known about the corpus as a whole, such as the files that the reader left out; it has no
    part in equality or checksum.

    Examples
    --------
    >>> corpus = Corpus([Document("a", "One text."), Document("b", "Another.")])
    >>> len(corpus), corpus["b"].text
    (2, 'Another.')
    """

    def __init__(self, documents: Iterable[Document]) -> None:
        self._documents: dict[str, Document] = {}
        self.attrs: dict[str, Any] = {}
        for document in documents:
            if document.doc_id in self._documents:
                raise InputError(
                    f"doc_id must be unique in a corpus; {document.doc_id!r} stands for two texts. "
                    "Hint: rename one of the files, or give ids in corpus.toml."
                )
            self._documents[document.doc_id] = document

    def __len__(self) -> int:
        return len(self._documents)

    def __iter__(self) -> Iterator[Document]:
        return iter(self._documents.values())

    def __contains__(self, doc_id: object) -> bool:
        return doc_id in self._documents

    def __getitem__(self, doc_id: str) -> Document:
        try:
            return self._documents[doc_id]
        except KeyError:
            known = ", ".join(map(repr, list(self._documents)[:10]))
            raise InputError(f"doc_id must be one of {known}; got {doc_id!r}.") from None

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Corpus) and list(self) == list(other)

    __hash__ = None  # type: ignore[assignment]

    def __repr__(self) -> str:
        return f"Corpus({len(self)} documents: {', '.join(self.ids[:5])}{', …' if len(self) > 5 else ''})"

    @property
    def ids(self) -> list[str]:
        """The document ids, in order."""
        return list(self._documents)

    @property
    def groups(self) -> dict[str, str]:
        """The group of each document id, in order (see `Document.group`)."""
        return {document.doc_id: document.group for document in self}

    @property
    def checksum(self) -> str:
        """SHA-256 over ids and document checksums, in order: the same corpus, the same string."""
        lines = (f"{document.doc_id}\0{document.checksum}\n" for document in self)
        return hashlib.sha256("".join(lines).encode("utf-8", "surrogatepass")).hexdigest()

    def to_frame(self) -> pd.DataFrame:
        """One row per document in Text Interchange Format: `doc_id`, `text`, then scalar metadata."""
        import pandas as pd

        scalars = (str, int, float, bool)
        rows: list[dict[str, Any]] = [
            {"doc_id": d.doc_id, "text": d.text, **{k: v for k, v in d.metadata.items() if isinstance(v, scalars)}}
            for d in self
        ]
        return pd.DataFrame(rows, columns=None if rows else ["doc_id", "text"])

    @classmethod
    def from_frame(cls, frame: pd.DataFrame) -> Corpus:
        """The corpus of a frame with columns `doc_id`, `text`; other columns become metadata.

        Raises
        ------
        InputError
            If a column is missing or an id occurs twice.
        """
        missing = [name for name in ("doc_id", "text") if name not in frame.columns]
        if missing:
            raise InputError(f"frame must have columns 'doc_id' and 'text'; missing {missing}.")
        others = [str(name) for name in frame.columns if name not in ("doc_id", "text")]
        records = frame.to_dict("records")
        return cls(
            Document(
                str(record["doc_id"]),
                record["text"],
                {k: record[k] for k in others if record[k] == record[k] and record[k] is not None},
            )
            for record in records
        )
