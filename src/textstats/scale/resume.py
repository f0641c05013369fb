"""Partial results on disk: a run that was stopped goes on where it was."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Sequence
from pathlib import Path

from textstats import __version__
from textstats.errors import ReadError
from textstats.scale.planning import Columns, SourceFile
from textstats.scale.tally import Partial
from textstats.text.files import read_bytes
from textstats.writing import write_bytes


class Store:
    """A folder of partial results, each under a name made from all that it depends on."""

    def __init__(self, folder: Path, columns: Columns, shards: int) -> None:
        self.folder = folder
        group = columns.group if isinstance(columns.group, str) else sorted(columns.group.items())
        self._settings = [__version__, columns.text, columns.doc_id, group, shards]

    def path(self, unit: Sequence[SourceFile]) -> Path:
        """Where the counts of these files are kept: names, sizes and times of the files are part of the name."""
        files = [
            [f.path, f.size, f.mtime_ns, f.doc_id, str(sorted(f.metadata.items())), f.encoding, f.sha256] for f in unit
        ]
        text = json.dumps([self._settings, files])
        return self.folder / f"{hashlib.blake2b(text.encode('utf-8', 'surrogatepass'), digest_size=16).hexdigest()}.npz"

    def load(self, unit: Sequence[SourceFile]) -> Partial | None:
        """The counts of these files, if they are there and whole."""
        path = self.path(unit)
        if not path.exists():
            return None
        try:
            return Partial.from_bytes(read_bytes(path))
        except ReadError:
            return None

    def save(self, unit: Sequence[SourceFile], partial: Partial) -> None:
        """Keep the counts of these files: all of it or nothing."""
        write_bytes(self.path(unit), partial.to_bytes())
