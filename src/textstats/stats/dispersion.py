"""Dispersion: how evenly a word is spread over the parts of a text or corpus.

`dispersion` looks at the parts (blocks) a word falls into; `recurrence` at the distances between one
occurrence and the next. Both say what a frequency hides: forty hits in one paragraph are not forty hits.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from textstats.errors import InputError, one_of

if TYPE_CHECKING:
    from textstats.stats.counts import Counts

_CHUNK = 4_000_000  # non-zero cells handled at once: about 300 MB of temporaries


def dispersion(counts: Counts, *, group: str | None = None) -> pd.DataFrame:
    """How evenly each type is spread over the blocks.

    A word that stands in every part in proportion to the part's size is perfectly even; one that stands
    in a single part is as clumped as it can be. The measures point in different directions: read them.

    Parameters
    ----------
    counts : Counts
        Blocks are the parts. Blocks without tokens are no parts and are left out.
    group : str, optional
        Only the blocks of this group; all blocks by default.

    Returns
    -------
    DataFrame
        Indexed by type, in the order of `counts.types`:

        - `frequency`: occurrences f.
        - `range`: number of parts that hold the type; `range_share`: the same over n.
        - `dp`: 0 = perfectly even, towards 1 = clumped.
        - `dp_norm`: 0 = perfectly even, 1 = all in the smallest part.
        - `dp_egbert`: 1 = perfectly even, 0 = all in one part (the other direction).
        - `burch_da`, `juilland_d`, `carroll_d2`, `rosengren_s`: 1 = perfectly even, towards 0 = clumped.
        - `kl_divergence`: bits, 0 = perfectly even, no upper limit.

        `attrs` hold `n_blocks`, `n_tokens` and `group`.

    Raises
    ------
    InputError
        If `group` is not a group of `counts`, or no block holds a token.

    Notes
    -----
    Undefined, and so NaN: every measure but `frequency` and `range` of a type that does not occur; with a
    single part all that divide by n − 1, by log n or by 1 − s (`dp_norm`, `dp_egbert`, `burch_da`,
    `juilland_d`, `carroll_d2`). Zero counts add nothing (0 log 0 = 0).

    v_i is the frequency in part i, f = Σ v_i, s_i the part's share of the tokens, n the number of parts,
    p_i = v_i / (tokens of part i).

    - DP = ½ Σ |v_i / f − s_i| (Gries 2008, p. 415)
    - DPnorm = DP / (1 − min s_i) (Lijffijt & Gries 2012, who correct Gries 2008, p. 419)
    - D_P = 1 − DP / (1 − min{s_i : v_i > 0}) (Egbert, Burch & Biber 2020, p. 99)
    - D_A = 1 − mean over pairs |p_i − p_j| / (2 mean p) (Burch, Egbert & Biber 2017)
    - D = 1 − (sd p / mean p) / √(n − 1), population sd (Juilland & Chang-Rodríguez 1964, on rates so that
      parts may differ in size)
    - D2 = −Σ q_i log₂ q_i / log₂ n with q_i = p_i / Σ p (Carroll 1970)
    - S = (Σ √(v_i s_i))² / f (Rosengren 1971)
    - KL = Σ (v_i / f) log₂ ((v_i / f) / s_i) (Gries 2020)

    Programs disagree: quanteda.extras takes the sample sd in D (0.6047 where Juilland's formula gives 0.6464
    for 0, 4, 3, 2, 1). Some take D and D2 from raw counts even where parts differ in size; with equal
    parts there is no difference. "DPnorm" is now DP / (1 − 1/n) (2008), now the corrected version. tlda turns
    all measures so that 1 is even, and prints for its default D_P on Lyne's ALLEMAND the value of 1 − DP
    (0.5009; the formula gives 0.4462). KL is sometimes given as 1 / (1 + KL).

    References
    ----------
    Gries, S. Th. (2008). Dispersions and adjusted frequencies in corpora. IJCL 13(4), 403–437.
    Gries, S. Th. (2020). Analyzing dispersion. In A Practical Handbook of Corpus Linguistics, 99–118.
    Lijffijt, J. & Gries, S. Th. (2012). Correction to Gries (2008). IJCL 17(1), 147–149.
    Egbert, J., Burch, B. & Biber, D. (2020). Lexical dispersion and corpus design. IJCL 25(1), 89–115.
    Burch, B., Egbert, J. & Biber, D. (2017). Measuring and interpreting lexical dispersion. JRDS 3(2), 189–216.
    Carroll, J. B. (1970). An alternative to Juilland's usage coefficient. CSHVB 3(2), 61–65.

    Examples
    --------
    >>> import pandas as pd
    >>> from textstats.stats.counts import count
    >>> tokens = pd.DataFrame({"doc_id": "d", "paragraph": [0, 0, 1, 1], "type": ["a", "b", "a", "c"]})
    >>> table = dispersion(count(tokens))
    >>> table.loc[["a", "b"], ["frequency", "range", "dp", "juilland_d"]]
          frequency  range   dp  juilland_d
    type
    a             2      2  0.0         1.0
    b             1      1  0.5         0.0
    """
    rows = np.arange(len(counts.blocks)) if group is None else counts.rows(group)
    sizes = counts.blocks["n_tokens"].to_numpy()[rows].astype(float)
    rows, sizes = rows[sizes > 0], sizes[sizes > 0]
    if len(rows) == 0:
        raise InputError("counts must hold at least one block with tokens; got none.")
    matrix = counts.matrix[rows].tocsc()
    matrix.eliminate_zeros()
    matrix.sort_indices()
    pieces: list[pd.DataFrame] = []
    start = 0
    while start < matrix.shape[1] or not pieces:
        limit = matrix.indptr[start] + _CHUNK
        stop = max(start + 1, int(np.searchsorted(matrix.indptr, limit, side="right")) - 1)
        stop = min(stop, matrix.shape[1])
        first, last = matrix.indptr[start], matrix.indptr[stop]
        pieces.append(
            parts_measures(
                matrix.data[first:last], matrix.indices[first:last], np.diff(matrix.indptr[start : stop + 1]), sizes
            )
        )
        start = stop
    table = pd.concat(pieces, ignore_index=True)
    table.index = counts.types
    table.attrs.update(counts.attrs.items())
    table.attrs.update(group=group, n_blocks=len(sizes), n_tokens=int(sizes.sum()))
    return table


def parts_measures(v: np.ndarray, part: np.ndarray, held: np.ndarray, sizes: np.ndarray) -> pd.DataFrame:
    """The measures of `dispersion` from sparse counts.

    Parameters
    ----------
    v, part : array
        Non-zero frequencies and the number of the part that each stands in, type after type.
    held : array
        How many entries of `v` belong to each type.
    sizes : array
        Tokens of each part, all positive.
    """
    n, n_types = len(sizes), len(held)
    owner = np.repeat(np.arange(n_types), held)
    v = v.astype(float)

    def total(values: np.ndarray) -> np.ndarray:
        return np.bincount(owner, weights=values, minlength=n_types)

    s = sizes / sizes.sum()
    f = total(v)
    with np.errstate(divide="ignore", invalid="ignore"):
        t = v / f[owner]
        # parts without the type add s each: (Σ|t − s| − s over those with it) + Σs
        dp = np.where(f > 0, 0.5 * (total(np.abs(t - s[part]) - s[part]) + 1.0), np.nan).clip(0.0, None)
        smallest_held = np.full(n_types, np.inf)
        np.minimum.at(smallest_held, owner, s[part])
        p = v / sizes[part]
        mean = total(p) / n
        variance = (total((p - mean[owner]) ** 2) + (n - held) * mean**2) / n
        q = p / (mean[owner] * n)
        entropy = -total(q * np.log2(q))
        order = np.lexsort((p, owner))
        within = np.arange(len(v)) - np.repeat(np.cumsum(held) - held, held)
        rank = n - held[owner] + within + 1  # the zeros come first
        spread = total((2.0 * rank - n - 1) * p[order])  # = sum over pairs |p_i − p_j|
        table = {
            "frequency": f.astype(np.int64),
            "range": held.astype(np.int64),
            "range_share": np.where(f > 0, held / n, np.nan),
            "dp": dp,
            "dp_norm": dp / (1 - s.min()) if n > 1 else np.full(n_types, np.nan),
            "dp_egbert": 1 - dp / (1 - smallest_held) if n > 1 else np.full(n_types, np.nan),
            "burch_da": 1 - spread / (n * (n - 1) / 2) / (2 * mean),
            "juilland_d": 1 - np.sqrt(variance) / mean / np.sqrt(n - 1),
            "carroll_d2": entropy / np.log2(n),
            "rosengren_s": total(np.sqrt(v * s[part])) ** 2 / f,
            "kl_divergence": np.where(f > 0, total(t * np.log2(t / s[part])), np.nan),
        }
    frame = pd.DataFrame(table)
    absent = (f == 0) | (n == 1)
    frame.loc[absent, ["dp_egbert", "burch_da", "juilland_d", "carroll_d2"]] = np.nan
    return frame


def recurrence(tokens: pd.DataFrame, *, by: str = "type") -> pd.DataFrame:
    """How evenly each type recurs along the sequence of tokens, without cutting it into parts.

    The sequence is closed to a ring: after the last occurrence comes the first one. An even word has the same
    distance between all its occurrences; a clumped word has many short distances and one long one.

    Parameters
    ----------
    tokens : DataFrame
        One row per token, in text order. Several documents form one sequence, in the order given.
    by : str
        The column to follow.

    Returns
    -------
    DataFrame
        Indexed by type, sorted by code point:

        - `frequency`: occurrences f.
        - `arf`: average reduced frequency, 1 = all in one spot, f = perfectly even.
        - `awt`: average waiting time in tokens; for one f, lower = more even.
        - `f_awt`: the same as a frequency, 1 … f; higher = more even.
        - `ald`: average logarithmic distance (log10 of tokens); for one f, lower = more even.
        - `f_ald`: the same as a frequency, 1 … f; higher = more even.

        `attrs` hold `n_tokens`.

    Raises
    ------
    InputError
        If the column is missing or there is no token.

    Notes
    -----
    d_i are the f distances on the ring (they sum to N), N the number of tokens. Nothing is undefined: a type
    in the table occurs at least once.

    - ARF = (f / N) Σ min(d_i, N / f)
    - AWT = ½ (1 + Σ d_i² / N); f_AWT = N² / Σ d_i²
    - ALD = Σ d_i log₁₀ d_i / N; f_ALD = exp(−Σ (d_i / N) ln(d_i / N))

    References
    ----------
    Savický, P. & Hlaváčová, J. (2002). Measures of word commonness. J. Quantitative Linguistics 9(3), 215–231.
    Gries, S. Th. (2008). IJCL 13(4), p. 410.

    Examples
    --------
    >>> import pandas as pd
    >>> recurrence(pd.DataFrame({"type": list("abababcc")}))[["frequency", "arf", "awt"]].round(3)
          frequency   arf    awt
    type
    a             3  2.50  2.000
    b             3  2.50  2.000
    c             2  1.25  3.625
    """
    one_of("by", by, map(str, tokens.columns))
    column = tokens[by].astype("category").cat.remove_unused_categories()
    codes, names = column.cat.codes.to_numpy(), column.cat.categories.astype(str)
    if (codes < 0).all():
        raise InputError("tokens must hold at least one row; got none. Hint: is the filter too narrow?")
    n_tokens, n_types = len(codes), len(names)
    present = np.flatnonzero(codes >= 0)
    places = present[np.argsort(codes[present], kind="stable")]
    owner = codes[places]
    f = np.bincount(owner, minlength=n_types)
    ends = np.cumsum(f) - 1
    distance = np.empty(len(places))
    distance[:-1] = np.diff(places)
    distance[ends] = places[ends - f + 1] + n_tokens - places[ends]

    def total(values: np.ndarray) -> np.ndarray:
        return np.bincount(owner, weights=values, minlength=n_types)

    squares = total(distance**2)
    share = distance / n_tokens
    table = pd.DataFrame(
        {
            "frequency": f,
            "arf": f / n_tokens * total(np.minimum(distance, n_tokens / f[owner])),
            "awt": (1 + squares / n_tokens) / 2,
            "f_awt": n_tokens**2 / squares,
            "ald": total(share * np.log10(distance)),
            "f_ald": np.exp(-total(share * np.log(share))),
        },
        index=pd.Index(names, name=by),
    ).sort_index(kind="stable")
    table.attrs = tokens.attrs | {"n_tokens": n_tokens, "by": by}
    return table
