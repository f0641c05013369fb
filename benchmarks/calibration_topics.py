"""How often `select_k` and `prevalence` see what is not there, and find what is.

    python benchmarks/calibration_topics.py                      # everything, as reported
    python benchmarks/calibration_topics.py --part prevalence --runs 100

Parts: `shuffled` (copies of the two articles with the words of each dealt anew to its paragraphs: no k should be
named), `planted` (two topics in 80 paragraphs: 2 should be named), `prevalence` (shares without any difference between
groups of 27 and 51 paragraphs, independent or in runs of three).
"""

from __future__ import annotations

import argparse
import sys
import time
from pathlib import Path

import numpy as np
import pandas as pd
from scipy import sparse

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT / "src"))

import textstats as ts  # noqa: E402
from textstats.topics import TopicModel, content_words, prevalence, select_k  # noqa: E402
from textstats.topics.selection import shuffle_words  # noqa: E402


def articles() -> ts.Counts:
    """Content words of the two articles, a paragraph a block, headings and single lines left out."""
    corpus = ts.read_corpus(ROOT / "data" / "raw")
    tokens = ts.tokenize(corpus)
    size = tokens.groupby(["doc_id", "paragraph"], observed=True)["position"].transform("size")
    return content_words(ts.count(tokens[size >= 25]))


def planted(seed: int, n_paragraphs: int = 80, n_types: int = 400) -> np.ndarray:
    """Paragraphs of 25 to 90 words, each of one of two topics over a common Zipf vocabulary."""
    random = np.random.default_rng(seed)
    base = random.permutation(1 / np.arange(1, n_types + 1) ** 0.9)
    topics = [base * random.gamma(0.5, 2.0, n_types) for _ in range(2)]
    return np.array(
        [random.multinomial(random.integers(25, 91), topics[i % 2] / topics[i % 2].sum()) for i in range(n_paragraphs)]
    )


def shuffled(runs: int, ks: list[int], n_jobs: int) -> None:
    """Share of shuffled copies of the articles in which a k is named."""
    counts = articles()
    documents = pd.factorize(counts.blocks["doc_id"])[0]
    matrix = sparse.csr_matrix(counts.matrix, dtype=float)
    named = []
    for run in range(runs):
        copy = shuffle_words(matrix, documents, np.random.default_rng(10_000 + run))
        text = ts.Counts(sparse.csr_array(copy.astype(np.int64)), counts.blocks, counts.types)
        named.append(select_k(TopicModel(), text, ks, seed=run, n_jobs=n_jobs).attrs["k"])
        if (run + 1) % 10 == 0:
            print(f"  {run + 1} copies, {sum(k is not None for k in named)} named", flush=True)
    print(f"shuffled: a k named in {np.mean([k is not None for k in named]):.3f} of {runs} (at most .05)")


def two_topics(runs: int, ks: list[int], n_jobs: int) -> None:
    """Share of texts of two topics in which 2 is named."""
    named = [select_k(TopicModel(), planted(run), ks, seed=run, n_jobs=n_jobs).attrs["k"] for run in range(runs)]
    print(f"planted: 2 named in {np.mean([k == 2 for k in named]):.3f} of {runs} (at least .80): {named}")


def no_difference(runs: int) -> None:
    """False positives of `prevalence` where both groups are drawn alike."""
    for n_run, bar in ((1, ".03-.07"), (3, "at most .08")):
        for n_topics, level in ((2, 0.5), (7, 0.2)):
            random = np.random.default_rng(n_run * 100 + n_topics)
            found = []
            for run in range(runs):
                sides = [
                    np.repeat(random.dirichlet(np.full(n_topics, level), -(-n // n_run)), n_run, axis=0)[:n]
                    for n in (27, 51)
                ]
                table = prevalence(np.vstack(sides), ["a"] * 27 + ["b"] * 51, seed=run)
                found.append((table["p_value"] < 0.05).mean())
            print(
                f"prevalence, runs of {n_run}, {n_topics} topics: false positives {np.mean(found):.3f} ({bar}), {runs} runs"
            )


def main() -> None:
    """Run the parts asked for."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--part", choices=["shuffled", "planted", "prevalence"], action="append")
    parser.add_argument("--runs", type=int, help="by default 200, 100 and 500")
    parser.add_argument("--ks", type=int, nargs="+", default=list(range(2, 9)))
    parser.add_argument("--n-jobs", type=int, default=1)
    options = parser.parse_args()
    start = time.time()
    for part in options.part or ["shuffled", "planted", "prevalence"]:
        if part == "shuffled":
            shuffled(options.runs or 200, options.ks, options.n_jobs)
        elif part == "planted":
            two_topics(options.runs or 100, options.ks, options.n_jobs)
        else:
            no_difference(options.runs or 500)
        print(f"  {time.time() - start:.0f} s", flush=True)


if __name__ == "__main__":
    main()
