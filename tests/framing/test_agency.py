import pytest

from textstats.errors import MissingExtraError
from textstats.framing.agency import agency, load_parser
from textstats.framing.codebook import Code, Codebook
from textstats.framing.evidence import hits, tally
from textstats.glossary import COLUMNS
from textstats.text.documents import Corpus, Document
from textstats.text.segments import segment
from textstats.text.tokens import tokenize


def has_parser():
    try:
        load_parser()
    except MissingExtraError:
        return False
    return True


parsed = pytest.mark.skipif(not has_parser(), reason="optional extra parse is not installed")
ACTORS = Codebook(
    "T",
    "",
    "t.yaml",
    "longest",
    {
        name: Code(name, name, match=patterns, exclude=exclude, target="x")
        for name, patterns, exclude in [
            ("workers", ("workers", "working class"), ("workers state",)),
            ("peasants", ("peasants",), ()),
            ("bureaucracy", ("bureaucracy", "bureaucrats"), ()),
            ("Stalin", ("stalin",), ()),
            ("Trotsky", ("trotsky",), ()),
        ]
    },
)


def find(text):
    corpus = Corpus([Document("d", text)])
    return agency(tokenize(corpus, segment(corpus)), ACTORS, corpus)


def test_without_the_extra_the_message_says_how_to_get_it(monkeypatch):
    import sys

    load_parser.cache_clear()
    monkeypatch.setitem(sys.modules, "spacy", None)
    corpus = Corpus([Document("d", "Workers rule.")])
    with pytest.raises(MissingExtraError, match=r"optional extra 'parse'.*Hint: run `make parse`"):
        agency(tokenize(corpus, segment(corpus)), ACTORS, corpus)
    load_parser.cache_clear()


CASES = {
    "Stalin murdered the bureaucrats.": [
        "Stalin agent murder, active affirmed asserted bureaucracy",
        "bureaucracy patient murder, active affirmed asserted Stalin",
    ],
    "The workers were murdered by Stalin.": [
        "Stalin agent murder, passive affirmed asserted workers",
        "workers patient murder, passive affirmed asserted Stalin",
    ],
    "The workers were jailed.": ["workers patient jail, agentless passive affirmed asserted -"],
    "A state in which workers have no power was problematic.": ["workers bearer have, active negated asserted -"],
    "The bureaucracy could not destroy the working class.": [
        "bureaucracy agent destroy, active negated possible workers",
        "workers patient destroy, active negated possible bureaucracy",
    ],
    "Workers must rebuild a party.": ["workers agent rebuild, active affirmed necessary -"],
    "The bureaucracy began to develop a will.": ["bureaucracy agent develop, active affirmed asserted -"],
    "If Stalin dies, the bureaucracy will survive.": [
        "Stalin agent die, active affirmed conditional -",
        "bureaucracy agent survive, active affirmed predicted -",
    ],
    "Trotsky did not live to participate in the debates.": [
        "Trotsky agent live, active negated asserted -",
        "Trotsky agent participate, active negated asserted -",
    ],
    "Trotsky failed to identify the problem.": ["Trotsky agent identify, active negated asserted -"],
    "The bureaucracy, and not the working class, owned it.": [
        "bureaucracy bearer own, active affirmed asserted -",
        "workers bearer own, active negated asserted -",
    ],
    "The notion that the bureaucracy had restored capitalism.": [
        "bureaucracy agent restore, active affirmed asserted -"
    ],
    "Had Trotsky lived, he would have seen it.": ["Trotsky agent live, active affirmed conditional -"],
    "Russia remained a workers’ state.": [],
}


@parsed
@pytest.mark.parametrize("text", CASES)
def test_roles(text):
    table = find(text).assign(predicate=lambda table: table["predicate"] + ",")
    names = ["code", "role", "predicate", "construction", "polarity", "modality", "counterpart"]
    rows = [
        " ".join("-" if value != value else value for value in row) for row in table[names].astype(object).to_numpy()
    ]
    assert sorted(rows) == sorted(CASES[text])


@parsed
def test_the_table_of_an_article_opens_its_passages(articles, article_tokens):
    from textstats.framing.codebook import read_codebook

    table = agency(article_tokens, read_codebook("data/codebooks/actors.yaml"), articles)
    assert set(table.columns) <= set(COLUMNS)
    assert len(table) > 150
    assert all(articles[row.doc_id].text[row.start : row.stop] == row.passage for row in table.itertuples())
    cells = tally(table, ["doc_id", "code", "role", "polarity", "modality", "voice"])
    assert cells["n_hits"].sum() == len(table)
    assert all(len(hits(table, row)) == row["n_hits"] for _, row in cells.iterrows())
