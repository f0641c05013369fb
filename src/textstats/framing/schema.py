"""What may stand in a codebook: keys, values and patterns, each fault with its line."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from textstats.errors import InputError, one_of
from textstats.framing import patterns
from textstats.framing.codebook import FUNCTIONS, OVERLAPS, VOICES, Code
from textstats.framing.marks import Faults

if TYPE_CHECKING:
    from yaml import Node

TOP = ("title", "about", "overlap", "codes")
KEYS = ("label", "about", "match", "exclude", "near", "sentence_end", "voice", "function", "target", "examples")
ENDS = ("?", "!")


def parse(root: Node, faults: Faults) -> tuple[dict[str, str], dict[str, Code], dict[str, int]]:
    """Read settings, codes, and the line of each key (`codes.NAME.examples.pos[0]`), with every fault noted."""
    reader = _Reader(faults)
    top = reader.mapping(root, "codebook", TOP)
    settings = {key: reader.scalar(top.get(key), key) for key in ("title", "about")}
    settings["overlap"] = reader.choice(top.get("overlap"), "overlap", OVERLAPS) or "keep"
    if not settings["title"]:
        faults.add(1, "title", "is required. Hint: title: Actors and their names")
    codes = {}
    if "codes" not in top:
        faults.add(1, "codes", "is required. Hint: see data/codebooks/template.yaml.")
    else:
        for name, node in reader.mapping(top["codes"], "codes").items():
            codes[name] = _code(reader, name, node)
        if not codes:
            faults.add(reader.line(top["codes"]), "codes", "must hold at least one code.")
    return settings, codes, reader.lines


def _code(reader: _Reader, name: str, node: Node) -> Code:
    place = f"codes.{name}"
    keys = reader.mapping(node, place, KEYS)

    def words(key: str) -> tuple[str, ...]:
        return reader.words(keys.get(key), f"{place}.{key}")

    found: dict[str, Any] = {
        key: reader.scalar(keys.get(key), f"{place}.{key}") for key in ("label", "about", "target")
    }
    found["label"] = found["label"] or name
    for key in ("match", "exclude", "near"):
        found[key] = reader.patterns(words(key), f"{place}.{key}")
    found["sentence_end"] = reader.choice(keys.get("sentence_end"), f"{place}.sentence_end", ENDS)
    found["function"] = reader.choice(keys.get("function"), f"{place}.function", FUNCTIONS)
    found["voice"] = tuple(
        voice
        for number, voice in enumerate(words("voice"))
        if reader.allowed(voice, reader.item_place(f"{place}.voice", number), VOICES)
    ) or ("any",)
    examples = reader.mapping(keys["examples"], f"{place}.examples", ("pos", "neg")) if "examples" in keys else {}
    found["positive"] = reader.words(examples.get("pos"), f"{place}.examples.pos")
    found["negative"] = reader.words(examples.get("neg"), f"{place}.examples.neg")
    if ("match" in keys) == ("sentence_end" in keys):
        reader.faults.add(reader.line(node), place, "must have either 'match' or 'sentence_end'.")
    if not found["positive"]:
        hint = "Hint: give a sentence that must be coded, with the passage in [[ ]]."
        reader.faults.add(reader.line(node), f"{place}.examples.pos", f"must hold at least one example. {hint}")
    return Code(name=name, **found)


class _Reader:
    """Reads nodes, notes faults and the line of each key. What is wrong is left out."""

    def __init__(self, faults: Faults) -> None:
        self.faults = faults
        self.lines: dict[str, int] = {}

    def line(self, node: Node) -> int:
        return int(node.start_mark.line) + 1

    def item_place(self, place: str, number: int) -> str:
        """Name an item of a list; a single word in place of a list has no number."""
        return f"{place}[{number}]" if f"{place}[{number}]" in self.lines else place

    def mapping(self, node: Node, place: str, allowed: tuple[str, ...] | None = None) -> dict[str, Node]:
        from yaml import MappingNode, ScalarNode

        if not isinstance(node, MappingNode):
            self.faults.add(self.line(node), place, f"must be a mapping of keys to values; got {_kind(node)}.")
            return {}
        found: dict[str, Node] = {}
        for key, value in node.value:
            line = self.line(key)
            if not isinstance(key, ScalarNode) or not key.value.strip():
                self.faults.add(line, place, f"a key must be a word; got {_kind(key)}.")
                continue
            inner = key.value if place == "codebook" else f"{place}.{key.value}"
            if key.value in found:
                self.faults.add(line, inner, "stands twice; each key may stand once.")
            elif allowed is not None and not self._one_of("key", key.value, allowed, line, inner):
                continue
            else:
                found[key.value] = value
                self.lines[inner] = line
        return found

    def scalar(self, node: Node | None, place: str) -> str:
        from yaml import ScalarNode

        if node is None:
            return ""
        if not isinstance(node, ScalarNode) or not node.value.strip() or node.tag.endswith(":null"):
            self.faults.add(self.line(node), place, f"must be text; got {_kind(node)}.")
            return ""
        self.lines.setdefault(place, self.line(node))
        return " ".join(node.value.split())

    def words(self, node: Node | None, place: str) -> tuple[str, ...]:
        from yaml import SequenceNode

        if node is None:
            return ()
        if not isinstance(node, SequenceNode):
            found = self.scalar(node, place)
            return (found,) if found else ()
        if not node.value:
            self.faults.add(self.line(node), place, "must not be an empty list. Hint: leave the key out.")
        kept: list[str] = []
        for number, item in enumerate(node.value):
            value = self.scalar(item, f"{place}[{number}]")
            if value:
                self.lines[f"{place}[{len(kept)}]"] = self.line(item)
                kept.append(value)
        return tuple(kept)

    def patterns(self, found: tuple[str, ...], place: str) -> tuple[str, ...]:
        for number, pattern in enumerate(found):
            inner = self.item_place(place, number)
            if found.index(pattern) < number:
                self.faults.add(self.lines[inner], inner, f"stands twice in this list; got {pattern!r}.")
            try:
                patterns.parse(pattern)
            except InputError as error:
                self.faults.add(self.lines[inner], inner, str(error))
        return found

    def choice(self, node: Node | None, place: str, allowed: tuple[str, ...]) -> str:
        value = self.scalar(node, place)
        return value if value and self.allowed(value, place, allowed) else ""

    def allowed(self, value: str, place: str, allowed: tuple[str, ...]) -> bool:
        return self._one_of(place.rsplit(".", 1)[-1].split("[")[0], value, allowed, self.lines[place], place)

    def _one_of(self, name: str, value: str, allowed: tuple[str, ...], line: int, place: str) -> bool:
        try:
            one_of(name, value, allowed)
        except InputError as error:
            self.faults.add(line, place, str(error))
            return False
        return True


def _kind(node: Node) -> str:
    from yaml import MappingNode, SequenceNode

    if isinstance(node, MappingNode):
        return "a mapping"
    if isinstance(node, SequenceNode):
        return "a list"
    return "nothing" if not str(node.value).strip() or node.tag.endswith(":null") else repr(node.value)
