"""On Dask workers the Counts are the same, also when one worker is killed."""

from __future__ import annotations

import json
import logging
import os
import signal
from pathlib import Path

import numpy as np
import pytest

from textstats.errors import InputError
from textstats.scale import count_files, planning
from textstats.stats.counts import Counts

pytest.importorskip("distributed")


def bits(counts: Counts) -> tuple[object, ...]:
    matrix = counts.matrix
    return (*(array.tobytes() for array in (matrix.indptr, matrix.indices, matrix.data)), tuple(counts.types))


@pytest.fixture
def table(tmp_path: Path) -> Path:
    rng = np.random.default_rng(1917)
    for part in range(12):
        rows = [
            {"doc_id": f"{part}-{i}", "text": " ".join(f"w{n}" for n in rng.integers(0, 300, 50)), "party": "ab"[i % 2]}
            for i in range(40)
        ]
        (tmp_path / f"{part:02}.jsonl").write_text("".join(json.dumps(row) + "\n" for row in rows))
    return tmp_path


def test_what_a_client_must_be(table: Path) -> None:
    with pytest.raises(InputError, match=r"client must be a distributed.Client or the address of a scheduler; got 7"):
        count_files(table, group="party", client=7)


@pytest.mark.slow
@pytest.mark.filterwarnings("ignore")
def test_a_killed_worker_changes_nothing(table: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from distributed import Client, LocalCluster

    monkeypatch.setattr(planning, "UNIT", 1)
    want = count_files(table, group="party", shards=16)
    logging.getLogger("distributed").setLevel(logging.CRITICAL)
    with (
        LocalCluster(
            n_workers=2, threads_per_worker=1, dashboard_address=None, silence_logs=logging.CRITICAL
        ) as cluster,
        Client(cluster) as client,
    ):
        assert bits(count_files(table, group="party", shards=16, client=client)) == bits(want)
        worker = next(iter(client.run(os.getpid).values()))

        def kill(done: int, total: int) -> None:
            if killed:
                os.kill(killed.pop(), signal.SIGKILL)

        killed = [worker]
        address = cluster.scheduler_address
        assert bits(count_files(table, group="party", shards=16, client=address, progress=kill)) == bits(want)
        assert not killed
