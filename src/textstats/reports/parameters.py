"""A notebook's parameters: read from its own cell, checked by name and type, never evaluated."""

from __future__ import annotations

import ast
from collections.abc import Mapping
from typing import Any

from textstats.errors import InputError, ReportError, one_of

Notebook = dict[str, Any]


def tagged(notebook: Notebook, tag: str) -> list[Notebook]:
    """The cells of `notebook` that bear `tag`."""
    return [cell for cell in notebook["cells"] if tag in cell.get("metadata", {}).get("tags", [])]


def source(cell: Notebook) -> str:
    """The text of a cell, whether stored as one string or as lines."""
    text = cell["source"]
    return text if isinstance(text, str) else "".join(text)


def defaults(notebook: Notebook, name: str) -> dict[str, Any]:
    """The parameters and their defaults: literals assigned to plain names in the one cell tagged `parameters`.

    Raises
    ------
    ReportError
        If there is not exactly one such cell, or it holds anything else than `name = literal`.
    """
    cells = tagged(notebook, "parameters")
    if len(cells) != 1:
        raise ReportError(f"{name}: exactly one cell must be tagged 'parameters'; found {len(cells)}.")
    found: dict[str, Any] = {}
    try:
        statements = ast.parse(source(cells[0])).body
    except (SyntaxError, ValueError, MemoryError, RecursionError) as error:
        raise ReportError(f"{name}: the parameters cell cannot be read: {str(error).splitlines()[0]}.") from None
    for statement in statements:
        if not (
            isinstance(statement, ast.Assign)
            and len(statement.targets) == 1
            and isinstance(statement.targets[0], ast.Name)
        ):
            raise ReportError(f"{name}: line {statement.lineno} of the parameters cell must read `name = literal`.")
        try:
            found[statement.targets[0].id] = ast.literal_eval(statement.value)
        except ValueError:
            raise ReportError(
                f"{name}: line {statement.lineno} of the parameters cell must assign a literal."
            ) from None
    return found


def check(notebook: Notebook, name: str, given: Mapping[str, Any]) -> dict[str, Any]:
    """The `given` parameters that this notebook has, with its own types.

    An integer serves for a float; text from a command line is read as the type of the default.

    Raises
    ------
    InputError
        If a name is not a parameter of the notebook, or a value is of another type.
    """
    known = defaults(notebook, name)
    checked: dict[str, Any] = {}
    for key, value in given.items():
        one_of(f"parameter of {name}", key, known)
        what = f"parameter {key} of {name}"
        checked[key] = _typed(what, value, known[key])
        if not _plain(checked[key]):
            raise InputError(f"{what} must be text (in Unicode), numbers, or lists of them; got {value!r}.")
    return checked


def _plain(value: Any) -> bool:
    """Whether a value is what JSON can hold: nothing that has to be written as a call, no lone surrogate."""
    if isinstance(value, str):
        return not any("\ud800" <= char <= "\udfff" for char in value)
    if isinstance(value, list):
        return all(map(_plain, value))
    if isinstance(value, dict):
        return all(isinstance(key, str) and _plain(key) and _plain(item) for key, item in value.items())
    return value is None or type(value) in (bool, int, float)


def _typed(what: str, value: Any, default: Any) -> Any:
    wanted = type(default)
    if default is None or (isinstance(value, wanted) and isinstance(value, bool) == (wanted is bool)):
        return value
    if wanted is float and isinstance(value, int) and not isinstance(value, bool):
        return float(value)
    if isinstance(value, str):
        try:
            read = ast.literal_eval(value)
        except (ValueError, SyntaxError, MemoryError, RecursionError):
            read = value
        if wanted is float and isinstance(read, int) and not isinstance(read, bool):
            read = float(read)
        if isinstance(read, wanted) and isinstance(read, bool) == (wanted is bool):
            return read
    raise InputError(f"{what} must be {_named(wanted)}, like {default!r}; got {value!r}.")


def _named(wanted: type) -> str:
    names = {
        int: "a whole number",
        float: "a number",
        str: "a text",
        bool: "True or False",
        list: "a list",
        dict: "a mapping",
    }
    return names.get(wanted, wanted.__name__)
