"""Run one notebook with papermill, in a kernel of its own, and say where it failed if it did."""

from __future__ import annotations

import logging
import sys
import time
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

from textstats.errors import ReportError
from textstats.reports.kernel import Kernels

Progress = Callable[[str, int, int, float], None]  # (notebook, cells done, cells in all, seconds)


class CellError(ReportError):
    """A cell raised: `notebook`, `cell` (its number, from 1), `line` (its first) and `error`."""

    def __init__(self, notebook: str, cell: int, line: str, error: str) -> None:
        super().__init__(f"{notebook}: cell {cell} failed.\n  {error}\n  It begins: {line}")
        self.notebook, self.cell, self.line, self.error = notebook, cell, line, error


# What papermill, nbformat and nbconvert load and notebooks never use, with the seconds that each costs: a grammar of
# addresses for jsonschema (2), file systems of clusters (0.3).
_UNUSED = ("rfc3987_syntax", "pyarrow")


def import_tools() -> Any:
    """Papermill, nbformat and nbconvert, without what they would load for others; returns papermill.

    To be called once before threads start: while it runs, the names of `_UNUSED` cannot be imported.
    """
    hidden = [name for name in _UNUSED if name not in sys.modules]
    sys.modules.update(dict.fromkeys(hidden))  # type: ignore[arg-type]
    try:
        import nbconvert.exporters  # noqa: F401
        import papermill
    finally:
        for name in hidden:
            del sys.modules[name]
    return papermill


def execute(
    notebook: Path,
    output: Path,
    parameters: Mapping[str, Any],
    *,
    kernels: Kernels,
    progress: Progress,
    timeout: int | None = None,
) -> None:
    """Run `notebook` with checked `parameters` and write the executed notebook to `output`.

    The kernel is always this Python (see `kernel`) and works in the notebook's own folder, as it does in JupyterLab.
    What it needs besides lies in the folder of `output`.

    Raises
    ------
    CellError
        If a cell raises; `output` then holds the notebook as far as it came.
    ReportError
        If the kernel does not start or dies.
    """
    import papermill
    from nbclient.exceptions import CellTimeoutError, DeadKernelError
    from papermill.exceptions import PapermillExecutionError

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
            language="python",
            progress_bar=False,
            log_output=False,
            # Not papermill's cwd: that would move the whole process, and other notebooks run beside this one.
            resources={"metadata": {"path": str(notebook.parent)}},
            request_save_on_cell_execute=False,
            execution_timeout=timeout,
            listener=str(output),
            kernel_manager_class=kernels.manager(output.parent),
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
        _close_loop()


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

    papermill_engines.register("textstats", Engine)
    logging.getLogger("papermill").addHandler(logging.NullHandler())  # what it says there, our errors say
    # When a kernel's sockets close while a message is on its way, tornado logs a traceback; nothing is lost by it.
    logging.getLogger("tornado.general").addFilter(lambda record: "ZMQStream" not in record.getMessage())


def _close_loop() -> None:
    """Close the event loop that the kernel's client opened in this thread."""
    from jupyter_core.utils import ensure_event_loop

    loop = ensure_event_loop()
    if not loop.is_running():
        loop.close()
