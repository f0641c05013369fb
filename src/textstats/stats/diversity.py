"""Lexical diversity of texts, compared only at matched length and with an interval."""

from __future__ import annotations

import math
import warnings
from collections.abc import Mapping, Sequence
from itertools import combinations

import numpy as np
import pandas as pd

from textstats.errors import InputError, LengthWarning, one_of
from textstats.stats.jackknife import jackknife, join_blocks
from textstats.stats.lexical import MEASURES, ORDERED, SIZED, STEADY

DEFAULT = ("ttr", "guiraud", "herdan_c", "yule_k", "simpson_d", "mattr", "mtld", "hdd")


def diversity(
    tokens: pd.DataFrame,
    *,
    by: str = "doc_id",
    measures: Sequence[str] = DEFAULT,
    n_tokens: int | None = None,
    matched: bool = True,
    sample: str = "passages",
    n_samples: int = 20,
    block: str | int = "paragraph",
    n_blocks: int = 50,
    windows: Mapping[str, float] | None = None,
    words: str = "type",
    confidence: float = 0.95,
    seed: int = 0,
) -> pd.DataFrame:
    """How varied the vocabulary of each text is, at the same length for all.

    The longer a text, the fewer of its words are new: the type/token ratio of 4,700 words says nothing beside
    that of 1,800. So each measure is taken on passages of one length from every text and averaged, and the
    interval comes from leaving out each paragraph in turn.

    Parameters
    ----------
    tokens : DataFrame
        One row per token, in text order.
    by : str
        The column whose values are compared: "doc_id", "voice", one that you added. Tokens in which it is missing
        count in no group.
    measures : sequence of str
        Names from `textstats.stats.lexical.MEASURES`.
    n_tokens : int, optional
        The common length. By default the longest at which an interval can be had for every group: the shortest
        of the groups without its largest block.
    matched : bool
        False takes every group whole, at its own length. Where lengths differ this warns (LengthWarning) for the
        measures that depend on length.
    sample : {"passages", "words"}
        "passages" are contiguous runs of `n_tokens` tokens, evenly placed over the text and overlapping where
        need be. "words" are random draws of `n_tokens` tokens without replacement from the whole text, for
        measures that do not look at order; they are higher, because a passage keeps to its subject.
    n_samples : int
        How many passages or draws are averaged, at most; no more than four passages begin within `n_tokens`.
    block : {"paragraph", "sentence"} or int
        What is left out in turn; an integer cuts about so many tokens.
    n_blocks : int
        Where a group has more blocks than this, neighbours are joined.
    windows : mapping, optional
        Another size for a measure that has one: `{"mattr": 100, "mtld": 0.72}`.
    words : str
        The column that tells words apart.
    confidence : float
        Of the intervals.
    seed : int
        For `sample="words"`.

    Returns
    -------
    DataFrame
        One row per group and measure: `group`, `measure`, `value`, `standard_error`, `ci_low`, `ci_high`, `length` (tokens
        at which it was taken), `n_samples`, `n_tokens` and `n_types` (of the whole group), `n_blocks`. `attrs`
        hold the parameters. Direction, formula and limits of each measure stand in its own docstring.

    Raises
    ------
    InputError
        If a name or number is not allowed, or a measure that looks at order is asked of random draws.

    Warns
    -----
    LengthWarning
        With `matched=False` and unequal lengths.

    Notes
    -----
    NaN: the value where a group is shorter than `n_tokens`, or `n_tokens` shorter than the window of a measure (no
    window is ever shortened); the interval where there are fewer than 2 blocks, or where a group without one
    of its blocks is shorter than `n_tokens`. Interval: value ± t × standard error of the delete-one-block
    jackknife (see `textstats.stats.jackknife`), each leave-out taken at the same length. A bootstrap of
    paragraphs would be wrong here: a repeated paragraph adds tokens and no words.

    The interval speaks of this text's passages, as a sample of what its author could have written here. Measured
    coverage stands in docs/decisions/diversity-intervals.md.

    References
    ----------
    Tweedie, F. J. & Baayen, R. H. (1998). How variable may a constant be? Computers and the Humanities 32.
    Busing, F., Meijer, E. & van der Leeden, R. (1999). Statistics and Computing 9, 3–8.

    Examples
    --------
    >>> import pandas as pd
    >>> tokens = pd.DataFrame({"doc_id": ["a"] * 6 + ["b"] * 8, "paragraph": [0, 0, 0, 1, 1, 1] + [0, 0, 1, 1] * 2})
    >>> tokens["type"] = list("xyzxyzxyxyxyxy")
    >>> table = diversity(tokens, measures=["ttr"], n_tokens=3)
    >>> table[["group", "measure", "value", "length", "n_tokens"]].round(3)
      group measure  value  length  n_tokens
    0     a     ttr  1.000       3         6
    1     b     ttr  0.667       3         8
    """
    names = [one_of("measures", name, MEASURES) for name in measures]
    one_of("sample", sample, ("passages", "words"))
    for column in (by, words):
        one_of("column", column, map(str, tokens.columns))
    if sample == "words" and (ordered := [name for name in names if name in ORDERED]):
        raise InputError(f"sample must be 'passages' for measures that look at order; got 'words' with {ordered}.")
    if n_tokens is not None and (not matched or isinstance(n_tokens, bool) or n_tokens < 1):
        raise InputError(f"n_tokens must be at least 1, and needs matched=True; got {n_tokens!r}, matched={matched}.")
    sizes = dict(windows or {})
    for name in sizes:
        one_of("windows", name, SIZED)

    groups = {}
    for name, part in tokens.groupby(tokens[by].astype("category"), sort=False, observed=True):
        codes = pd.factorize(part[words])[0]
        groups[str(name)] = (codes, join_blocks(_blocks(part, block), n_blocks))
    if not groups:
        raise InputError(
            "tokens must hold at least one row; got none. Hint: is the filter (voice, document) too narrow?"
        )
    lengths = {name: len(codes) for name, (codes, _) in groups.items()}
    length: int | None = None
    if matched:
        length = n_tokens or min(len(c) - (np.bincount(b).max() if b.max() else 0) for c, b in groups.values())
    elif len(set(lengths.values())) > 1 and (unsteady := [name for name in names if name not in STEADY]):
        warnings.warn(
            LengthWarning(
                f"{', '.join(unsteady)} fall or rise with the length of a text whatever its vocabulary, and these "
                f"differ in length: {lengths}. Do not compare the values. Hint: matched=True takes all at one length."
            ),
            stacklevel=2,
        )
    rows = []
    for name, (codes, blocks) in groups.items():
        figure = _Figure(codes, names, sizes, length, sample, n_samples, seed)
        value, error, low, high = jackknife(figure, blocks, confidence=confidence)
        taken = len(codes) if length is None else length
        shared = (taken, figure.n_samples(len(codes)), len(codes), len(np.unique(codes)), int(blocks.max()) + 1)
        rows += [(name, m, value[i], error[i], low[i], high[i], *shared) for i, m in enumerate(names)]
    table = pd.DataFrame(
        rows,
        columns=["group", "measure", "value", "standard_error", "ci_low", "ci_high", "length", "n_samples", "n_tokens",
                 "n_types", "n_blocks"],
    )  # fmt: skip
    table.attrs = {
        **tokens.attrs, "by": by, "matched": matched, "length": length, "sample": sample, "block": block,
        "windows": sizes, "confidence": confidence, "seed": seed,
    }  # fmt: skip
    return table


def compare_diversity(table: pd.DataFrame, *, confidence: float = 0.95) -> pd.DataFrame:
    """Differences between the groups of a table of `diversity` or `readability`, with intervals.

    Two intervals that overlap may still belong to a difference; look at the difference itself.

    Parameters
    ----------
    table : DataFrame
        From `diversity` (with `matched=True`) or `readability`.
    confidence : float
        Of the intervals.

    Returns
    -------
    DataFrame
        One row for every two groups and each measure: `target`, `reference`, `measure`, `value_target`,
        `value_reference`, `difference` (target less reference), `standard_error`, `ci_low`, `ci_high`. NaN where one of the
        two has no value or no standard error.

    Raises
    ------
    InputError
        If the table was taken at unequal lengths.

    Notes
    -----
    difference ± t · √(s1² + s2²), t with Welch–Satterthwaite degrees of freedom from the blocks of both.

    Examples
    --------
    >>> import pandas as pd
    >>> values = pd.DataFrame({"group": ["a", "b"], "measure": "ttr", "value": [0.5, 0.4]})
    >>> values["standard_error"], values["n_blocks"] = 0.03, 10
    >>> compare_diversity(values)[["target", "reference", "difference", "ci_low", "ci_high"]].round(3)
      target reference  difference  ci_low  ci_high
    0      a         b         0.1   0.011    0.189
    """
    from scipy.special import stdtrit

    if not table.attrs.get("matched", True):
        raise InputError("table must be taken at one length for all groups. Hint: diversity(…, matched=True).")
    rows = []
    for one, two in combinations(pd.unique(table["group"]), 2):
        both = table[table["group"] == one].merge(table[table["group"] == two], on="measure", suffixes=("_1", "_2"))
        a, b = (both[f"standard_error_{side}"].to_numpy() ** 2 for side in (1, 2))
        f1, f2 = (np.maximum(both[f"n_blocks_{side}"].to_numpy() - 1, 1) for side in (1, 2))
        with np.errstate(invalid="ignore", divide="ignore"):
            freedom = np.where(a + b > 0, (a + b) ** 2 / (a**2 / f1 + b**2 / f2), np.inf)
            reach = np.where(a + b > 0, stdtrit(freedom, 0.5 + confidence / 2) * np.sqrt(a + b), np.sqrt(a + b))
        difference = both["value_1"] - both["value_2"]
        rows.append(
            pd.DataFrame(
                {
                    "target": one,
                    "reference": two,
                    "measure": both["measure"],
                    "value_target": both["value_1"],
                    "value_reference": both["value_2"],
                    "difference": difference,
                    "standard_error": np.sqrt(a + b),
                    "ci_low": difference - reach,
                    "ci_high": difference + reach,
                }
            )
        )
    if not rows:
        raise InputError(f"table must hold at least two groups; got {list(pd.unique(table['group']))}.")
    joined = pd.concat(rows, ignore_index=True)
    joined.attrs = {**table.attrs, "confidence": confidence}
    return joined


def _blocks(part: pd.DataFrame, block: str | int) -> np.ndarray:
    """The block that each token lies in, as a number."""
    if isinstance(block, str):
        column = part[one_of("block", block, ("paragraph", "sentence"))]
        document = pd.factorize(part["doc_id"])[0].astype(np.int64) if "doc_id" in part else 0
        inner = pd.factorize(column)[0]
        return document * (int(inner.max()) + 1) + inner
    if isinstance(block, bool) or block < 1:
        raise InputError(f"block must be a name or a number of tokens, at least 1; got {block!r}.")
    n_cuts = max(1, round(len(part) / block))
    return np.asarray(np.arange(len(part)) * n_cuts // len(part))


class _Figure:
    """The measures of a part of a text (a mask over its tokens), at one length."""

    def __init__(
        self, codes: np.ndarray, names: list[str], sizes: dict[str, float], length: int | None, sample: str,
        n_samples: int, seed: int,
    ) -> None:  # fmt: skip
        self.codes, self.names, self.sizes, self.length = codes, names, sizes, length
        self.sample, self.limit, self.seed = sample, n_samples, seed

    def n_samples(self, n: int) -> int:
        """How many passages or draws are taken from n tokens."""
        if self.length is None:
            return 1
        if n < self.length:
            return 0
        if self.sample == "words":
            return self.limit if n > self.length else 1
        return min(self.limit, 1 + math.ceil(4 * (n - self.length) / self.length), n - self.length + 1)

    def __call__(self, kept: np.ndarray) -> np.ndarray:
        codes = self.codes[kept]
        n, length = len(codes), self.length or int(kept.sum())
        n_samples = self.n_samples(n)
        if n_samples == 0 or n == 0:
            return np.full(len(self.names), np.nan)
        rng = np.random.default_rng(self.seed)
        values = np.empty((n_samples, len(self.names)))
        for row, start in enumerate(np.linspace(0, n - length, n_samples).round().astype(int)):
            passage = (
                codes[start : start + length]
                if self.sample == "passages"
                else rng.choice(codes, size=length, replace=False)
            )
            for column, name in enumerate(self.names):
                options = {SIZED[name]: self.sizes[name]} if name in self.sizes else {}
                values[row, column] = MEASURES[name](passage, **options)
        return np.asarray(values.mean(axis=0))
