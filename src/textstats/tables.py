"""Tables as CSV that a spreadsheet cannot run and that reads back as it was.

A cell that begins like a formula (= + - @, a tab or a line break) would be computed by a spreadsheet. Such a cell gets
an apostrophe before it, the spreadsheets' own sign for "this is text"; `read_csv` takes it off again. Numbers stay
numbers. A cell that already begins with apostrophes before such a sign gets one more, so nothing is lost.
"""

from __future__ import annotations

import csv
import io
import os
import re
from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING, Any

from textstats.errors import InputError, ReadError, reason, shown
from textstats.writing import write_text

if TYPE_CHECKING:
    import pandas as pd

_FORMULA = re.compile(r"'*(?:[ \u00a0]*[=+\-@\uff1d\uff0b\uff0d\uff20]|[\t\r\n])")
_SPECIAL = re.compile(r'[,"\r\n]')
_NUMBER = re.compile(r"-?(?:0|[1-9]\d{0,18})(?:\.\d+)?(?:e[+-]?\d{1,3})?\Z|-?inf\Z", re.ASCII)
_INTEGER = re.compile(r"-?(?:0|[1-9]\d{0,17})\Z", re.ASCII)


def neutral(cell: str) -> str:
    """A cell as it may stand in a spreadsheet: with an apostrophe where it would be taken for a formula.

    >>> neutral("=1+1"), neutral("-5"), neutral("-- he said")
    ("'=1+1", '-5', "'-- he said")
    """
    return f"'{cell}" if _FORMULA.match(cell) and not _NUMBER.match(cell) else cell


def plain(cell: str) -> str:
    """Take off what `neutral` put on.

    >>> plain("'=1+1"), plain("'tis")
    ('=1+1', "'tis")
    """
    return cell[1:] if cell.startswith("'") and _FORMULA.match(cell) else cell


def to_csv_text(frame: pd.DataFrame, *, index: bool | None = None) -> str:
    r"""Give a table as CSV: comma, quotes where needed, "\n" after each line, the same table the same text.

    Parameters
    ----------
    frame : pandas.DataFrame
    index : bool, optional
        Whether the index is the first column; by default if it has a name.

    Examples
    --------
    >>> import pandas as pd
    >>> to_csv_text(pd.DataFrame({"type": ["=a", "b"], "n": [1, 2]}))
    "type,n\n'=a,1\nb,2\n"
    """
    if index if index is not None else any(name is not None for name in frame.index.names):
        if any(name is None for name in frame.index.names):
            raise InputError("index must have a name to become a column; got none.")
        frame = frame.reset_index()
    columns = [[_quoted(_cell(value)) for value in frame.iloc[:, place]] for place in range(frame.shape[1])]
    lines = [[_quoted(neutral(str(name))) for name in frame.columns], *zip(*columns, strict=True)]
    if frame.shape[1] == 1:  # a lone empty cell would be an empty line, which readers skip
        lines = [[cell or '""' for cell in line] for line in lines]
    return "".join(",".join(line) + "\n" for line in lines)


def write_csv(frame: pd.DataFrame, path: str | os.PathLike[str], *, index: bool | None = None) -> Path:
    """Write a table as CSV (see `to_csv_text`), all of it or nothing (see `textstats.writing`)."""
    return write_text(path, to_csv_text(frame, index=index))


def read_csv(path: str | os.PathLike[str], *, text: Iterable[str] = ()) -> pd.DataFrame:
    """Read a table that `write_csv` wrote.

    A column becomes numbers if every cell is written as Python writes numbers, truth values if every cell is True or
    False, else text; an empty cell is missing. Words such as "null" or "NA" stay words.

    Parameters
    ----------
    path : path
    text : iterable of str
        Columns that are text even if all their cells look like numbers ("1917").

    Raises
    ------
    ReadError
        If there is no such file, or it is no CSV in UTF-8.
    """
    import pandas as pd

    try:
        content = Path(path).read_bytes().decode("utf-8-sig")
    except UnicodeDecodeError as fault:
        raise ReadError(f"{shown(path)} is not valid UTF-8: {fault.reason} at byte {fault.start}.") from None
    except OSError as fault:
        raise ReadError(f"{shown(path)} cannot be read: {reason(fault)}.") from None
    csv.field_size_limit(max(csv.field_size_limit(), len(content) + 1))
    reader = csv.reader(io.StringIO(content, newline=""), strict=True)
    try:
        lines = [line for line in reader if line]
    except csv.Error as fault:
        raise ReadError(f"{shown(path)} is not valid CSV: {fault} in line {reader.line_num}.") from None
    header = [plain(name) for name in lines[0]] if lines else []
    wrong = next((number for number, line in enumerate(lines, 1) if len(line) != len(header)), None)
    if wrong is not None:
        raise ReadError(f"{shown(path)} has {len(lines[wrong - 1])} cells in row {wrong}, but {len(header)} columns.")
    kept = set(text)
    cells = [[plain(cell) for cell in column] for column in zip(*lines[1:], strict=True)] or [[] for _ in header]
    columns = [_column(column, header[place] in kept) for place, column in enumerate(cells)]
    frame = pd.DataFrame(dict(enumerate(columns)))
    frame.columns = pd.Index(header)
    return frame


def _cell(value: Any) -> str:
    """A value as text: numbers as Python writes them, missing as nothing."""
    import numpy as np
    import pandas as pd

    if isinstance(value, str):
        return neutral(value)
    if isinstance(value, (bool, np.bool_)):
        return str(bool(value))
    if isinstance(value, (int, np.integer)):
        return str(int(value))
    if isinstance(value, (float, np.floating)):
        return "" if value != value else repr(float(value))
    if value is None or value is pd.NA or value is pd.NaT:
        return ""
    return neutral(str(value))


def _quoted(cell: str) -> str:
    """A cell in quotes where it needs them; Python's csv writer forgets the carriage return."""
    return '"' + cell.replace('"', '""') + '"' if _SPECIAL.search(cell) else cell


def _column(cells: list[str], as_text: bool) -> pd.Series:
    import pandas as pd

    filled = [cell for cell in cells if cell]
    if as_text or not filled or not all(_NUMBER.match(cell) for cell in filled):
        if not as_text and filled and len(filled) == len(cells) and set(cells) <= {"True", "False"}:
            return pd.Series([cell == "True" for cell in cells], dtype="bool")
        return pd.Series([cell or None for cell in cells], dtype="str")
    if len(filled) == len(cells) and all(_INTEGER.match(cell) for cell in cells):
        return pd.Series([int(cell) for cell in cells], dtype="int64")
    return pd.Series([float(cell) if cell else float("nan") for cell in cells], dtype="float64")
