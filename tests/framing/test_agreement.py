import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from textstats.errors import CodebookError, InputError
from textstats.framing.agreement import _alpha_of_kinds, agreement, alpha, coding_sheet, read_sheets, wilson
from textstats.glossary import COLUMNS


def table(*rows, code="c"):
    return pd.DataFrame(rows, columns=["a", "b"]).assign(code=code)


def test_alpha_of_krippendorffs_binary_example():
    # Krippendorff (2011), Computing Krippendorff's Alpha-Reliability, section A: two observers, ten items, .095
    first = "0100000010"
    second = "1110010000"
    data = np.array(
        [["yes" if a == "1" else "no", "yes" if b == "1" else "no"] for a, b in zip(first, second, strict=True)]
    )
    assert alpha(data) == pytest.approx(0.095, abs=5e-4)


def test_alpha_by_hand():
    # 4 agreements on yes, 4 on no, 2 disagreements: D_o = 4/20, D_e = 2 * 10 * 10 / (20 * 19)
    rows = [("yes", "yes")] * 4 + [("no", "no")] * 4 + [("yes", "no"), ("no", "yes")]
    row = agreement(table(*rows), n_resamples=200).iloc[0]
    assert row["alpha"] == pytest.approx(1 - (4 / 20) / (200 / 380))
    assert row["alpha_low"] < row["alpha"] < row["alpha_high"]
    assert (row["n_verdicts"], row["n_yes"], row["precision"]) == (20, 10, 0.5)


verdict = st.sampled_from(["yes", "no", None])


@given(st.lists(st.tuples(verdict, verdict, verdict), max_size=12))
def test_the_fast_alpha_of_the_bootstrap_is_nltks(rows):
    data = [row for row in rows if sum(value is not None for value in row) > 1]
    slow = alpha(np.array(data, dtype=object).reshape(len(data), 3))
    fast = _alpha_of_kinds(data, np.ones(len(data))) if data else float("nan")
    assert slow == pytest.approx(fast, nan_ok=True)


def test_perfect_agreement_is_one_and_one_category_is_undefined():
    assert agreement(table(("yes", "yes"), ("no", "no"))).iloc[0]["alpha"] == 1
    row = agreement(table(("yes", "yes"), ("yes", "yes"))).iloc[0]
    assert pd.isna(row["alpha"])
    assert pd.isna(row["alpha_low"])
    assert row["precision"] == 1


def test_items_without_two_verdicts_count_for_precision_alone():
    row = agreement(table(("yes", None), (None, None), ("no", "no"))).iloc[0]
    assert (row["n_items"], row["n_pairable"], row["n_verdicts"]) == (2, 1, 3)
    assert pd.isna(row["alpha"])


def test_a_row_for_all_and_one_for_each_code():
    both = pd.concat([table(("yes", "yes"), ("no", "no"), code="x"), table(("yes", "no"), ("no", "yes"), code="y")])
    result = agreement(both, n_resamples=50).set_index("code")
    assert result.index.isna().sum() == 1
    assert result.loc["x", "alpha"] == 1
    assert result.loc["y", "alpha"] < 0
    assert set(result.reset_index().columns) <= set(COLUMNS)


def test_wilson_against_published_values():
    # Newcombe (1998), Statistics in Medicine 17, table I, method 3
    for (n_yes, n), expected in {
        (81, 263): (0.2553, 0.3662),
        (15, 148): (0.0624, 0.1605),
        (0, 20): (0, 0.1611),
        (1, 29): (0.0061, 0.1718),
    }.items():
        assert wilson(n_yes, n, 0.95) == pytest.approx(expected, abs=5e-5)
    assert all(np.isnan(wilson(0, 0, 0.95)))


def test_a_sheet_goes_out_and_comes_back(evidence_of, articles, tmp_path):
    evidence = evidence_of("stance")
    sheet = coding_sheet(evidence, articles, per_code=3)
    assert set(sheet.columns) <= set(COLUMNS)
    assert (sheet["code"].value_counts() <= 3).all()
    assert sheet.equals(coding_sheet(evidence, articles, per_code=3))
    for coder, answer in (("a", "yes"), ("b", " YES ")):
        sheet.assign(verdict=answer).to_csv(tmp_path / f"{coder}.csv", index=False)
    back = read_sheets({coder: tmp_path / f"{coder}.csv" for coder in "ab"})
    assert len(back) == len(sheet)
    assert agreement(back).iloc[0]["precision"] == 1


def test_faults_of_a_sheet_are_named_at_once(tmp_path):
    path = tmp_path / "a.csv"
    path.write_text("doc_id,start,code,passage,verdict\nd,1,c,p,maybe\nd,1,c,p,yes\n")
    with pytest.raises(CodebookError) as caught:
        read_sheets({"a": path})
    assert caught.value.faults == (
        f"{path}:2: verdict: must be yes, no or empty; got 'maybe'.",
        f"{path}:3: item: stands twice in this sheet.",
    )


def test_other_verdicts_are_refused():
    with pytest.raises(InputError, match="must be 'yes', 'no' or missing; got 'perhaps'"):
        agreement(table(("yes", "perhaps")))
