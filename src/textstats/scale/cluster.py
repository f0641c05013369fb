"""Counting on a Dask cluster: portions of files go out, partial counts come back."""

from __future__ import annotations

import os
import threading
from collections import deque
from pathlib import Path
from typing import Any

from textstats.errors import InputError, MissingExtraError
from textstats.scale.chunks import Vocabulary
from textstats.scale.engines import engine_for
from textstats.scale.planning import Columns, SourceFile
from textstats.scale.progress import Progress
from textstats.scale.resume import Store
from textstats.scale.sources import documents
from textstats.scale.tally import Engine, Partial, Tally

_OWN = threading.local()


def count_portion(files: list[SourceFile], columns: Columns, shards: int, engine: str | None) -> Partial:
    """Count some files, on a worker: its scanner and the types it knows stay from one portion to the next."""
    kept: dict[str | None, tuple[Engine, Vocabulary]] = _OWN.__dict__.setdefault("kept", {})
    if engine not in kept:
        kept[engine] = engine_for(engine, 1 << 62), Vocabulary()
    tally = Tally(kept[engine][0], shards, kept[engine][1])
    tally.add_all(documents(files, columns))
    return tally.partial()


def on_cluster(
    units: list[list[SourceFile]],
    columns: Columns,
    shards: int,
    engine: str | None,
    client: Any,
    resume: str | os.PathLike[str] | None,
    bar: Progress,
) -> Tally:
    """Count on the workers of `client`; what a worker that dies had to do is done again by another."""
    try:
        from distributed import Client
    except ImportError:
        raise MissingExtraError("client needs distributed. Hint: pip install 'textstats[scale]'.") from None
    if not isinstance(client, (str, Client)):
        raise InputError(f"client must be a distributed.Client or the address of a scheduler; got {client!r}.")
    own: Any = Client(client) if isinstance(client, str) else None  # type: ignore[no-untyped-call]
    try:
        return _gathered(units, columns, shards, engine, own or client, resume, bar)
    finally:
        if own is not None:
            own.close()


def _gathered(
    units: list[list[SourceFile]],
    columns: Columns,
    shards: int,
    engine: str | None,
    client: Any,
    resume: str | os.PathLike[str] | None,
    bar: Progress,
) -> Tally:
    """Add up partial counts in the order of the files; only so many portions are under way that memory stays bounded."""
    from textstats.scale.plain import Plain

    tally = Tally(Plain() if engine == "python" else engine_for(engine, 1 << 62), shards)
    store = Store(Path(resume), columns, shards) if resume is not None else None
    n_ahead = 2 * max(1, sum(client.nthreads().values())) + 2
    ahead: deque[tuple[list[SourceFile], Any]] = deque()
    waiting = iter(units)
    while True:
        while len(ahead) < n_ahead and (unit := next(waiting, None)) is not None:
            known = store.load(unit) if store is not None else None
            task = known or client.submit(count_portion, unit, columns, shards, engine, pure=False, retries=2)
            ahead.append((unit, task))
        if not ahead:
            return tally
        unit, task = ahead.popleft()
        partial = task if isinstance(task, Partial) else task.result()
        if store is not None and not isinstance(task, Partial):
            store.save(unit, partial)
        tally.merge(partial)
        bar.add(sum(file.size for file in unit))
