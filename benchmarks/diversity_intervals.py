"""Coverage of the intervals of `diversity`, beside that of a bootstrap of paragraphs.

Texts are simulated whose paragraphs each keep to a subject: a paragraph draws its words from Zipf's law with a third
of the mass moved to a few dozen words of its own. The truth is the mean of the measure on the first n tokens of many
such texts. A good 95% interval holds it in 95% of texts; two texts of one kind should differ in 5% of pairs.
"""

from __future__ import annotations

import sys
from time import perf_counter

import numpy as np
import pandas as pd

from textstats.stats.diversity import diversity
from textstats.stats.lexical import MEASURES

NAMES = ["ttr", "yule_k", "mattr", "mtld", "hdd"]
N_TYPES = 8000


def text(n_paragraphs: int, rng: np.random.Generator) -> tuple[np.ndarray, np.ndarray]:
    """Words and paragraph numbers of one text."""
    p = 1 / (np.arange(N_TYPES) + 2.7)
    p /= p.sum()
    words, paragraphs = [], []
    for paragraph in range(n_paragraphs):
        size = max(8, int(rng.lognormal(np.log(55), 0.6)))
        own = rng.choice(N_TYPES, size=40, replace=False, p=p)
        mixed = 0.67 * p
        mixed[own] += 0.33 / 40
        words.append(rng.choice(N_TYPES, size=size, p=mixed / mixed.sum()))
        paragraphs.append(np.full(size, paragraph))
    return np.concatenate(words), np.concatenate(paragraphs)


def bootstrap(words: np.ndarray, paragraphs: np.ndarray, length: int, rng: np.random.Generator) -> np.ndarray:
    """Percentile interval of each measure from paragraphs drawn with replacement, cut to the length."""
    parts = [words[paragraphs == j] for j in range(paragraphs.max() + 1)]
    values = []
    for _ in range(200):
        drawn = np.concatenate([parts[j] for j in rng.integers(len(parts), size=2 * len(parts))])[:length]
        values.append([MEASURES[name](drawn) for name in NAMES])
    return np.quantile(values, [0.025, 0.975], axis=0)


def main(n_texts: int = 200) -> None:
    """Print the table."""
    began = perf_counter()
    rows = []
    for n_paragraphs, length in ((9, 300), (26, 1000), (60, 1000)):
        rng = np.random.default_rng(n_paragraphs)
        truth = np.zeros(len(NAMES))
        n_truth = 1000
        for _ in range(n_truth):
            words, _ = text(int(length / 30) + 9, rng)
            truth += [MEASURES[name](words[:length]) / n_truth for name in NAMES]
        held, held_boot, width, width_boot = (np.zeros(len(NAMES)) for _ in range(4))
        apart, before, used = np.zeros(len(NAMES)), None, 0
        for number in range(n_texts):
            words, paragraphs = text(n_paragraphs, rng)
            if len(words) - np.bincount(paragraphs).max() < length:
                continue
            used += 1
            tokens = pd.DataFrame({"doc_id": "d", "paragraph": paragraphs, "type": words})
            table = diversity(tokens, measures=NAMES, n_tokens=length)
            low, high = table["ci_low"].to_numpy(), table["ci_high"].to_numpy()
            held += (low <= truth) & (truth <= high)
            width += high - low
            if number % 4 == 0:
                ends = bootstrap(words, paragraphs, length, rng)
                held_boot += (ends[0] <= truth) & (truth <= ends[1])
                width_boot += 1
            value, error = table["value"].to_numpy(), table["standard_error"].to_numpy()
            if before is not None:
                freedom = n_paragraphs - 1
                reach = 1.96 * (1 + 1.2 / freedom) * np.sqrt(error**2 + before[1] ** 2)
                apart += np.abs(value - before[0]) > reach
                before = None
            else:
                before = (value, error)
        for i, name in enumerate(NAMES):
            rows.append((n_paragraphs, length, used, name, truth[i], held[i] / used, held_boot[i] / width_boot[i],
                         width[i] / used, apart[i] / (used // 2)))  # fmt: skip
    columns = ["paragraphs", "length", "texts", "measure", "truth", "jackknife", "bootstrap", "width", "told_apart"]
    print(pd.DataFrame(rows, columns=columns).round(3).to_markdown(index=False) if "--markdown" in sys.argv else
          pd.DataFrame(rows, columns=columns).round(3).to_string(index=False))  # fmt: skip
    print(f"{perf_counter() - began:.0f} s")


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 and sys.argv[1].isdigit() else 200)
