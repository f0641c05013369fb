"""What people decided about coded passages: kept in a CSV, honoured by every later run.

A review is a row `codebook, doc_id, code, start, passage, status, note`; one file may serve several codebooks. To reject a passage is one edit: `status` from
auto to rejected. A review holds for the passage with the same words, under the same code, nearest to where
it stood: a small change of the text before it does not lose it, and a change of the passage itself does.
"""

from __future__ import annotations

from os import PathLike
from pathlib import Path
from typing import Any

import pandas as pd

from textstats.errors import CodebookError, InputError

STATUSES = ("auto", "confirmed", "rejected")
NEEDED = ("doc_id", "code", "start", "passage", "status")
COLUMNS = ("codebook", *NEEDED, "note")
NEARBY = 500  # code points


def read_reviews(path: str | PathLike[str]) -> pd.DataFrame:
    """Read a review file.

    Parameters
    ----------
    path : path
        A CSV in UTF-8 with the columns `doc_id, code, start, passage, status`, in any order; also `note`, and
        `codebook`: the name of the codebook's file, with or without its ending, where the file holds reviews
        under several. Empty or left out, a review is for every codebook. `status` is auto (nothing decided), confirmed or rejected.

    Returns
    -------
    pandas.DataFrame
        `codebook, doc_id, code, start, passage, status, note`, decided rows only.

    Raises
    ------
    CodebookError
        With every fault as `file:line: column: rule; got value`.
    """
    try:
        table = pd.read_csv(path, dtype=str, keep_default_na=False, encoding="utf-8-sig")
    except (OSError, UnicodeDecodeError, pd.errors.ParserError, pd.errors.EmptyDataError) as error:
        raise CodebookError(f"review file {Path(path).name!r} cannot be read: {error}", [str(error)]) from error
    missing = [name for name in NEEDED if name not in table.columns]
    faults = [f"{path}:1: header: must hold {', '.join(NEEDED)}; missing {', '.join(missing)}."] if missing else []
    if not missing:
        for number, row in enumerate(table.to_dict("records"), start=2):
            if row["status"].strip().lower() not in STATUSES:
                faults.append(f"{path}:{number}: status: must be one of {', '.join(STATUSES)}; got {row['status']!r}.")
            if not row["start"].strip().isdecimal():
                faults.append(f"{path}:{number}: start: must be a whole number; got {row['start']!r}.")
    if faults:
        raise CodebookError(f"{len(faults)} faults in review file {Path(path).name}:\n" + "\n".join(faults), faults)
    table = table.assign(
        status=table["status"].str.strip().str.lower(),
        start=table["start"].str.strip().astype("int64"),
        codebook=table["codebook"].str.strip() if "codebook" in table.columns else "",
        note=table["note"] if "note" in table.columns else "",
    )
    return table.loc[table["status"] != "auto", list(COLUMNS)].reset_index(drop=True)


def review_sheet(evidence: pd.DataFrame) -> pd.DataFrame:
    """The evidence as a review file: save it with `to_csv(path, index=False)`, edit `status`, read it back.

    Returns
    -------
    pandas.DataFrame
        `codebook, doc_id, code, start, passage, status, note`, a row per passage, in text order.
    """
    sheet = evidence.assign(codebook=Path(evidence.attrs.get("codebook", "")).stem, note="")
    return sheet[list(COLUMNS)].reset_index(drop=True)


def apply_reviews(evidence: pd.DataFrame, reviews: pd.DataFrame) -> pd.DataFrame:
    """The evidence with decided statuses; `attrs["stale_reviews"]` names reviews that match no passage.

    Each review settles one passage: same document, same code, same words, nearest start within 500
    characters; a passage at the very offset is taken first. Reviews under another codebook are left alone.
    """
    missing = [name for name in NEEDED if name not in reviews.columns]
    if missing:
        raise InputError(f"reviews must have the columns {', '.join(NEEDED)}; missing {', '.join(missing)}.")
    places: dict[tuple[str, ...], dict[int, int]] = {}
    for row, item in enumerate(evidence[["doc_id", "code", "passage", "start"]].itertuples(index=False)):
        places.setdefault(tuple(map(str, item[:3])), {})[int(item[3])] = row
    statuses = evidence["status"].astype(object).tolist()
    name = str(evidence.attrs.get("codebook", ""))
    if "codebook" in reviews.columns:
        reviews = reviews[reviews["codebook"].isin(["", name, Path(name).stem])]
    waiting = list(reviews[list(NEEDED)].itertuples(index=False))
    for reach in (0, NEARBY):
        waiting = [review for review in waiting if not _settle(review, places, statuses, reach)]
    reviewed = evidence.assign(status=pd.Categorical(statuses, categories=list(STATUSES)))
    stale = [
        f"{doc_id}: {code}: {passage!r} near {start} ({status})" for doc_id, code, start, passage, status in waiting
    ]
    reviewed.attrs = evidence.attrs | {"stale_reviews": stale}
    return reviewed


def _settle(review: Any, places: dict[tuple[str, ...], dict[int, int]], statuses: list[str], reach: int) -> bool:
    """Give the review's status to the nearest passage within reach that no review has settled yet."""
    free = places.get((str(review.doc_id), str(review.code), str(review.passage)), {})
    near = min(free, key=lambda start: abs(start - int(review.start)), default=None)
    if near is None or abs(near - int(review.start)) > reach:
        return False
    statuses[free.pop(near)] = review.status
    return True
