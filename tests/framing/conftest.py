from functools import cache
from pathlib import Path

import pandas as pd
import pytest

from textstats.framing.codebook import read_codebook
from textstats.framing.evidence import code
from textstats.text.documents import Corpus
from textstats.text.reading import read_corpus
from textstats.text.segments import segment
from textstats.text.tokens import tokenize

ROOT = Path(__file__).parents[2]


@pytest.fixture(scope="session")
def articles() -> Corpus:
    return read_corpus(ROOT / "data/raw")


@pytest.fixture(scope="session")
def article_tokens(articles):
    return tokenize(articles, segment(articles))


@pytest.fixture(scope="session")
def evidence_of(articles, article_tokens):
    """The evidence of the articles under a shipped codebook, by its name."""
    return cache(lambda name: code(article_tokens, read_codebook(ROOT / f"data/codebooks/{name}.yaml"), articles))


@pytest.fixture
def tokens():
    return tokens_of


def tokens_of(corpus: Corpus, quoted: tuple[int, int, str] | None = None) -> pd.DataFrame:
    """Tokens in the author's voice, but for one span (start, stop, speaker)."""
    frame = tokenize(corpus)
    attrs = frame.attrs
    inside = (frame["start"] >= quoted[0]) & (frame["stop"] <= quoted[1]) if quoted else frame["start"] < 0
    frame = frame.assign(
        voice=pd.Categorical(inside.map({True: "quoted", False: "author"})),
        speaker=pd.Categorical(inside.map({True: quoted[2] if quoted else None, False: None}).astype(object)),
        kind=pd.Categorical(inside.map({True: "inline", False: "text"})),
    )
    frame.attrs = attrs
    return frame
