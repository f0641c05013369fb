"""How sure, how contested: hedges, boosters, concessions, questions per 1,000 words, with intervals."""

from __future__ import annotations

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
    found, words = _spoken(evidence, tokens, by, voice, n_resamples, confidence)
    values = list(evidence[by].cat.categories)
    rows = []
    for doc_id in evidence["doc_id"].cat.categories:
        counts, sizes = _by_paragraph(found, words, str(doc_id), by)
        total = int(sizes.sum())
        rates = _rates(counts, sizes, n_resamples, seed)
        for number, value in enumerate(values):
            n_hits = int(counts[:, number].sum())
            limits = _limits(rates[:, number], confidence) if n_hits >= FEWEST else (np.nan, np.nan)
            rows.append((doc_id, value, voice, n_hits, total, 1000 * n_hits / total if total else np.nan, *limits))
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


def stance_contrast(
    evidence: pd.DataFrame,
    tokens: pd.DataFrame,
    *,
    target: str,
    reference: str,
    by: str = "code",
    voice: str = "author",
    n_resamples: int = 2000,
    confidence: float = 0.95,
    seed: int = 1917,
) -> pd.DataFrame:
    """How much more often one text uses each marker than another, with an interval of the difference itself.

    Whether two intervals overlap says little about a difference; this resamples the paragraphs of both texts
    and takes the ratio of rates each time.

    Parameters
    ----------
    evidence, tokens, by, voice, n_resamples, confidence, seed
        As in `stance`.
    target, reference : str
        Ids of two documents.

    Returns
    -------
    pandas.DataFrame
        One row per code: the column `by`, `frequency_target, frequency_reference` (passages), `per_1000_target,
        per_1000_reference`, `log_ratio` (1 = twice as often in the target, 0 = alike), `ci_low, ci_high`. NaN: rate and
        ratio without words on a side, the interval where there are fewer than 5 passages in all.

    Raises
    ------
    InputError
        If a document or an option is not known.

    Notes
    -----
    log_ratio = log2 of (x_t + ½)/N_t over (x_r + ½)/N_r; the interval holds percentiles of it over resampled paragraphs.
    A side without any passage never varies when it is resampled: the interval then shows the other side's doubt alone,
    and is too narrow.
    """
    found, words = _spoken(evidence, tokens, by, voice, n_resamples, confidence)
    documents = [str(doc_id) for doc_id in evidence["doc_id"].cat.categories]
    one_of("target", target, documents)
    one_of("reference", reference, documents)
    if target == reference:
        raise InputError(f"target and reference must differ; got {target!r} twice.")
    sides = [_by_paragraph(found, words, doc_id, by) for doc_id in (target, reference)]
    hits, totals = [counts.sum(axis=0) for counts, _ in sides], [int(sizes.sum()) for _, sizes in sides]
    both = all(totals)
    drawn = [_rates(counts, sizes, n_resamples, seed + n, add=0.5) for n, (counts, sizes) in enumerate(sides)]
    ratios = np.log2(drawn[0]) - np.log2(drawn[1])
    rows = []
    for number, value in enumerate(evidence[by].cat.categories):
        x = [int(side[number]) for side in hits]
        rates = [1000 * n / total if total else np.nan for n, total in zip(x, totals, strict=True)]
        ratio = np.log2((x[0] + 0.5) / totals[0]) - np.log2((x[1] + 0.5) / totals[1]) if both else np.nan
        limits = _limits(ratios[:, number], confidence) if both and sum(x) >= FEWEST else (np.nan, np.nan)
        rows.append((value, *x, *rates, ratio, *limits))
    names = ["frequency_target", "frequency_reference", "per_1000_target", "per_1000_reference"]
    table = pd.DataFrame(rows, columns=[by, *names, "log_ratio", "ci_low", "ci_high"])
    table[by] = pd.Categorical(table[by], categories=evidence[by].cat.categories)
    options = {"target": target, "reference": reference, "voice": voice, "n_resamples": n_resamples}
    table.attrs = evidence.attrs | options | {"confidence": confidence, "seed": seed, "block": "paragraph"}
    return table


def _spoken(
    evidence: pd.DataFrame, tokens: pd.DataFrame, by: str, voice: str, n_resamples: int, confidence: float
) -> tuple[pd.DataFrame, pd.DataFrame]:
    """The passages and the words of a voice, the options having been looked at."""
    one_of("by", by, ("code", "label", "referent", "function"))
    one_of("voice", voice, ("author", "quoted", "unknown", "apparatus", "any"))
    if not 0 < confidence < 1:
        raise InputError(f"confidence must lie between 0 and 1; got {confidence!r}.")
    if n_resamples < 0:
        raise InputError(f"n_resamples must be 0 or more; got {n_resamples!r}.")
    found = standing(evidence)
    if voice == "any":
        return found, tokens
    return found[found["voice"] == voice], tokens[tokens["voice"] == voice]


def _by_paragraph(found: pd.DataFrame, words: pd.DataFrame, doc_id: str, by: str) -> tuple[np.ndarray, np.ndarray]:
    """Passages (paragraphs × values) and words of each paragraph of a document that holds any."""
    sizes = words.loc[words["doc_id"] == doc_id, "paragraph"].value_counts().sort_index()
    here = found[found["doc_id"] == doc_id]
    counts = np.zeros((len(sizes), len(found[by].cat.categories)), dtype=np.int64)
    rows = sizes.index.get_indexer(pd.Index(here["paragraph"]))
    columns = here[by].cat.codes.to_numpy()
    np.add.at(counts, (rows[columns >= 0], columns[columns >= 0]), 1)
    return counts, sizes.to_numpy()


def _rates(counts: np.ndarray, sizes: np.ndarray, n_resamples: int, seed: int, *, add: float = 0.0) -> np.ndarray:
    """Rates per 1,000 in resamples of the paragraphs: resamples × values; none of fewer than two paragraphs."""
    if len(sizes) < 2:
        return np.zeros((0, counts.shape[1]))
    draws = draw_weights(len(sizes), n_resamples, seed)
    return np.asarray(1000 * (draws @ counts + add) / (draws @ sizes)[:, None])


def _limits(values: np.ndarray, confidence: float) -> tuple[float, float]:
    if not len(values):
        return np.nan, np.nan
    tail = (1 - confidence) / 2
    low, high = np.quantile(values, [tail, 1 - tail])
    return float(low), float(high)
