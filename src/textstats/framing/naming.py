"""How each referent is called: an inventory of names, plain, in scare quotes or quoted, and along the text."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from textstats.errors import InputError
from textstats.framing.evidence import standing

if TYPE_CHECKING:
    from collections.abc import Sequence


def naming(evidence: pd.DataFrame, *, along: int = 4) -> pd.DataFrame:
    """Count the names of each referent: who calls the regime what, and how far from it the author stands.

    "Bureaucracy", "caste" and "ruling class" can name one thing; the choice is the frame. A name in scare
    quotes is the author's word, held at a distance; a quoted name is somebody else's.

    Parameters
    ----------
    evidence : pandas.DataFrame
        From `code` with a codebook of names: a code is a name, its target the referent.
    along : int
        Into how many equal parts (by tokens) each document is cut for `parts`.

    Returns
    -------
    pandas.DataFrame
        One row per document, referent and name that occurs: `doc_id, referent, code, label, n_hits, plain, scare,
        quoted, unknown, apparatus` (these five add up to `n_hits`), `share` (of the referent's mentions in that
        document, 0–1), `parts` (tuple of `along` counts, first part first; they add up to `n_hits`). The most
        frequent name first. `hits(evidence, row)` opens a row; with `{"mention": "scare"}` added, a cell.

    Raises
    ------
    InputError
        If `along` is not a positive whole number, or the codes have no target.

    Examples
    --------
    >>> import textstats as ts
    >>> corpus = ts.Corpus([ts.Document("d", "A decline. Was it a decline?")])
    >>> tokens = ts.tokenize(corpus, ts.segment(corpus))
    >>> table = naming(ts.code(tokens, ts.read_codebook("data/codebooks/template.yaml"), corpus), along=2)
    >>> table[["referent", "code", "n_hits", "plain", "parts"]].to_dict("records")
    [{'referent': 'economy', 'code': 'decline', 'n_hits': 2, 'plain': 2, 'parts': (1, 1)}]

    References
    ----------
    Fowler, R. (1991). Language in the News. Routledge, ch. 6 (categorisation, overlexicalisation).
    """
    if not isinstance(along, int) or isinstance(along, bool) or along < 1:
        raise InputError(f"along must be a whole number from 1; got {along!r}.")
    found = standing(evidence)
    if found["referent"].isna().any():
        without = ", ".join(map(str, found.loc[found["referent"].isna(), "code"].unique()[:5]))
        raise InputError(f"every code must have a target, the referent that it names; missing in {without}.")
    keys = ["doc_id", "referent", "code", "label"]
    mentions = list(evidence["mention"].cat.categories)
    rows = []
    totals = found.groupby(["doc_id", "referent"], observed=True).size().to_dict()
    for names, group in found.groupby(keys, observed=True):
        row: dict[str, object] = dict(zip(keys, names, strict=True))
        row["n_hits"] = len(group)
        row |= {str(mention): int((group["mention"] == mention).sum()) for mention in mentions}
        row["share"] = len(group) / int(totals[(names[0], names[1])])
        row["parts"] = _parts(group["along"], along)
        rows.append(row)
    table = pd.DataFrame(rows, columns=[*keys, "n_hits", *mentions, "share", "parts"])
    for name in keys:
        table[name] = pd.Categorical(table[name].astype(object), categories=evidence[name].cat.categories)
    table = table.sort_values(["doc_id", "referent", "n_hits"], ascending=[True, True, False], kind="stable")
    table = table.reset_index(drop=True)
    table.attrs = evidence.attrs | {"along": along}
    return table


def _parts(along: Sequence[float] | pd.Series, parts: int) -> tuple[int, ...]:
    number = np.minimum((np.asarray(along, dtype=float) * parts).astype(int), parts - 1)
    return tuple(int(n) for n in np.bincount(number, minlength=parts))
