"""Both engines give what the token rule gives on the whole cleaned text, on odd strings of every kind."""

from __future__ import annotations

import random
import unicodedata
from collections import Counter
from collections.abc import Callable

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from textstats.scale.chunks import Vocabulary
from textstats.scale.plain import Plain
from textstats.text.cleaning import clean_text
from textstats.text.token_rule import type_of, words

pytest.importorskip("numba")
from textstats.scale.scanner import Scanners

SCANNER = Scanners()
VOCABULARY = Vocabulary()
ENGINES = [SCANNER.count, Plain().count]

WORDS = (
    "the The WORDS state's workers’ 'tis goin' co-operate pre- revolu- self- AT&T U.S. e.g. Mr. end.Then 20,000 3.5 "
    "10:30 10km 1914-1918 and/or 9/11 f**k snake_case a.b@example.org https://example.org/a,b?c=d;e http://x.y/(z) "
    "www.example.org example.com @who #MeToo US$20 :D ;) :o) :( <3 xD naïve café İstanbul straße ﬁne Ǆ Ωmega война "
    "революци- 中文字 العربية नमस्ते ไทย 한국어 e\u0301 a\u0327\u0301 I\u0307 w/o x. A. J. no. No. etc. I. vs. … — – -- -"
).split()
JOINTS = (
    list("'’ʼ-‐‑.,:;!?\"“”«»()[]{}<>/&_@+*#$%^=~`|\\¬\u00ad\u200b\u200c\u200d\ufeff\u2060\u202e\u034f\u061c\u180e")  # noqa: RUF005
    + [" ", "  ", "\t", "\n", "\r\n", "\r", "\v", "\f", "\x85", "\xa0", "\u2028", "\u2029", "\u3000", "\u2003"]
    + [
        "-\n",
        "- \n",
        "-\t\n ",
        "‐\n",
        "\u00ad\n",
        "¬\n",
        "-\n\n",
        "-\r\n",
        "-\u200b\n",
        "-\n\xa0",
        "-\n\u200b",
        "-\u2028",
    ]
    + [
        "\x00",
        "\x01",
        "\x06",
        "\x1b",
        "\x1c",
        "\x1f",
        "\x7f",
        "\x80",
        "\x9f",
        "\u0301",
        "\u0338",
        "\u0345",
        "\U0001f600",
    ]
)
pieces = st.one_of(
    st.sampled_from(WORDS),
    st.sampled_from(JOINTS),
    st.text(max_size=3),
    st.text(alphabet="abcXYZ", min_size=1, max_size=20),
    st.integers(0, 10**6).map(str),
)
texts = st.lists(pieces, max_size=40).map("".join)


def expected(text: str) -> Counter[str]:
    cleaned, _ = clean_text(text)
    return Counter(type_of(cleaned[a:b]) for a, b in words(cleaned))


def counted(engine: Callable[..., object], texts: list[str]) -> list[Counter[str]]:
    """What an engine counts in each text; the vocabulary stays from call to call, as in a long run."""
    matrix = engine(list(enumerate(texts)), VOCABULARY)
    names = list(VOCABULARY.types)
    found = []
    for row in range(len(texts)):
        inside = slice(matrix.indptr[row], matrix.indptr[row + 1])
        found.append(
            Counter({names[j]: int(n) for j, n in zip(matrix.indices[inside], matrix.data[inside], strict=True)})
        )
    return found


@pytest.mark.parametrize("engine", ENGINES, ids=["numba", "python"])
@settings(max_examples=100, deadline=None)
@given(st.lists(texts, min_size=1, max_size=4))
def test_engine_counts_what_the_rule_finds(engine: Callable[..., object], some: list[str]) -> None:
    assert counted(engine, some) == [expected(text) for text in some]


@pytest.mark.parametrize("engine", ENGINES, ids=["numba", "python"])
def test_many_random_texts(engine: Callable[..., object]) -> None:
    rng = random.Random(1917)
    odd = [chr(code) for code in range(0x3100) if unicodedata.category(chr(code)) not in ("Cs", "Cn")]
    for _ in range(10):
        some = []
        for _ in range(60):
            parts = rng.choices((WORDS, JOINTS, odd), weights=(4, 3, 2), k=rng.randrange(1, 80))
            some.append("".join(rng.choice(part) + rng.choice(("", "", " ", "\n")) for part in parts))
        for text, found in zip(some, counted(engine, some), strict=True):
            assert found == expected(text), repr(text)
