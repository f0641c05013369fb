"""What report 02 says: which words set the texts apart, and how surely."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import pandas as pd
from markupsafe import Markup

from textstats.reports.answers.wording import factor_interval, listed, times

if TYPE_CHECKING:
    from textstats.reports.report import Report
    from textstats.stats.counts import Counts

WINDOW = 5  # words on either side that are a word's company


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
        ).format(plain, _spread(null, "n_key_log_likelihood"), _spread(null, "n_key_q"))
    )
    return said


def _spread(null: pd.DataFrame, column: str) -> str:
    """The mean over the sides of a null table, in words."""
    mean = float(null[column].mean())
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


def against_itself(counts: Counts, labels: dict[str, str], *, seed: int) -> pd.DataFrame:
    """One row per side: words called key, on average, when its own paragraphs are divided at random in two."""
    from textstats.stats.self_null import self_null

    means = {}
    for group in counts.groups:
        divisions = self_null(counts, group, seed=seed)
        means[labels.get(group, group)] = divisions.drop(columns="split").mean()
    table = pd.DataFrame(means).T
    table.index.name = "group"
    return table


def shift(counts: Counts, keys: pd.DataFrame, n: int, *, seed: int) -> pd.DataFrame:
    """The n words that add most to the divergence, signed by side, with the labels of the sides."""
    from textstats.stats.word_shift import word_shift

    table = word_shift(counts, keys.attrs["target"], seed=seed)
    first = table.head(n)[["frequency_target", "frequency_reference", "contribution", "share", "cumulative_share"]]
    side = np.where(table["per_1000_target"] >= table["per_1000_reference"], 1.0, -1.0)[: len(first)]
    first = first.assign(contribution=first["contribution"].abs() * side)
    first.attrs |= table.attrs | {k: v for k, v in keys.attrs.items() if k.endswith("_label")}
    return first


def shift_caption(table: pd.DataFrame) -> str:
    """What the divergence is, and what one text divided at random would give."""
    a = table.attrs
    return (
        f"The words that add most to the divergence of the two vocabularies: {a['divergence']:.3f} bits "
        f"({a['ci_low']:.3f} to {a['ci_high']:.3f}). Paragraphs dealt out at random give "
        f"{a['divergence_of_one_text']:.3f} bits at this size."
    )


def shared(counts: Counts, keys: pd.DataFrame, n: int) -> pd.DataFrame:
    """Words of content whose interval lies inside a factor of two and a half on either side."""
    from textstats.stats.shared_words import lockwords
    from textstats.text.stop_words import STOP_WORDS

    table = lockwords(counts, keys.attrs["target"], margin=1.3, n_permutations=0)
    table = table[~table.index.isin(list(STOP_WORDS))]
    return table.head(n)[
        [
            "frequency_target",
            "frequency_reference",
            "per_1000_target",
            "per_1000_reference",
            "log_ratio",
            "ci_low",
            "ci_high",
        ]
    ]


def missing(counts: Counts, keys: pd.DataFrame, n: int) -> pd.DataFrame:
    """Words of the other side that the target does without, those most to be expected first."""
    from textstats.stats.shared_words import absent

    return absent(counts, keys.attrs["target"]).head(n)


def moved(keys: pd.DataFrame, pooled: pd.DataFrame, n: int) -> pd.DataFrame:
    """Words whose log ratio moves most when quoted words are counted as the author's; at least 10 hits pooled."""
    both = pooled[["frequency_target", "frequency_reference", "log_ratio"]].join(
        keys[["frequency_target", "frequency_reference", "log_ratio"]], lsuffix="_pooled", rsuffix="_own", how="left"
    )
    counted = [c for c in both.columns if c.startswith("frequency")]
    both[counted] = both[counted].fillna(0).astype(int)
    both = both[(both["frequency_target_pooled"] + both["frequency_reference_pooled"]) >= 10]
    change = (both["log_ratio_pooled"] - both["log_ratio_own"]).abs()
    order = change.sort_values(ascending=False, kind="stable").head(n).index
    return both.loc[
        order,
        [
            "frequency_target_own",
            "frequency_reference_own",
            "log_ratio_own",
            "frequency_target_pooled",
            "frequency_reference_pooled",
            "log_ratio_pooled",
        ],
    ]


def moved_hits(tokens: pd.DataFrame, own: pd.DataFrame, keys: pd.DataFrame) -> dict[str, pd.DataFrame]:
    """The passages behind the four counts of `moved`."""
    inside, pooled = own["group"] == keys.attrs["target"], tokens["group"] == keys.attrs["target"]
    return {
        "frequency_target_own": own[inside],
        "frequency_reference_own": own[~inside],
        "frequency_target_pooled": tokens[pooled],
        "frequency_reference_pooled": tokens[~pooled],
    }


def side_labels(keys: pd.DataFrame) -> dict[str, str]:
    """Headings of the columns of both sides: the side's own label instead of target and reference."""
    target, reference = keys.attrs["target_label"], keys.attrs["reference_label"]
    return {
        "frequency_target": target,
        "frequency_reference": reference,
        "per_1000_target": f"per 1,000, {target}",
        "per_1000_reference": f"per 1,000, {reference}",
        "frequency_target_own": f"{target}, own",
        "frequency_reference_own": f"{reference}, own",
        "frequency_target_pooled": f"{target}, all",
        "frequency_reference_pooled": f"{reference}, all",
        "log_ratio_own": "log ratio, own",
        "log_ratio_pooled": "log ratio, all",
    }


def company(own: pd.DataFrame, node: str, keys: pd.DataFrame, n: int, *, seed: int) -> pd.DataFrame:
    """Words of content near `node` on both sides, the surest differences first."""
    from textstats.stats.compare_collocates import compare_collocates
    from textstats.text.stop_words import STOP_WORDS

    table = compare_collocates(
        own, node, keys.attrs["target"], window=WINDOW, group="group", min_frequency=3, seed=seed
    )
    table = table[~table.index.isin(list(STOP_WORDS))].head(n)
    return table[["frequency_target", "frequency_reference", "log_ratio", "ci_low", "ci_high", "p_value", "q_value"]]


def company_hits(own: pd.DataFrame, node: str, keys: pd.DataFrame) -> dict[str, pd.DataFrame]:
    """Every word within the window of `node`, once for each node that it stands by."""
    nodes = own.loc[own["type"] == node, ["doc_id", "sentence", "position"]]
    near = [
        nodes.assign(position=nodes["position"] + step).merge(own, on=["doc_id", "sentence", "position"])
        for step in range(-WINDOW, WINDOW + 1)
        if step
    ]
    return hits(pd.concat(near).sort_values(["doc_id", "position"], kind="stable"), keys)


def shared_node(own: pd.DataFrame) -> str:
    """The word of content that both sides use most: the one whose company can be compared best."""
    from textstats.text.stop_words import STOP_WORDS

    table = pd.crosstab(own["type"].astype(str), own["group"])
    least = table[~table.index.isin(list(STOP_WORDS))].min(axis=1)
    return str(least.sort_values(ascending=False, kind="stable").index[0])
