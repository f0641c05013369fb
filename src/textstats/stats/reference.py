"""docs/measures.md, built from the docstrings: `python -m textstats.stats.reference > docs/measures.md`.

A formula is written once, where it is computed. A test compares the file with what this builds.
"""

from __future__ import annotations

import inspect
import pkgutil
import re
import sys
from collections.abc import Callable
from importlib import import_module
from typing import Any

import textstats.stats as package

HEAD = """# Measures

Every formula that `textstats` computes, its direction, what it does with zeros, where it comes from, and which programs
give another number under the same name. Built from the docstrings by `python -m textstats.stats.reference`; change
them, not this file.

Undefined is NaN, never 0. A limit that exists (a logarithm of 0, a quotient over 0) is ±inf. 0 · log 0 = 0.
"""

# title, introduction (a module whose docstring it is), and modules or single functions in order
SECTIONS: tuple[tuple[str, str | None, tuple[str, ...]], ...] = (
    (
        "Keyness",
        None,
        (
            "keyness.keyness",
            "keyness_each.keyness_each",
            "self_null.self_null",
            "block_sensitivity.block_sensitivity",
            "shared_words",
        ),
    ),
    ("Word shift", "word_shift", ("word_shift.word_shift",)),
    ("Resampling: p, q and intervals", "resampling", ("resampling", "intervals", "block_tests")),
    ("Effect sizes of a two-by-two table", "effect_sizes", ("effect_sizes",)),
    ("Tests of a two-by-two table", "significance", ("significance",)),
    ("Association in a two-by-two table", "association", ("association",)),
    ("Dispersion", "dispersion", ("dispersion.dispersion", "dispersion.recurrence")),
    ("Lexical diversity: comparing texts", "diversity", ("diversity.diversity", "diversity.compare_diversity")),
    ("Lexical diversity: types and frequencies", "richness", ("richness",)),
    ("Lexical diversity: windows, runs and draws", "running", ("running",)),
    ("Readability", "reading_ease", ("readability.readability", "reading_ease", "syllables")),
    (
        "Collocations and n-grams",
        None,
        ("collocations.collocations", "compare_collocates.compare_collocates", "ngrams.ngrams"),
    ),
    ("The jackknife", "jackknife", ("jackknife.jackknife",)),
)
PLUMBING = frozenset(
    {"counts", "measures", "neighbours", "lexical", "reference", "contingency", "calibration", "known_truth"}
)
HELPERS = frozenset(
    {
        "pieces", "draw_labels", "draw_weights", "all_labels", "divergences", "sides", "single_threaded", "bootstrap_frequencies", "frequencies", "numbered", "window_types",
        "in_dictionary", "join_blocks", "parts_measures", "deviation_of_proportions", "residual_squares",
    }
)  # fmt: skip

DISAGREEMENTS = (
    ("Log-likelihood", "quanteda's default correction for `lr` is documented as Williams's and applies Yates's."),
    (
        "Log-likelihood",
        "Rayson's calculator and many corpus tools sum two cells (`log_likelihood_two_term`), others four "
        "(`log_likelihood`); the difference is small for rare words and grows with frequency.",
    ),
    (
        "Log ratio",
        "Hardie replaces only a zero by ½ (`log_ratio_hardie`); Walter and Evert add ½ to every count (`log_ratio`).",
    ),
    (
        "PMI, MI",
        "association-measures takes log10, NLTK and Wordless log2, quanteda's keyness the natural logarithm. "
        "Here log2; `pmi(…, base=…)` gives the others.",
    ),
    (
        "Odds ratio",
        "R's fisher.test prints the conditional maximum-likelihood estimate (`fisher_odds_ratio`: 7.166 for the "
        "table 7, 3 / 2, 7), not the sample odds ratio (`odds_ratio`: 8.167).",
    ),
    (
        "Fightin' Words",
        "scattertext turns the z into 2Φ(z) − 1 with the sign reversed; the variance has two terms in the paper "
        "and four in scattertext (`log_odds_z_two_term`, `log_odds_z_four_term`).",
    ),
    ("Zeta", "scattertext divides by the size of the vocabulary instead of the number of parts. Not offered here."),
    ("Keyness tables", "conc joins from the left and loses words that only the reference has. No word is lost here."),
    (
        "t-score",
        "Manning and Schütze estimate the variance by the mean (`variance='poisson'`), Wordless by p (1 − p) "
        "(`variance='bernoulli'`): 0.99990 against 0.99993 for 'new companies'.",
    ),
    (
        "Juilland's D",
        "quanteda.extras takes the sample standard deviation: 0.6047 for 0, 4, 3, 2, 1; Juilland: 0.6464.",
    ),
    ("DPnorm", "DP / (1 − 1/n) in 2008, DP / (1 − min s) since the correction of 2012. Here the latter."),
    ("MATTR, MSTTR", "quanteda resets the window to the length of the shortest text; here that text has no value."),
    ("MSTTR", "LexicalRichness' discard=True drops the last full segment: 0.8 instead of 0.9 for 10 tokens by 5."),
    ("Maas", "Three numbers under one name: see `maas_a2`, `maas_a2_ln`, `maas_a`."),
    ("Uber, Dugast, Summer", "Base 10 in koRpus and quanteda, natural in LexicalRichness; the base does not cancel."),
    ("HD-D", "koRpus prints the expected number of types in the draw, 42 times the expected TTR."),
    (
        "logDice, MI of windows",
        "R1 is the frequency of the node in Sketch Engine and the size of its windows in Evert.",
    ),
    ("Dale–Chall", "3.6365 always added (1948), or only above 5 per cent; the score of 1995 runs the other way."),
    ("Coleman–Liau", "By the cloze percentage (here), or the rounded short form (`coleman_liau_short`)."),
)


def build() -> str:
    """The text of docs/measures.md."""
    lines = [HEAD, "## Two-by-two tables\n", "```", str(import_module("textstats.stats.contingency").__doc__).strip()]
    lines += ["```", ""]
    done = set(PLUMBING)
    for title, introduction, places in SECTIONS:
        lines.append(f"## {title}\n")
        if introduction:
            text = inspect.getdoc(import_module(f"textstats.stats.{introduction}")) or ""
            lines.append(text.strip() + "\n")
        for place in places:
            module, _, single = place.partition(".")
            done.add(module)
            lines += [_entry(name, function) for name, function in _functions(module) if single in ("", name)]
    further = sorted({info.name for info in pkgutil.iter_modules(package.__path__)} - done)
    if further:
        lines.append("## Further\n")
        lines += [_entry(name, function) for module in further for name, function in _functions(module)]
    lines.append("## Where programs disagree\n")
    lines += ["| Measure | What differs |", "|---|---|"]
    lines += [f"| {measure} | {what} |" for measure, what in DISAGREEMENTS]
    return "\n".join(lines) + "\n"


def _functions(module: str) -> list[tuple[str, Callable[..., Any]]]:
    """The public functions that a module defines, in the order of its source."""
    found = import_module(f"textstats.stats.{module}")
    return [
        (name, function)
        for name, function in vars(found).items()
        if inspect.isfunction(function)
        and function.__module__ == found.__name__
        and not name.startswith("_")
        and name not in HELPERS
    ]


def _entry(name: str, function: Callable[..., Any]) -> str:
    """A function's docstring as Markdown, without arguments, errors and examples."""
    text = inspect.getdoc(function) or ""
    head, *parts = re.split(r"\n\n?(?=[A-Z][a-z]+\n-{3,}\n)", text)
    kept = [_flat(head)]
    for part in parts:
        title, _, body = part.split("\n", 2)
        if title not in ("Parameters", "Raises", "Yields", "Examples"):
            body = re.sub(r"\n {4}", "\n", body) if title in ("Returns", "Warns") else body
            kept.append(f"**{title}**\n\n{_flat(body)}")
    return f"### {name}\n\n" + "\n\n".join(kept) + "\n"


def _flat(text: str) -> str:
    """Without doctests, and with each labelled line (Formula: …) in a paragraph of its own."""
    text = re.sub(r"\n*^>>> [\s\S]*?(?=\n\n|\Z)", "", text, flags=re.MULTILINE)
    return re.sub(r"\n(?=(?:Formula|Reference|Programs disagree): )", "\n\n", text).strip()


if __name__ == "__main__":
    sys.stdout.write(build())
