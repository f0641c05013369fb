"""Readability: how long the words and sentences of a text are, in the currency of school years."""

from __future__ import annotations

from collections.abc import Collection, Sequence

import numpy as np
import pandas as pd

from textstats.errors import InputError, one_of
from textstats.stats.jackknife import jackknife, join_blocks
from textstats.stats.reading_ease import FORMULAS, NEEDS
from textstats.stats.syllables import count_syllables, in_dictionary

DEFAULT = ("flesch", "flesch_kincaid", "fog", "smog", "ari", "coleman_liau")
COUNTS = (
    "n_words", "n_sentences", "n_syllables", "n_letters", "n_characters", "n_polysyllables", "n_complex",
    "n_unfamiliar",
)  # fmt: skip


def readability(
    tokens: pd.DataFrame,
    *,
    by: str = "doc_id",
    measures: Sequence[str] = DEFAULT,
    familiar: Collection[str] | None = None,
    block: str = "paragraph",
    n_blocks: int = 50,
    confidence: float = 0.95,
) -> pd.DataFrame:
    """Readability scores of each group, with intervals.

    The formulas weigh words per sentence against syllables (or letters) per word. They describe a style; they were
    fitted to American school books and do not say how hard a text is to understand.

    Parameters
    ----------
    tokens : DataFrame
        One row per token, with `sentence` and the word as it stands in `token`.
    by : str
        The column whose values are compared: "doc_id", "voice", one that you added. A sentence that is split
        between two groups counts in both; tokens in which it is missing count in none.
    measures : sequence of str
        Names from `textstats.stats.reading_ease.FORMULAS`. All of them need words and sentences.
    familiar : collection of str, optional
        Words known to every reader, for the Dale–Chall scores. No copy of their list of 3,000 has a clear licence, so
        none is shipped. A token is familiar if it is in the list, with or without -s, -es, -ed, -d, -ing or -'s, or if
        it is a number.
    block : str
        What is left out in turn for the interval: "paragraph" or "sentence".
    n_blocks : int
        Where a group has more blocks than this, neighbours are joined.
    confidence : float
        Of the intervals.

    Returns
    -------
    DataFrame
        One row per group and measure: `group`, `measure`, `value`, `standard_error`, `ci_low`, `ci_high`, the counts of the
        group `n_words`, `n_sentences`, `n_syllables`, `n_letters`, `n_characters` (letters and digits),
        `n_polysyllables` (words of three or more syllables), `n_complex` (of these, those that FOG counts),
        `n_unfamiliar` (NaN without a list), and `n_blocks`. Direction: see each formula; Flesch, the cloze score and
        Dale–Chall 1995 rise with ease, the others with difficulty.

    Raises
    ------
    InputError
        If a name is not allowed, or a Dale–Chall score is asked for without `familiar`.

    Notes
    -----
    Headings count as sentences (filter `kind` to leave them out), and where a filter took the quotations out of a
    sentence, what is left of it counts as one.

    Syllables from the CMU Pronouncing Dictionary, else by rule (`textstats.stats.syllables`). FOG leaves out names
    (a capital inside a sentence), words with a hyphen, and words that reach three syllables only by -es, -ed or
    -ing. Interval: value ± t × standard error of the delete-one-block jackknife; NaN with fewer than 2 blocks.

    References
    ----------
    DuBay, W. H. (2004). The Principles of Readability. Impact Information.

    Examples
    --------
    >>> import pandas as pd
    >>> tokens = pd.DataFrame({"doc_id": "d", "paragraph": 0, "sentence": 0, "token": "The cat sat on the mat".split()})
    >>> readability(tokens, measures=["flesch"])[["measure", "value", "n_syllables"]].round(3)
      measure    value  n_syllables
    0  flesch  116.145          6.0
    """
    names = [one_of("measures", name, FORMULAS) for name in measures]
    for column in (by, block, "sentence", "token", "doc_id"):
        one_of("column", column, map(str, tokens.columns))
    needy = [name for name in names if "n_unfamiliar" in NEEDS[FORMULAS[name]]]
    if needy and familiar is None:
        raise InputError(
            f"familiar must hold the list of familiar words for {needy}; got None. Hint: no copy of the "
            "Dale–Chall list has a clear licence, so none is shipped; give your own as a set of words."
        )
    if len(tokens) == 0:
        raise InputError("tokens must hold at least one row; got none. Hint: is the filter too narrow?")
    attrs, tokens = tokens.attrs, tokens.reset_index(drop=True)
    groups = tokens[by].astype("category")
    counted = _per_token(tokens, groups.cat.codes.to_numpy(), familiar)
    rows = []
    for name, part in counted.groupby(groups, sort=False, observed=True):
        blocks = join_blocks(_codes(tokens.loc[part.index], block), n_blocks)
        sums = np.column_stack([np.bincount(blocks, weights=part[column]) for column in COUNTS])

        def scores(kept: np.ndarray, sums: np.ndarray = sums, blocks: np.ndarray = blocks) -> np.ndarray:
            inside = np.unique(blocks[kept])
            total = dict(zip(COUNTS, sums[inside].sum(axis=0), strict=True))
            formulas = [FORMULAS[name] for name in names]
            return np.array([formula(**{need: total[need] for need in NEEDS[formula]}) for formula in formulas])

        value, error, low, high = jackknife(scores, blocks, confidence=confidence)
        shared = (*sums.sum(axis=0), len(sums))
        rows += [(str(name), m, value[i], error[i], low[i], high[i], *shared) for i, m in enumerate(names)]
    columns = ["group", "measure", "value", "standard_error", "ci_low", "ci_high", *COUNTS, "n_blocks"]
    table = pd.DataFrame(rows, columns=columns)
    table.attrs = {**attrs, "by": by, "block": block, "confidence": confidence}
    return table


def _codes(tokens: pd.DataFrame, column: str) -> np.ndarray:
    """Number of the paragraph or sentence of each token, over all documents."""
    pairs = tokens.groupby(["doc_id", column], sort=False, observed=True).ngroup()
    return pairs.to_numpy()


def _per_token(tokens: pd.DataFrame, group: np.ndarray, familiar: Collection[str] | None) -> pd.DataFrame:
    """What each token adds to each count of its group."""
    column = tokens["token"].astype("category").cat.remove_unused_categories()
    words = [str(word) for word in column.cat.categories]
    codes = column.cat.codes.to_numpy()
    syllables = np.array([count_syllables(word) for word in words])
    easy = np.array(["-" in word or _short_stem(word) for word in words], dtype=bool)
    capital = np.array([word[:1].isupper() for word in words], dtype=bool)
    sentence = _codes(tokens, "sentence")
    opens = np.ones(len(tokens), dtype=bool)
    opens[1:] = sentence[1:] != sentence[:-1]
    _, first = np.unique(np.stack([group, sentence]), axis=1, return_index=True)
    begins = np.zeros(len(tokens))
    begins[first] = 1
    many = syllables[codes] >= 3
    if familiar is None:
        unfamiliar = np.full(len(words), np.nan)
    else:
        known = {word.casefold().replace("’", "'") for word in familiar}
        plain = [word.casefold().replace("’", "'") for word in words]
        unfamiliar = np.array([not _is_familiar(word, known) for word in plain], dtype=float)
    return pd.DataFrame(
        {
            "n_words": np.ones(len(tokens)),
            "n_sentences": begins,
            "n_syllables": syllables[codes],
            "n_letters": np.array([sum(c.isalpha() for c in word) for word in words])[codes],
            "n_characters": np.array([sum(c.isalnum() for c in word) for word in words])[codes],
            "n_polysyllables": many,
            "n_complex": many & ~easy[codes] & ~(capital[codes] & ~opens),
            "n_unfamiliar": unfamiliar[codes],
        },
        index=tokens.index,
        dtype=float,
    )


def _short_stem(word: str) -> bool:
    """Whether a word reaches three syllables only by -es, -ed or -ing."""
    folded = word.casefold()
    ending = next((ending for ending in ("es", "ed", "ing") if folded.endswith(ending)), "")
    if not ending or count_syllables(folded) < 3:
        return False
    stem = folded.removesuffix(ending)
    bases = [base for base in (stem + "e", stem, stem[:-1]) if in_dictionary(base)] or [stem]
    return count_syllables(bases[0]) < 3


def _is_familiar(word: str, known: Collection[str]) -> bool:
    if word in known or not any(c.isalpha() for c in word):
        return True
    endings = ("'s", "es", "s", "ed", "d", "ing")
    return any(word.endswith(ending) and word.removesuffix(ending) in known for ending in endings)
