"""Every measure of lexical diversity by name.

One number from one sequence of words. The formulas stand in the functions' own docstrings: those of the number
of types and their frequencies in `richness`, those of windows, runs and draws in `running`. None but the
latter may be compared across texts of different length; `textstats.diversity` matches the length first.
"""

from __future__ import annotations

from collections.abc import Callable

from textstats.stats import richness, running

MEASURES: dict[str, Callable[..., float]] = {
    function.__name__: function
    for function in (
        richness.ttr,
        richness.guiraud,
        richness.cttr,
        richness.herdan_c,
        richness.maas_a2,
        richness.maas_a2_ln,
        richness.maas_a,
        richness.uber_u,
        richness.dugast_u,
        richness.summer_s,
        richness.summer_s_log10,
        richness.yule_k,
        richness.yule_i,
        richness.simpson_d,
        richness.herdan_vm,
        richness.shannon_entropy,
        richness.repeat_rate,
        richness.fisher_alpha,
        running.msttr,
        running.mattr,
        running.mtld,
        running.hdd,
    )
}
ORDERED = frozenset({"msttr", "mattr", "mtld"})  # the order of the words matters
SIZED = {"msttr": "window", "mattr": "window", "hdd": "window", "mtld": "threshold"}  # the parameter each one takes
STEADY = frozenset({"msttr", "mattr", "mtld", "hdd", "yule_k", "simpson_d"})  # made to be stable across lengths
