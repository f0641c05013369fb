"""docs/measures.md is what the docstrings say."""

from pathlib import Path

import pytest

from textstats.stats import reference
from textstats.stats.lexical import MEASURES as LEXICAL
from textstats.stats.measures import MEASURES
from textstats.stats.reading_ease import FORMULAS

DOCS = Path(__file__).parents[2] / "docs" / "measures.md"


def test_the_file_is_what_the_docstrings_build():
    built = reference.build()
    assert DOCS.read_text(encoding="utf-8") == built, (
        "docs/measures.md is stale. Hint: python -m textstats.stats.reference > docs/measures.md"
    )


@pytest.mark.parametrize("name", [*MEASURES, *LEXICAL, *FORMULAS])
def test_every_measure_has_its_entry(name):
    assert f"\n### {name}\n" in DOCS.read_text(encoding="utf-8")


@pytest.mark.parametrize("name", [*LEXICAL, *FORMULAS])
def test_direction_formula_reference(name):
    text = {**LEXICAL, **FORMULAS}[name].__doc__
    assert "igher = " in text or "LOWER = " in text
    assert "Formula: " in text
    assert "Reference: " in text or name == "ttr"
