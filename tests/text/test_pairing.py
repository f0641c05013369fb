"""Which words stand in quotation marks: own sentences, with the spans marked ⟦so⟧ by hand."""

from __future__ import annotations

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from textstats.text.voices import Voices, read_voices


def marked(case: str) -> tuple[str, set[tuple[int, int]]]:
    """The text of a case without ⟦ ⟧, and the spans between them."""
    text: list[str] = []
    opened: list[int] = []
    spans = set()
    for character in case:
        if character == "⟦":
            opened.append(len(text))
        elif character == "⟧":
            spans.add((opened.pop(), len(text)))
        else:
            text.append(character)
    return "".join(text), spans


def quoted(voices: Voices) -> set[tuple[int, int]]:
    return {(s.start, s.stop) for s in voices.spans if s.kind in ("inline", "block")}


CASES = {
    "dialogue": '"⟦Yes.⟧"\n\n"⟦Are you sure?⟧" he said, "⟦or only tired?⟧"\n\n"⟦Both,⟧" said Ann; "⟦as always.⟧"',
    "curly": "“⟦Well,⟧” said the miller, “⟦I never did.⟧”",
    "one word": 'She looked up. "⟦Customer?⟧" He nodded. "⟦Good,⟧" she said.',
    "british single": "‘⟦No,⟧’ said Mary, ‘⟦it’s the dogs’ dinner, and the workers’ too.⟧’ She went out.",
    "british single, straight": "'⟦No,⟧' said Mary, '⟦it's the dogs' dinner, and the boys' too.⟧' She went out.",
    "contraction before the mark": "'⟦Old Tom wasn't,⟧' said Will. '⟦He couldn't've.⟧' It was Moriarty's.",
    "single, then possessive": "In the workers' state the masters' 'freedom' was the servants' burden.",
    "elisions": "'Twas the night before, and 'tis all one in '36 or in the '80s; get 'em down, fish 'n' chips.",
    "elision behind an opening": "'⟦'Tis nothing,⟧' she said, '⟦and give 'em my love.⟧'",
    "elision behind an opening, curly": "“⟦’Tis nothing,⟧” she said, “⟦and give ’em my love.⟧”",
    "dialect": "“⟦I were walkin’ o’er th’ moor, an’ I seed ’im,⟧” said Joseph; “⟦runnin’ like owt.⟧”",
    "nested": "“⟦He told me, ‘⟦Go home,⟧’ and I went,⟧” said Ann.",
    "nested, british": "‘⟦He told me, “⟦Go home,⟧” and I went,⟧’ said Ann.",
    "nested, straight": "\"⟦He told me, '⟦Go home,⟧' and I went,⟧\" said Ann.",
    "nested at the edge": "“⟦‘⟦Go home,⟧’ he told me, and then, ‘⟦Run!⟧’⟧”",
    "nested deep": "“⟦He said, ‘⟦She cried, “⟦Fire!⟧” twice.⟧’ That is all.⟧”",
    "dash": '"⟦I never--⟧" she began.\n\n"⟦You did--⟧" he broke in--"⟦every day!⟧" And he laughed.',
    "dash, curly": "“⟦I never—⟧” “⟦You did!⟧”—and he was gone—“⟦and often.⟧”",
    "speech behind a dash": 'He cried--"⟦Stop!⟧"--and they stopped.',
    "continued": "“⟦It was in the year ten. We were poor.⟧\n\n“⟦Then the war came.⟧\n\n“⟦I am done.⟧”\n\nHe was silent.",
    "continued, straight": '"⟦It was in the year ten.⟧\n\n"⟦Then the war came.⟧"\n\n"⟦And then?⟧"',
    "continued, nested": "“⟦He said: ‘⟦We were poor.⟧⟧\n\n“⟦‘⟦Then the war came.⟧’ So he spoke.⟧”",
    "lines of one sentence": "She said, “⟦It is a long way\nto the sea, and the road\nis bad.⟧” He nodded.\nThey went on.",
    "spaces on both sides": 'She said , " ⟦It is a long way .⟧ " And then : " ⟦Go !⟧ "',
    "tex": "She said, ``⟦It is a long way.⟧'' Then she slept.",
    "guillemets": "Il dit : « ⟦C’est loin.⟧ » Elle répondit : «⟦Oui.⟧»",
    "german": "Er sagte: „⟦Es ist weit.⟧“ Sie sagte: »⟦Ja.⟧«",
    "one mark for both": "”⟦Well,⟧” said the miller, ”⟦I never did.⟧”",
    "italics": 'She said, "⟦_You_ did it,⟧" and then "⟦_No!_⟧" aloud.',
    "inches": 'The board was 6" wide and 10" long. "⟦Too long,⟧" he said.',
    "brackets": 'He left (she said "⟦I do not know why he went⟧").',
    "question outside": "Did she say ‘⟦I will not go to the ball⟧’?",
    "full sentence, then another": 'He was angry. "⟦It is a disgrace.⟧" Nobody answered.',
}
NO_QUOTATION = {
    "scare": 'The "free market" and the so-called "workers’ state" met in a "contradictory" way.',
    "possessive": "The dogs' tails and the cats' ears; James' book, Moses’ law, the Joneses’ car.",
    "title": "She read “The Raven” and the essay “Notes on the Crisis of the Day” to them.",
    "letters": "Mind your p's and q's, rock 'n' roll, the '60s, 5'10 tall, o'clock, ne'er-do-well.",
    "nothing": "No mark at all.",
}


@pytest.mark.parametrize("case", CASES.values(), ids=CASES.keys())
def test_quotations_are_found_as_marked(case: str) -> None:
    text, spans = marked(case)
    found = quoted(read_voices(text))
    assert {text[a:b] for a, b in found} == {text[a:b] for a, b in spans}
    assert found == spans


@pytest.mark.parametrize("case", NO_QUOTATION.values(), ids=NO_QUOTATION.keys())
def test_terms_titles_and_apostrophes_are_no_quotations(case: str) -> None:
    assert quoted(read_voices(case)) == set()


def test_unclosed_quotation_is_unknown_and_does_not_swallow_the_text() -> None:
    text = 'He said "we shall see.\n\nThe next day "⟦nothing was to be seen at all,⟧" she wrote.'
    text, spans = marked(text)
    voices = read_voices(text)
    assert quoted(voices) == spans
    assert [text[s.start : s.stop] for s in voices.spans if s.kind == "stray"] == ['"we shall see.']


def test_unclosed_quotation_ends_where_a_reporting_clause_resumes() -> None:
    text, spans = marked('He notes that it "⟦is the clearest sign of the times. Trotsky explains:\n\nNext.')
    text = text.replace("⟦", "")
    voices = read_voices(text)
    assert [text[s.start : s.stop] for s in voices.spans if s.kind == "inline"] == [
        "is the clearest sign of the times."
    ]
    assert [(s.start, s.stop) for s in voices.spans if s.kind == "stray"] == [(17, 18)]
    assert spans == set()


def test_closing_mark_without_a_partner_leaves_its_words_unknown() -> None:
    text = 'I will come tomorrow," said he. She waited.'
    assert [(s.kind, text[s.start : s.stop]) for s in read_voices(text).spans] == [("stray", 'I will come tomorrow,"')]


@example("“‘\n“1“")
@example(')?`1`_«—-“_\'"“->-‘ "‘«"’‘‘1“!.‘*>«\n’\'(')
@given(st.text(alphabet="ab .,!?—-\n\"'“”‘’«»„()1s_*A`", max_size=120))
@settings(max_examples=300, deadline=None)
def test_any_marks_whatever_give_nested_spans_inside_the_text(text: str) -> None:
    spans = read_voices(text).spans
    for span in spans:
        assert 0 <= span.start <= span.stop <= len(text)
        if span.parent >= 0:
            outer = spans[span.parent]
            assert outer.start <= span.start
            assert span.stop <= outer.stop


def test_time_is_linear_in_the_marks() -> None:
    voices = read_voices('" ' * 20_000 + "“x " * 5_000)
    assert all(span.stop <= 55_000 for span in voices.spans)
