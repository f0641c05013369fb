"""What a person has decided about a quotation: read, checked against the text, and put in place.

The file is TOML, one table per quotation::

    [[quotation]]
    doc_id = "isr"
    start = 5077                                 # offset of the first letter, without the mark
    quote = "the state as a bureaucratic … proletarian dictatorship."   # begins … ends; or the whole
    speaker = "Leon Trotsky"                     # "" for nobody in particular
    kind = "inline"                              # optional: inline, block, scare, title, text (no quotation)
    note = "no attribution; from The Revolution Betrayed"   # optional, for the next reader

`start` and `quote` together say which quotation is meant. Where the text has changed, or the finder no
longer sees a quotation there, the entry is a fault and says so; nothing is moved silently. Entries for
documents outside the corpus wait for theirs.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from textstats.errors import CodebookError, one_of
from textstats.text.documents import Corpus
from textstats.text.voices import Span, Voices

OVERRIDE_KINDS = ("inline", "block", "scare", "title", "text")
_KEYS = {"doc_id": str, "start": int, "quote": str, "speaker": str, "kind": str, "note": str}


@dataclass(frozen=True, slots=True)
class Override:
    """One decision. `speaker` None leaves the speaker as found; "" says that nobody is named."""

    doc_id: str
    start: int
    quote: str
    speaker: str | None = None
    kind: str | None = None

    def span(self, text: str) -> tuple[int, int] | None:
        """Offsets of the quotation meant, or None where the text there is another."""
        head, gap, tail = (re.sub(r"\s+", " ", part).strip() for part in self.quote.partition("…"))
        stop = _match(text, self.start, head)
        if stop is None or not gap:
            return None if stop is None else (self.start, stop)
        if not tail:
            return None
        place = re.compile(r"\s+".join(map(re.escape, tail.split()))).search(text, stop)
        return (self.start, place.end()) if place else None


def _match(text: str, start: int, words: str) -> int | None:
    found = re.compile(r"\s+".join(map(re.escape, words.split()))).match(text, start)
    return found.end() if found and words else None


def read_overrides(source: str | Path | Mapping[str, Any], corpus: Corpus | None = None) -> list[Override]:
    """Read and check overrides: all faults at once.

    Raises
    ------
    CodebookError
        If the file cannot be read, a key is unknown, missing or of the wrong kind, an entry occurs twice, or
        none of the documents named is in `corpus`.

    Examples
    --------
    >>> read_overrides({"quotation": [{"doc_id": "d", "start": 0, "quote": "No", "speaker": "Serge"}]})
    [Override(doc_id='d', start=0, quote='No', speaker='Serge', kind=None)]
    """
    name, table = ("overrides", source) if isinstance(source, Mapping) else (str(source), _load(Path(source)))
    faults = [f"unknown table or key {key!r}; only [[quotation]] is known" for key in table if key != "quotation"]
    entries = table.get("quotation", [])
    if not isinstance(entries, list):
        faults.append("quotation must be a list of tables, [[quotation]]")
        entries = []
    found: list[Override] = []
    for number, entry in enumerate(entries, 1):
        wrong = _faults(entry)
        faults += [f"quotation {number}: {fault}" for fault in wrong]
        if not wrong:
            override = Override(**{key: value for key, value in entry.items() if key != "note"})
            if any((o.doc_id, o.start, o.quote) == (override.doc_id, override.start, override.quote) for o in found):
                faults.append(f"quotation {number}: doc_id {override.doc_id!r}, start {override.start} stands twice")
            found.append(override)
    if corpus is not None and found and not any(override.doc_id in corpus for override in found):
        ids = sorted({override.doc_id for override in found})
        faults.append(f"none of the documents {ids} is in the corpus, which has {corpus.ids[:10]}")
    complain(name, faults)
    return found


def _load(path: Path) -> Mapping[str, Any]:
    import tomllib

    try:
        return tomllib.loads(path.read_text(encoding="utf-8"))
    except OSError as error:
        raise CodebookError(f"overrides must be a file that can be read; {path}: {error.strerror}.") from error
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise CodebookError(f"overrides must be TOML in UTF-8; {path}: {error}.", [str(error)]) from error


def _faults(entry: Any) -> list[str]:
    if not isinstance(entry, Mapping):
        return [f"must be a table; got {type(entry).__name__}"]
    faults = [f"unknown key {key!r}; known: {', '.join(_KEYS)}" for key in entry if key not in _KEYS]
    faults += [f"{key} is missing" for key in ("doc_id", "start", "quote") if key not in entry]
    for key, kind in _KEYS.items():
        if key in entry and (not isinstance(entry[key], kind) or isinstance(entry[key], bool)):
            faults.append(f"{key} must be {'text' if kind is str else 'a whole number'}; got {entry[key]!r}")
    if "kind" in entry and entry["kind"] not in OVERRIDE_KINDS:
        faults.append(f"kind must be one of {', '.join(OVERRIDE_KINDS)}; got {entry['kind']!r}")
    if "speaker" not in entry and "kind" not in entry:
        faults.append("decides nothing: give speaker or kind")
    return faults


def complain(name: str, faults: list[str]) -> None:
    """Raise CodebookError with all faults of the overrides in `name`, if there is one."""
    if faults:
        lines = "\n".join(f"  - {fault}" for fault in faults)
        raise CodebookError(f"{name} has {len(faults)} fault{'s' * (len(faults) > 1)}:\n{lines}", faults)


def apply_overrides(voices: Voices, overrides: list[Override]) -> list[str]:
    """Put decisions in place; return what no longer matches the text, a line each.

    A span that the finder did not see is added, and one that is no quotation (`kind = "text"`) is left to
    the voice around it. What continues or stands inside a quotation follows its new speaker, unless it has
    an own cue or decision.
    """
    faults = []
    decided: set[int] = set()
    for override in overrides:
        span = override.span(voices.text)
        where = f"{override.doc_id}, start {override.start}"
        if span is None:
            faults.append(f"{where}: {_elsewhere(voices.text, override)}")
            continue
        place = next((i for i, s in enumerate(voices.spans) if (s.start, s.stop) == span), None)
        if place is None:
            near = next((s for s in voices.spans if s.start == span[0] and s.kind != "stray"), None)
            if override.kind is None or near is not None:
                seen = f"one that ends at {near.stop}" if near else "none (give its kind to add one)"
                faults.append(f"{where}: the quotation {override.quote[:40]!r} ends at {span[1]}; found {seen}")
                continue
            place = _add(voices, span, override.kind)
        decided.add(place)
        target = voices.spans[place]
        if override.kind is not None:
            target.kind = one_of("kind", override.kind, OVERRIDE_KINDS)
        if override.speaker is not None:
            target.speaker, target.basis = override.speaker or None, "override" if override.speaker else None
    _follow(voices, decided)
    return faults


def _add(voices: Voices, span: tuple[int, int], kind: str) -> int:
    around = [i for i, s in enumerate(voices.spans) if s.start <= span[0] and span[1] <= s.stop]
    voices.spans.append(Span(*span, kind, parent=around[-1] if around else -1))
    return len(voices.spans) - 1


def _follow(voices: Voices, decided: set[int]) -> None:
    for place, span in enumerate(voices.spans):
        if place in decided or span.basis in ("cue", "pronoun") or span.parent not in decided:
            continue
        outer = voices.spans[span.parent]
        span.speaker, span.basis = outer.speaker, outer.basis


def _elsewhere(text: str, override: Override) -> str:
    head = re.sub(r"\s+", " ", override.quote.partition("…")[0]).strip()
    pattern = re.compile(r"\s+".join(map(re.escape, head.split())) or r"(?!)")
    places = [match.start() for match in pattern.finditer(text)][:3]
    now = (
        f"{text[override.start : override.start + 30]!r} stands there"
        if override.start < len(text)
        else "the text is shorter"
    )
    moved = (
        f"; the words now begin at {' or '.join(map(str, places))}" if places else "; the words are nowhere in the text"
    )
    return f"the text is not {override.quote[:40]!r} any more: {now}{moved}"
