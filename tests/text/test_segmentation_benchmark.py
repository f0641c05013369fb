"""The benchmark reads CoNLL-U as it says."""

import runpy
from pathlib import Path

import pytest

BENCHMARK = runpy.run_path(str(Path(__file__).parents[2] / "benchmarks" / "segmentation.py"))

CONLLU = """\
# newdoc id = a
# newpar id = a-p1
# text = He didn't go.
1\tHe\t_\t_\t_\t_\t_\t_\t_\t_
2-3\tdidn't\t_\t_\t_\t_\t_\t_\t_\t_
2\tdid\t_\t_\t_\t_\t_\t_\t_\t_
3\tn't\t_\t_\t_\t_\t_\t_\t_\t_
4\tgo\t_\t_\t_\t_\t_\t_\t_\tSpaceAfter=No
5\t.\t_\t_\t_\t_\t_\t_\t_\t_

# newpar
# newpar_block = p (1 s)
# text = Why?
1\tWhy\t_\t_\t_\t_\t_\t_\t_\tSpaceAfter=No
1.1\tdid\t_\t_\t_\t_\t_\t_\t_\t_
2\t?\t_\t_\t_\t_\t_\t_\t_\t_

# newdoc id = b
# text = Yes
1\tYes\t_\t_\t_\t_\t_\t_\t_\t_
"""


def test_documents_are_put_together():
    first, second = BENCHMARK["read_conllu"](iter(CONLLU.splitlines(keepends=True)))
    assert first.text == "He didn't go.\n\nWhy?"
    assert {first.text[a:b] for a, b in first.words} == {"He", "didn't", "go", "Why"}
    assert {first.text[a:b] for a, b in first.sentences} == {"He didn't go.", "Why?"}
    assert second.text == "Yes"


def test_scores():
    documents = list(BENCHMARK["read_conllu"](iter(CONLLU.splitlines(keepends=True))))
    assert BENCHMARK["score"](documents, "words", BENCHMARK["words"]).f1 == 1
    assert BENCHMARK["score"](documents, "sentences", BENCHMARK["sentences"]).f1 == 1
    pytest.importorskip("nupunkt", reason="the peer is not installed")
    assert BENCHMARK["score"](documents, "sentences", BENCHMARK["nupunkt_sentences"]).f1 == 1
    none = BENCHMARK["score"](documents, "words", lambda text: [])
    assert (none.f1, none.bias) == (0, -1)
