"""How often `compare_collocates` tells apart two texts of one kind: `python benchmarks/compare_collocates.py [texts]`.

Both sides are drawn from one process whose paragraphs keep to a subject (a third of the words from a dozen of the
paragraph's own), a node in 1 of 30 places. At a nominal 5% the interval of the difference of attraction should miss 0,
and p fall under .05, for 5% of the words.
"""

from __future__ import annotations

import sys
from time import perf_counter

import numpy as np
import pandas as pd

from textstats.stats.compare_collocates import compare_collocates


def text(doc_id: str, n_paragraphs: int, rng: np.random.Generator) -> pd.DataFrame:
    """Tokens of one text; the node is word 0."""
    p = 1 / (np.arange(400) + 2.7)
    p /= p.sum()
    parts = []
    for paragraph in range(n_paragraphs):
        size = max(8, int(rng.lognormal(np.log(55), 0.6)))
        mixed = 0.67 * p
        mixed[rng.choice(400, size=12, replace=False, p=p)] += 0.33 / 12
        words = 1 + rng.choice(400, size=size, p=mixed / mixed.sum())
        words[rng.random(size) < 1 / 30] = 0
        parts.append(
            pd.DataFrame({"paragraph": paragraph, "sentence": np.arange(size) // 22, "type": words.astype(str)})
        )
    tokens = pd.concat(parts, ignore_index=True).assign(doc_id=doc_id)
    tokens["position"] = np.arange(len(tokens))
    tokens["sentence"] += tokens["paragraph"] * 1000
    return tokens


def main(n_texts: int) -> None:
    """Print the table."""
    began = perf_counter()
    for sides in ((9, 24), (26, 50)):
        rng = np.random.default_rng(sides[0])
        tables = []
        for _ in range(n_texts):
            tokens = pd.concat([text("a", sides[0], rng), text("b", sides[1], rng)], ignore_index=True)
            tables.append(compare_collocates(tokens, ["0"], "a", "b", n_permutations=999))
        table = pd.concat(tables)
        table["hits"] = pd.cut(table["frequency_target"] + table["frequency_reference"], [4, 9, 19, 10_000])
        table["attraction"] = (table["attraction_ci_low"] > 0) | (table["attraction_ci_high"] < 0)
        table["permutation"] = table["p_value"] < 0.05
        shares = table.groupby("hits", observed=True)[["attraction", "permutation"]].agg(["size", "mean"])
        print(f"{sides[0]} against {sides[1]} paragraphs\n{shares.round(3).to_string()}\n")
    print(f"{perf_counter() - began:.0f} s")


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 100)
