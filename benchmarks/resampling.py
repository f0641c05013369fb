"""Speed of resampling: `python benchmarks/resampling.py [--shards]`.

The two articles by default; `--shards` adds generated counts of a corpus of 200 MB in 256 shards (a minute).
"""

from __future__ import annotations

import argparse
import os
import resource
import time

import numpy as np
import pandas as pd
from scipy import sparse

from textstats.stats.counts import Counts, count
from textstats.stats.keyness import keyness
from textstats.stats.resampling import bootstrap_frequencies, permutation_p
from textstats.stats.word_shift import word_shift
from textstats.text.reading import read_corpus
from textstats.text.tokens import tokenize


def timed(name, function, repeats=5):
    """Run and print the median of wall and CPU seconds."""
    walls, cpus = [], []
    for _ in range(repeats):
        wall, cpu = time.perf_counter(), time.process_time()
        function()
        walls.append(time.perf_counter() - wall)
        cpus.append(time.process_time() - cpu)
    print(f"{name:66} {np.median(walls):8.3f} s wall {np.median(cpus):8.3f} s CPU")
    return np.median(walls)


def permutations_and_bootstraps(counts, n_permutations, n_bootstraps):
    """All types of two or more hits: permutation p, and frequencies of bootstrap samples on both sides."""
    frequency = np.asarray(counts.matrix.sum(axis=0)).ravel()
    kept = counts.select(frequency >= 2)
    target = (kept.blocks["group"] == kept.groups[0]).to_numpy()
    permutation_p(kept.matrix, kept.blocks["n_tokens"], target, n_permutations=n_permutations)
    for side in kept.groups[:2]:
        for _, _ in bootstrap_frequencies(kept.matrix[kept.rows(side)], n_bootstraps, 1):
            pass


def shards(n_tokens=35_000_000, n_types=400_000, n_shards=256):
    """Counts by the law of Zipf and Mandelbrot, words clumped in shards."""
    rng = np.random.default_rng(1)
    share = 1 / (np.arange(1, n_types + 1) + 2.7) ** 1.1
    frequency = np.floor(share / share.sum() * n_tokens).astype(np.int64)
    frequency = frequency[frequency >= 10]
    size = rng.dirichlet(np.full(n_shards, 60.0))
    columns = []
    for f in frequency:
        rates = size * rng.gamma(2, 0.5, n_shards) if f < 100_000 else size
        columns.append(sparse.csc_array(rng.multinomial(f, rates / rates.sum())[:, None]))
    matrix = sparse.hstack(columns, format="csr")
    blocks = pd.DataFrame(
        {
            "group": np.repeat(["a", "b"], n_shards // 2),
            "doc_id": "all",
            "block": np.arange(n_shards),
            "n_tokens": np.asarray(matrix.sum(axis=1)).ravel(),
        }
    )
    return Counts(matrix, blocks, pd.Index([f"w{i:06d}" for i in range(len(frequency))]))


def main():
    """Print the times."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--corpus", default="data/raw")
    parser.add_argument("--shards", action="store_true")
    options = parser.parse_args()
    print(f"{os.cpu_count()} processors, numpy {np.__version__}")
    tokens = tokenize(read_corpus(options.corpus))
    for block in ("paragraph", 200):
        counts = count(tokens, block=block)
        first = counts.groups[0]
        size = " against ".join(str(len(counts.rows(group))) for group in counts.groups[:2])
        print(f"\n{size} blocks ({block}), {len(counts.types):,} types")
        timed("1,000 bootstraps + 10,000 permutations", lambda c=counts: permutations_and_bootstraps(c, 10_000, 1000))
        timed("2,000 bootstraps + 10,000 permutations", lambda c=counts: permutations_and_bootstraps(c, 10_000, 2000))
        timed("keyness as it comes (9,999 permutations)", lambda c=counts, t=first: keyness(c, t))
        timed("keyness without permutations", lambda c=counts, t=first: keyness(c, t, n_permutations=0))
        timed("word_shift (999 permutations)", lambda c=counts, t=first: word_shift(c, t))
    if options.shards:
        counts = shards()
        print(f"\n256 shards, {counts.n_tokens.sum():,} tokens, {len(counts.types):,} types with ten hits or more")
        timed("10,000 permutations + 1,000 bootstraps", lambda: permutations_and_bootstraps(counts, 10_000, 1000), 1)
        timed("keyness without permutations", lambda: keyness(counts, "a", n_permutations=0), 1)
        peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
        print(f"peak memory of the process {peak:,.0f} MB")


if __name__ == "__main__":
    main()
