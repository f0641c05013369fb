"""The driver: which reports are out of date, run their notebooks two at a time, publish each page at once."""

from __future__ import annotations

import hashlib
import json
import os
from collections.abc import Iterator, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager, suppress
from dataclasses import asdict, dataclass, field, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

from textstats.errors import InputError, ReadError, TextstatsError, one_of, shown
from textstats.reports import parameters as declared
from textstats.reports.execute import CellError, Progress, execute, import_tools
from textstats.reports.headings import heading
from textstats.reports.kernel import Kernels
from textstats.writing import locked, scratch, write_bytes, write_text

if TYPE_CHECKING:
    from textstats.reports.render import Page

STATE = ".state.json"
FAILED = "failed"
PATHS = ("corpus", "annotations", "codebooks")  # parameters that name a folder or file: relative to the notebook


@dataclass
class Entry:
    """What the landing page knows of one report."""

    title: str
    question: str
    answer: list[str] = field(default_factory=list)
    picture: str = ""
    made_of: str = ""
    error: str = ""


@dataclass
class Built:
    """Outcome of a run: what was built, what was up to date, and what failed with which error."""

    built: list[str] = field(default_factory=list)
    fresh: list[str] = field(default_factory=list)
    failed: dict[str, TextstatsError] = field(default_factory=dict)


def build(
    notebooks: Sequence[Path],
    out: Path,
    *,
    parameters: Mapping[str, Any] | None = None,
    remember: bool = True,
    force: bool = False,
    jobs: int = 2,
    progress: Progress = lambda *_: None,
) -> Built:
    """Bring the reports of `notebooks` in the folder `out` up to date.

    A report is out of date when it is missing, was built with other parameters, or is older than its notebook, the
    package or the files that its parameters name. A notebook that fails leaves its old report as it is; the others
    are still built.

    Parameters
    ----------
    notebooks : sequence of Path
        Every one becomes `out/<stem>.html`; together they are the landing page's reports.
    out : Path
        Made when it is missing.
    parameters : mapping, optional
        Values for the notebooks' own parameters; each goes to the notebooks that have it.
    remember : bool
        Whether a later run may find these reports up to date; not if the texts will be gone by then.
    force : bool
        Build whether out of date or not.
    jobs : int
        Notebooks run at once.
    progress : callable
        Told after each cell: notebook, cells done, cells in all, seconds.

    Raises
    ------
    InputError
        If a parameter is unknown to every notebook or ill-typed; nothing has run then.
    """
    _names(notebooks)
    loaded = {path: _load(path) for path in notebooks}
    wanted = _parameters(loaded, dict(parameters or {}))
    result = Built()
    with locked(out):
        state = _state(out)
        titles = {path.stem: heading(loaded[path], path.name)[0] for path in notebooks}
        due = [p for p in notebooks if force or not _fresh(p, out, wanted[p], state)]
        result.fresh = [p.stem for p in notebooks if p not in due]
        if due:
            import_tools()
        with _pool(jobs) as (pool, kernels):
            # The last begin first: they hold the longest computations, and should not run on alone at the end.
            runs = {p: pool.submit(_run, p, wanted[p], titles, kernels, progress) for p in reversed(due)}
            for path in due:
                title, question = heading(loaded[path], path.name)
                old = state.get(path.stem, Entry(title, question))
                failed = out / FAILED / path.name
                try:
                    page, executed = runs[path].result()
                    if isinstance(page, CellError):
                        write_bytes(failed, executed)
                        raise page
                    write_text(out / f"{path.stem}.html", page.html)
                except TextstatsError as error:
                    state[path.stem] = replace(old, error=str(error))
                    result.failed[path.stem] = error
                else:
                    made_of = _made_of(path, out, wanted[path]) if remember else ""
                    state[path.stem] = Entry(page.title, page.question, list(page.answer), page.picture, made_of)
                    result.built.append(path.stem)
                    failed.unlink(missing_ok=True)
        with suppress(OSError):
            (out / FAILED).rmdir()
        if due or not (out / "index.html").exists():
            from textstats.reports.landing import landing

            corpus = next((p.parent / wanted[p]["corpus"] for p in notebooks if wanted[p].get("corpus")), None)
            kept = {stem: state[stem] for stem in titles if stem in state}
            write_text(out / STATE, json.dumps({k: asdict(v) for k, v in kept.items()}, indent=1, ensure_ascii=False))
            write_text(out / "index.html", landing(kept, out, corpus))
    return result


@contextmanager
def _pool(jobs: int) -> Iterator[tuple[ThreadPoolExecutor, Kernels]]:
    """Threads that run notebooks; whatever ends the block early, ctrl-C too, ends their kernels at once."""
    kernels = Kernels()
    pool = ThreadPoolExecutor(max_workers=max(1, jobs))
    try:
        yield pool, kernels
    except BaseException:
        pool.shutdown(wait=False, cancel_futures=True)
        kernels.stop()
        raise
    finally:
        pool.shutdown()


def _run(
    path: Path, given: dict[str, Any], titles: dict[str, str], kernels: Kernels, progress: Progress
) -> tuple[Page | CellError, bytes]:
    """Run one notebook in a folder of its own; its page, or the error and the notebook as far as it came."""
    import nbformat

    from textstats.reports.render import render

    with scratch() as folder:
        executed = folder / "executed.ipynb"
        own = declared.defaults(_load(path), path.name)
        try:
            execute(path, executed, {k: v for k, v in given.items() if v != own[k]}, kernels=kernels, progress=progress)
        except CellError as error:
            return error, executed.read_bytes()
        return render(nbformat.read(executed, as_version=4), name=path.stem, siblings=titles), b""  # type: ignore[no-untyped-call]


def _names(notebooks: Sequence[Path]) -> None:
    """See that every notebook has a page of its own, beside the landing page."""
    stems = [path.stem.casefold() for path in notebooks]
    for path, stem in zip(notebooks, stems, strict=True):
        if stem == "index" or stems.count(stem) > 1:
            taken = "the landing page" if stem == "index" else "another notebook"
            raise InputError(
                f"notebooks must have names of their own; {shown(path)} would be {stem}.html, as {taken} is."
            )


def _load(path: Path) -> dict[str, Any]:
    try:
        notebook: dict[str, Any] = json.loads(path.read_bytes())
    except (OSError, ValueError) as error:
        raise ReadError(f"{path} must be a notebook; {error}.") from None
    if not isinstance(notebook.get("cells"), list):
        raise ReadError(f"{path} must be a notebook: it has no list of cells.")
    return notebook


def _parameters(loaded: Mapping[Path, dict[str, Any]], given: dict[str, Any]) -> dict[Path, dict[str, Any]]:
    """All parameters of each notebook: its defaults, and what is given where it has such a parameter."""
    known = {path: declared.defaults(notebook, path.name) for path, notebook in loaded.items()}
    for name in given:
        one_of("parameter", name, sorted({n for names in known.values() for n in names}))
    wanted = {}
    for path, notebook in loaded.items():
        own = {k: v for k, v in given.items() if k in known[path]}
        wanted[path] = known[path] | declared.check(notebook, path.name, own)
    return wanted


def _state(out: Path) -> dict[str, Entry]:
    """What is known of earlier runs; a state that cannot be read is no state: everything is built again."""
    try:
        state = {k: Entry(**v) for k, v in json.loads((out / STATE).read_bytes()).items()}
    except (OSError, ValueError, TypeError, AttributeError, RecursionError):
        return {}
    texts = [value for entry in state.values() for key, value in vars(entry).items() if key != "answer"]
    texts += [line for entry in state.values() for line in (entry.answer if isinstance(entry.answer, list) else [None])]
    return state if all(isinstance(value, str) for value in texts) else {}


def _fresh(path: Path, out: Path, wanted: dict[str, Any], state: Mapping[str, Entry]) -> bool:
    entry, page = state.get(path.stem), out / f"{path.stem}.html"
    if entry is None or entry.error or not page.exists() or entry.made_of != _made_of(path, out, wanted):
        return False
    changed = max(file.stat().st_mtime_ns for place in _places(path, wanted) for file in _files(place))
    return page.stat().st_mtime_ns > changed


def _places(path: Path, wanted: dict[str, Any]) -> list[Path]:
    """What a report depends on: its notebook, the package, and the files or folders that its parameters name."""
    return [path, Path(__file__).parent.parent, *(path.parent / wanted[name] for name in PATHS if wanted.get(name))]


def _files(place: Path) -> list[Path]:
    """The file, or every file under the folder, in a settled order."""
    found = [place] if place.is_file() else []
    for folder, folders, files in os.walk(place):
        folders[:] = sorted(name for name in folders if name != "__pycache__")
        found += [Path(folder, name) for name in sorted(files)]
    return found


def _made_of(path: Path, out: Path, wanted: dict[str, Any]) -> str:
    """A digest of parameters and file names: a file that came or went is a change, though none is newer."""
    here = out.resolve()
    lines = [json.dumps({k: v for k, v in wanted.items() if k not in PATHS}, sort_keys=True)]
    for place in _places(path, wanted):
        own = place == Path(__file__).parent.parent  # where the package is installed changes no report
        lines.append("textstats" if own else os.path.relpath(place.resolve(), here))
        lines += [os.path.relpath(file, place) for file in _files(place)]
    return hashlib.sha256("\0".join(lines).encode("utf-8", "surrogateescape")).hexdigest()


def shipped(name: str) -> Path:
    """A folder that comes with textstats: `notebooks`, `codebooks`.

    In an installed package it lies inside it; in a checkout it is the project's own folder.
    """
    package = Path(__file__).parent.parent
    for folder in (package / "shipped" / name, package.parent.parent / name, package.parent.parent / "data" / name):
        if folder.is_dir():
            return folder
    raise ReadError(f"the folder {name!r} that comes with textstats is missing. Hint: reinstall the package.")
