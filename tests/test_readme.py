"""The README's library example runs as it stands, and its links lead somewhere."""

import re
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
README = (ROOT / "README.md").read_text(encoding="utf-8")


def test_the_library_example_runs(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(ROOT)
    (example,) = re.findall(r"```python\n(.*?)```", README, re.S)
    names: dict[str, object] = {}
    exec(compile(example, "README.md", "exec"), names)  # our own file
    assert len(names["keys"]) > 1000  # type: ignore[arg-type]
    assert len(names["lines"]) > 0  # type: ignore[arg-type]
    assert len([line for line in example.splitlines() if line.strip()]) <= 10


def test_links_lead_to_files() -> None:
    for target in re.findall(r"\]\(([^)#]+)\)", README):
        if "://" not in target:
            assert (ROOT / target).exists(), target
