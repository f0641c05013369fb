"""Lexical diversity from the number of types and their frequencies.

Each takes a sequence (of anything hashable: words, lemmas, numbers) and returns a float. N is the number of
tokens, V the number of types, f_w the frequency of type w. None of them may be compared across texts of
different length without matching the length first: `textstats.diversity` does that.
"""

from __future__ import annotations

import math
from collections.abc import Hashable, Sequence

import numpy as np
import pandas as pd

from textstats.errors import InputError

Words = Sequence[Hashable] | np.ndarray | pd.Series


def numbered(tokens: Words) -> np.ndarray:
    """Types as numbers 0 … V−1, in order of appearance."""
    if isinstance(tokens, np.ndarray) and tokens.dtype.kind in "iu":
        return np.asarray(pd.factorize(tokens)[0])
    if isinstance(tokens, str):
        raise InputError(f"tokens must be a sequence of words; got one string, {tokens[:20]!r}. Hint: split it.")
    values = np.empty(len(tokens), dtype=object)
    values[:] = list(tokens)
    return np.asarray(pd.factorize(values)[0])


def frequencies(tokens: Words) -> np.ndarray:
    """How often each type occurs, in order of appearance."""
    codes = numbered(tokens)
    return np.bincount(codes) if len(codes) else np.zeros(0, dtype=np.int64)


def _sizes(tokens: Words) -> tuple[int, int]:
    """Tokens and types."""
    codes = numbered(tokens)
    return len(codes), int(codes.max()) + 1 if len(codes) else 0


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
    f = frequencies(tokens).astype(float)
    n = f.sum()
    return float(1e4 * ((f**2).sum() - n) / n**2) if n else math.nan


def yule_i(tokens: Words) -> float:
    """Yule's I: the other way round, so that more is more.

    Higher = more diverse.

    Formula: V² / (Σ f_w² − V). NaN where every word is new (it would be infinite) and for no token.
    Reference: Yule (1944).
    """
    f = frequencies(tokens).astype(float)
    below = (f**2).sum() - len(f)
    return float(len(f) ** 2 / below) if below > 0 else math.nan


def simpson_d(tokens: Words) -> float:
    """Simpson's D: the chance that two different tokens are the same word.

    LOWER = more diverse; 0 … 1. Its expectation does not depend on length.

    Formula: Σ f_w (f_w − 1) / (N (N − 1)). NaN for fewer than 2 tokens.
    Reference: Simpson, E. H. (1949). Measurement of diversity. Nature 163, 688.
    """
    f = frequencies(tokens).astype(float)
    n = f.sum()
    return float((f * (f - 1)).sum() / (n * (n - 1))) if n > 1 else math.nan


def herdan_vm(tokens: Words) -> float:
    """Herdan's Vm: the variation of frequencies around their mean.

    LOWER = more diverse; 0 where all words are equally frequent.

    Formula: √(Σ (f_w / N)² − 1 / V). NaN for no token.
    Reference: Herdan, G. (1955). A new derivation and interpretation of Yule's characteristic K. ZAMP 6, 332–334.
    """
    f = frequencies(tokens).astype(float)
    n = f.sum()
    return math.sqrt(max(0.0, float(((f / n) ** 2).sum()) - 1 / len(f))) if n else math.nan


def shannon_entropy(tokens: Words) -> float:
    """Entropy of the word distribution, in bits.

    Higher = more diverse; 0 … log₂ V. Biased downwards in short texts.

    Formula: −Σ (f_w / N) log₂ (f_w / N). NaN for no token.
    Reference: Shannon, C. E. (1948). A mathematical theory of communication. BSTJ 27, 379–423.
    """
    f = frequencies(tokens).astype(float)
    p = f / f.sum() if len(f) else f
    return float(-(p * np.log2(p)).sum()) + 0.0 if len(f) else math.nan


def repeat_rate(tokens: Words) -> float:
    """Repeat rate: the chance that two tokens drawn with replacement are the same word.

    LOWER = more diverse; 1 / V … 1.

    Formula: Σ (f_w / N)². NaN for no token.
    Reference: Popescu, I.-I. et al. (2009). Word Frequency Studies. De Gruyter, p. 166.
    """
    f = frequencies(tokens).astype(float)
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
