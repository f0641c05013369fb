"""Measures of lexical diversity: one number from one sequence of words.

Each takes a sequence (of anything hashable: words, lemmas, numbers) and returns a float. N is the number of
tokens, V the number of types, f_w the frequency of type w. None of them may be compared across texts of
different length without matching the length first: `textstats.diversity` does that.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Hashable, Sequence

import numpy as np
import pandas as pd

from textstats.errors import InputError

Words = Sequence[Hashable] | np.ndarray | pd.Series


def _codes(tokens: Words) -> np.ndarray:
    """Types as numbers 0 … V−1, in order of appearance."""
    if isinstance(tokens, np.ndarray) and tokens.dtype.kind in "iu":
        return pd.factorize(tokens)[0]
    if isinstance(tokens, str):
        raise InputError(f"tokens must be a sequence of words; got one string, {tokens[:20]!r}. Hint: split it.")
    values = np.empty(len(tokens), dtype=object)
    values[:] = list(tokens)
    return pd.factorize(values)[0]


def _frequencies(tokens: Words) -> np.ndarray:
    codes = _codes(tokens)
    return np.bincount(codes) if len(codes) else np.zeros(0, dtype=np.int64)


def _sizes(tokens: Words) -> tuple[int, int]:
    codes = _codes(tokens)
    return len(codes), int(codes.max()) + 1 if len(codes) else 0


def _window(window: int) -> int:
    if isinstance(window, bool) or not isinstance(window, int) or window < 1:
        raise InputError(f"window must be a whole number of tokens, at least 1; got {window!r}.")
    return window


def ttr(tokens: Words) -> float:
    """Type/token ratio: the share of tokens that are new words.

    Higher = more diverse; 0 … 1. Falls as the text grows, so it is never compared across lengths.

    Formula: V / N. NaN for no token.

    >>> ttr("to be or not to be".split())
    0.6666666666666666
    """
    n, v = _sizes(tokens)
    return v / n if n else math.nan


def guiraud(tokens: Words) -> float:
    """Guiraud's R, or root TTR.

    Higher = more diverse. Grows with length in short texts and falls in long ones.

    Formula: V / √N. NaN for no token.
    Reference: Guiraud, P. (1954). Les caractères statistiques du vocabulaire. PUF.
    """
    n, v = _sizes(tokens)
    return v / math.sqrt(n) if n else math.nan


def cttr(tokens: Words) -> float:
    """Carroll's corrected TTR.

    Higher = more diverse; Guiraud's R divided by √2.

    Formula: V / √(2N). NaN for no token.
    Reference: Carroll, J. B. (1964). Language and Thought. Prentice-Hall.
    """
    n, v = _sizes(tokens)
    return v / math.sqrt(2 * n) if n else math.nan


def herdan_c(tokens: Words) -> float:
    """Herdan's C, or log TTR.

    Higher = more diverse; 0 … 1.

    Formula: log V / log N (any base). NaN for fewer than 2 tokens.
    Reference: Herdan, G. (1960). Type-token Mathematics. Mouton.
    """
    n, v = _sizes(tokens)
    return math.log(v) / math.log(n) if n > 1 else math.nan


def maas_a2(tokens: Words) -> float:
    """Maas's a², with logarithms to base 10.

    LOWER = more diverse; 0 where every word is new.

    Formula: (log₁₀ N − log₁₀ V) / (log₁₀ N)². NaN for fewer than 2 tokens.
    Reference: Maas, H.-D. (1972). Zusammenhang zwischen Wortschatzumfang und Länge eines Textes. LiLi 2(8), 73–96.
    Programs disagree: three numbers go by the name "Maas": this one (lexical_diversity), the same with natural
    logarithms (`maas_a2_ln`, LexicalRichness), and its root (`maas_a`, quanteda, koRpus).
    """
    return maas_a2_ln(tokens) * math.log(10)


def maas_a2_ln(tokens: Words) -> float:
    """Maas's a², with natural logarithms.

    LOWER = more diverse; 0 where every word is new. 1 / `dugast_u`.

    Formula: (ln N − ln V) / (ln N)². NaN for fewer than 2 tokens.
    Reference: Maas (1972); this base in LexicalRichness. See `maas_a2`.
    """
    n, v = _sizes(tokens)
    return (math.log(n) - math.log(v)) / math.log(n) ** 2 if n > 1 else math.nan


def maas_a(tokens: Words) -> float:
    """Maas's a: the root of a² to base 10.

    LOWER = more diverse; 0 where every word is new.

    Formula: √((log₁₀ N − log₁₀ V) / (log₁₀ N)²). NaN for fewer than 2 tokens.
    Reference: Maas (1972); printed as "Maas" by quanteda and as "a" by koRpus. See `maas_a2`.
    """
    return math.sqrt(maas_a2(tokens))


def uber_u(tokens: Words) -> float:
    """Uber index U, with logarithms to base 10.

    Higher = more diverse. 1 / `maas_a2`.

    Formula: (log₁₀ N)² / (log₁₀ N − log₁₀ V). NaN where every word is new (it would be infinite) and for fewer
    than 2 tokens.
    Reference: Dugast, D. (1980). La statistique lexicale. Slatkine.
    Programs disagree: koRpus and quanteda take base 10, LexicalRichness the natural logarithm (`dugast_u`), which
    gives a number 2.3026 times as large.
    """
    a2 = maas_a2(tokens)
    return 1 / a2 if a2 > 0 else math.nan


def dugast_u(tokens: Words) -> float:
    """Dugast's U, with natural logarithms.

    Higher = more diverse. 1 / `maas_a2_ln`.

    Formula: (ln N)² / (ln N − ln V). NaN where every word is new and for fewer than 2 tokens.
    Reference: Dugast (1980); this base in LexicalRichness. See `uber_u`.
    """
    a2 = maas_a2_ln(tokens)
    return 1 / a2 if a2 > 0 else math.nan


def summer_s(tokens: Words) -> float:
    """Summer's S, with natural logarithms.

    Higher = more diverse.

    Formula: ln ln V / ln ln N. NaN unless V ≥ 2 and N ≥ 3 (below that a logarithm is not positive).
    Reference: Summer index, as in Tweedie, F. & Baayen, R. H. (1998). Computers and the Humanities 32, 323–352.
    Programs disagree: the base does not cancel. koRpus and quanteda take base 10 (`summer_s_log10`),
    LexicalRichness the natural logarithm.
    """
    n, v = _sizes(tokens)
    return math.log(math.log(v)) / math.log(math.log(n)) if v >= 2 and n >= 3 else math.nan


def summer_s_log10(tokens: Words) -> float:
    """Summer's S, with logarithms to base 10.

    Higher = more diverse, for texts of more than 10 tokens.

    Formula: log₁₀ log₁₀ V / log₁₀ log₁₀ N. NaN unless V ≥ 2 and N > 10.
    Reference: as `summer_s`; this base in koRpus and quanteda.
    """
    n, v = _sizes(tokens)
    return math.log10(math.log10(v)) / math.log10(math.log10(n)) if v >= 2 and n > 10 else math.nan


def yule_k(tokens: Words) -> float:
    """Yule's characteristic K: how likely two tokens drawn at random are the same word.

    LOWER = more diverse; 0 where every word is new. Hardly depends on length.

    Formula: 10⁴ (Σ f_w² − N) / N². NaN for no token.
    Reference: Yule, G. U. (1944). The Statistical Study of Literary Vocabulary. Cambridge.
    """
    f = _frequencies(tokens).astype(float)
    n = f.sum()
    return float(1e4 * ((f**2).sum() - n) / n**2) if n else math.nan


def yule_i(tokens: Words) -> float:
    """Yule's I: the other way round, so that more is more.

    Higher = more diverse.

    Formula: V² / (Σ f_w² − V). NaN where every word is new (it would be infinite) and for no token.
    Reference: Yule (1944).
    """
    f = _frequencies(tokens).astype(float)
    below = (f**2).sum() - len(f)
    return float(len(f) ** 2 / below) if below > 0 else math.nan


def simpson_d(tokens: Words) -> float:
    """Simpson's D: the chance that two different tokens are the same word.

    LOWER = more diverse; 0 … 1. Its expectation does not depend on length.

    Formula: Σ f_w (f_w − 1) / (N (N − 1)). NaN for fewer than 2 tokens.
    Reference: Simpson, E. H. (1949). Measurement of diversity. Nature 163, 688.
    """
    f = _frequencies(tokens).astype(float)
    n = f.sum()
    return float((f * (f - 1)).sum() / (n * (n - 1))) if n > 1 else math.nan


def herdan_vm(tokens: Words) -> float:
    """Herdan's Vm: the variation of frequencies around their mean.

    LOWER = more diverse; 0 where all words are equally frequent.

    Formula: √(Σ (f_w / N)² − 1 / V). NaN for no token.
    Reference: Herdan, G. (1955). A new derivation and interpretation of Yule's characteristic K. ZAMP 6, 332–334.
    """
    f = _frequencies(tokens).astype(float)
    n = f.sum()
    return math.sqrt(max(0.0, float(((f / n) ** 2).sum()) - 1 / len(f))) if n else math.nan


def shannon_entropy(tokens: Words) -> float:
    """Entropy of the word distribution, in bits.

    Higher = more diverse; 0 … log₂ V. Biased downwards in short texts.

    Formula: −Σ (f_w / N) log₂ (f_w / N). NaN for no token.
    Reference: Shannon, C. E. (1948). A mathematical theory of communication. BSTJ 27, 379–423.
    """
    f = _frequencies(tokens).astype(float)
    p = f / f.sum() if len(f) else f
    return float(-(p * np.log2(p)).sum()) + 0.0 if len(f) else math.nan


def repeat_rate(tokens: Words) -> float:
    """Repeat rate: the chance that two tokens drawn with replacement are the same word.

    LOWER = more diverse; 1 / V … 1.

    Formula: Σ (f_w / N)². NaN for no token.
    Reference: Popescu, I.-I. et al. (2009). Word Frequency Studies. De Gruyter, p. 166.
    """
    f = _frequencies(tokens).astype(float)
    return float(((f / f.sum()) ** 2).sum()) if len(f) else math.nan


def fisher_alpha(tokens: Words) -> float:
    """Fisher's α of the log-series.

    Higher = more diverse.

    Formula: the α that solves V = α ln(1 + N / α). NaN where every word is new (it would be infinite) and for no
    token.
    Reference: Fisher, R. A., Corbet, A. S. & Williams, C. B. (1943). J. Animal Ecology 12, 42–58.
    """
    from scipy.optimize import brentq

    n, v = _sizes(tokens)
    if n == 0 or v == n:
        return math.nan
    return float(brentq(lambda alpha: alpha * math.log1p(n / alpha) - v, 1e-12, 1e12 * n, xtol=1e-12, rtol=1e-14))


def window_types(codes: np.ndarray, window: int) -> np.ndarray:
    """Number of types in each of the N − window + 1 contiguous windows, in linear time.

    >>> window_types(np.array([0, 0, 1, 0]), 2).tolist()
    [1, 2, 2]
    """
    n = len(codes)
    order = np.argsort(codes, kind="stable")
    previous = np.full(n, -1, dtype=np.int64)
    same = codes[order[1:]] == codes[order[:-1]]
    previous[order[1:][same]] = order[:-1][same]
    place = np.arange(n)
    # a token is the first of its type in the windows that start after the one before it
    first = np.maximum(np.maximum(previous + 1, place - window + 1), 0)
    last = np.minimum(place, n - window)
    counted = first <= last
    steps = np.bincount(first[counted], minlength=n + 1)[: n + 1].astype(np.int64)
    steps[: n + 1] -= np.bincount(last[counted] + 1, minlength=n + 1)[: n + 1]
    return np.cumsum(steps)[: n - window + 1]


def mattr(tokens: Words, *, window: int = 50) -> float:
    """Moving-average TTR: the mean TTR of all windows of `window` tokens.

    Higher = more diverse; 0 … 1. Comparable at one window size whatever the lengths.

    Formula: mean over i of TTR(tokens i … i + window − 1). NaN where the text is shorter than the window, which is
    never shortened.
    Reference: Covington, M. A. & McFall, J. D. (2010). J. Quantitative Linguistics 17(2), 94–100.
    Programs disagree: quanteda silently sets the window to the length of the shortest text.

    >>> mattr("one one two one one two one".split(), window=4)
    0.5
    """
    codes = _codes(tokens)
    if len(codes) < _window(window):
        return math.nan
    return float(window_types(codes, window).mean() / window)


def msttr(tokens: Words, *, window: int = 50) -> float:
    """Mean segmental TTR: the mean TTR of consecutive full segments of `window` tokens; the rest is dropped.

    Higher = more diverse; 0 … 1.

    Formula: mean of TTR(segment). NaN where the text is shorter than the window.
    Reference: Johnson, W. (1944). Studies in language behavior. Psychological Monographs 56.
    Programs disagree: LexicalRichness (`discard=True`) drops the last segment even where the length divides evenly.
    """
    codes = _codes(tokens)
    if len(codes) < _window(window):
        return math.nan
    return float(window_types(codes, window)[::window].mean() / window)


def mtld(tokens: Words, *, threshold: float = 0.72) -> float:
    """Measure of textual lexical diversity: how long the TTR of a running text stays above `threshold`.

    Higher = more diverse; in tokens.

    Formula: mean of the forward and the backward N / factors. A factor closes when TTR ≤ threshold; what is left at
    the end counts (1 − TTR) / (1 − threshold) of one. With no factor at all the value is N. NaN for no token.
    Reference: McCarthy, P. M. & Jarvis, S. (2010). Behavior Research Methods 42(2), 381–392.
    Programs disagree: some close a factor at TTR < threshold, some ask for at least 10 tokens in each.
    """
    if not 0 < threshold < 1:
        raise InputError(f"threshold must lie between 0 and 1; got {threshold!r}.")
    codes: list[int] = _codes(tokens).tolist()
    if not codes:
        return math.nan
    runs = []
    for sequence in (codes, codes[::-1]):
        factors, length, seen = 0.0, 0, set[int]()
        for code in sequence:
            length += 1
            seen.add(code)
            if len(seen) / length <= threshold:
                factors, length = factors + 1, 0
                seen.clear()
        if length:
            factors += (1 - len(seen) / length) / (1 - threshold)
        runs.append(len(codes) / factors if factors else float(len(codes)))
    return sum(runs) / 2


def hdd(tokens: Words, *, window: int = 42) -> float:
    """HD-D: the TTR to expect in a random draw of `window` tokens.

    Higher = more diverse; 0 … 1. Comparable at one draw size whatever the lengths.

    Formula: Σ_w (1 − Hypergeometric(0; N, f_w, window)) / window. NaN where the text is shorter than the draw.
    Reference: McCarthy, P. M. & Jarvis, S. (2007). vocd: A theoretical and empirical evaluation. Language Testing
    24(4), 459–488.
    Programs disagree: koRpus prints the sum, `window` times as large.
    """
    spectrum = np.bincount(_frequencies(tokens))
    frequency = np.flatnonzero(spectrum)
    n = int((frequency * spectrum[frequency]).sum())
    if n < _window(window):
        return math.nan
    none_drawn = np.ones(len(frequency))
    for drawn in range(window):
        none_drawn *= np.maximum(0, n - frequency - drawn) / (n - drawn)
    return float((spectrum[frequency] * (1 - none_drawn)).sum() / window)


MEASURES: dict[str, Callable[..., float]] = {
    function.__name__: function
    for function in (
        ttr, guiraud, cttr, herdan_c, maas_a2, maas_a2_ln, maas_a, uber_u, dugast_u, summer_s, summer_s_log10, yule_k,
        yule_i, simpson_d, herdan_vm, shannon_entropy, repeat_rate, fisher_alpha, msttr, mattr, mtld, hdd,
    )
}  # fmt: skip
ORDERED = frozenset({"msttr", "mattr", "mtld"})  # the order of the words matters
SIZED = {"msttr": "window", "mattr": "window", "hdd": "window", "mtld": "threshold"}  # the parameter each one takes
STEADY = frozenset({"msttr", "mattr", "mtld", "hdd", "yule_k", "simpson_d"})  # made to be stable across lengths
