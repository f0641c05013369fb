from pathlib import Path

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from textstats.errors import CodebookError, InputError
from textstats.framing.codebook import Code, Codebook
from textstats.framing.evidence import COLUMNS as EVIDENCE
from textstats.framing.evidence import KEYS, code, hits, tally
from textstats.framing.naming import naming
from textstats.framing.reviews import apply_reviews, read_reviews, review_sheet
from textstats.framing.stance import stance, stance_contrast
from textstats.glossary import COLUMNS
from textstats.text.documents import Corpus, Document
from textstats.text.segments import segment
from textstats.text.tokens import tokenize


def book(*codes, overlap="keep"):
    return Codebook("T", "", "t.yaml", overlap, {item.name: item for item in codes})


def find(tokens, text, *codes, overlap="keep"):
    corpus = Corpus([Document("d", text)])
    return code(tokens(corpus), book(*codes, overlap=overlap), corpus)


WAR = Code("war", "war", match=("war",), target="war")


@pytest.fixture(scope="module", params=["naming", "stance"])
def coded(request, evidence_of):
    return evidence_of(request.param)


def test_a_passage_stands_where_its_offsets_say(coded, articles):
    assert len(coded) > 100
    assert all(articles[row.doc_id].text[row.start : row.stop] == row.passage for row in coded.itertuples())
    assert set(coded.columns) <= set(COLUMNS)
    assert coded["along"].between(0, 1, inclusive="left").all()


@pytest.mark.parametrize(
    "by", [["code"], ["doc_id", "code"], ["doc_id", "voice", "speaker", "code", "polarity", "modality"]]
)
def test_every_count_is_the_number_of_passages_behind_it(coded, by):
    table = tally(coded, by)
    assert table["n_hits"].sum() == len(coded)
    assert all(len(hits(coded, row)) == row["n_hits"] for _, row in table.iterrows())


@settings(max_examples=40, deadline=None)
@given(
    words=st.lists(st.sampled_from(["war", "peace", "not", "may", "the", "war.", "“war”"]), max_size=30),
    rejected=st.sets(st.integers(0, 30)),
    by=st.lists(st.sampled_from([key for key in KEYS if key in EVIDENCE]), min_size=1, max_size=3, unique=True),
)
def test_counts_are_passages_whatever_the_text_and_the_reviews(words, rejected, by):
    corpus = Corpus([Document("d", " ".join(words))])
    tokens = tokenize(corpus, segment(corpus))
    evidence = code(tokens, book(WAR, Code("peace", "peace", match=("peace", "not *"), function="remedy")), corpus)
    sheet = review_sheet(evidence)
    sheet["status"] = ["rejected" if number in rejected else "confirmed" for number in range(len(sheet))]
    evidence = apply_reviews(evidence, sheet)
    table = tally(evidence, by)
    assert table["n_hits"].sum() == (evidence["status"] != "rejected").sum() == len(hits(evidence))
    assert all(len(hits(evidence, row)) == row["n_hits"] for _, row in table.iterrows())


def test_naming_counts_add_up_and_open_their_passages(evidence_of):
    evidence = evidence_of("naming")
    table = naming(evidence)
    mentions = ["plain", "scare", "quoted", "unknown", "apparatus"]
    assert (table[mentions].sum(axis=1) == table["n_hits"]).all()
    assert (table["parts"].map(sum) == table["n_hits"]).all()
    assert table.groupby(["doc_id", "referent"], observed=True)["share"].sum().round(12).eq(1).all()
    for _, row in table.iterrows():
        assert len(hits(evidence, row)) == row["n_hits"]
        for mention in mentions:
            assert len(hits(evidence, dict(row) | {"mention": mention})) == row[mention]


def test_the_longest_name_counts_once(tokens):
    short, long = (
        Code("class", "c", match=("ruling class",), target="r"),
        Code("new", "n", match=("new ruling class",), target="r"),
    )
    other = Code("word", "w", match=("class",), target="x")
    found = find(tokens, "A new ruling class and a ruling class.", short, long, other, overlap="longest")
    assert found[found["referent"] == "r"][["code", "passage"]].to_numpy().tolist() == [
        ["new", "new ruling class"],
        ["class", "ruling class"],
    ]
    assert (found["code"] == "word").sum() == 2


def test_a_match_stays_in_its_sentence_and_voice(tokens):
    corpus = Corpus([Document("d", "The civil war. Civil “war” went on.")])
    spans = (22, 25, "A")
    found = code(tokens(corpus, spans), book(Code("w", "w", match=("civil war", "war civil"))), corpus)
    assert found["passage"].tolist() == ["civil war"]


@pytest.mark.parametrize(
    ("text", "polarity", "modality"),
    [
        ("The war came.", "affirmed", "asserted"),
        ("There was no war.", "negated", "asserted"),
        ("Not only war came.", "affirmed", "asserted"),
        ("It was not peace, but war.", "affirmed", "asserted"),
        ("They could not avoid war.", "negated", "possible"),
        ("In May the war came.", "affirmed", "asserted"),
        ("It may mean war.", "affirmed", "possible"),
        ("If war comes, we march.", "affirmed", "conditional"),
        ("They must end the war.", "affirmed", "necessary"),
        ("He had a will of war.", "affirmed", "asserted"),
        ("It will mean war.", "affirmed", "predicted"),
        ("Who wanted war?", "affirmed", "question"),
    ],
)
def test_polarity_and_modality(tokens, text, polarity, modality):
    found = find(tokens, text, WAR)
    assert found[["polarity", "modality"]].to_numpy().tolist() == [[polarity, modality]]


def test_near_exclude_and_sentence_end(tokens):
    text = "The cold war and the war ended. A war came to Spain. Why? Peace."
    found = find(
        tokens,
        text,
        Code("near", "n", match=("war",), near=("spain",)),
        Code("excluded", "e", match=("war",), exclude=("cold war",)),
        Code("asked", "q", sentence_end="?"),
    )
    assert tally(found, "code").set_index("code")["n_hits"].to_dict() == {"near": 1, "excluded": 2, "asked": 1}
    assert found.loc[found["code"] == "asked", "passage"].tolist() == ["Why"]


def test_only_the_voices_asked_for(tokens):
    corpus = Corpus([Document("d", "War “war” war.")])
    evidence = code(tokens(corpus, (5, 8, "A")), book(Code("q", "q", match=("war",), voice=("quoted",))), corpus)
    assert evidence[["start", "voice", "speaker", "mention"]].to_numpy().tolist() == [[5, "quoted", "A", "quoted"]]


def test_no_hits_no_tokens(tokens):
    assert find(tokens, "", WAR).empty
    assert tally(find(tokens, "Peace.", WAR)).empty
    assert naming(find(tokens, "Peace.", WAR)).empty


def test_tokens_of_another_corpus_are_refused(tokens):
    with pytest.raises(InputError, match="tokens must come from this corpus"):
        code(tokens(Corpus([Document("d", "War.")])), book(WAR), Corpus([Document("d", "Peace.")]))


def test_a_rejected_passage_stays_rejected_when_the_text_before_it_changes(tokens):
    evidence = find(tokens, "War and war.", WAR)
    sheet = review_sheet(evidence)
    sheet.loc[1, "status"] = "rejected"
    later = find(tokens, "First a title. War and war.", WAR)
    reviewed = apply_reviews(later, sheet[sheet["status"] == "rejected"])
    assert reviewed["status"].tolist() == ["auto", "rejected"]
    assert reviewed.attrs["stale_reviews"] == []
    assert later["status"].tolist() == ["auto", "auto"]


def test_reviews_that_match_nothing_are_named(tokens, tmp_path):
    path = tmp_path / "reviews.csv"
    path.write_text(
        "doc_id,code,start,passage,status,note\nd,war,0,War,rejected,x\nd,war,8,wars,confirmed,\nd,war,9000,War,rejected,\nd,war,1,a,auto,\n"
    )
    reviews = read_reviews(path)
    assert len(reviews) == 3
    evidence = find(tokens, "War and war.", WAR)
    reviewed = apply_reviews(evidence, reviews)
    assert reviewed["status"].tolist() == ["rejected", "auto"]
    assert reviewed.attrs["stale_reviews"] == [
        "d: war: 'wars' near 8 (confirmed)",
        "d: war: 'War' near 9000 (rejected)",
    ]


def test_faults_of_a_review_file_are_named_at_once(tmp_path):
    path = tmp_path / "reviews.csv"
    path.write_text("doc_id,code,start,passage,status\nd,war,x,War,rejectd\n")
    with pytest.raises(CodebookError) as caught:
        read_reviews(path)
    assert caught.value.faults == (
        f"{path}:2: status: must be one of auto, confirmed, rejected; got 'rejectd'.",
        f"{path}:2: start: must be a whole number; got 'x'.",
    )


def test_stance_rates_by_hand(tokens):
    evidence = find(tokens, "War war war.\nPeace war and war.", WAR)
    row = stance(evidence, tokens(Corpus([Document("d", "War war war.\nPeace war and war.")])), n_resamples=200).iloc[0]
    assert (row["n_hits"], row["n_tokens"], round(row["per_1000"], 6)) == (5, 7, round(5000 / 7, 6))
    assert row["ci_low"] == 500.0  # the second paragraph twice: 4 of 8 words
    assert row["ci_high"] == 1000.0  # the first twice: 6 of 6


def test_few_hits_have_no_interval(tokens):
    evidence = find(tokens, "War.\nWar.", WAR)
    row = stance(evidence, tokens(Corpus([Document("d", "War.\nWar.")]))).iloc[0]
    assert pd.isna(row["ci_low"])
    assert pd.isna(row["ci_high"])


def test_hits_needs_a_key(tokens):
    with pytest.raises(InputError, match="cell must name one of"):
        hits(find(tokens, "War.", WAR), {"n_hits": 1})


def test_may_the_month_and_could_of_ability_are_no_hedges(evidence_of):
    evidence = evidence_of("stance")
    hedges = hits(evidence, {"code": "hedge"})
    assert not hedges["passage"].isin(["May", "could"]).any()
    assert (
        not (hedges["doc_id"] == "first").any() or (hedges.loc[hedges["doc_id"] == "first", "voice"] == "quoted").all()
    )


def test_the_shipped_reviews_still_match_the_articles(evidence_of):
    path = Path(__file__).parents[2] / "data/annotations/reviews.csv"
    evidence = evidence_of("entman")
    reviewed = apply_reviews(evidence, read_reviews(path))
    assert reviewed.attrs["stale_reviews"] == []
    assert (reviewed["status"] == "rejected").sum() == len(read_reviews(path)) == 7
    assert tally(reviewed, "code")["n_hits"].sum() == len(evidence) - 7
    other = apply_reviews(evidence_of("naming"), read_reviews(path))
    assert (other["status"] == "auto").all()
    assert other.attrs["stale_reviews"] == []


def test_a_review_sheet_comes_back_as_it_went(evidence_of, tmp_path):
    evidence = evidence_of("naming")
    path = tmp_path / "reviews.csv"
    review_sheet(evidence).assign(status="confirmed").to_csv(path, index=False)
    reviewed = apply_reviews(evidence, read_reviews(path))
    assert (reviewed["status"] == "confirmed").all()
    assert reviewed.attrs["stale_reviews"] == []


def test_missing_columns_are_named(tokens):
    corpus = Corpus([Document("d", "War.")])
    with pytest.raises(InputError, match=r"missing voice, speaker\."):
        code(tokens(corpus).drop(columns=["voice", "speaker"]), book(WAR), corpus)


@pytest.mark.parametrize("voice", ["author", "quoted", "any"])
@pytest.mark.parametrize("by", ["code", "referent"])
def test_every_rate_opens_its_passages(evidence_of, article_tokens, voice, by):
    evidence = evidence_of("stance")
    table = stance(evidence, article_tokens, by=by, voice=voice, n_resamples=20)
    assert all(len(hits(evidence, row)) == row["n_hits"] for _, row in table.iterrows())
    assert (table["n_hits"] > 0).any()


def test_a_contrast_by_hand_and_turned_round(tokens):
    corpus = Corpus([Document("a", "War war war.\nPeace war."), Document("b", "Peace.\nPeace war peace peace.")])
    evidence, frame = code(tokens(corpus), book(WAR), corpus), tokens(corpus)
    row = stance_contrast(evidence, frame, target="a", reference="b", n_resamples=200).iloc[0]
    assert row[["frequency_target", "frequency_reference", "per_1000_target"]].tolist() == [4, 1, 800.0]
    assert row["log_ratio"] == pytest.approx(1.584963, abs=1e-6)  # (4.5 / 5) / (1.5 / 5) = 3
    assert row["ci_low"] <= row["log_ratio"] <= row["ci_high"]
    turned = stance_contrast(evidence, frame, target="b", reference="a", n_resamples=0).iloc[0]
    assert turned["log_ratio"] == -row["log_ratio"]
    assert pd.isna(turned["ci_low"])


def test_a_text_does_not_differ_from_itself(tokens):
    text = "War and peace.\nWar again.\nNo war."
    corpus = Corpus([Document("a", text), Document("b", text)])
    row = stance_contrast(code(tokens(corpus), book(WAR), corpus), tokens(corpus), target="a", reference="b").iloc[0]
    assert row["log_ratio"] == 0
    assert row["ci_low"] < 0 < row["ci_high"]


def test_filtered_tokens_keep_their_place(tokens):
    corpus = Corpus([Document("d", "Peace and war and war.")])
    frame = tokens(corpus)
    some = frame[frame["position"] > 1]
    assert code(some, book(WAR), corpus)["along"].tolist() == [0.4, 0.8]
