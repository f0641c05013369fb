"""Lexical diversity from windows, runs and draws: measures made to be stable across lengths.

Each takes a sequence of words and a size that is never shortened: a text below it has no value (NaN).
"""

from __future__ import annotations

import math

import numpy as np

from textstats.errors import InputError
from textstats.stats.richness import Words, frequencies, numbered


def _window(window: int) -> int:
    if isinstance(window, bool) or not isinstance(window, int) or window < 1:
        raise InputError(f"window must be a whole number of tokens, at least 1; got {window!r}.")
    return window


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
    Programs disagree: quanteda silently sets the window to the length of the shortest text; lexical_diversity gives
    a shorter text its plain TTR.

    >>> mattr("one one two one one two one".split(), window=4)
    0.5
    """
    codes = numbered(tokens)
    if len(codes) < _window(window):
        return math.nan
    return float(window_types(codes, window).mean() / window)


def msttr(tokens: Words, *, window: int = 50) -> float:
    """Mean segmental TTR: the mean TTR of consecutive full segments of `window` tokens; the rest is dropped.

    Higher = more diverse; 0 … 1.

    Formula: mean of TTR(segment). NaN where the text is shorter than the window.
    Reference: Johnson, W. (1944). Studies in language behavior. Psychological Monographs 56.
    Programs disagree: LexicalRichness counts the shorter rest as a segment (`discard=False`), or drops the last
    segment even where the length divides evenly (`discard=True`).
    """
    codes = numbered(tokens)
    if len(codes) < _window(window):
        return math.nan
    return float(window_types(codes, window)[::window].mean() / window)


def mtld(tokens: Words, *, threshold: float = 0.72) -> float:
    """Measure of textual lexical diversity: how long the TTR of a running text stays above `threshold`.

    Higher = more diverse; in tokens.

    Formula: mean of the forward and the backward N / factors. A factor closes when TTR ≤ threshold; what is left at
    the end counts (1 − TTR) / (1 − threshold) of one. With no factor at all the value is N. NaN for no token.
    Reference: McCarthy, P. M. & Jarvis, S. (2010). Behavior Research Methods 42(2), 381–392.
    Programs disagree: lexical_diversity closes a factor at TTR < threshold, and only from 10 tokens on.
    """
    if not 0 < threshold < 1:
        raise InputError(f"threshold must lie between 0 and 1; got {threshold!r}.")
    codes: list[int] = numbered(tokens).tolist()
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
    spectrum = np.bincount(frequencies(tokens))
    frequency = np.flatnonzero(spectrum)
    n = int((frequency * spectrum[frequency]).sum())
    if n < _window(window):
        return math.nan
    none_drawn = np.ones(len(frequency))
    for drawn in range(window):
        none_drawn *= np.maximum(0, n - frequency - drawn) / (n - drawn)
    return float((spectrum[frequency] * (1 - none_drawn)).sum() / window)
