"""Generated text for the benchmarks: the shape of English, no meaning.

Word ranks follow Zipf-Mandelbrot, p(r) ~ 1 / (r + 5) ** 1.25, over 500,000 invented words (short ones frequent, some
with accents, apostrophes or hyphens); sentences have log-normal lengths, a capital, commas, quotation marks and a stop.
Words that occur once keep coming, as they do in books, so a vocabulary grows with the text.
"""

from __future__ import annotations

from pathlib import Path

import numpy as np

N_WORDS = 500_000
ONSETS = "b c d f g h k l m n p r s t v w b d f l m n s t w st tr ch sh th".split()
VOWELS = "a e i o u a e i o a e ea ou".split()
CODAS = ["", "", "", "", "", "", "n", "r", "s", "t", "l", "d", "nd"]
ACCENTS = str.maketrans("aeiouc", "áéíöüç")


def vocabulary(rng: np.random.Generator, n_words: int = N_WORDS) -> list[str]:
    """Distinct invented words, short ones first."""
    words: dict[str, None] = dict.fromkeys("the of and a to in is it was that for on with as he be at by an or".split())
    ranks = 0
    while len(words) < n_words:
        n_syllables = 1 + min(4, int(rng.poisson(0.2 * np.log1p(ranks / 60))))
        parts = rng.integers(0, (len(ONSETS), len(VOWELS), len(CODAS)), size=(n_syllables, 3))
        word = "".join(ONSETS[o] + VOWELS[v] + CODAS[c] for o, v, c in parts)
        draw = rng.random()
        if draw < 0.015:
            word = word.translate(ACCENTS)
        elif draw < 0.03:
            word = word + "'s"
        elif draw < 0.05:
            word = word + "-" + ONSETS[parts[0][0]] + "ed"
        elif draw < 0.055:
            word = str(rng.integers(1, 3000))
        words.setdefault(word)
        ranks += 1
    return list(words)


def write_texts(folder: Path, *, size: int, n_files: int = 0, seed: int = 1917) -> list[Path]:
    """Write about `size` MB of text as .txt files of about 400 kB (a book) into `folder`.

    The folder holds two subfolders, `a` and `b`: the groups. A file that is there with the right name is kept, so that
    50 MB are the first quarter of 200 MB.
    """
    rng = np.random.default_rng(seed)
    n_files = n_files or max(4, size * 5 // 2)
    target = size * 1_000_000 // n_files
    words = np.array(vocabulary(rng), dtype=object)
    weights = 1.0 / (np.arange(len(words)) + 5) ** 1.25
    cumulative = np.cumsum(weights / weights.sum())
    paths = []
    for number in range(n_files):
        path = folder / "ab"[number % 2] / f"text_{number:05d}.txt"
        paths.append(path)
        if path.exists():
            continue
        path.parent.mkdir(parents=True, exist_ok=True)
        rng = np.random.default_rng((seed, number))
        n_tokens = int(target / 5.39)
        tokens = words[np.searchsorted(cumulative, rng.random(n_tokens))]
        path.write_text(_prose(tokens, rng), encoding="utf-8")
    return paths


def _prose(tokens: np.ndarray, rng: np.random.Generator) -> str:
    """Sentences, paragraphs and marks around the tokens."""
    lengths = np.maximum(2, rng.lognormal(2.9, 0.55, size=len(tokens) // 8).astype(int))
    stops = np.cumsum(lengths)
    stops = stops[stops < len(tokens)]
    pieces: list[str] = []
    start = 0
    width = 0
    for stop, kind in zip(stops.tolist(), rng.random(len(stops)).tolist(), strict=True):
        words = tokens[start:stop].tolist()
        words[0] = words[0].capitalize()
        for place in range(7, len(words) - 1, 9):
            words[place] += ","
        sentence = " ".join(words) + "."
        if kind < 0.1:
            sentence = "“" + sentence + "”"
        elif kind < 0.16:
            sentence = '"' + sentence[:-1] + '?"'
        elif kind > 0.98:
            sentence = sentence.replace(",", " —", 1)
        pieces.append(sentence)
        width += len(words)
        pieces.append("\n\n" if kind > 0.84 else " ")
        if kind > 0.84:
            width = 0
        start = stop
    return "".join(pieces) + "\n"
