"""What a report shows adds up: numbers equal their passages, and texts stay texts."""

import re

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from markupsafe import Markup

from textstats import Corpus, Document, segment, tokenize
from textstats.errors import InputError, ReportError
from textstats.reports.report import Report
from textstats.reports.sanitise import sanitise
from textstats.reports.word_bars import STEPS, word_bars

TEXTS = Corpus(
    [
        Document("a", "The tax rose. The <b>tax</b> & the vote.\n\nNo tax."),
        Document("b", "{{ 7*7 }} A vote, ${x} and %s a vote."),
    ]
)
SEGMENTS = segment(TEXTS)
TOKENS = tokenize(TEXTS, SEGMENTS)


def report() -> Report:
    return Report(TEXTS, TOKENS, SEGMENTS)


def hits(*types: str) -> pd.DataFrame:
    return TOKENS[TOKENS["type"].isin(types)].assign(type=lambda frame: frame["type"].astype(str))


def table(**frequency: int) -> pd.DataFrame:
    return pd.DataFrame(
        {"frequency": list(frequency.values())}, index=pd.Index(list(frequency), name="type", dtype=object)
    )


def links(html: str) -> list[tuple[str, str]]:
    return re.findall(r'<a class="n" href="#(e\d+)">([\d,]+)</a>', html)


def lengths(html: str) -> dict[str, int]:
    return {name: items.count("<li>") for name, items in re.findall(r'<ol id="(e\d+)"[^>]*>(.*?)</ol>', html, re.S)}


def test_each_count_opens_its_passages() -> None:
    own = report()
    shown = own.table(table(tax=3, vote=3), "Words", passages={"frequency": hits("tax", "vote")})
    assert links(shown.html) == [("e1", "3"), ("e2", "3")]
    assert lengths(own.passages().html) == {"e1": 3, "e2": 3}


def test_a_number_without_its_passages_is_refused() -> None:
    with pytest.raises(ReportError, match=re.escape("Words: the cell frequency of 'tax' shows 4 but has 3 passages.")):
        report().table(table(tax=4), "Words", passages={"frequency": hits("tax")})


def test_passages_for_no_column_are_refused() -> None:
    with pytest.raises(InputError, match="passages must name columns of the table; got \\['n'\\]"):
        report().table(table(tax=3), "Words", passages={"n": hits("tax")})


def test_equal_hits_share_a_list_and_none_has_no_link() -> None:
    own = report()
    first, second = own.count(hits("tax"), "tax"), own.count(hits("tax"), "the same")
    assert first == second
    assert own.count(hits("goal"), "goal") == "0"
    assert lengths(own.passages().html) == {"e1": 3}


def test_nothing_is_evaluated_and_markup_stays_text() -> None:
    own = report()
    words = pd.DataFrame({"passage": ["<script>x</script>", "{{ 7*7 }}", "{0}"]}, index=pd.Index(["<i>", "%s", "{x}"]))
    shown = str(own.table(words, "<b>Words</b> {0}").html)
    assert "<script" not in shown
    assert "<i>" not in shown
    assert "&lt;b&gt;Words&lt;/b&gt; {0}" in shown
    assert "{{ 7*7 }}" in shown
    own.count(hits("tax", "vote"), "<u>about</u>")
    page = str(own.passages().html)
    assert "&lt;u&gt;about" in page
    assert "&lt;b&gt;" in page
    assert "<b>tax" not in page
    assert "{{ 7*7 }}" in page
    assert "49" not in re.sub(r'(?:id|href)="[^"]*"', "", page)


def test_a_sentence_takes_values_as_text() -> None:
    said = report().sentence("{} says {} and {}.", "<b>", (hits("tax"), "tax"), 0.5)
    assert said == Markup('&lt;b&gt; says <a class="n" href="#e1">3</a> and 0.50.')


def test_an_interval_is_one_column_that_keeps_both_values() -> None:
    frame = pd.DataFrame(
        {"log_ratio": [1.0, 2.0], "ci_low": [-0.5, np.nan], "ci_high": [np.inf, np.nan]},
        index=pd.Index(["tax", "vote"], name="type"),
    )
    shown = str(report().table(frame, "Words").html)
    assert re.findall(r'<th scope="col"[^>]*>([^<]*)', shown) == ["word", "log ratio", "interval"]
    assert 'data-name="interval, from|interval, to"' in shown
    assert '<b data-value="-0.5">−0.50</b> to <b data-value="inf">∞</b>' in shown
    assert '<b data-value="">–</b><b data-value=""></b>' in shown
    assert sanitise(shown).count("data-value") == shown.count("data-value")


def test_a_repeated_row_heading_is_heard_but_not_seen() -> None:
    index = pd.MultiIndex.from_tuples([("a", "x"), ("a", "y"), ("b", "y")], names=["group", "type"])
    shown = str(report().table(pd.DataFrame({"frequency": [1, 2, 3]}, index=index), "Words").html)
    assert re.findall(r'<th scope="row" class="(level[^"]*)"><span>(\w)', shown) == [
        ("level", "a"),
        ("level again", "a"),
        ("level", "b"),
    ]


def test_numbers_are_written_by_their_unit() -> None:
    frame = pd.DataFrame(
        {"share": [0.25], "q_value": [0.0004], "difference": [-0.08]}, index=pd.Index([0], name="topic")
    )
    frame.attrs["units"] = {"difference": "points"}
    shown = str(report().table(frame, "Topics").html)
    assert re.findall(r'<td class="num" data-value="[^"]*">([^<]*)', shown) == ["25.0%", "&lt; .001", "−8.0"]


def test_every_footnote_is_there_and_leads_back() -> None:
    own = report()
    frame = pd.DataFrame({"log_ratio": [1.0], "dp": [0.2]}, index=pd.Index(["tax"], name="type"))
    page = str(own.table(frame, "Words").html) + str(own.table(frame, "Again").html) + str(own.provenance(seed=1).html)
    ids = re.findall(r'id="([^"]+)"', page)
    assert len(ids) == len(set(ids))
    assert set(re.findall(r'href="#([^"]+)"', page)) <= set(ids)
    assert "Walter (1975); Evert (2022)" in page


TOPICS = pd.DataFrame(
    {"frequency": [3, 3, 1], "probability": [0.4, 0.1, 0.3], "lift": [1.5, 4.0, 2.0]},
    index=pd.MultiIndex.from_tuples([(0, "tax"), (0, "vote"), (1, "rose")], names=["topic", "type"]),
)
NAMES = {0: "60%", 1: "40%"}


def test_word_bars_show_the_first_words_and_hide_the_rest() -> None:
    own = report()
    shown = str(own.word_bars(TOPICS, "Topics", passages=hits("tax", "vote", "rose"), names=NAMES, n=1).html)
    assert re.findall(r'<tr( hidden)?><th scope="row">(\w+)', shown) == [("", "tax"), (" hidden", "vote"), ("", "rose")]
    assert [n for _, n in links(shown)] == ["3", "3", "1"]
    assert " style=" not in shown
    assert sanitise(shown).count("<rect") == 6
    assert 0.6 in STEPS


def test_word_bars_add_up() -> None:
    with pytest.raises(ReportError, match="'vote' shows 3 but has 0 passages"):
        report().word_bars(TOPICS, "Topics", passages=hits("tax", "rose"), names=NAMES)
    with pytest.raises(InputError, match="table must hold at least one word; got none"):
        word_bars(TOPICS.head(0), hits("tax"), NAMES, n=3, link=lambda shown, found, about: Markup(shown))


@settings(max_examples=40, deadline=None)
@given(st.lists(st.sampled_from(sorted(set(TOKENS["type"].astype(str)))), min_size=1, unique=True))
def test_shown_counts_equal_listed_passages(types: list[str]) -> None:
    own = report()
    found = hits(*types)
    counts = table(**found["type"].value_counts().reindex(types).to_dict())
    shown = own.table(counts, "Words", passages={"frequency": found}).html + own.count(found, "all")
    listed = lengths(own.passages().html)
    assert all(int(n) == listed[name] for name, n in links(shown))
    assert len(links(shown)) == len(types) + 1


def test_words_of_a_topic_can_be_marked_without_script() -> None:
    own = report()
    own.count(hits("tax"), "tax")
    words = hits("tax", "vote").assign(topic=lambda frame: (frame["type"] == "vote").astype(int))
    page = str(own.passages(tinted=words).html)
    assert page.count('<i class="t0">') == 3
    assert page.count('<i class="t1">') == 3
    assert (
        set(re.findall(r'href="#(words-\d+)"', page))
        == set(re.findall(r'id="(words-\d+)"', page))
        == {"words-0", "words-1"}
    )
    plain = report()
    plain.count(hits("tax"), "tax")
    assert re.sub(r"</?[^>]+>", "", str(plain.passages().html)) in re.sub(
        r"<p class=.note tints.*?</p>|</?[^>]+>", "", page
    )
