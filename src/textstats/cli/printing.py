"""Tables to the terminal or the next program."""

from __future__ import annotations

import sys
from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Any

import click

from textstats.errors import InputError, MissingExtraError

if TYPE_CHECKING:
    import pandas as pd

FORMATS = ("table", "csv", "json", "parquet")


def put(
    table: pd.DataFrame, form: str, *, columns: Sequence[str] = (), top: int | None = None, right: str = ""
) -> None:
    """Print a table.

    Parameters
    ----------
    table : DataFrame
        A named index becomes the first columns.
    form : {"table", "csv", "json", "parquet"}
        All but "table" give every row and column, as they are.
    columns, top : optional
        What "table" shows.
    right : str
        A text column that "table" sets flush right.
    """
    named = any(name is not None for name in table.index.names)
    if form == "table":
        some = table[list(columns)] if columns else table
        some = some if top is None else some.head(top)
        click.echo(as_text(some.reset_index() if named else some, right=right), nl=False)
        return
    whole = table.reset_index() if named else table
    if form == "csv":
        from textstats.tables import to_csv_text

        click.echo(to_csv_text(whole, index=False), nl=False)
    elif form == "json":
        click.echo(whole.to_json(orient="records", force_ascii=False, indent=1))
    else:
        stream = sys.stdout.buffer
        if stream.isatty():
            raise InputError("--format parquet is not for a terminal. Hint: write it to a file: … > table.parquet")
        try:
            data = whole.to_parquet(None, index=False)
        except ImportError:
            raise MissingExtraError("--format parquet needs pyarrow. Hint: pip install 'textstats[scale]'") from None
        stream.write(data)
        stream.flush()


def as_text(table: pd.DataFrame, *, right: str = "") -> str:
    """A table in columns: text flush left (`right` flush right), numbers flush right, undefined as a dash.

    >>> import pandas as pd
    >>> print(as_text(pd.DataFrame({"type": ["war", "peace"], "n": [10, 2], "p": [0.5, float("nan")]})), end="")
    type    n    p
    war    10  0.5
    peace   2    –
    """
    from pandas.api.types import is_numeric_dtype

    columns = []
    for place, name in enumerate(map(str, table.columns)):
        values = table.iloc[:, place]
        cells = [name, *map(_cell, values)]
        width = max(map(len, cells))
        flush_right = name == right or (is_numeric_dtype(values.dtype) and values.dtype != bool)
        columns.append([cell.rjust(width) if flush_right else cell.ljust(width) for cell in cells])
    return "".join("  ".join(row).rstrip() + "\n" for row in zip(*columns, strict=True))


def _cell(value: Any) -> str:
    import pandas as pd

    if value is None or value is pd.NA or (isinstance(value, float) and value != value):
        return "–"
    if isinstance(value, float):
        return f"{value:.3g}" if abs(value) < 1000 else f"{value:.0f}"
    return "".join(char if char.isprintable() else " " for char in str(value))


def progress() -> Callable[[str, int, int, float], None]:
    """Progress of notebooks: on a terminal a line that rewrites itself; silent elsewhere."""
    if not _terminal():
        return lambda *_: None

    def tell(notebook: str, done: int, total: int, seconds: float) -> None:
        _line(f"{notebook}: cell {done} of {total}, {seconds:.0f} s", done, total)

    return tell


def bar(what: str) -> Callable[[int, int], None]:
    """Progress of one long piece of work, likewise."""
    if not _terminal():
        return lambda *_: None
    return lambda done, total: _line(f"{done} of {total} {what}", done, total)


def _terminal() -> bool:
    return sys.stderr.isatty()


def _line(text: str, done: int, total: int) -> None:
    full = 20 * done // max(total, 1)
    click.echo(f"\r\x1b[K{'█' * full}{'░' * (20 - full)} {text}", err=True, nl=done >= total)
