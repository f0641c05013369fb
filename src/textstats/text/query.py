"""Queries: what to look for, read once, then answered from the vocabulary.

A query is one term or several with white space between them (a phrase). A term is

    word            that type, small and capital letters alike          bureaucracy
    wildcards       * any characters, ? exactly one                     bureaucra*, wom?n
    *               alone: any one word                                 the * class
    a|b             either                                              man|woman, red|gre* army
    lemma:go        every form of a dictionary word                     lemma:go
    stem:run        every word with that Snowball stem                  stem:revolution
    regex:…         a regular expression for the whole word             regex:un.+able
    \\              takes the next character as it is                    what\\?

A query that is exactly one of the types means that type. Patterns are tried on the distinct types, not on the text. Wildcards cannot hang; a regular expression has a time limit.
"""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import dataclass
from typing import NamedTuple

import numpy as np
import pandas as pd
import regex

from textstats.errors import InputError, QueryError
from textstats.text.token_rule import plain, type_of, words

TIME_LIMIT = 2.0
"""Seconds that the regular expressions of one query may take."""

_PREFIXES = ("lemma", "stem", "regex")
_TERM = regex.compile(r"\S+")


class Hits(NamedTuple):
    """Where a query occurs: `rows` are row positions of the first token, `lengths` how many tokens."""

    rows: np.ndarray
    lengths: np.ndarray


@dataclass(frozen=True)
class Pattern:
    """One alternative of a term: what kind, its text and where in the query it stands."""

    kind: str
    text: str
    place: int


@dataclass(frozen=True)
class Query:
    """A query, read: for each term its alternatives."""

    source: str
    terms: tuple[tuple[Pattern, ...], ...]


def parse(query: str) -> Query:
    """Read a query.

    Raises
    ------
    QueryError
        If it is empty or cannot be read; `place` is the offset of the fault.

    Examples
    --------
    >>> [[pattern.kind for pattern in term] for term in parse("lemma:be * class|classes").terms]
    [['lemma'], ['any'], ['word', 'word']]
    """
    if not isinstance(query, str):
        raise InputError(f"query must be a string; got {type(query).__name__}.")
    terms: list[tuple[Pattern, ...]] = []
    for match in _TERM.finditer(query):
        terms += _term(query, match.group(), match.start())
    if not terms:
        raise QueryError(f"query must hold at least one word; got {query!r}.", 0)
    return Query(query, tuple(terms))


def _fault(query: str, place: int, message: str, hint: str) -> QueryError:
    return QueryError(f"query {query!r}, character {place + 1}: {message}. Hint: {hint}", place)


def _term(query: str, term: str, place: int) -> list[tuple[Pattern, ...]]:
    if term.startswith("regex:"):
        return [(_pattern(query, term, place),)]
    pieces, at = [], place
    for piece in _unescaped_split(term):
        if not piece:
            raise _fault(query, at, "'|' needs a word on both sides", r"write \| for the character itself.")
        pieces.append((piece, at))
        at += len(piece) + 1
    if len(pieces) > 1:
        return [tuple(_pattern(query, piece, at) for piece, at in pieces)]
    pattern = _pattern(query, term, place)
    if pattern.kind != "word":
        return [(pattern,)]
    spans = words(pattern.text)
    if not spans:
        raise _fault(query, place, f"{term!r} holds no letter and no digit", "marks are not words; use * for any word.")
    return [(Pattern("word", pattern.text[a:b], place + a),) for a, b in spans]


def _unescaped_split(term: str) -> list[str]:
    """`term` cut at each | that no backslash stands before."""
    pieces, last, i = [], 0, 0
    while i < len(term):
        if term[i] == "\\":
            i += 1
        elif term[i] == "|":
            pieces.append(term[last:i])
            last = i + 1
        i += 1
    return [*pieces, term[last:]]


def _pattern(query: str, piece: str, place: int) -> Pattern:
    kind, colon, rest = piece.partition(":")
    if colon and kind.casefold() in _PREFIXES:
        if not rest:
            raise _fault(query, place, f"{piece!r} needs a word after the colon", "for example lemma:go.")
        if kind.casefold() == "regex":
            _compile(query, rest, place + len(kind) + 1)
        return Pattern(kind.casefold(), rest, place)
    if (
        colon
        and kind.isalpha()
        and rest
        and kind.casefold() in ("lem", "lema", "lemmas", "stems", "re", "regexp", "type", "token")
    ):
        raise _fault(query, place, f"{kind + colon!r} is not known", "use lemma:, stem: or regex:.")
    if piece.endswith("\\") and not piece.endswith("\\\\"):
        raise _fault(query, place + len(piece) - 1, "a backslash needs a character after it", "write \\\\ for itself.")
    if piece == "*":
        return Pattern("any", piece, place)
    bare = regex.sub(r"\\(.)", "", piece)
    if "*" in bare or "?" in bare:
        return Pattern("wildcard", piece, place)
    return Pattern("word", regex.sub(r"\\(.)", r"\1", piece), place)


def _compile(query: str, source: str, place: int, *, ignore_case: bool = True) -> regex.Pattern[str]:
    try:
        return regex.compile(source, regex.IGNORECASE if ignore_case else 0)
    except regex.error as fault:
        offset = place + (fault.pos or 0)
        raise _fault(query, offset, f"the regular expression is wrong: {fault.msg}", "see the regex package.") from None
    except (OverflowError, MemoryError, RecursionError) as fault:
        raise _fault(
            query, place, f"the regular expression is too large ({type(fault).__name__})", "shorten it."
        ) from None


def glob(pattern: str, *, ignore_case: bool = True) -> regex.Pattern[str]:
    """A wildcard pattern as a regular expression that never goes back over what it matched.

    >>> bool(glob("bureaucra*").fullmatch("bureaucracies")), bool(glob("wom?n").fullmatch("woman"))
    (True, True)
    """
    fixed, escaped = [""], False
    for character in pattern:
        if escaped:
            fixed[-1] += regex.escape(character)
            escaped = False
        elif character == "\\":
            escaped = True
        elif character == "*":
            fixed.append("")
        else:
            fixed[-1] += "." if character == "?" else regex.escape(character)
    head, *tail = fixed
    if not tail:
        source = head
    else:
        middle = "".join(f"(?>.*?{piece})" for piece in tail[:-1] if piece)
        source = f"{head}{middle}.*{tail[-1]}"
    return regex.compile(source, (regex.IGNORECASE if ignore_case else 0) | regex.DOTALL)


def find(tokens: pd.DataFrame, query: str | Query, *, case_sensitive: bool = False) -> Hits:
    """Every place where `query` occurs in `tokens`.

    The words of a phrase stand next to each other in one sentence (`position` goes up by one), so a frame from
    which rows were filtered gives no phrase across a gap.

    Parameters
    ----------
    tokens : DataFrame
        From `tokenize`, or some of its rows in text order.
    query : str
        See the module.
    case_sensitive : bool
        Small and capital letters as written; lemma and stem know small letters only.

    Returns
    -------
    Hits
        Row positions of the first token of each hit, ascending, and the number of tokens.

    Raises
    ------
    QueryError
        If the query cannot be read, or its regular expressions take longer than `TIME_LIMIT`.
    """
    missing = [name for name in ("doc_id", "sentence", "position", "token", "type") if name not in tokens.columns]
    if missing:
        raise InputError(f"tokens must have the columns of tokenize(corpus); missing {missing}.")
    column = tokens["token" if case_sensitive else "type"].astype("category")
    codes = column.cat.codes.to_numpy()
    names = [plain(str(name)) if case_sensitive else str(name) for name in column.cat.categories]
    read = query if isinstance(query, Query) else _literal(query, names) or parse(query)
    deadline = time.monotonic() + TIME_LIMIT
    length, n = len(read.terms), len(tokens)
    if n < length:
        return Hits(np.zeros(0, dtype=np.int64), np.zeros(0, dtype=np.int64))
    mask = np.ones(n - length + 1, dtype=bool)
    for offset, term in enumerate(read.terms):
        chosen = np.append(_matches(read.source, term, names, case_sensitive, deadline), False)
        mask &= chosen[codes[offset : n - length + 1 + offset]]
    if length > 1:
        first, last = slice(0, n - length + 1), slice(length - 1, n)
        position = tokens["position"].to_numpy()
        mask &= position[last] - position[first] == length - 1
        for unit in (tokens["doc_id"].astype("category").cat.codes.to_numpy(), tokens["sentence"].to_numpy()):
            mask &= unit[first] == unit[last]
    rows = np.flatnonzero(mask)
    return Hits(rows, np.full(len(rows), length, dtype=np.int64))


def _literal(query: str, names: list[str]) -> Query | None:
    """A query that is, character by character, one of the types means that type, whatever marks it holds (f**k)."""
    if isinstance(query, str) and not query.isalnum() and query in names:
        return Query(query, ((Pattern("word", query, 0),),))
    return None


def _matches(
    source: str, term: tuple[Pattern, ...], names: list[str], case_sensitive: bool, deadline: float
) -> np.ndarray:
    """Which of the distinct names one term means."""
    chosen = np.zeros(len(names), dtype=bool)
    for pattern in term:
        test = _test(source, pattern, case_sensitive, deadline)
        chosen |= np.fromiter((test(name) for name in names), dtype=bool, count=len(names))
    return chosen


def _test(source: str, pattern: Pattern, case_sensitive: bool, deadline: float) -> Callable[[str], bool]:
    wanted = plain(pattern.text) if case_sensitive else type_of(pattern.text)
    if pattern.kind == "any":
        return lambda name: True
    if pattern.kind == "word":
        return lambda name: name == wanted
    if pattern.kind == "wildcard":
        shape = glob(wanted, ignore_case=not case_sensitive)
        return lambda name: shape.fullmatch(name) is not None
    if pattern.kind == "lemma":
        from textstats.text.lemmas import lemma_of

        lemma = type_of(pattern.text)
        return lambda name: lemma_of(name.casefold()) == lemma
    if pattern.kind == "stem":
        from textstats.text.lemmas import stem_of

        stem = stem_of(type_of(pattern.text))
        return lambda name: stem_of(name.casefold()) == stem
    return _timed(source, pattern, case_sensitive, deadline)


def _timed(source: str, pattern: Pattern, case_sensitive: bool, deadline: float) -> Callable[[str], bool]:
    compiled = _compile(source, pattern.text, pattern.place + len("regex:"), ignore_case=not case_sensitive)

    def test(name: str) -> bool:
        left = deadline - time.monotonic()
        try:
            if left > 0:
                return compiled.fullmatch(name, timeout=left) is not None
        except TimeoutError:
            pass
        raise _fault(
            source,
            pattern.place,
            f"the regular expression took longer than {TIME_LIMIT:g} s",
            "avoid nested repetition such as (a+)+, or use wildcards.",
        )

    return test
