"""Published and third-party values: every case of tests/gold/measures/reference_values.json.

Each `adapters_*.py` beside this file has `ADAPTERS`: the case's measure -> a function of its inputs and of the
sequences, and may have `OUTSIDE`: measures that the package does not offer, with the reason.
"""

import importlib.util
import json
from pathlib import Path

import numpy as np
import pytest

HERE = Path(__file__).parent
GOLD = json.loads((HERE.parent / "gold" / "measures" / "reference_values.json").read_text(encoding="utf-8"))


def load(path):
    spec = importlib.util.spec_from_file_location(path.stem, path)
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


ADAPTERS, OUTSIDE = {}, {}
for file in sorted(HERE.glob("adapters_*.py")):
    found = load(file)
    ADAPTERS |= found.ADAPTERS
    OUTSIDE |= getattr(found, "OUTSIDE", {})

CASES = [
    pytest.param(case, id=f"{case['id']} {case['measure']}") for case in GOLD["cases"] if case["measure"] in ADAPTERS
]


@pytest.mark.parametrize("case", CASES)
def test_published_value(case):
    value = ADAPTERS[case["measure"]](case["inputs"], GOLD["sequences"])
    expected = np.asarray(case["expected"], dtype=float)
    assert np.asarray(value, dtype=float).shape == expected.shape
    np.testing.assert_allclose(value, expected, rtol=0, atol=max(case["tolerance"], 1e-12))


def test_no_measure_is_both_covered_and_left_out():
    assert not set(ADAPTERS) & set(OUTSIDE)


def test_every_case_is_tried_or_left_out_for_a_reason():
    measures = {case["measure"] for case in GOLD["cases"]}
    assert measures <= set(ADAPTERS) | set(OUTSIDE)
