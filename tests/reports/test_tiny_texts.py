"""All reports of two texts of one sentence: what cannot be said is said to be left out."""

import json
from pathlib import Path

import pytest

from textstats.reports.compare import compare


@pytest.mark.filterwarnings("default")
def test_two_sentences_make_four_reports(tmp_path: Path) -> None:
    for name, text in {"a": "Café au lait is a naïve drink.\n", "b": "Yes."}.items():
        (tmp_path / f"{name}.txt").write_text(text, encoding="utf-8")
    out = tmp_path / "out"
    result = compare([str(tmp_path / "a.txt"), str(tmp_path / "b.txt")], out, seed=1, progress=lambda *_: None)
    assert sorted(result.built) == ["01_corpus", "02_vocabulary", "03_framing", "04_topics"]
    topics = (out / "04_topics.html").read_text(encoding="utf-8")
    assert "These texts do not bear a search for topics" in topics
    first, second = json.loads((out / "summary.json").read_text(encoding="utf-8"))["documents"]
    assert first["words"] == {"a": 1, "au": 1, "café": 1, "drink": 1, "is": 1, "lait": 1, "naïve": 1}
    assert (second["doc_id"], second["n_tokens"], second["n_types"]) == ("b", 1, 1)
