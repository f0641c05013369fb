"""Files and folders of anybody's to a corpus, and to all reports: what the command line is made of."""

from __future__ import annotations

import json
import tempfile
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from textstats.errors import InputError
from textstats.reports.build import Built, build, shipped
from textstats.reports.execute import Progress
from textstats.writing import write_text

if TYPE_CHECKING:
    import pandas as pd

    from textstats.stats.counts import Counts
    from textstats.text.documents import Corpus


def corpus_of(texts: Sequence[str]) -> Corpus:
    """One corpus of several files or folders; with more than one, each folder is a group under its name.

    Raises
    ------
    ReadError
        If one of them cannot be read.
    InputError
        If two of them would bear one name.
    """
    from textstats.text.documents import Corpus, Document
    from textstats.text.reading import read_corpus

    if len(texts) == 1:
        return read_corpus(texts[0])
    documents: list[Document] = []
    taken: set[str] = set()
    for text in texts:
        part = read_corpus(text)
        folder = Path(text).is_dir()
        name = _free(Path(text).stem or "text", taken)
        for document in part:
            doc_id = _free(document.doc_id, {d.doc_id for d in documents})
            metadata = dict(document.metadata) | ({"group": name} if folder and len(part) > 1 else {})
            documents.append(Document(doc_id, document.text, metadata))
    return Corpus(documents)


def _free(name: str, taken: set[str]) -> str:
    """`name`, or with the first number that makes it new; it is taken from then on."""
    n, free = 1, name
    while free in taken:
        n += 1
        free = f"{name}-{n}"
    taken.add(free)
    return free


def checked(corpus: str) -> str:
    """`corpus`, if it can be read and has two sides to compare: told before any notebook runs."""
    from textstats.text.reading import read_corpus

    _two_sides(read_corpus(corpus), corpus)
    return corpus


def _two_sides(corpus: Corpus, what: str) -> None:
    if len(set(corpus.groups.values())) < 2:
        raise InputError(
            f"{what} must hold at least two texts to compare; it holds {len(corpus)}. Hint: add the other text."
        )


def compare(texts: Sequence[str], out: Path, *, seed: int, progress: Progress) -> Built:
    """All reports for the texts, and `summary.json`, in the folder `out`.

    Raises
    ------
    ReadError, InputError
        If a text cannot be read, or there is nothing to compare: nothing has been written then.
    """
    from textstats.text.storing import write_corpus

    corpus = corpus_of(texts)
    _two_sides(corpus, " and ".join(texts))
    with tempfile.TemporaryDirectory(prefix="textstats-") as folder:
        home = Path(folder) / "corpus"
        write_corpus(corpus, home)
        notebooks = sorted(p for p in shipped("notebooks").glob("*.ipynb") if not p.name.startswith("00"))
        parameters = {"corpus": str(home), "annotations": "", "seed": seed}
        result = build(notebooks, out, parameters=parameters, remember=False, force=True, progress=progress)
    write_text(out / "summary.json", json.dumps(summary(corpus), ensure_ascii=False, indent=1, sort_keys=True) + "\n")
    return result


def summary(corpus: Corpus) -> dict[str, list[dict[str, object]]]:
    """Per document: id, title, numbers of tokens and types, and the frequency of every type (all voices)."""
    from textstats.text.tokens import tokenize

    tokens = tokenize(corpus)
    rows: list[dict[str, object]] = []
    for document in corpus:
        words = tokens.loc[tokens["doc_id"] == document.doc_id, "type"].astype(str).value_counts(sort=False)
        rows.append(
            {
                "doc_id": document.doc_id,
                "title": document.metadata.get("title"),
                "n_tokens": int(words.sum()),
                "n_types": len(words),
                "words": {str(word): int(n) for word, n in words.sort_index().items()},
            }
        )
    return {"documents": rows}


def topic_words(counts: Counts, *, n_topics: int | None, top: int, seed: int) -> pd.DataFrame | None:
    """The top words of each topic; None if no number of topics is chosen and none is stable."""
    from textstats.topics import TopicModel, select_k, top_words

    if n_topics is None:
        chosen = select_k(TopicModel(), counts, ks=range(2, 11), seed=seed).attrs["k"]
        if chosen is None:
            return None
        n_topics = int(chosen)
    return top_words(TopicModel(n_topics=n_topics).fit(counts), n=top)
