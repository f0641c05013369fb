"""What report 02 says: which words set the texts apart, and how surely."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import pandas as pd
from markupsafe import Markup

from textstats.reports.answers.wording import factor_interval, listed, times

if TYPE_CHECKING:
    from textstats.reports.report import Report


def answer(report: Report, keys: pd.DataFrame, null: pd.DataFrame, own: pd.DataFrame) -> list[Markup]:
    """How many words pass, the clearest of them, and how many pass when a text is compared with itself.

    Parameters
    ----------
    report : Report
    keys : DataFrame
        From `keyness`, with `attrs` `target_label` and `reference_label`.
    null : DataFrame
        From `self_null`.
    own : DataFrame
        The tokens that were compared, with their group in a column `group`.
    """
    alpha, size = float(keys.attrs["alpha"]), int(keys.attrs["family_size"])
    target, reference = keys.attrs["target_label"], keys.attrs["reference_label"]
    passed = keys[keys["q_value"] < alpha]
    said = []
    if passed.empty:
        said.append(
            Markup(
                "No single word of the {} that could be tested sets {} and {} apart beyond what chance division of their paragraphs gives."
            ).format(size, target, reference)
        )
        tested = keys[keys["p_value"].notna()]
        said.append(
            Markup("The nearest are {}.").format(_words(report, tested.head(4), own))
            if len(tested)
            else Markup("No word is frequent enough to be tested.")
        )
    else:
        said.append(
            Markup("{} of {} words that could be tested set {} and {} apart; the clearest: {}.").format(
                len(passed), size, target, reference, _words(report, passed.head(3), own)
            )
        )
    plain = int((keys["log_likelihood"].abs() > 3.841).sum())
    said.append(
        Markup(
            "Counting words as if each were drawn alone, as most programs do, would have called {} words “key” at p < .05; the same text against itself then gives {}, and {} by the test used here."
        ).format(plain, _spread(null, "n_log_likelihood"), _spread(null, "n_key"))
    )
    return said


def _spread(null: pd.DataFrame, column: str) -> str:
    """The mean over the divisions of a text, in words."""
    values = null[column].to_numpy(dtype=float)
    mean = float(np.mean(values)) if len(values) else float("nan")
    return "an unknown number" if np.isnan(mean) else f"{mean:.1f} on average"


def _words(report: Report, rows: pd.DataFrame, own: pd.DataFrame) -> Markup:
    return Markup(listed([_word(report, str(word), row, own, rows.attrs) for word, row in rows.iterrows()]))


def _word(report: Report, word: str, row: pd.Series, own: pd.DataFrame, attrs: dict[str, object]) -> Markup:
    hits = own[own["type"] == word]
    inside = hits["group"] == attrs["target"]
    a = report.count(hits[inside], f"{word} — {attrs['target_label']}")
    b = report.count(hits[~inside], f"{word} — {attrs['reference_label']}")
    if row["frequency_reference"] == 0 or row["frequency_target"] == 0:
        return Markup("<em>{}</em> ({} to {})").format(word, a, b)
    side = attrs["target_label"] if row["log_ratio"] > 0 else attrs["reference_label"]
    low, high = (row["ci_low"], row["ci_high"]) if row["log_ratio"] > 0 else (-row["ci_high"], -row["ci_low"])
    return Markup("<em>{}</em> ({} to {}: {} as frequent in {}, interval {})").format(
        word, a, b, times(row["log_ratio"]), side, factor_interval(low, high)
    )


def with_group(tokens: pd.DataFrame, groups: dict[str, str]) -> pd.DataFrame:
    """Tokens with the group of their document in a column."""
    return tokens.assign(group=tokens["doc_id"].astype(str).map(groups))


def named(keys: pd.DataFrame, labels: dict[str, str]) -> pd.DataFrame:
    """The keyness table with labels of its two sides in `attrs`, for captions and axes."""
    result = keys.copy()
    references = [labels.get(str(name), str(name)) for name in keys.attrs["reference"]]
    result.attrs |= {
        "target_label": labels.get(keys.attrs["target"], keys.attrs["target"]),
        "reference_label": listed(references) if len(references) < 3 else "the others",
    }
    return result


def forest(keys: pd.DataFrame, n: int) -> pd.DataFrame:
    """The n words with the smallest p, in the order of their log ratios."""
    tested = keys[keys["p_value"].notna()]
    chosen = (
        tested.sort_values("p_value", kind="stable").head(n).sort_values("log_ratio", ascending=False, kind="stable")
    )
    chosen.attrs |= keys.attrs
    return chosen


def hits(own: pd.DataFrame, keys: pd.DataFrame) -> dict[str, pd.DataFrame]:
    """The passages behind the frequency columns of a keyness table."""
    inside = own["group"] == keys.attrs["target"]
    return {"frequency_target": own[inside], "frequency_reference": own[~inside]}


def columns(keys: pd.DataFrame) -> pd.DataFrame:
    """The columns of a keyness table that a reader wants first."""
    chosen = keys[
        [
            "frequency_target",
            "frequency_reference",
            "log_ratio",
            "ci_low",
            "ci_high",
            "log_likelihood",
            "p_value",
            "q_value",
        ]
    ].copy()
    chosen.attrs |= keys.attrs
    return chosen
