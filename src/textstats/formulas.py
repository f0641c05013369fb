"""How the measures in the reports are computed: formula and reference of a column, for its footnote.

One line each; docs/measures.md has the whole story, from the docstrings. A test holds the references to it.
"""

from __future__ import annotations

from typing import NamedTuple


class Formula(NamedTuple):
    """Formula of a column in one line, and who gave it."""

    formula: str
    reference: str = ""


FORMULAS: dict[str, Formula] = {
    # rates and keyness
    "per_1000": Formula("1,000 · f / n: f hits in n words"),
    "per_1000_target": Formula("1,000 · f / n: f occurrences in n words"),
    "per_1000_reference": Formula("1,000 · f / n: f occurrences in n words"),
    "log_ratio": Formula(
        "log₂[(f₁ + ½)/(n₁ + ½)] − log₂[(f₂ + ½)/(n₂ + ½)]: f occurrences in n words, target less reference",
        "Walter (1975); Evert (2022)",
    ),
    "log_ratio_conservative": Formula(
        "bound nearer 0 of the exact interval of log₂[(f₁/n₁)/(f₂/n₂)], Bonferroni over the family; 0 where it holds 0",
        "Evert (2022)",
    ),
    "log_likelihood": Formula("G² = 2 Σ O ln(O/E) over four cells, with the sign of the difference", "Dunning (1993)"),
    "p_value": Formula("share of the permutations of blocks at least as extreme, the observed one among them"),
    "q_value": Formula("p · m / rank over the m words of the family, made monotone", "Benjamini & Hochberg (1995)"),
    "contribution": Formula(
        "½ [p₁ log₂(p₁/m) + p₂ log₂(p₂/m)], m the mean of the two rates p; signed by the larger",
        "Gallagher et al. (2021)",
    ),
    # dispersion
    "dp": Formula("½ Σ |v/f − s|: v of f occurrences in a part that holds s of all words", "Gries (2008)"),
    "dp_target": Formula("½ Σ |v/f − s|: v of f occurrences in a part that holds s of all words", "Gries (2008)"),
    "dp_reference": Formula("½ Σ |v/f − s|: v of f occurrences in a part that holds s of all words", "Gries (2008)"),
    "dp_norm": Formula("DP / (1 − min s)", "Lijffijt & Gries (2012)"),
    "arf": Formula(
        "(f/N) Σ min(d, N/f): d the distance from one occurrence to the next, N words", "Savický & Hlaváčová (2002)"
    ),
    # company
    "attraction_target": Formula(
        "log₂[(x + ½)/(X + ½)] − log₂[(y + ½)/(Y + ½)]: x of X words near the node, y of Y elsewhere"
    ),
    "attraction_reference": Formula(
        "log₂[(x + ½)/(X + ½)] − log₂[(y + ½)/(Y + ½)]: x of X words near the node, y of Y elsewhere"
    ),
    "attraction_difference": Formula("attraction in the target − attraction in the reference"),
    "attraction_ci_low": Formula("difference ± t · √(s₁² + s₂²), s by leaving out each block in turn"),
    "pmi": Formula("log₂(O₁₁/E₁₁)", "Church & Hanks (1990)"),
    "log_dice": Formula("14 + log₂[2 O₁₁/(R₁ + C₁)]", "Rychlý (2008)"),
    "t_score": Formula("(O₁₁ − E₁₁)/√O₁₁", "Church et al. (1991)"),
    # agreement
    "alpha": Formula("1 − observed/expected disagreement", "Krippendorff (2004)"),
    "precision": Formula("yes / (yes + no)"),
    # topics
    "lift": Formula("P(word | topic) / P(word)"),
    "relevance": Formula("λ ln P(word | topic) + (1 − λ) ln lift", "Sievert & Shirley (2014)"),
    "excess": Formula("(value − mean of the null) / standard deviation of the null"),
    "stability": Formula("mean likeness of a topic with its match, over models of parts of the texts"),
    "fit": Formula("sum of the two largest eigenvalues over the sum of all positive ones", "Torgerson (1952)"),
}
