import csv
import re
from pathlib import Path

import pandas as pd
import pytest

from textstats.text.documents import Corpus, Document
from textstats.text.paragraphs import paragraphs

ROOT = Path(__file__).parents[2]
FILES = {"first": "000_6bf821074fdbe201.txt", "isr": "003_5bb830bfa2d692d1.txt"}
WORD = re.compile(r"[^\W_]+(?:['’\-][^\W_]+)*")


@pytest.fixture(scope="session")
def articles() -> Corpus:
    return Corpus(Document(key, (ROOT / "data/raw" / name).read_text("utf-8")) for key, name in FILES.items())


@pytest.fixture(scope="session")
def article_tokens(articles):
    """Tokens of the articles with the voices of the gold file."""
    spans: dict[str, list[tuple[int, int, str, str]]] = {}
    with (ROOT / "tests/gold/voices/voices.csv").open(encoding="utf-8") as stream:
        for row in csv.DictReader(stream):
            span = (int(row["start"]), int(row["stop"]), row["kind"], row["speaker"])
            spans.setdefault(row["file"], []).append(span)
    return tokens_of(articles, {key: spans[name] for key, name in FILES.items()})


@pytest.fixture
def tokens():
    return tokens_of


def tokens_of(corpus: Corpus, spans: dict[str, list[tuple[int, int, str, str]]] | None = None) -> pd.DataFrame:
    rows = []
    for document in corpus:
        marked = (spans or {}).get(document.doc_id, [])
        sentence = position = 0
        for paragraph, (start, stop) in enumerate(paragraphs(document.text)):
            words = list(WORD.finditer(document.text, start, stop))
            for number, word in enumerate(words):
                inside = [span for span in marked if span[0] <= word.start() and word.end() <= span[1]]
                quoted = [span for span in inside if span[2] in ("inline", "block")]
                voice, kind, speaker = ("quoted", *quoted[-1][2:]) if quoted else ("author", "text", None)
                kind = inside[-1][2] if inside and inside[-1][2] in ("scare", "title") else kind
                place = (document.doc_id, paragraph, sentence, position, word.start(), word.end(), word[0])
                rows.append((*place, word[0].casefold().replace("’", "'"), voice, speaker, kind))
                position += 1
                rest = words[number + 1 :]
                gap = document.text[word.end() : rest[0].start() if rest else stop]
                if rest and re.search(r"[.?!…]", gap) and rest[0][0][0].isupper():
                    sentence += 1
            sentence += 1
    names = [
        "doc_id",
        "paragraph",
        "sentence",
        "position",
        "start",
        "stop",
        "token",
        "type",
        "voice",
        "speaker",
        "kind",
    ]
    frame = pd.DataFrame(rows, columns=names)
    for name in ("doc_id", "token", "type", "voice", "speaker", "kind"):
        frame[name] = frame[name].astype("category")
    for name in ("paragraph", "sentence", "position", "start", "stop"):
        frame[name] = frame[name].astype("int32")
    frame.attrs["corpus"] = corpus.checksum
    return frame
