"""How sure, how contested: hedges, boosters, concessions, questions per 1,000 words, with intervals."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import pandas as pd

from textstats.errors import InputError, one_of
from textstats.framing.evidence import standing
from textstats.stats.resampling import draw_weights

FEWEST = 5  # hits; below that a rate has no interval: read the passages


def stance(
    evidence: pd.DataFrame,
    tokens: pd.DataFrame,
    *,
    by: str = "code",
    voice: str = "author",
    n_resamples: int = 2000,
    confidence: float = 0.95,
    seed: int = 1917,
) -> pd.DataFrame:
    """Rates of stance markers per 1,000 own words, with block-bootstrap intervals.

    Parameters
    ----------
    evidence : pandas.DataFrame
        From `code` with a stance codebook.
    tokens : pandas.DataFrame
        The tokens that were coded: they give the words of each voice, paragraph by paragraph.
    by : str
        What a row is: "code", "referent", "function" or "label".
    voice : str
        Whose words: "author", "quoted", "unknown", or "any" for the pooled text.
    n_resamples : int
        Bootstrap resamples of paragraphs; 0 leaves the intervals out (NaN).
    confidence : float
        Level of the interval, in (0, 1).
    seed : int
        Seed of the resampling.

    Returns
    -------
    pandas.DataFrame
        One row per document and code of the codebook, hits or not: `doc_id`, the column `by`, `voice`, `n_hits`,
        `n_tokens` (words of that voice), `per_1000`, `ci_low`, `ci_high`. NaN: the rate where there are no words,
        the interval where there are fewer than 5 hits or 2 paragraphs.

    Notes
    -----
    per_1000 = 1000 × n_hits / n_tokens. Paragraphs that hold words of the voice are drawn with replacement,
    as many as there are, and the rate is taken of each draw (a ratio of sums); ci_low and ci_high are percentiles.

    Examples
    --------
    >>> import textstats as ts
    >>> corpus = ts.Corpus([ts.Document("d", "A decline. Was it a decline?")])
    >>> tokens = ts.tokenize(corpus, ts.segment(corpus))
    >>> evidence = ts.code(tokens, ts.read_codebook("data/codebooks/template.yaml"), corpus)
    >>> stance(evidence, tokens)[["n_hits", "n_tokens"]].to_dict("records")
    [{'n_hits': 2, 'n_tokens': 6}]

    References
    ----------
    Hyland, K. (2005). Metadiscourse. Continuum, ch. 3 and appendix. Davison & Hinkley (1997), Bootstrap Methods, ch. 5.
    """
    one_of("by", by, ("code", "label", "referent", "function"))
    one_of("voice", voice, ("author", "quoted", "unknown", "apparatus", "any"))
    if not 0 < confidence < 1:
        raise InputError(f"confidence must lie between 0 and 1; got {confidence!r}.")
    if n_resamples < 0:
        raise InputError(f"n_resamples must be 0 or more; got {n_resamples!r}.")
    found = standing(evidence)
    if voice != "any":
        found = found[found["voice"] == voice]
        tokens = tokens[tokens["voice"] == voice]
    values = list(evidence[by].cat.categories)
    rows = []
    for doc_id in evidence["doc_id"].cat.categories:
        sizes = tokens.loc[tokens["doc_id"] == doc_id, "paragraph"].value_counts().sort_index()
        here = found[found["doc_id"] == doc_id]
        counts = _by_paragraph(here, by, values, sizes.index)
        low, high = _interval(counts, sizes.to_numpy(), n_resamples, confidence, seed)
        total = int(sizes.sum())
        for number, value in enumerate(values):
            n_hits = int(counts[:, number].sum())
            rate = 1000 * n_hits / total if total else np.nan
            sure = n_hits >= FEWEST
            limits = (low[number], high[number]) if sure else (np.nan, np.nan)
            rows.append((doc_id, value, voice, n_hits, total, rate, *limits))
    names = ["doc_id", by, "voice", "n_hits", "n_tokens", "per_1000", "ci_low", "ci_high"]
    table = pd.DataFrame(rows, columns=names)
    for name in ("doc_id", by):
        table[name] = pd.Categorical(table[name], categories=evidence[name].cat.categories)
    table.attrs = evidence.attrs | {
        "n_resamples": n_resamples,
        "confidence": confidence,
        "seed": seed,
        "block": "paragraph",
    }
    return table


def _by_paragraph(found: pd.DataFrame, by: str, values: Sequence[str], paragraphs: pd.Index) -> np.ndarray:
    counts = np.zeros((len(paragraphs), len(values)), dtype=np.int64)
    rows = paragraphs.get_indexer(pd.Index(found["paragraph"]))
    columns = found[by].cat.codes.to_numpy()
    np.add.at(counts, (rows[columns >= 0], columns[columns >= 0]), 1)
    return counts


def _interval(
    counts: np.ndarray, sizes: np.ndarray, n_resamples: int, confidence: float, seed: int
) -> tuple[np.ndarray, np.ndarray]:
    n_blocks = len(sizes)
    if n_blocks < 2 or not n_resamples:
        return np.full(counts.shape[1], np.nan), np.full(counts.shape[1], np.nan)
    draws = draw_weights(n_blocks, n_resamples, seed)
    rates = 1000 * (draws @ counts) / (draws @ sizes)[:, None]
    tail = (1 - confidence) / 2
    low, high = np.quantile(rates, [tail, 1 - tail], axis=0)
    return low, high
