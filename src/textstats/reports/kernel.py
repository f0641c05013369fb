"""The kernel that reports run in: the same Python, and the same settings whoever starts it and wherever.

Run as a program it is an IPython kernel without the parts that no report uses: debugger, completion, history.
"""

from __future__ import annotations

import os
import sys
from pathlib import Path
from subprocess import DEVNULL
from typing import Any

# One thread for each kernel: two kernels share the processor as it is, and sums come out the same on every machine.
_THREADS = ("OMP", "OPENBLAS", "MKL", "VECLIB_MAXIMUM", "NUMEXPR", "NUMBA", "BLIS")
_UNUSED = ("debugpy", "jedi", "psutil")
LONGEST_SOCKET = 100  # bytes: the system cuts the path of a socket at 104 or 108


def environment(home: Path) -> dict[str, str]:
    """The caller's environment for a kernel, with everything set that could change a byte of a report.

    Parameters
    ----------
    home : Path
        An empty folder that lives as long as the kernel: whatever start-up files the reader keeps for IPython or
        matplotlib stay out of the reports.
    """
    own = {
        "PYTHONHASHSEED": "0",
        "PYTHONUTF8": "1",
        "TZ": "UTC",
        "LC_ALL": "C.UTF-8" if sys.platform.startswith("linux") else "C",
        "MPLBACKEND": "svg",
        "MATPLOTLIBRC": os.devnull,
        "IPYTHONDIR": str(home / "ipython"),
        "PYDEVD_DISABLE_FILE_VALIDATION": "1",
        **{f"{name}_NUM_THREADS": "1" for name in _THREADS},
    }
    if paths := os.environ.get("PYTHONPATH"):  # relative to the caller's folder, not to the notebook's
        own["PYTHONPATH"] = os.pathsep.join(str(Path(path).absolute()) for path in paths.split(os.pathsep) if path)
    dropped = ("LANG", "LANGUAGE", "PYTHONSTARTUP", "PYTHONWARNINGS")
    return {name: value for name, value in os.environ.items() if name not in dropped} | own


class Kernels:
    """The kernels of one build: started one by one, stopped all at once."""

    def __init__(self) -> None:
        self._running: list[Any] = []
        self._stopped = False

    def manager(self, home: Path) -> type:
        """A kernel manager whose kernels run this module with `environment`, talking through files in `home`."""
        from jupyter_client.kernelspec import KernelSpec
        from jupyter_client.manager import AsyncKernelManager

        kernels = self

        class Manager(AsyncKernelManager):
            @property
            def kernel_spec(self) -> KernelSpec:
                # Not looked up: a kernel of the reader's that is called python3 may be quite another Python.
                command = [sys.executable, "-m", "textstats.reports.kernel", "-f", "{connection_file}"]
                return KernelSpec(argv=command, display_name="textstats", language="python")

            async def start_kernel(self, **options: Any) -> None:  # type: ignore[override]
                # Sockets in a private folder rather than TCP ports that all users of the machine can reach.
                self.connection_file = str(home / "k")
                if len(os.fsencode(self.connection_file)) < LONGEST_SOCKET:
                    self.transport, self.ip = "ipc", self.connection_file
                # What cells print comes by message; on its own stderr a kernel only complains of sockets as it ends.
                await super().start_kernel(**{**options, "env": environment(home), "stderr": DEVNULL})
                kernels._running.append(self)
                if kernels._stopped:
                    kernels.stop()

        return Manager

    def stop(self) -> None:
        """End every kernel, and every one that is still to start."""
        self._stopped = True
        for manager in self._running:
            process = getattr(manager.provisioner, "process", None)
            if process is not None and process.poll() is None:
                process.kill()


def main() -> None:
    """Be a kernel."""
    if sys.path and sys.path[0] in ("", os.getcwd()):  # noqa: PTH109 (IPython adds the folder where it belongs)
        del sys.path[0]
    for name in _UNUSED:
        sys.modules[name] = None  # type: ignore[assignment]
    from ipykernel.kernelapp import IPKernelApp

    IPKernelApp.launch_instance(argv=[*sys.argv[1:], "--log-level=50", "--HistoryManager.enabled=False"])


if __name__ == "__main__":
    main()
