"""Files and folders of anybody's to a corpus, and to all reports: what the command line is made of."""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from textstats.errors import InputError, ReportError, shown
from textstats.reports.build import Built, build, shipped
from textstats.reports.execute import Progress
from textstats.writing import locked, scratch, write_files

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

    two_sides(read_corpus(corpus), corpus)
    return corpus


def two_sides(corpus: Corpus, what: str) -> None:
    """See that there is something to compare.

    Raises
    ------
    InputError
        If all texts are of one group.
    """
    if len(set(corpus.groups.values())) < 2:
        held = "one text" if len(corpus) == 1 else f"{len(corpus)} texts of one group"
        raise InputError(f"{what} must hold two sides to compare; it holds {held}. Hint: name the other text as well.")


def compare(texts: Sequence[str], out: Path, *, seed: int, progress: Progress) -> Built:
    """All reports for the texts, and `summary.json`, in the folder `out`: all of them, or nothing new.

    Raises
    ------
    ReadError, InputError
        If a text cannot be read, or there is nothing to compare.
    ReportError
        If a report cannot be built from these texts.
    WriteError
        If the reports cannot be written.
    """
    from textstats.text.storing import write_corpus

    corpus = corpus_of(texts)
    two_sides(corpus, " and ".join(texts))
    with locked(out), scratch() as folder:
        home, pages = folder / "corpus", folder / "reports"
        write_corpus(corpus, home)
        notebooks = sorted(p for p in shipped("notebooks").glob("*.ipynb") if not p.name.startswith("00"))
        parameters = {
            "corpus": str(home),
            "annotations": "",
            "codebooks": str(shipped("codebooks")),
            "seed": seed,
        }
        result = build(notebooks, pages, parameters=parameters, remember=False, force=True, progress=progress)
        if result.failed:
            raise ReportError(_told(result, texts, out))
        files = {page.name: page.read_bytes() for page in sorted(pages.iterdir()) if page.is_file()}
        last = ["index.html"] if "index.html" in files else []
        files["summary.json"] = _json(summary(corpus)).encode()
        write_files(out, {name: files[name] for name in sorted(files, key=lambda name: (name in last, name))})
    return result


def _told(result: Built, texts: Sequence[str], out: Path) -> str:
    """Three lines: which texts, what the first report says of them, and what is left."""
    name, error = next(iter(result.failed.items()))
    cause = getattr(error, "error", str(error).splitlines()[0])
    others = len(result.failed) - 1
    more = f" ({others} more failed)" if others else ""
    return (
        f"{' and '.join(map(shown, texts))} cannot be compared: report {name} failed{more}.\n"
        f"  {cause}\n"
        f"  {shown(out)} is as it was. Hint: are the texts too short? A comparison needs some paragraphs on each side."
    )


def _json(value: object) -> str:
    return json.dumps(value, ensure_ascii=False, indent=1, sort_keys=True) + "\n"


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


def topic_words(
    counts: Counts, *, n_topics: int | None, top: int, seed: int, progress: Callable[[int, int], None] | None = None
) -> pd.DataFrame | None:
    """The top words of each topic; None if no number of topics is chosen and none is stable.

    Raises
    ------
    InputError
        If too few words stand in two paragraphs or more to make a topic.
    """
    from textstats.topics import TopicModel, content_words, select_k, top_words

    words = content_words(counts)
    if min(words.matrix.shape) < 3:
        raise InputError(
            f"the texts must have three paragraphs and three words that stand in several of them; they have "
            f"{words.matrix.shape[0]} and {words.matrix.shape[1]}. Hint: topics need longer texts."
        )
    if n_topics is None:
        chosen = select_k(TopicModel(), words, seed=seed, progress=progress).attrs["k"]
        if chosen is None:
            return None
        n_topics = int(chosen)
    table: pd.DataFrame = top_words(TopicModel(n_topics=n_topics).fit(words), n=top)
    return table
