"""Run one notebook with papermill, in a kernel of its own, and say where it failed if it did."""

from __future__ import annotations

import os
import sys
import time
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

from textstats.errors import ReportError

Progress = Callable[[str, int, int, float], None]  # (notebook, cells done, cells in all, seconds)


class CellError(ReportError):
    """A cell raised: `notebook`, `cell` (its number, from 1), `line` (its first) and `error`."""

    def __init__(self, notebook: str, cell: int, line: str, error: str) -> None:
        super().__init__(f"{notebook}: cell {cell} failed.\n  {error}\n  It begins: {line}")
        self.notebook, self.cell, self.line, self.error = notebook, cell, line, error


def import_papermill() -> Any:
    """Papermill, without the two seconds that jsonschema spends on a grammar which notebooks never use."""
    slow = "rfc3987_syntax"
    hidden = slow not in sys.modules
    if hidden:
        sys.modules[slow] = None  # type: ignore[assignment]
    try:
        import papermill
    finally:
        if hidden:
            del sys.modules[slow]
    return papermill


def execute(
    notebook: Path, output: Path, parameters: Mapping[str, Any], *, progress: Progress, timeout: int | None = None
) -> None:
    """Run `notebook` with checked `parameters` and write the executed notebook to `output`.

    The kernel is always `python3` and works in the notebook's own folder, as it does in JupyterLab.

    Raises
    ------
    CellError
        If a cell raises; `output` then holds the notebook as far as it came.
    ReportError
        If the kernel does not start or dies.
    """
    papermill = import_papermill()
    from nbclient.exceptions import CellTimeoutError, DeadKernelError
    from papermill.exceptions import PapermillExecutionError
    from traitlets.config import Config

    _register_engine(papermill)
    started = time.monotonic()
    _listeners[str(output)] = lambda done, total: progress(notebook.stem, done, total, time.monotonic() - started)
    try:
        papermill.execute_notebook(
            notebook,
            output,
            parameters=dict(parameters),
            engine_name="textstats",
            kernel_name="python3",
            progress_bar=False,
            log_output=False,
            # Not papermill's cwd: that would move the whole process, and other notebooks run beside this one.
            resources={"metadata": {"path": str(notebook.parent)}},
            request_save_on_cell_execute=False,
            execution_timeout=timeout,
            listener=str(output),
            # Sockets in a private folder instead of TCP ports; the kernel's own chatter stays out of the way.
            config=Config(KernelManager={"transport": "ipc", "connection_file": str(output.with_suffix(".json"))}),
            extra_arguments=["--log-level=50"],
        )
    except PapermillExecutionError as error:
        first = next((line for line in error.source.splitlines() if line.strip()), "")
        message = f"{error.ename}: {error.evalue}".strip().splitlines()[0] if error.evalue else error.ename
        raise CellError(notebook.name, int(error.cell_index) + 1, first, message) from None
    except (DeadKernelError, CellTimeoutError, RuntimeError) as error:  # RuntimeError: it did not start in time
        raise ReportError(
            f"{notebook.name}: the kernel did not start, died or took too long: {str(error).splitlines()[0]}"
        ) from None
    finally:
        del _listeners[str(output)]


_listeners: dict[str, Callable[[int, int], None]] = {}


def _register_engine(papermill: Any) -> None:
    """Papermill's own engine, telling a listener when a cell begins."""
    from papermill.engines import NBClientEngine, papermill_engines

    if "textstats" in papermill_engines._engines:
        return

    class Engine(NBClientEngine):  # type: ignore[misc]
        @classmethod
        def execute_managed_notebook(cls, nb_man: Any, kernel_name: str, listener: str = "", **options: Any) -> Any:
            total = len(nb_man.nb.cells)
            told, complete = _listeners[listener], nb_man.cell_complete

            def cell_complete(cell: Any, cell_index: int | None = None, **rest: Any) -> Any:
                told((cell_index or 0) + 1, total)
                return complete(cell, cell_index, **rest)

            nb_man.cell_complete = cell_complete
            return super().execute_managed_notebook(nb_man, kernel_name, **options)

    os.environ.setdefault("PYDEVD_DISABLE_FILE_VALIDATION", "1")
    papermill_engines.register("textstats", Engine)
