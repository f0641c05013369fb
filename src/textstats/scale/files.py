"""count_files: from files to Counts, in a stream."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Mapping
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import TYPE_CHECKING, Any

from textstats.errors import InputError, ReadError, one_of
from textstats.scale.engines import engine_for
from textstats.scale.planning import Columns, SourceFile, plan
from textstats.scale.progress import Progress
from textstats.scale.resume import Store
from textstats.scale.sources import documents
from textstats.scale.tally import Tally

if TYPE_CHECKING:
    from textstats.stats.counts import Counts

LARGE = 256 << 20
"""Bytes of files from which on several threads scan: each learns the words anew, which a smaller corpus does not repay."""


def count_files(
    paths: str | os.PathLike[str] | Iterable[str | os.PathLike[str]],
    *,
    group: str | Mapping[str, str],
    shards: int = 256,
    engine: str | None = None,
    client: Any = None,
    text_column: str = "text",
    id_column: str = "doc_id",
    resume: str | os.PathLike[str] | None = None,
    progress: bool | Callable[[int, int], None] | None = None,
) -> Counts:
    """Count the types of a corpus of any size, straight from its files.

    The same Counts that `count(tokenize(read_corpus(paths)), block="document")` gives, to the last integer, without
    a table of tokens: the text streams by, and memory holds the vocabulary and the blocks only.

    Parameters
    ----------
    paths : path or several
        Files and folders: txt, md (a document a file), csv, tsv, jsonl, parquet (a document a row), each also
        packed as .gz or .zst.
    group : str or mapping
        What is compared: "doc_id"; "group" (sub-folder or corpus.toml, as in `read_corpus`); a column of the tables;
        or a mapping from `doc_id` to the name of the group.
    shards : int
        With at most so many documents a block is a document. With more, a block is a shard: the documents of a group
        whose ids have one BLAKE2b hash modulo `shards`, so that blocks can be resampled at any size.
    engine : {"numba", "python"}, optional
        "numba" scans bytes on all cores, "python" needs nothing but starts sooner. By default the faster of the two
        for this size. Both give the same.
    client : distributed.Client or str, optional
        A Dask client, or the address of a scheduler: count there. Every worker must see the files.
    text_column, id_column : str
        Where tables have their texts and ids; without an id the file and the number of the row are one.
    resume : path, optional
        A folder for partial results. A run that was stopped goes on from there; a file that has changed is counted
        anew.
    progress : bool or function, optional
        A function is called with the bytes done and the bytes in all. By default a line on standard error if that is
        a terminal.

    Returns
    -------
    Counts
        `blocks`: `group`, `doc_id` (missing for a shard), `block` (number of the shard, 0 for a document),
        `n_tokens`. Documents without words are no block; `attrs["n_documents"]` counts them all.

    Raises
    ------
    InputError
        If an argument breaks its rule, two documents have one id, or a document has no group.
    ReadError
        If a file cannot be read, or there is no word at all.
    MissingExtraError
        If an engine or a format needs a package that is not there.

    Examples
    --------
    >>> counts = count_files("data/raw", group="doc_id")
    >>> counts.by_group().loc["state"].tolist()
    [8, 31]
    """
    if isinstance(shards, bool) or not isinstance(shards, int) or shards < 1:
        raise InputError(f"shards must be a number of at least 1; got {shards!r}.")
    if engine is not None:
        one_of("engine", engine, ("numba", "python"))
    columns = Columns(text_column, id_column, group)
    units = plan(paths)
    bar = Progress(sum(file.size for unit in units for file in unit), progress)
    attrs = {"block": "document", "by": "type", "shards": shards}
    with bar:
        if client is not None:
            from textstats.scale.cluster import on_cluster

            tally = on_cluster(units, columns, shards, engine, client, resume, bar)
        else:
            tally = _in_process(units, columns, shards, engine, resume, bar)
    attrs |= {"block": "document" if tally.by_document else "shard", "n_documents": tally.n_documents}
    counts = tally.to_counts(attrs)
    if len(counts.blocks) == 0:
        raise ReadError("the files hold no word.")
    return counts


def _in_process(
    units: list[list[SourceFile]],
    columns: Columns,
    shards: int,
    engine: str | None,
    resume: str | os.PathLike[str] | None,
    bar: Progress,
) -> Tally:
    """Count here: this thread reads, the others scan."""
    n_threads = _cores() if bar.total > LARGE else 1
    chosen = engine_for(engine, bar.total, n_threads)
    pool = ThreadPoolExecutor(n_threads) if n_threads > 1 and chosen.is_parallel else None
    tally = Tally(chosen, shards, pool=pool)
    store = Store(Path(resume), columns, shards) if resume is not None else None
    try:
        for unit in units:
            if store is None:
                tally.add_all(documents(unit, columns))
            else:
                partial = store.load(unit)
                if partial is None:
                    alone = Tally(chosen, shards, tally.vocabulary)
                    alone.add_all(documents(unit, columns))
                    partial = alone.partial()
                    store.save(unit, partial)
                tally.merge(partial)
            bar.add(sum(file.size for file in unit))
        tally.flush(wait=True)
    finally:
        if pool is not None:
            pool.shutdown(cancel_futures=True)
    return tally


def _cores() -> int:
    """Cores that this process may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1
