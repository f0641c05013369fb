"""Do people agree with the codes, and with each other? Coding sheets, Krippendorff's α, precision per code."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from os import PathLike
from pathlib import Path

import numpy as np
import pandas as pd

from textstats.errors import CodebookError, InputError
from textstats.framing.evidence import standing
from textstats.text.documents import Corpus

SHEET = ("item", "doc_id", "start", "code", "left", "passage", "right", "verdict", "note")
VERDICTS = ("yes", "no")


def coding_sheet(
    evidence: pd.DataFrame, corpus: Corpus, *, per_code: int = 20, context: int = 100, seed: int = 1917
) -> pd.DataFrame:
    """Draw hits for people to judge, each by whether the passage says what the code says.

    Give each coder a copy of their own, saved with `to_csv(path, index=False)`. They write yes or no under
    `verdict`, without seeing each other's.

    Parameters
    ----------
    evidence : pandas.DataFrame
        From `code`.
    corpus : Corpus
        The texts, for the words around each passage.
    per_code : int
        Hits drawn of each code, without replacement; all of them where there are fewer.
    context : int
        Characters to the left and right.
    seed : int
        Seed of the draw.

    Returns
    -------
    pandas.DataFrame
        `item, doc_id, start, code, left, passage, right, verdict, note`, in random order, verdict and note empty.
    """
    for name, value in (("per_code", per_code), ("context", context)):
        if not isinstance(value, int) or isinstance(value, bool) or value < 1:
            raise InputError(f"{name} must be a whole number from 1; got {value!r}.")
    random = np.random.default_rng(seed)
    found = standing(evidence).reset_index(drop=True)
    drawn: list[int] = []
    for _, rows in found.groupby("code", observed=True):
        drawn += random.permutation(rows.index.to_numpy())[:per_code].tolist()
    sheet = found.loc[random.permutation(np.asarray(drawn, dtype=int))].reset_index(drop=True)
    texts = [corpus[str(doc_id)].text for doc_id in sheet["doc_id"]]
    places = list(zip(texts, sheet["start"].tolist(), sheet["stop"].tolist(), strict=True))
    sheet = sheet.assign(
        item=np.arange(1, len(sheet) + 1),
        left=[_one_line(text[max(0, start - context) : start]) for text, start, _ in places],
        right=[_one_line(text[stop : stop + context]) for text, _, stop in places],
        verdict="",
        note="",
    )
    return sheet[list(SHEET)]


def read_sheets(paths: Mapping[str, str | PathLike[str]]) -> pd.DataFrame:
    """Read coding sheets back: one row per item, one column of verdicts per coder.

    Parameters
    ----------
    paths : mapping of coder to path
        CSV files made from one `coding_sheet`.

    Returns
    -------
    pandas.DataFrame
        `doc_id, start, code, passage`, then a column for each coder: "yes", "no" or missing.

    Raises
    ------
    CodebookError
        With every fault as `file:line: column: rule; got value`.
    """
    faults: list[str] = []
    columns: dict[str, pd.Series] = {}
    keys = ["doc_id", "start", "code", "passage"]
    for coder, path in paths.items():
        try:
            table = pd.read_csv(path, dtype=str, keep_default_na=False, encoding="utf-8-sig")
        except (OSError, UnicodeDecodeError, pd.errors.ParserError, pd.errors.EmptyDataError) as error:
            faults.append(f"{path}:1: file: cannot be read: {error}")
            continue
        missing = [name for name in (*keys, "verdict") if name not in table.columns]
        if missing:
            faults.append(f"{path}:1: header: must hold {', '.join((*keys, 'verdict'))}; missing {', '.join(missing)}.")
            continue
        verdicts = table["verdict"].str.strip().str.lower()
        odd = table.loc[~verdicts.isin([*VERDICTS, ""]), "verdict"]
        faults += [
            f"{path}:{row + 2}: verdict: must be yes, no or empty; got {value!r}."
            for row, value in zip(odd.index.tolist(), odd.tolist(), strict=True)
        ]
        twice = np.flatnonzero(table.duplicated(keys))
        faults += [f"{path}:{row + 2}: item: stands twice in this sheet." for row in twice]
        columns[coder] = verdicts.where(verdicts != "").set_axis(pd.MultiIndex.from_frame(table[keys]))
    if faults:
        names = ", ".join(Path(path).name for path in paths.values())
        raise CodebookError(f"{len(faults)} faults in coding sheets {names}:\n" + "\n".join(faults), faults)
    merged = pd.concat(columns, axis=1).reset_index()
    return merged.assign(start=merged["start"].astype("int64"))


def agreement(
    verdicts: pd.DataFrame,
    *,
    coders: Sequence[str] | None = None,
    n_resamples: int = 1000,
    confidence: float = 0.95,
    seed: int = 1917,
) -> pd.DataFrame:
    """How far coders agree, and how often a code's hits are right.

    α is 1 where coders always agree, 0 where they agree as often as chance would have it, below 0 where they
    agree less. Krippendorff asks for .8, and .667 where tentative conclusions will do. Precision is the share
    of judged hits that coders call right.

    Parameters
    ----------
    verdicts : pandas.DataFrame
        From `read_sheets`: `code`, and a column of "yes" / "no" / missing for each coder.
    coders : sequence of str, optional
        Names of the coders' columns; all that are not `doc_id, start, code, passage` if left out.
    n_resamples : int
        Bootstrap resamples of items for the interval of α; 0 leaves it out (NaN).
    confidence : float
        Level of both intervals, in (0, 1).
    seed : int
        Seed of the resampling.

    Returns
    -------
    pandas.DataFrame
        A row for all codes together (`code` is missing), then one per code: `code, n_items` (judged by somebody),
        `n_pairable` (judged by two or more), `alpha, alpha_low, alpha_high, n_verdicts, n_yes, precision,
        precision_low, precision_high`. NaN: α without pairable items or where only one category occurs (there is
        nothing to disagree about), its interval then too; precision without verdicts.

    Notes
    -----
    α = 1 − D_o / D_e for nominal data, with missing values, by `nltk.metrics.agreement`. The bootstrap draws
    items with replacement; draws in which α is undefined are left out. Precision has a Wilson score interval over
    verdicts, which treats verdicts on one item as independent: with several coders it is somewhat too narrow.

    Examples
    --------
    >>> verdicts = pd.DataFrame({"code": ["x"] * 4, "ann": ["yes", "yes", "no", "no"], "bob": ["yes", "yes", "no", "yes"]})
    >>> agreement(verdicts).loc[0, ["alpha", "precision"]].astype(float).round(3).tolist()
    [0.533, 0.625]

    References
    ----------
    Krippendorff, K. (2004). Reliability in content analysis. Human Communication Research 30, 411–433.
    Wilson, E. B. (1927). Probable inference. JASA 22, 209–212.
    """
    named = [name for name in verdicts.columns if name not in ("doc_id", "start", "code", "passage")]
    names = named if coders is None else list(coders)
    missing = [name for name in [*names, "code"] if name not in verdicts.columns]
    if missing or not names:
        raise InputError(
            f"verdicts must have a column 'code' and one for each coder; missing {missing or 'every coder'}."
        )
    if not 0 < confidence < 1:
        raise InputError(f"confidence must lie between 0 and 1; got {confidence!r}.")
    given = verdicts[names].astype(object).where(verdicts[names].notna(), None).to_numpy()
    wrong = sorted({str(value) for value in given.ravel() if value is not None and value not in VERDICTS})
    if wrong:
        raise InputError(f"verdicts must be 'yes', 'no' or missing; got {', '.join(map(repr, wrong))}.")
    labels = verdicts["code"].astype(str).to_numpy()
    rows = [
        _row(code, given if code is None else given[labels == code], n_resamples, confidence, seed)
        for code in [None, *dict.fromkeys(labels.tolist())]
    ]
    table = pd.DataFrame(rows)
    table.attrs = {"coders": names, "n_resamples": n_resamples, "confidence": confidence, "seed": seed}
    return table


def alpha(verdicts: np.ndarray) -> float:
    """Krippendorff's α for nominal data: items × coders, None where a coder gave no verdict; NaN if undefined."""
    from nltk.metrics.agreement import AnnotationTask

    rows = [row for row in verdicts if sum(value is not None for value in row) > 1]
    data = [
        (str(coder), str(item), str(value))
        for item, row in enumerate(rows)
        for coder, value in enumerate(row)
        if value is not None
    ]
    if len({label for _, _, label in data}) < 2:
        return float("nan")
    return float(AnnotationTask(data).alpha())


def wilson(n_yes: int, n: int, confidence: float) -> tuple[float, float]:
    """Wilson score interval of a proportion; NaN without cases.

    >>> tuple(round(limit, 4) for limit in wilson(8, 10, 0.95))
    (0.4902, 0.9433)
    """
    from scipy.stats import norm

    if not n:
        return float("nan"), float("nan")
    z = float(norm.ppf((1 + confidence) / 2))
    centre = (n_yes + z * z / 2) / (n + z * z)
    half = z / (n + z * z) * float(np.sqrt(n_yes * (n - n_yes) / n + z * z / 4))
    return max(0.0, centre - half), min(1.0, centre + half)


def _row(code: str | None, given: np.ndarray, n_resamples: int, confidence: float, seed: int) -> dict[str, object]:
    judged = np.array([[value is not None for value in row] for row in given]).reshape(len(given), -1)
    pairable = given[judged.sum(axis=1) > 1]
    n_yes, n = int((given == "yes").sum()), int(judged.sum())
    estimate = alpha(pairable)
    low, high = _bootstrap(pairable, n_resamples, confidence, seed) if np.isfinite(estimate) else (np.nan, np.nan)
    limits = wilson(n_yes, n, confidence)
    return {
        "code": code,
        "n_items": int(judged.any(axis=1).sum()),
        "n_pairable": len(pairable),
        "alpha": estimate,
        "alpha_low": low,
        "alpha_high": high,
        "n_verdicts": n,
        "n_yes": n_yes,
        "precision": n_yes / n if n else np.nan,
        "precision_low": limits[0],
        "precision_high": limits[1],
    }


def _bootstrap(pairable: np.ndarray, n_resamples: int, confidence: float, seed: int) -> tuple[float, float]:
    """Percentiles of α over resampled items. Items with the same verdicts are drawn as one kind: fast, and the same."""
    kinds: dict[tuple[object, ...], int] = {}
    for row in pairable:
        kinds[tuple(row)] = kinds.get(tuple(row), 0) + 1
    counts = np.array(list(kinds.values()))
    random = np.random.default_rng(seed)
    draws = random.multinomial(counts.sum(), counts / counts.sum(), size=n_resamples)
    values = np.array([_alpha_of_kinds(list(kinds), draw) for draw in draws])
    values = values[np.isfinite(values)]
    if not len(values):
        return float("nan"), float("nan")
    tail = (1 - confidence) / 2
    low, high = np.quantile(values, [tail, 1 - tail])
    return float(low), float(high)


def _alpha_of_kinds(kinds: list[tuple[object, ...]], weights: np.ndarray) -> float:
    """α from how often each pattern of verdicts occurs: the coincidence matrix of two categories."""
    n_yes = np.array([kind.count("yes") for kind in kinds], dtype=float)
    n_all = n_yes + np.array([kind.count("no") for kind in kinds], dtype=float)
    disagree = float((weights * n_yes * (n_all - n_yes) / (n_all - 1)).sum())
    total, yes = float((weights * n_all).sum()), float((weights * n_yes).sum())
    expected = yes * (total - yes) / (total - 1)
    return 1 - disagree / expected if expected else float("nan")


def _one_line(text: str) -> str:
    return " ".join(text.split())
