"""DataFrames to HTML tables: numbers as a person reads them, headings that explain themselves, counts that open."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING

import numpy as np
import pandas as pd
from markupsafe import Markup

from textstats.glossary import COLUMNS, heading

if TYPE_CHECKING:
    from collections.abc import Iterator

LONG = 80  # code points from which on a cell is prose, and gets room
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

    The two bounds of an interval, `…_low` and `…_high` side by side, share a column: "−0.30 to 0.15". It sorts by the
    lower bound and is downloaded as two.

    Parameters
    ----------
    table : DataFrame
        Shown as it stands, in this order. `attrs["units"]` may give a column another unit than the glossary does.
    labels : mapping
        Heading of a column where the glossary's is not the one.
    cell : callable
        Gives the linked form of a cell, or None for a plain one.
    measure : callable
        Gives the footnote link of a column, or None.
    table_id, name : str
        Id of the element, and the name of its CSV download.
    """
    index_names = [str(n) if n is not None else "" for n in table.index.names]
    columns = [str(c) for c in table.columns]
    places = list(_places(columns))
    forms = [_formatter(table.iloc[:, n], dict(table.attrs.get("units", {}))) for n in range(len(columns))]

    def head(column: str, numeric: bool, upper: str = "") -> Markup:
        label = labels.get(column) or (interval_label(column) if upper else heading(column))
        kind = Markup(' class="num"') if numeric else Markup("")
        both = Markup(' data-name="{}|{}"').format(heading(column), heading(upper)) if upper else Markup("")
        return Markup('<th scope="col"{}{}>{}{}</th>').format(kind, both, label, measure(column) or "")

    heads = [head(column, False) for column in index_names]
    heads += [head(columns[n], _numeric(table.iloc[:, n]), columns[m] if m is not None else "") for n, m in places]
    body: list[Markup] = []
    above: tuple[object, ...] = ()
    for key, row in zip(table.index, table.itertuples(index=False, name=None), strict=True):
        keys = key if isinstance(key, tuple) else (key,)
        cells = [_row_heading(keys, above, level) for level in range(len(keys))]
        above = keys
        for n, m in places:
            if m is None:
                text = forms[n](row[n])
                cells.append(_cell(row[n], text, cell(key, columns[n], row[n], text)))
            else:
                cells.append(_interval(row[n], row[m], forms[n], forms[m]))
        body.append(Markup("<tr>{}</tr>").format(Markup("").join(cells)))
    return Markup(
        '<div class="scroll" role="region" tabindex="0" aria-label="{}"><table id="{}" data-name="{}"><thead><tr>{}</tr></thead><tbody>{}</tbody></table></div>'
    ).format(name, table_id, name, Markup("").join(heads), Markup("").join(body))


def _places(columns: list[str]) -> Iterator[tuple[int, int | None]]:
    """Each shown column: its place, and that of the upper bound which it shares its cells with."""
    skip = -1
    for n, column in enumerate(columns):
        if n == skip:
            continue
        upper = column.removesuffix("_low") + "_high" if column.endswith("_low") else None
        if upper is not None and columns[n + 1 : n + 2] == [upper]:
            skip = n + 1
            yield n, n + 1
        else:
            yield n, None


def interval_label(column: str) -> str:
    """What the two bounds together are called.

    >>> interval_label("ci_low"), interval_label("alpha_low")
    ('interval', 'interval of α')
    """
    label = heading(column)
    return label.removesuffix(", from") if label.endswith(", from") else heading(column.removesuffix("_low"))


def _row_heading(keys: tuple[object, ...], above: tuple[object, ...], level: int) -> Markup:
    """A row's heading; one that repeats the row above is heard but not seen."""
    text = _plain(keys[level])
    if level == len(keys) - 1:
        return Markup('<th scope="row">{}</th>').format(text)
    again = " again" if keys[: level + 1] == above[: level + 1] else ""
    return Markup('<th scope="row" class="level{}"><span>{}</span></th>').format(again, text)


def _cell(value: object, text: str, linked: Markup | None) -> Markup:
    number = isinstance(value, (int, float, np.number)) and not isinstance(value, (bool, np.bool_))
    data = Markup(' class="num" data-value="{}"').format(_plain(value)) if number else Markup("")
    if not number and len(text) > LONG:
        data = Markup(' class="long"')
    return Markup("<td{}>{}</td>").format(data, linked if linked is not None else text)


def _interval(low: object, high: object, form: Callable[[object], str], form_high: Callable[[object], str]) -> Markup:
    """Both bounds in one cell, each with its value; one dash where neither is known."""
    one, two = Markup('<b data-value="{}">{}</b>').format, _plain
    if form(low) == form_high(high) == "–":
        shown = Markup("{}{}").format(one(two(low), "–"), one(two(high), ""))
    else:
        shown = Markup("{} to {}").format(one(two(low), form(low)), one(two(high), form_high(high)))
    return Markup('<td class="num ci" data-value="{}">{}</td>').format(two(low), shown)


def _numeric(column: pd.Series) -> bool:
    return pd.api.types.is_numeric_dtype(column.dtype) and not pd.api.types.is_bool_dtype(column.dtype)


def _plain(value: object) -> str:
    if value is None or (isinstance(value, float) and np.isnan(value)) or value is pd.NA:
        return ""
    if isinstance(value, (float, np.floating)):
        return f"{float(value):.6g}"
    return str(value)


def _formatter(column: pd.Series, units: Mapping[str, str]) -> Callable[[object], str]:
    """How the values of a column are written: integers with thin groups, the rest by their unit."""
    name = str(column.name)
    unit = units.get(name, COLUMNS[name].unit if name in COLUMNS else "")

    def form(value: object) -> str:
        if value is None or value is pd.NA or (isinstance(value, (float, np.floating)) and np.isnan(value)):
            return "–"
        if isinstance(value, (bool, np.bool_)):
            return "yes" if value else "no"
        if isinstance(value, (int, np.integer)):
            return f"{int(value):,}".replace("-", "−")
        if isinstance(value, (float, np.floating)):
            return number(float(value), unit)
        return str(value)

    return form


def number(value: float, unit: str = "") -> str:
    """A number as it is written in tables and sentences: three significant figures, a true minus sign.

    A probability is written as p-values are, a proportion in per cent, points as a hundred times a difference of
    proportions; log₂ always with two decimals, so that a column lines up.

    >>> number(0.0004, "probability"), number(-1.5), number(1234.5), number(0.1234, "proportion")
    ('< .001', '−1.50', '1,234', '12.3%')
    >>> number(-0.08, "points"), number(12.3456, "log2"), number(0.004, "per 1,000 tokens")
    ('−8.0', '12.35', '0.0040')
    """
    if np.isnan(value):
        return "–"
    if np.isinf(value):
        return "∞" if value > 0 else "−∞"
    if unit == "probability":
        return "< .001" if value < 0.001 else f"{value:.3f}".lstrip("0") if value < 0.9995 else "1.000"
    if unit == "proportion":
        return f"{100 * value:.1f}%".replace("-", "−")
    if unit == "points":
        return f"{100 * value + 0.0:.1f}".replace("-0.0", "0.0").replace("-", "−")
    size = abs(value)
    decimals = 2 if unit == "log2" else 0 if size >= 100 else 1 if size >= 10 else 2
    if 0 < size < 0.01 and unit != "log2":
        decimals = 4
    return f"{value:,.{decimals}f}".replace("-", "−")
