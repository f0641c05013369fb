"""How often keyness errs where the truth is known: `python -m textstats.stats.calibration > docs/calibration.md`.

Words are simulated in blocks (a gamma-distributed rate for each block makes them bursty), or real texts are split
at random against themselves. Counted is how often p < .05 although nothing differs, and how often the 95%
interval holds the true log ratio. One core, half a minute.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Callable, Iterator

import numpy as np
from scipy import sparse

from textstats.stats.contingency import Array, from_frequencies
from textstats.stats.intervals import block_interval
from textstats.stats.known_truth import Draw, Mask, opening, resampled, simulated, split
from textstats.stats.resampling import benjamini_hochberg, permutation_p
from textstats.stats.significance import log_likelihood, tail

N_PERMUTATIONS = 999
LEVEL = 0.05


def errors(draw: Draw, n_samples: int, seed: int) -> dict[str, float]:
    """Rates of false alarms among words with ten hits or more, where nothing differs."""
    rng = np.random.default_rng(seed)
    records = []
    for _ in range(n_samples):
        counts, sizes, target, _ = draw(rng)
        frequency = counts.sum(axis=0)
        matrix = sparse.csr_array(counts)
        p = permutation_p(matrix, sizes, target, n_permutations=N_PERMUTATIONS, seed=rng)
        low, high = _interval(matrix, sizes, target)
        f1 = counts[target].sum(axis=0)
        naive = tail(log_likelihood(*from_frequencies(f1, frequency - f1, sizes[target].sum(), sizes[~target].sum())))
        expected = sizes[:, None] * frequency / sizes.sum()
        with np.errstate(invalid="ignore", divide="ignore"):
            clumping = ((counts - expected) ** 2 / expected).sum(axis=0) / (len(sizes) - 1)
        records.append(np.array([frequency, clumping, p, naive, low, high]))
    frequency, clumping, p, naive, low, high = np.concatenate(records, axis=1)
    often = frequency >= 10
    bursty = often & (clumping >= np.quantile(clumping[often], 0.75))
    return {
        "words": int(often.sum()),
        "p": float((p[often] <= LEVEL).mean()),
        "p, burstiest quarter": float((p[bursty] <= LEVEL).mean()),
        "interval without 0": float(((low > 0) | (high < 0))[often].mean()),
        "log-likelihood": float((naive[often] <= LEVEL).mean()),
    }


def discoveries(draw: Draw, n_samples: int, seed: int) -> dict[str, float]:
    """How many words pass q < .05 where nothing differs, among words with five hits or more."""
    rng = np.random.default_rng(seed)
    passed, family, naive = [], 0, []
    for _ in range(n_samples):
        counts, sizes, target, _ = draw(rng)
        counts = counts[:, counts.sum(axis=0) >= 5]
        f1, f2 = counts[target].sum(axis=0), counts[~target].sum(axis=0)
        p = permutation_p(sparse.csr_array(counts), sizes, target, n_permutations=9999, seed=rng)
        plain = tail(log_likelihood(*from_frequencies(f1, f2, sizes[target].sum(), sizes[~target].sum())))
        passed.append(int((benjamini_hochberg(p) < LEVEL).sum()))
        naive.append(int((plain < LEVEL).sum()))
        family = counts.shape[1]
    return {
        "family": family,
        "splits": n_samples,
        "key words by q": float(np.mean(passed)),
        "splits with any": float((np.array(passed) > 0).mean()),
        "key words by log-likelihood": float(np.mean(naive)),
    }


def coverage(draw: Draw, n_samples: int, seed: int) -> dict[str, float]:
    """How often the 95% interval holds the true log ratio, among words with ten hits or more."""
    rng = np.random.default_rng(seed)
    records = []
    for _ in range(n_samples):
        counts, sizes, target, truth = draw(rng)
        low, high = _interval(sparse.csr_array(counts), sizes, target)
        often = counts.sum(axis=0) >= 10
        records.append(np.array([truth, low, high])[:, often])
    truth, low, high = np.concatenate(records, axis=1)
    finite = np.isfinite(high - low)
    return {
        "words": len(truth),
        "covered": float(((low <= truth) & (truth <= high)).mean()),
        "too high": float((truth < low).mean()),
        "too low": float((truth > high).mean()),
        "median width": float(np.median((high - low)[finite])),
        "one bound open": float(1 - finite.mean()),
    }


def _interval(matrix: sparse.csr_array, sizes: Array, target: Mask) -> tuple[Array, Array]:
    here, there = np.flatnonzero(target), np.flatnonzero(~target)
    return block_interval(matrix[here], matrix[there], sizes[here], sizes[there], confidence=1 - LEVEL)


def _texts(folder: str, block: str | int) -> tuple[Array, Array, Array, list[str]]:
    from textstats.stats.counts import count
    from textstats.text.reading import read_corpus
    from textstats.text.tokens import tokenize

    counts = count(tokenize(read_corpus(folder)), block=block)
    labels = counts.blocks["group"].to_numpy()
    return counts.matrix.toarray().astype(float), counts.blocks["n_tokens"].to_numpy(float), labels, counts.groups


def error_cases(folder: str) -> Iterator[tuple[str, Draw, int]]:
    """Situations in which nothing differs: what, how it is drawn, how many samples."""
    for name, bursts in {"independent words": 0.0, "bursty": 1.0, "very bursty": 4.0}.items():
        pair = (bursts, bursts)
        yield f"9 against 24 equal blocks, {name}", simulated(burstiness=pair), 40
        yield f"9 against 24 windows of 201 and 197, {name}", simulated(sizes=(201, 197), burstiness=pair), 40
        yield f"9 against 24 uneven blocks, {name}", simulated(unevenness=0.6, burstiness=pair), 40
        yield f"28 against 65 uneven blocks, {name}", simulated((28, 65), unevenness=0.6, burstiness=pair), 40
    yield "9 blocks of 100 against 24 of 200, bursty", simulated(sizes=(100, 200)), 40
    yield "9 blocks of 200 against 24 of 100, bursty", simulated(sizes=(200, 100)), 40
    yield "9 against 24, burstier in the target", simulated(burstiness=(2, 0.5)), 40
    yield "9 against 24, burstier in the reference", simulated(burstiness=(0.5, 2)), 40
    for name, draw in real_splits(folder, split, "split at random"):
        yield name, draw, 150


def discovery_cases(folder: str) -> Iterator[tuple[str, Draw, int]]:
    """Real texts against themselves: what, how it is drawn, how many samples."""
    for name, draw in real_splits(folder, split, "split at random"):
        yield name, draw, 30
    for name, draw in real_splits(folder, opening, "the opening against the rest"):
        if not name.startswith("all texts"):
            yield name, draw, 1


def real_splits(folder: str, divide: Callable[..., Draw], title: str) -> Iterator[tuple[str, Draw]]:
    """The texts of a folder, together and one by one, against themselves."""
    for block in ("paragraph", 200):
        counts, sizes, labels, groups = _texts(folder, block)
        parts = {"all texts": np.ones(len(labels), dtype=bool), **{group: labels == group for group in groups}}
        unit = "paragraphs" if block == "paragraph" else f"windows of {block}"
        for name, rows in parts.items():
            n = int(rows.sum())
            if n >= 8:
                n_target = max(2, round(0.27 * n))
                what = f"{name}, {title}, {n_target} against {n - n_target} {unit}"
                yield what, divide(counts[rows], sizes[rows], n_target)


def coverage_cases(folder: str) -> Iterator[tuple[str, Draw, int]]:
    """Situations with a known log ratio: what, how it is drawn, how many samples."""
    for ratio in (0.0, 1.0, -1.0, 2.0, -2.0, 4.0, -4.0):
        for name, bursts in {"independent words": 0.0, "bursty": 1.0, "very bursty": 3.0}.items():
            draw = simulated(burstiness=(bursts, bursts), log_ratio=ratio)
            yield f"9 against 24 equal blocks, log ratio {ratio:+.0f}, {name}", draw, 30
    yield "9 against 24 uneven blocks, log ratio +0, bursty", simulated(unevenness=0.6), 30
    yield "9 against 24, log ratio +0, burstier in the target", simulated(burstiness=(2, 0.5)), 30
    yield "9 against 24, log ratio +0, burstier in the reference", simulated(burstiness=(0.5, 2)), 30
    yield "28 against 65 uneven blocks, log ratio +2, bursty", simulated((28, 65), unevenness=0.6, log_ratio=2), 30
    for block in (200, "paragraph"):
        counts, sizes, labels, groups = _texts(folder, block)
        unit = "paragraphs" if block == "paragraph" else f"windows of {block}"
        if len(groups) == 2:
            target = labels == groups[0]
            n1, n2 = int(target.sum()), int((~target).sum())
            yield f"the two texts as populations, {n1} against {n2} {unit}", resampled(counts, sizes, target), 150


def table(title: str, cases: Iterator[tuple[str, Draw, int]], measure: Callable[..., dict[str, float]]) -> str:
    """A Markdown table, a row a case."""
    lines: list[str] = []
    for number, (name, draw, n_samples) in enumerate(cases):
        sys.stderr.write(f"{name}\n")
        row = measure(draw, n_samples, 1917 + number)
        if not lines:
            lines = ["| " + " | ".join([title, *row]) + " |", "|---|" + "---:|" * len(row)]
        cells = [f"{value:,}" if isinstance(value, int) else f"{value:.3f}" for value in row.values()]
        lines.append("| " + " | ".join([name, *cells]) + " |")
    return "\n".join(lines)


HEAD = f"""# Calibration

How often keyness errs where the truth is known. Written by `python -m textstats.stats.calibration`, seeded; words with
ten hits or more on both sides together; p from {N_PERMUTATIONS} permutations. What was chosen and why:
[decisions/intervals.md](decisions/intervals.md).

## False alarms at the level of .05

Nothing differs between the sides. `p` and `interval without 0` should come near .050; `log-likelihood` is the plain G²
that treats words as independent draws.

"""

DISCOVERIES = """

## Key words of a text against itself

Words with five hits or more, 9,999 permutations. If nothing differs, no word should pass q < .05 in 95 of 100 splits.
The opening of a text against the rest is no null: a text moves on.

"""

COVERAGE = """

## Coverage of the 95% interval

`too high`: the truth lies below the interval; `too low`: above it. The width is in doublings; where a side lacks the
word one bound is open.

"""


def main(arguments: list[str] | None = None) -> None:
    """Write the tables to standard output."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--corpus", default="data/raw", help="folder of texts to split against themselves")
    folder = parser.parse_args(arguments).corpus
    _texts(folder, "paragraph")  # a folder that cannot be read should fail before the simulations
    sys.stdout.write(HEAD + table("nothing differs", error_cases(folder), errors))
    sys.stdout.write(DISCOVERIES + table("real texts", discovery_cases(folder), discoveries))
    sys.stdout.write(COVERAGE + table("true log ratio known", coverage_cases(folder), coverage) + "\n")


if __name__ == "__main__":
    main()
