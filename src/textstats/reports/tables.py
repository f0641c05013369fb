"""DataFrames to HTML tables: numbers as a person reads them, headings that explain themselves, counts that open."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

import numpy as np
import pandas as pd
from markupsafe import Markup

from textstats.glossary import COLUMNS

if TYPE_CHECKING:
    from collections.abc import Mapping

Cell = Callable[[object, str, object, str], Markup | None]  # (row key, column, value, shown) -> linked cell or None


def to_html(
    table: pd.DataFrame,
    *,
    labels: Mapping[str, str],
    cell: Cell,
    measure: Callable[[str], Markup | None],
    table_id: str,
    name: str,
) -> Markup:
    """The table with a header row, row headings from the index, sortable values, and linked cells.

    Parameters
    ----------
    table : DataFrame
        Shown as it stands, in this order.
    labels : mapping
        Heading of a column where its name, with spaces for underscores, is not enough.
    cell : callable
        Gives the linked form of a cell, or None for a plain one.
    measure : callable
        Gives the footnote link of a column, or None.
    table_id, name : str
        Id of the element, and the name of its CSV download.
    """
    index_names = [str(n) if n is not None else "" for n in table.index.names]
    columns = [str(c) for c in table.columns]
    head = Markup("").join(
        Markup('<th scope="col"{}>{}{}</th>').format(
            Markup(' class="num"')
            if position >= len(index_names) and _numeric(table.iloc[:, position - len(index_names)])
            else "",
            labels.get(column, column.replace("_", " ")),
            measure(column) or "",
        )
        for position, column in enumerate([*index_names, *columns])
    )
    body = []
    shown = [_formatter(table.iloc[:, n]) for n in range(len(columns))]
    for key, row in zip(table.index, table.itertuples(index=False, name=None), strict=True):
        keys = key if isinstance(key, tuple) else (key,)
        cells = [Markup('<th scope="row">{}</th>').format(_plain(k)) for k in keys]
        for column, value, form in zip(columns, row, shown, strict=True):
            text = form(value)
            linked = cell(key, column, value, text)
            number = isinstance(value, (int, float, np.number)) and not isinstance(value, (bool, np.bool_))
            data = Markup(' class="num" data-value="{}"').format(_plain(value)) if number else Markup("")
            cells.append(Markup("<td{}>{}</td>").format(data, linked if linked is not None else text))
        body.append(Markup("<tr>{}</tr>").format(Markup("").join(cells)))
    return Markup(
        '<div class="scroll" role="region" tabindex="0" aria-label="{}"><table id="{}" data-name="{}"><thead><tr>{}</tr></thead><tbody>{}</tbody></table></div>'
    ).format(name, table_id, name, head, Markup("").join(body))


def _numeric(column: pd.Series) -> bool:
    return pd.api.types.is_numeric_dtype(column.dtype) and not pd.api.types.is_bool_dtype(column.dtype)


def _plain(value: object) -> str:
    if value is None or (isinstance(value, float) and np.isnan(value)) or value is pd.NA:
        return ""
    if isinstance(value, (float, np.floating)):
        return f"{float(value):.6g}"
    return str(value)


def _formatter(column: pd.Series) -> Callable[[object], str]:
    """How the values of a column are written: integers with thin groups, proportions and rates to three figures."""
    unit = COLUMNS[str(column.name)].unit if str(column.name) in COLUMNS else ""

    def form(value: object) -> str:
        if value is None or value is pd.NA or (isinstance(value, (float, np.floating)) and np.isnan(value)):
            return "–"
        if isinstance(value, (bool, np.bool_)):
            return "yes" if value else "no"
        if isinstance(value, (int, np.integer)):
            return f"{int(value):,}"
        if isinstance(value, (float, np.floating)):
            return number(float(value), unit)
        return str(value)

    return form


def number(value: float, unit: str = "") -> str:
    """A number as it is written in tables and sentences: three significant figures, a true minus sign.

    >>> number(0.0004, "probability"), number(-1.5), number(1234.5)
    ('< .001', '−1.50', '1,234')
    """
    if np.isnan(value):
        return "–"
    if np.isinf(value):
        return "∞" if value > 0 else "−∞"
    if unit == "probability":
        return "< .001" if value < 0.001 else f"{value:.3f}".lstrip("0")
    size = abs(value)
    decimals = 0 if size >= 100 else 1 if size >= 10 else 2
    if 0 < size < 0.01:
        decimals = 4
    return f"{value:,.{decimals}f}".replace("-", "−")
