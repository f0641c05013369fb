"""How many of the 23 pairs of shared passages `reuse` finds, at which length, and how many chance would find.

    python benchmarks/reuse.py

For each `max_sentences`: pairs found among the first 10, 25 and 50 candidates (a candidate overlaps the pair on both
sides, or covers half of it on both), mean length of the first 25 in characters, and what as many passages of
the same lengths find if they are laid at random, or if each keeps its place in the first text and gets another's partner.
"""

from __future__ import annotations

import csv
import sys
from pathlib import Path

import numpy as np

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT / "src"))

from textstats.framing.reuse import reuse  # noqa: E402
from textstats.text.reading import read_corpus  # noqa: E402
from textstats.text.segments import segment  # noqa: E402
from textstats.text.tokens import tokenize  # noqa: E402

RUNS = 2000


def gold() -> np.ndarray:
    """Start and stop in the first text, start and stop in the second, of each pair."""
    with (ROOT / "tests/gold/reuse/reuse.csv").open(encoding="utf-8") as stream:
        return np.array(
            [[int(row[f"{s}_{e}"]) for s in "ab" for e in ("start", "stop")] for row in csv.DictReader(stream)]
        )


def n_found(spans: np.ndarray, pairs: np.ndarray, covered: float = 0.0) -> int:
    """Pairs of which some candidate covers more than a given part on both sides."""
    hit = np.ones((len(spans), len(pairs)), dtype=bool)
    for start, stop in ((0, 1), (2, 3)):
        common = np.minimum(spans[:, None, stop], pairs[:, stop]) - np.maximum(spans[:, None, start], pairs[:, start])
        hit &= common > covered * (pairs[:, stop] - pairs[:, start])
    return int(hit.any(axis=0).sum())


def main() -> None:
    """Print the table."""
    corpus, pairs, rng = read_corpus(ROOT / "data/raw"), gold(), np.random.default_rng(1)
    tokens = tokenize(corpus, segment(corpus))
    ends = np.array([len(corpus[doc_id].text) for doc_id in corpus.ids])
    print("max_sentences | found in 10, 25, 50 | half covered | mean length | laid at random | partners dealt anew")
    for max_sentences in range(1, 7):
        table = reuse(tokens, corpus, max_sentences=max_sentences)
        spans = table[["start", "stop", "other_start", "other_stop"]].to_numpy(dtype=int)
        first = spans[:25]
        lengths = first[:, [1, 3]] - first[:, [0, 2]]
        laid, dealt = [], []
        for _ in range(RUNS):
            starts = rng.integers(0, ends - lengths)
            laid.append(n_found(np.stack([starts, starts + lengths], axis=2).reshape(-1, 4), pairs))
            dealt.append(n_found(np.hstack([first[:, :2], rng.permutation(first[:, 2:])]), pairs))
        counts = [[n_found(spans[:n], pairs, covered) for n in (10, 25, 50)] for covered in (0, 0.5)]
        print(
            max_sentences, *counts, lengths.mean(axis=0).round(), f"{np.mean(laid):.2f} {np.mean(dealt):.2f}", sep=" | "
        )


if __name__ == "__main__":
    main()
