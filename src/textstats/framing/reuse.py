"""Passages that two texts share: variant quotations, absorbed quotations, paraphrases, tellings of one event."""

from __future__ import annotations

from typing import Any

import numpy as np
import pandas as pd

from textstats.errors import InputError, one_of
from textstats.framing.families import families
from textstats.framing.windows import Side, evidence_matrix, side
from textstats.text.documents import Corpus

KINDS = ("variant quotation", "absorbed quotation", "own words", "unknown")
MAX_PAIRS = 20_000_000
_SIDES = ("doc_id", "start", "stop", "voice", "speaker", "passage")
COLUMNS = [
    *("candidate", "kind", "score"),
    *_SIDES,
    *(f"other_{name}" for name in _SIDES),
    *("n_shared", "shared", "n_verbatim"),
]


def reuse(
    tokens: pd.DataFrame,
    corpus: Corpus,
    *,
    target: str | None = None,
    reference: str | None = None,
    n_candidates: int = 50,
    max_sentences: int = 4,
) -> pd.DataFrame:
    """Rank pairs of passages that may share a source, for a person to confirm.

    Two texts about one thing quote the same sentence in two renderings, take over each other's words, or
    tell the same event. Word-for-word matching misses nearly all of it. Here each run of one to four
    sentences of one text is held against each of the other, and a pair ranks high if it shares more
    informative words than runs of that length share by chance.

    Parameters
    ----------
    tokens : pandas.DataFrame
        From `tokenize`, with voices.
    corpus : Corpus
        The texts that the tokens point into.
    target, reference : str, optional
        Ids of the two documents. May be left out if the corpus has just two.
    n_candidates : int
        Rows wanted; fewer where fewer pairs share anything.
    max_sentences : int
        The longest passage, in sentences.

    Returns
    -------
    pandas.DataFrame
        Best first; no two rows overlap on both sides. `candidate` (1, 2, …), `kind`, `score`; `doc_id, start, stop, voice, speaker,
        passage` in the target and the same with `other_` in the reference; `n_shared` and `shared` (the word
        families in common, each by its shortest lemma), `n_verbatim` (words in the longest run that stands in both as it is). The voice is that of most of
        the shared words. `kind`: variant quotation (both quoted), absorbed quotation (one quotes, one does
        not), own words (a paraphrase, or one event told twice), unknown (a voice is unknown).

    Raises
    ------
    InputError
        If the documents are not named where they must be, or are too long to be held against each other whole.

    Notes
    -----
    Words meet in families ("bureaucratised", "bureaucracy"; "Russia", "Russian"): one lemma, or one root with two
    of the usual endings; function words are left out. I = Σ idf of shared families, idf = ln((1+N)/(1+df)) over the
    N sentences of both texts. E and V are mean and variance of I if the words of one passage were drawn at random
    from its text, averaged over the two sides; score = (I − E)²/√V where I > E, else 0: what is shared beyond
    chance, times its z. Shared words are evidence, not proof: read the passages. Memory: 4 bytes a pair of passages.

    Examples
    --------
    >>> import textstats as ts
    >>> texts = {"a": "Rain fell. The miners voted to strike.", "b": "The sun shone. A strike was voted by the miners."}
    >>> corpus = ts.Corpus(ts.Document(name, text) for name, text in texts.items())
    >>> reuse(ts.tokenize(corpus, ts.segment(corpus)), corpus)["shared"].tolist()
    ['miner strike vote']

    References
    ----------
    Manning, Raghavan & Schütze (2008), Introduction to Information Retrieval, ch. 6 (idf). Clough et al. (2002),
    METER: MEasuring TExt Reuse, ACL, 152–159.
    """
    for name, value in (("n_candidates", n_candidates), ("max_sentences", max_sentences)):
        if not isinstance(value, int) or isinstance(value, bool) or value < 1:
            raise InputError(f"{name} must be a whole number from 1; got {value!r}.")
    first, second = _pair(corpus, target, reference)
    prose = tokens[(tokens["voice"] != "apparatus") & (tokens["kind"] != "heading")]
    texts = [prose[prose["doc_id"] == doc_id] for doc_id in (first, second)]
    family = families(sorted({str(word) for text in texts for word in text["type"].unique()}))
    sides = [side(text, family, max_sentences) for text in texts]
    if len(sides[0].windows) * len(sides[1].windows) > MAX_PAIRS:
        raise InputError(
            f"documents must be short enough to be compared whole ({MAX_PAIRS:,} pairs of passages); got "
            f"{len(sides[0].windows):,} × {len(sides[1].windows):,}. Hint: lower max_sentences, or compare parts."
        )
    score = evidence_matrix(*sides)
    rows = [
        _row(number, value, (first, sides[0], a), (second, sides[1], b), corpus)
        for number, (value, a, b) in enumerate(_apart(score, sides[0], sides[1], n_candidates), start=1)
    ]
    return _typed(pd.DataFrame(rows, columns=COLUMNS), tokens, corpus, max_sentences)


def _pair(corpus: Corpus, target: str | None, reference: str | None) -> tuple[str, str]:
    if target is None and reference is None and len(corpus) == 2:
        return corpus.ids[0], corpus.ids[1]
    if target is None or reference is None:
        raise InputError(f"target and reference must be named in a corpus of {len(corpus)} documents.")
    pair = one_of("target", target, corpus.ids), one_of("reference", reference, corpus.ids)
    if target == reference:
        raise InputError(f"target and reference must differ; got {target!r} twice.")
    return pair


def _apart(score: np.ndarray, one: Side, two: Side, n: int) -> list[tuple[float, int, int]]:
    """The best pairs of windows, none of which overlaps a better one on both sides; uses `score` up."""
    kept: list[tuple[float, int, int]] = []
    (a_first, a_last), (b_first, b_last) = (np.array(s.windows, dtype=int).reshape(-1, 2).T for s in (one, two))
    while len(kept) < n and score.size:
        a, b = divmod(int(np.argmax(score)), score.shape[1])
        if score[a, b] <= 0:
            break
        kept.append((float(score[a, b]), a, b))
        near_a = (a_first <= a_last[a]) & (a_last >= a_first[a])
        near_b = (b_first <= b_last[b]) & (b_last >= b_first[b])
        score[np.ix_(near_a, near_b)] = 0
    return kept


def _row(
    number: int, score: float, a: tuple[str, Side, int], b: tuple[str, Side, int], corpus: Corpus
) -> dict[str, Any]:
    words = [found.tokens.iloc[found.rows(window)] for _, found, window in (a, b)]
    names = [found.families[found.rows(window)] for _, found, window in (a, b)]
    shared = (set(names[0]) & set(names[1])) - {""}
    row: dict[str, Any] = {"candidate": number, "score": score}
    voices = []
    for prefix, (doc_id, _, _), found, own in zip(("", "other_"), (a, b), words, names, strict=True):
        start, stop = int(found["start"].iloc[0]), int(found["stop"].iloc[-1])
        common = found[[name in shared for name in own]]
        voice = common["voice"].mode().iloc[0]
        speakers = common.loc[common["voice"] == voice, "speaker"].mode()
        voices.append(str(voice))
        row |= {f"{prefix}doc_id": doc_id, f"{prefix}start": start, f"{prefix}stop": stop, f"{prefix}voice": voice}
        row |= {f"{prefix}speaker": speakers.iloc[0] if len(speakers) else None}
        row |= {f"{prefix}passage": corpus[doc_id].text[start:stop]}
    n_verbatim = _longest_run(words[0]["type"].astype(str).tolist(), words[1]["type"].astype(str).tolist())
    return row | {
        "kind": KINDS[3] if "unknown" in voices else KINDS[2 - voices.count("quoted")],
        "n_shared": len(shared),
        "shared": " ".join(sorted(shared)),
        "n_verbatim": n_verbatim,
    }


def _longest_run(one: list[str], two: list[str]) -> int:
    """Words in the longest run that both lists have."""
    longest = 0
    ending = [0] * (len(two) + 1)
    for word in one:
        ending = [0, *(ending[place] + 1 if word == other else 0 for place, other in enumerate(two))]
        longest = max(longest, *ending)
    return longest


def _typed(table: pd.DataFrame, tokens: pd.DataFrame, corpus: Corpus, max_sentences: int) -> pd.DataFrame:
    orders: dict[str, list[str]] = {"doc_id": corpus.ids, "kind": list(KINDS)}
    for name in ("voice", "speaker"):
        orders[name] = [str(value) for value in pd.unique(tokens[name].dropna())]
    for name, order in orders.items():
        for column in (name, f"other_{name}"):
            if column in table.columns:
                table[column] = pd.Categorical(table[column].astype(object), categories=order)
    for name in ("candidate", "start", "stop", "other_start", "other_stop", "n_shared", "n_verbatim"):
        table[name] = table[name].astype("int32")
    for name in ("passage", "other_passage", "shared"):
        table[name] = table[name].astype("str")
    table["score"] = table["score"].astype("float64")
    table.attrs = {"corpus": corpus.checksum, "max_sentences": max_sentences}
    return table
