"""Keyness, effect sizes, tests and collocation: how each published case is put to the package."""

from collections import Counter

import numpy as np

from textstats.stats import association as a
from textstats.stats import effect_sizes as e
from textstats.stats import significance as s
from textstats.stats.block_tests import rank_sum
from textstats.stats.contingency import from_frequencies, from_marginals


def bag(text):
    counts = Counter()
    for item in text.split():
        word, _, times = item.partition("*")
        counts[word] += int(times or 1)
    return counts


def table(inputs):
    """The four cells of a case, whichever way it states them."""
    if "O" in inputs:
        return inputs["O"]
    if "O11" in inputs:
        return [inputs[name] for name in ("O11", "O12", "O21", "O22")]
    if "n11" in inputs:
        return from_marginals(inputs["n11"], inputs["n1x"], inputs["nx1"], inputs["N"])
    if "table" in inputs:
        # rows are texts, columns are the word and the rest
        (o11, o21), (o12, o22) = inputs["table"]
        return o11, o12, o21, o22
    if "d1" in inputs:
        one, two = bag(inputs["d1"]), bag(inputs["d2"])
        word = inputs["feature"]
        return from_frequencies(one[word], two[word], one.total(), two.total())
    return from_frequencies(inputs["f1"], inputs["f2"], inputs["n1"], inputs["n2"])


def of(kernel, **options):
    return lambda inputs, _: float(kernel(*table(inputs), **options))


def joint(inputs):
    """Cells for measures of three numbers; the size of the corpus does not enter them."""
    return from_marginals(inputs["a"], inputs["r"], inputs["c"], 10**9)


def smoothed(inputs):
    return [o - 0.5 for o in inputs["counts_smoothed"]]


def fightin_words(inputs):
    y1, y2 = np.array(inputs["yi"]), np.array(inputs["yj"])
    return e.log_odds_z(y1, y2, y1.sum() - y1, y2.sum() - y2, prior=inputs["alpha"], variance="four_term")


def fightin_words_score(inputs, _):
    # scattertext's score has the sign turned round
    return -(1 - s.tail(fightin_words(inputs) ** 2)) * np.sign(fightin_words(inputs))


def fightin_words_thresholded(inputs, _):
    z = fightin_words(inputs)
    score = (1 - s.tail(z**2)) * np.sign(z)
    return np.where(np.abs(score) <= 1 - 2 * inputs["threshold"], 0, score)


ADAPTERS = {
    **dict.fromkeys(
        ["G2", "G2 (4-cell log-likelihood)", "G2 (4-cell)", "G2 (4-cell, no correction)", "G2 signed (4-cell)"],
        of(s.log_likelihood),
    ),
    "G2 (Williams)": of(s.log_likelihood_williams),
    "Chi2 (uncorrected)": of(s.chi_squared, signed=False),
    "Chi2 (Yates)": of(s.chi_squared_yates, signed=False),
    "Chi2 (Yates) p": lambda inputs, _: float(s.tail(s.chi_squared_yates(*table(inputs)))),
    "Chi2 (Williams)": of(s.chi_squared_williams, signed=False),
    "Fisher exact p (two-sided)": of(s.fisher_exact),
    "Fisher exact p (greater)": of(s.fisher_exact, alternative="greater"),
    "Fisher exact p (less)": of(s.fisher_exact, alternative="less"),
    "Fisher exact: conditional-MLE odds ratio": of(s.fisher_odds_ratio),
    "LRC (conservative log ratio)": lambda inputs, _: float(
        e.log_ratio_conservative(*table(inputs), confidence=inputs["conf"], family=inputs["m"])
    ),
    "Log Ratio (Hardie, plain)": of(e.log_ratio_hardie),
    "Log Ratio (Walter +0.5)": of(e.log_ratio),
    "Log Ratio interpretation": lambda inputs, _: e.log_ratio_hardie(
        *from_frequencies(np.array(inputs["ratios"]), 1, 1000, 1000)
    ),
    "%DIFF": of(e.percent_difference),
    "Odds ratio": of(e.odds_ratio),
    "Difference coefficient": of(e.difference_coefficient),
    "Simple Maths (N=1)": of(e.simple_maths, constant=1),
    "Simple Maths (lambda=100)": of(e.simple_maths),
    "Fightin' Words score, uninformative prior a=.01, 4-term variance": fightin_words_score,
    "Fightin' Words thresholded score": fightin_words_thresholded,
    "Phi(1.96)": lambda inputs, _: float(1 - s.tail(inputs["z"] ** 2) / 2),
    "PMI keyness (ln)": of(a.pmi, base=np.e),
    "PMI (log2)": of(a.pmi),
    "MI (log10!)": of(a.pmi, base=10),
    "NPMI": of(a.npmi),
    "NPMI (independent)": of(a.npmi),
    "NPMI (never co-occur)": of(a.npmi),
    "Mutual information (bits, full table)": of(a.mutual_information),
    "Mann-Whitney rank sum": lambda inputs, _: float(
        rank_sum(np.array(inputs["x"], float)[:, None], np.array(inputs["y"], float)[:, None])[0]
    ),
    "t-score": of(a.t_score),
    "t-score (M&S, s^2=O/N)": of(a.t_score),
    "t-score (s^2=x(1-x))": of(a.t_score, variance="bernoulli"),
    "z-score": of(a.z_score),
    "simple-ll": of(a.simple_ll),
    "Dice": lambda inputs, _: float(a.dice(*joint(inputs))),
    "logDice": lambda inputs, _: float(a.log_dice(*joint(inputs))),
    "Delta P (w2|w1)": of(a.delta_p_forward),
    "Delta P (w1|w2)": of(a.delta_p_backward),
    "Minimum sensitivity": of(a.minimum_sensitivity),
    "phi^2": of(a.phi2),
    "conditional probability (%)": lambda inputs, _: [
        100 * float(kernel(inputs["a"], inputs["b"], inputs["c"], 0))
        for kernel in (a.conditional_probability_forward, a.conditional_probability_backward)
    ],
    "quanteda collocation lambda": lambda inputs, _: float(a.log_odds_ratio(*smoothed(inputs))),
    "quanteda collocation z": lambda inputs, _: float(a.log_odds_ratio_z(*smoothed(inputs))),
}

OUTSIDE = {"local alignment (Smith-Waterman, words)": "a measure of text reuse, tested in tests/framing"}
