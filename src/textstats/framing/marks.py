"""YAML with the line of every key: read safely, bounded in size, depth and aliases.

Only `yaml.SafeLoader`'s scanner is used, and nothing is constructed: scalars stay the text that was written,
so that `no` is the word "no". Aliases and tags of any other kind are refused.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from yaml import Node

MAX_BYTES = 256_000
MAX_DEPTH = 10
_PLAIN_TAGS = ("str", "int", "float", "bool", "null", "timestamp", "seq", "map", "value", "merge")


class Faults:
    """The faults of one file, in the order in which they were met: `file:line: key: rule; got value`."""

    def __init__(self, name: str) -> None:
        self.name = name
        self._found: list[tuple[int, str]] = []

    def add(self, line: int, key: str, message: str) -> None:
        """Note a fault of `key` at `line` (counted from 1)."""
        fault = (line, f"{self.name}:{line}: {key}: {message}")
        if fault not in self._found:
            self._found.append(fault)

    def lines(self) -> list[str]:
        """Every fault, by line."""
        return [message for _, message in sorted(self._found, key=lambda fault: fault[0])]

    def __bool__(self) -> bool:
        return bool(self._found)


def compose(path: Path, faults: Faults) -> tuple[Node | None, bytes]:
    """The node tree of a YAML file and its bytes; no tree where a fault forbids to go on."""
    import yaml

    try:
        with path.open("rb") as stream:
            raw = stream.read(MAX_BYTES + 1)
    except OSError as error:
        faults.add(1, "file", f"cannot be read: {error.strerror or error}.")
        return None, b""
    if len(raw) > MAX_BYTES:
        faults.add(1, "file", f"must be at most {MAX_BYTES:,} bytes.")
        return None, raw
    try:
        text = raw.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = raw[: error.start].count(b"\n") + 1
        faults.add(line, "file", f"must be UTF-8; byte {error.start} is not. Hint: save the file as UTF-8.")
        return None, raw
    try:
        if _bounded(text, faults):
            return yaml.compose(text, Loader=yaml.SafeLoader), raw
    except yaml.YAMLError as error:
        line, problem = 1, str(error).splitlines()[0]
        if isinstance(error, yaml.MarkedYAMLError):
            line, problem = (error.problem_mark.line + 1 if error.problem_mark else 1), str(error.problem)
        hint = " Hint: a word that begins with * & ! % @ ` or holds ': ' needs quotation marks."
        faults.add(line, "yaml", f"{problem}.{hint}")
    return None, raw


def _bounded(text: str, faults: Faults) -> bool:
    """Whether depth, aliases and tags are within the rules; the parser itself does not recurse."""
    import yaml

    depth = 0
    sound = True
    for event in yaml.parse(text, Loader=yaml.SafeLoader):
        line = event.start_mark.line + 1 if event.start_mark else 1
        if isinstance(event, yaml.AliasEvent):
            hint = "Hint: write the words out, or put a pattern that begins with * in quotation marks."
            faults.add(line, "yaml", f"aliases are not allowed; got *{event.anchor}. {hint}")
            sound = False
        tag = getattr(event, "tag", None)
        if tag and tag not in {f"tag:yaml.org,2002:{name}" for name in _PLAIN_TAGS}:
            faults.add(line, "yaml", f"tags are not allowed; got {tag!r}.")
            sound = False
        depth += isinstance(event, yaml.CollectionStartEvent) - isinstance(event, yaml.CollectionEndEvent)
        if depth > MAX_DEPTH:
            faults.add(line, "yaml", f"nesting must be at most {MAX_DEPTH} deep.")
            return False
    return sound
