"""Tests and intervals that keyness might have used, on the same samples: `python benchmarks/keyness_rivals.py`.

Prints the tables of docs/decisions/intervals.md. About a minute.
"""

from __future__ import annotations

import numpy as np
from scipy import sparse
from scipy.special import ndtr, ndtri, stdtrit

from textstats.stats.intervals import block_interval
from textstats.stats.known_truth import simulated
from textstats.stats.resampling import draw_labels, draw_weights, permutation_p

N = 999


def log_ratios(f1, f2, n1, n2):
    """Log2 of the ratio of two rates, ½ added to each count."""
    return np.log2((f1 + 0.5) / (n1 + 0.5)) - np.log2((f2 + 0.5) / (n2 + 0.5))


def variance(x, m):
    """Variance of a frequency between blocks, linearised for the rate."""
    n = len(m)
    return n / (n - 1) * ((x - x.sum(axis=0) / m.sum() * m[:, None]) ** 2).sum(axis=0)


def intervals(x, m, y, k, rng):
    """Name -> (low, high)."""
    n1, n2 = len(m), len(k)
    f1, f2, t1, t2 = x.sum(axis=0), y.sum(axis=0), m.sum(), k.sum()
    middle = log_ratios(f1, f2, t1, t2)
    w1, w2 = draw_weights(n1, N, rng), draw_weights(n2, N, rng)
    g1, g2, s1, s2 = w1 @ x, w2 @ y, (w1 @ m)[:, None], (w2 @ k)[:, None]
    drawn = log_ratios(g1, g2, s1, s2)
    found = {"percentile bootstrap": tuple(np.quantile(drawn, [0.025, 0.975], axis=0))}

    bias = ndtri(np.clip(((drawn < middle).mean(axis=0) + (drawn <= middle).mean(axis=0)) / 2, 1 / N, 1 - 1 / N))
    left = [log_ratios(f1 - x, f2, (t1 - m)[:, None], t2), log_ratios(f1, f2 - y, t1, (t2 - k)[:, None])]
    influence = [(part.mean(axis=0) - part) * (len(part) - 1) / len(part) for part in left]
    cubes, squares = (sum((part**power).sum(axis=0) for part in influence) for power in (3, 2))
    skew = cubes / (6 * squares**1.5 + 1e-30)
    ordered = np.sort(drawn, axis=0)
    places = [ndtr(bias + (bias + z) / (1 - skew * (bias + z))) for z in (ndtri(0.025), ndtri(0.975))]
    picks = [np.clip((place * N).astype(int), 0, N - 1) for place in places]
    found["BCa bootstrap"] = tuple(ordered[pick, np.arange(len(f1))] for pick in picks)

    def error(v1, v2, a, b):
        return np.sqrt(np.maximum(v1, a + 0.5) / (a + 0.5) ** 2 + np.maximum(v2, b + 0.5) / (b + 0.5) ** 2) / np.log(2)

    own = error(variance(x, m), variance(y, k), f1, f2)
    v1 = n1 / (n1 - 1) * (w1 @ x**2 - 2 * g1 / s1 * (w1 @ (x * m[:, None])) + (g1 / s1) ** 2 * (w1 @ m**2)[:, None])
    v2 = n2 / (n2 - 1) * (w2 @ y**2 - 2 * g2 / s2 * (w2 @ (y * k[:, None])) + (g2 / s2) ** 2 * (w2 @ k**2)[:, None])
    studentised = (drawn - middle) / error(np.maximum(v1, 0), np.maximum(v2, 0), g1, g2)
    lower, upper = np.quantile(studentised, [0.025, 0.975], axis=0)
    found["bootstrap-t"] = middle - upper * own, middle - lower * own

    t = -stdtrit(min(n1, n2) - 1, 0.025)
    found["t, each side's own variance"] = middle - t * own, middle + t * own
    phi = np.maximum(1, (variance(x, m) + variance(y, k)) / (f1 + f2))
    pooled = np.sqrt(phi / (f1 + 0.5) + phi / (f2 + 0.5)) / np.log(2) * -stdtrit(n1 + n2 - 2, 0.025)
    found["t, pooled variance"] = middle - pooled, middle + pooled
    found["ours: half own, half pooled"] = block_interval(sparse.csr_array(x), sparse.csr_array(y), m, k)
    return found


def p_values(x, m, target, rng):
    """Name -> p."""
    n = len(m)
    labels = np.vstack([target.astype(float), draw_labels(n, int(target.sum()), N, rng)])
    f, t = x.sum(axis=0), m.sum()
    f1, m1 = labels @ x, (labels @ m)[:, None]
    ratio, difference = log_ratios(f1, f - f1, m1, t - m1), f1 / m1 - (f - f1) / (t - m1)
    residuals = x - f / t * m[:, None]
    excess, squares = labels @ residuals, labels @ residuals**2
    total = (residuals**2).sum(axis=0)
    studentised = np.abs(excess) / m1 / (t - m1) / np.sqrt(squares / m1**2 + (total - squares) / (t - m1) ** 2)
    tested = {
        "difference of the rates": np.abs(difference),
        "log ratio": np.abs(ratio),
        "studentised, |T|": studentised,
    }
    found = {name: (value >= value[0] * (1 - 1e-9)).mean(axis=0) for name, value in tested.items()}
    found["ours: studentised, equal tails, ties half"] = permutation_p(
        sparse.csr_array(x), m, target, n_permutations=N, seed=rng
    )
    return found


def rates(draw, n_samples, compute):
    """Share of words with ten hits or more for which each method's answer is true."""
    rng = np.random.default_rng(1917)
    sums, total = {}, 0
    for _ in range(n_samples):
        counts, sizes, target, truth = draw(rng)
        often = counts.sum(axis=0) >= 10
        total += often.sum()
        for name, hits in compute(counts, sizes, target, truth, rng).items():
            sums[name] = sums.get(name, 0) + hits[often].sum()
    return {name: value / total for name, value in sums.items()}


def rejected(counts, sizes, target, _, rng):
    """Which words each test calls different."""
    return {name: p <= 0.05 for name, p in p_values(counts, sizes, target, rng).items()}


def held(counts, sizes, target, truth, rng):
    """Which true log ratios each interval holds."""
    bounds = intervals(counts[target], sizes[target], counts[~target], sizes[~target], rng)
    return {name: (low <= truth) & (truth <= high) for name, (low, high) in bounds.items()}


def print_table(title, cases, compute):
    """Print a Markdown table, a column a case."""
    rows = {case: rates(draw, 20, compute) for case, draw in cases.items()}
    print(f"\n| {title} | " + " | ".join(cases) + " |\n|---|" + "---:|" * len(cases))
    for name in next(iter(rows.values())):
        print(f"| {name} | " + " | ".join(f"{row[name]:.3f}" for row in rows.values()) + " |")


def main():
    """Print both tables."""
    print_table(
        "rejected at .05, nothing differs",
        {
            "equal blocks": simulated(burstiness=(1, 1)),
            "windows 201/197": simulated(sizes=(201, 197)),
            "uneven blocks": simulated(unevenness=0.6),
            "blocks 100/200": simulated(sizes=(100, 200)),
            "blocks 200/100": simulated(sizes=(200, 100)),
            "burstier target": simulated(burstiness=(2, 0.5)),
            "burstier reference": simulated(burstiness=(0.5, 2)),
        },
        rejected,
    )
    print_table(
        "held by the 95% interval",
        {
            f"{ratio:+.0f}, {name}": simulated(burstiness=(bursts, bursts), log_ratio=ratio)
            for ratio in (0.0, 2.0, -2.0)
            for name, bursts in {"independent": 0.0, "bursty": 1.0, "very bursty": 3.0}.items()
        }
        | {"+0, burstier target": simulated(burstiness=(2, 0.5))},
        held,
    )


if __name__ == "__main__":
    main()
