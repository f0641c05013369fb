"""A corpus too big for tokens: from files to the same Counts, in a stream, on all cores or on a cluster."""

from __future__ import annotations

from textstats.scale.files import count_files

__all__ = ["count_files"]
