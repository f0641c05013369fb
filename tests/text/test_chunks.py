"""Chunks found by array work are those of the token rule; sentences found through the table are those of `sentences`."""

import regex
from hypothesis import given
from hypothesis import strategies as st

from textstats.text.chunks import ChunkTable, chunk_starts
from textstats.text.paragraphs import WHITE, paragraphs
from textstats.text.sentences import sentence_starts_of, sentences
from textstats.text.token_rule import CHUNK, words

TEXTS = st.text(
    st.sampled_from(list("abZI01 .,'’-–@:!?()\n\t\r\u00ad\u00a0\u2028\u3000\x1c\u200b")) | st.characters(codec="utf-8"),
    max_size=80,
)


@given(TEXTS)
def test_chunks_are_the_matches_of_the_rule(text):
    starts, stops = chunk_starts(text)
    assert list(zip(starts.tolist(), stops.tolist(), strict=True)) == [match.span() for match in CHUNK.finditer(text)]


def test_all_white_space_is_known():
    assert set(WHITE) == set(regex.findall(r"\s", "".join(map(chr, range(0x110000)))))


@given(st.lists(TEXTS, max_size=3))
def test_words_and_sentences_through_the_table(texts):
    table = ChunkTable()
    for text in texts:
        numbers, begins = table.read(text)
        starts, stops, ids = table.words(numbers, begins)
        assert list(zip(starts.tolist(), stops.tolist(), strict=True)) == words(text)
        assert [table.tokens[i] for i in ids] == [text[a:b] for a, b in words(text)]
        found = sentence_starts_of(text, paragraphs(text), numbers, begins, table)
        assert found.tolist() == [a for a, _ in sentences(text)]
