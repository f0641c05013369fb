"""Every column of the tables of this room stands in the glossary, and is the same whatever the options."""

import pandas as pd
import pytest

from textstats.glossary import COLUMNS
from textstats.stats.collocations import collocations
from textstats.stats.compare_collocates import compare_collocates
from textstats.stats.counts import count
from textstats.stats.dispersion import dispersion, recurrence
from textstats.stats.diversity import compare_diversity, diversity
from textstats.stats.ngrams import ngrams
from textstats.stats.readability import readability

WORDS = "the red army and the red flag rise over the red square".split()
TOKENS = pd.DataFrame(
    [
        (doc_id, paragraph, paragraph, 20 * paragraph + place, word)
        for doc_id in ("a", "b")
        for paragraph in range(3)
        for place, word in enumerate(WORDS)
    ],
    columns=["doc_id", "paragraph", "sentence", "position", "token"],
)
TOKENS["type"] = TOKENS["token"]
TOKENS.attrs = {"corpus": "checksum"}

TABLES = {
    "dispersion": lambda: dispersion(count(TOKENS)),
    "recurrence": lambda: recurrence(TOKENS),
    "diversity": lambda: diversity(TOKENS),
    "compare_diversity": lambda: compare_diversity(diversity(TOKENS)),
    "readability": lambda: readability(TOKENS),
    "collocations": lambda: collocations(TOKENS, "red", minimum=1),
    "pairs": lambda: collocations(TOKENS, minimum=1),
    "compare_collocates": lambda: compare_collocates(TOKENS, "red", "a", n_permutations=9),
    "ngrams": lambda: ngrams(TOKENS, 2),
}


@pytest.mark.parametrize("name", TABLES)
def test_columns_stand_in_the_glossary_and_attrs_tell_the_corpus(name):
    table = TABLES[name]()
    assert set(table.columns) <= set(COLUMNS)
    assert table.attrs["corpus"] == "checksum"
    assert len(table)


def test_columns_are_fixed():
    assert list(TABLES["collocations"]().columns) == list(TABLES["pairs"]().columns)
    assert list(diversity(TOKENS, matched=False, by="paragraph").columns) == list(TABLES["diversity"]().columns)
    assert list(readability(TOKENS, familiar={"red"}).columns) == list(TABLES["readability"]().columns)
    empty = collocations(TOKENS, "zebra")
    assert list(empty.columns) == list(TABLES["collocations"]().columns)
