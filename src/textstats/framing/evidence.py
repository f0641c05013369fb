"""The evidence table: one row per coded passage. Every count in framing is a query over it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any

import pandas as pd

from textstats.errors import InputError, one_of
from textstats.framing.matching import Match, longest, matches
from textstats.framing.patterns import Text
from textstats.framing.reviews import STATUSES, apply_reviews
from textstats.framing.scope import MODALITIES, POLARITIES, Scope
from textstats.text.documents import Corpus

if TYPE_CHECKING:
    from textstats.framing.codebook import Code, Codebook

COLUMNS = [
    *("doc_id", "start", "stop", "paragraph", "sentence", "position", "along", "voice", "speaker", "kind", "mention"),
    *("code", "label", "function", "referent", "passage", "pattern", "polarity", "modality", "status"),
]
KEYS = [
    *("doc_id", "paragraph", "sentence", "voice", "speaker", "kind", "mention"),
    *("code", "label", "function", "referent", "pattern", "polarity", "modality"),
    *("role", "predicate", "construction", "counterpart"),
]
NEEDED = "doc_id paragraph sentence position start stop token type voice speaker kind".split()
MENTIONS = ("plain", "scare", "quoted", "unknown", "apparatus")


def code(
    tokens: pd.DataFrame, codebook: Codebook, corpus: Corpus, *, reviews: pd.DataFrame | None = None
) -> pd.DataFrame:
    """Find every passage that a codebook codes: one row each, with who says it and how.

    A number about framing is only as good as the passages behind it. This table holds the passages; count
    them with `tally`, open a count with `hits`, and reject a passage in a review file (`read_reviews`).

    Parameters
    ----------
    tokens : pandas.DataFrame
        From `tokenize`: one row per token with offsets, voice and speaker.
    codebook : Codebook
        From `read_codebook`.
    corpus : Corpus
        The texts that the tokens point into.
    reviews : pandas.DataFrame, optional
        From `read_reviews`: what a person decided about passages. Decisions that no longer match the text
        are listed in `attrs["stale_reviews"]`.

    Returns
    -------
    pandas.DataFrame
        In text order: `doc_id, start, stop` (half-open offsets), `paragraph, sentence, position` of its first
        token, `along` (0 = first token of the document, 1 = its end), `voice, speaker, kind`, `mention` (plain,
        scare, quoted), `code, label, function, referent, passage` (the words as they stand), `pattern` (what
        matched), `polarity` (affirmed, negated), `modality`, `status` (auto, confirmed, rejected). A speaker
        who is not named is missing. `attrs`: codebook, its checksum, corpus checksum, `n_tokens` by document.

    Raises
    ------
    InputError
        If the tokens come from another corpus, or columns are missing.

    Examples
    --------
    >>> import textstats as ts
    >>> corpus = ts.Corpus([ts.Document("d", "Industry did not decline.")])
    >>> tokens = ts.tokenize(corpus, ts.segment(corpus))
    >>> evidence = code(tokens, ts.read_codebook("data/codebooks/template.yaml"), corpus)
    >>> evidence[["passage", "code", "voice", "polarity"]].to_dict("records")
    [{'passage': 'decline', 'code': 'decline', 'voice': 'author', 'polarity': 'negated'}]
    """
    missing = [name for name in NEEDED if name not in tokens.columns]
    if missing:
        raise InputError(f"tokens must have the columns of tokenize(corpus); missing {', '.join(missing)}.")
    if tokens.attrs.get("corpus", corpus.checksum) != corpus.checksum:
        raise InputError("tokens must come from this corpus; their checksum differs. Hint: tokenize(corpus) again.")
    text = Text(tokens, corpus)
    rows = _rows(tokens, codebook, corpus, text)
    evidence = pd.DataFrame(rows, columns=COLUMNS)
    evidence = _typed(evidence, tokens, codebook)
    evidence.attrs = {
        "codebook": codebook.source,
        "codebook_checksum": codebook.checksum,
        "corpus": corpus.checksum,
        "n_tokens": {str(key): int(n) for key, n in tokens["doc_id"].value_counts(sort=False).items()},
        "stale_reviews": [],
    }
    return evidence if reviews is None else apply_reviews(evidence, reviews)


def tally(evidence: pd.DataFrame, by: str | Sequence[str] = ("doc_id", "code")) -> pd.DataFrame:
    """Count passages: one row per combination of `by` that occurs, rejected ones left out.

    Each row is a cell: `hits(evidence, row)` opens exactly `n_hits` passages.

    Parameters
    ----------
    evidence : pandas.DataFrame
        From `code`.
    by : str or sequence of str
        Columns of the evidence.

    Returns
    -------
    pandas.DataFrame
        The columns of `by`, then `n_hits`. In order of appearance of codes in the codebook.

    Raises
    ------
    InputError
        If a name in `by` is no key column of the evidence.
    """
    columns = [by] if isinstance(by, str) else list(by)
    for name in columns:
        one_of("by", name, [key for key in KEYS if key in evidence.columns])
    counted = standing(evidence).groupby(columns, sort=True, observed=True, dropna=False).size()
    return counted.rename("n_hits").reset_index()


def hits(evidence: pd.DataFrame, cell: Mapping[str, Any] | pd.Series | None = None) -> pd.DataFrame:
    """The passages behind a number: those that agree with a cell, rejected ones left out.

    Parameters
    ----------
    evidence : pandas.DataFrame
        From `code`, or `agency`.
    cell : mapping or a row of a framing table, optional
        Values of key columns, as {"doc_id": "isr", "code": "caste"}; other columns of a row (counts, rates)
        are no conditions. A missing value asks for a missing value, the voice "any" for every voice. Without a cell: every passage.

    Returns
    -------
    pandas.DataFrame
        Rows of the evidence.

    Raises
    ------
    InputError
        If no entry of the cell is a key column of the evidence.
    """
    found = standing(evidence)
    if cell is None:
        return found
    conditions = {str(name): value for name, value in dict(cell).items() if name in KEYS and name in evidence.columns}
    if not conditions:
        raise InputError(f"cell must name one of {', '.join(map(repr, KEYS))}; got {list(dict(cell))!r}.")
    if conditions.get("voice") == "any":  # a rate of the pooled text
        del conditions["voice"]
    for name, value in conditions.items():
        column = found[name]
        found = found[column.isna() if pd.isna(value) else column == value]
    return found


def standing(evidence: pd.DataFrame) -> pd.DataFrame:
    """The evidence without what a person rejected."""
    return evidence[evidence["status"] != "rejected"]


def _rows(tokens: pd.DataFrame, codebook: Codebook, corpus: Corpus, text: Text) -> list[dict[str, Any]]:
    columns = {name: tokens[name].tolist() for name in tokens.columns}
    scope = Scope(text)
    totals = (tokens.groupby("doc_id", observed=True)["position"].max() + 1).to_dict()
    rows = []
    for match, code in _matched(codebook, columns["voice"], text):
        row = {name: columns[name][match.start] for name in columns if name in COLUMNS}
        doc_id = row["doc_id"]
        row["stop"] = columns["stop"][match.stop - 1]
        row |= {
            "code": code.name,
            "label": code.label,
            "function": code.function or None,
            "referent": code.target or None,
        }
        row |= {
            "along": row["position"] / totals[doc_id],
            "mention": _mention(columns, match),
            "pattern": match.pattern,
        }
        row["passage"] = corpus[doc_id].text[row["start"] : row["stop"]]
        row |= {"polarity": scope.polarity(match.start), "modality": scope.modality(match.start), "status": "auto"}
        rows.append((match.start, match.stop, row))
    rows.sort(key=lambda item: item[:2])
    return [row for _, _, row in rows]


def _matched(codebook: Codebook, voices: list[str], text: Text) -> list[tuple[Match, Code]]:
    found = [
        (match, code)
        for code in codebook.codes.values()
        for match in matches(code, text)
        if "any" in code.voice or voices[match.start] in code.voice
    ]
    if codebook.overlap == "keep":
        return found
    kept = []
    for target in dict.fromkeys(code.target for code in codebook.codes.values()):
        rivals = {match: code for match, code in reversed(found) if code.target == target}
        kept += [(match, rivals[match]) for match in longest(list(rivals))]
    return kept


def _mention(columns: dict[str, list[Any]], match: Match) -> str:
    """How the words stand: quoted, in the author's scare quotes (any word of them), or plain."""
    voice = columns["voice"][match.start]
    if voice != "author":
        return str(voice)
    return "scare" if "scare" in columns["kind"][match.start : match.stop] else "plain"


def _typed(evidence: pd.DataFrame, tokens: pd.DataFrame, codebook: Codebook) -> pd.DataFrame:
    """Categories in a settled order, so that tables come in the order of corpus and codebook."""
    codes = codebook.codes.values()
    orders: dict[str, list[str]] = {
        "doc_id": [str(key) for key in pd.unique(tokens["doc_id"])],
        "code": list(codebook.codes),
        "label": list(dict.fromkeys(code.label for code in codes)),
        "function": list(dict.fromkeys(code.function for code in codes if code.function)),
        "referent": list(dict.fromkeys(code.target for code in codes if code.target)),
        "mention": list(MENTIONS),
        "polarity": list(POLARITIES),
        "modality": list(MODALITIES),
        "status": list(STATUSES),
    }
    for name in ("voice", "speaker", "kind"):
        orders[name] = [str(value) for value in pd.unique(tokens[name].dropna())]
    for name, order in orders.items():
        evidence[name] = pd.Categorical(evidence[name].astype(object), categories=order)
    for name in ("start", "stop", "paragraph", "sentence", "position"):
        evidence[name] = evidence[name].astype("int32")
    evidence["along"] = evidence["along"].astype("float64")
    for name in ("passage", "pattern"):
        evidence[name] = evidence[name].astype("str")
    return evidence
