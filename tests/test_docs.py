"""The site: its examples run, its links lead somewhere, and nothing in it is loaded from elsewhere."""

import re
import subprocess
import sys
import tomllib
from importlib.util import find_spec
from pathlib import Path

import matplotlib as mpl
import pytest

ROOT = Path(__file__).parent.parent
DOCS = ROOT / "docs"
PAGES = sorted(DOCS.rglob("*.md"))
OWN = [DOCS / "tutorial.md", *sorted((DOCS / "how-to").glob("*.md"))]
RUNNABLE = [page for page in OWN if "```python\n" in page.read_text(encoding="utf-8")]


def name(page: Path) -> str:
    return page.relative_to(DOCS).as_posix()


def anchors(page: Path) -> set[str]:
    """Ids of the headings, as the site makes them."""
    found = re.findall(r"^#+ (.*)$", page.read_text(encoding="utf-8"), re.M)
    return {re.sub(r"[\s-]+", "-", re.sub(r"[^\w\s-]", "", text.replace("`", "")).strip().lower()) for text in found}


@pytest.mark.parametrize("page", RUNNABLE, ids=name)
def test_examples_run_as_they_stand(page: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(ROOT)
    mpl.use("Agg")
    names: dict[str, object] = {}
    for block in re.findall(r"```python\n(.*?)```", page.read_text(encoding="utf-8"), re.S):
        exec(compile(block, name(page), "exec"), names)  # our own file


def test_the_tutorial_and_the_how_to_pages_have_examples() -> None:
    assert {"tutorial.md", "how-to/own-texts.md", "how-to/folders.md"} <= {name(page) for page in RUNNABLE}


@pytest.mark.parametrize("page", PAGES, ids=name)
def test_links_lead_to_pages_and_headings(page: Path) -> None:
    text = re.sub(r"```.*?```|`[^`\n]*`", "", page.read_text(encoding="utf-8"), flags=re.S)
    for target in re.findall(r"\]\(([^()\s]+)\)", text):
        if "://" in target:
            continue
        path, _, anchor = target.partition("#")
        there = (page.parent / path).resolve() if path else page
        assert there.exists(), target
        assert there.is_relative_to(DOCS), f"{target} is outside the site"
        assert not anchor or anchor in anchors(there), target


def test_every_page_is_reached() -> None:
    navigation = (ROOT / "mkdocs.yml").read_text(encoding="utf-8")
    for page in PAGES:
        assert page.read_text(encoding="utf-8").startswith("# "), f"{name(page)} must begin with its heading"
        if page.parent.name != "decisions" or page.name == "index.md":  # the index lists the others by itself
            assert f" {name(page)}\n" in navigation, f"mkdocs.yml must name {name(page)}"


def test_reference_names_exist_and_hold_the_public_ones() -> None:
    import textstats

    named = set()
    for page in (DOCS / "reference").glob("*.md"):
        named |= set(re.findall(r"^::: (\S+)$", page.read_text(encoding="utf-8"), re.M))
    for path in named:
        module, _, last = path.rpartition(".")
        source = ROOT / "src" / path.replace(".", "/")
        if source.with_suffix(".py").exists():
            continue
        text = (ROOT / "src" / module.replace(".", "/")).with_suffix(".py").read_text(encoding="utf-8")
        assert re.search(rf"^(def|class) {last}\b", text, re.M), path
    for public in textstats.__all__:
        home = getattr(textstats, public).__module__
        assert {f"{home}.{public}", home} & named, f"docs/reference must have {home}.{public}"


def test_the_picture_is_small() -> None:
    assert 10_000 < (DOCS / "images" / "report.png").stat().st_size <= 200_000


def test_the_lock_of_the_site_has_its_tools() -> None:
    groups = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["dependency-groups"]
    lock = (ROOT / "constraints-docs.txt").read_text(encoding="utf-8")
    assert "://" not in lock
    for line in groups["docs"]:
        tool = re.match(r"[\w-]+", line)
        assert tool
        assert f"\n{tool[0]}==" in lock


@pytest.mark.slow
@pytest.mark.skipif(find_spec("mkdocs") is None, reason="the site's tools are not there (make docs adds them)")
def test_the_site_is_built_and_loads_nothing_from_elsewhere(tmp_path: Path) -> None:
    call = [sys.executable, "-m", "mkdocs", "build", "-q", "--strict", "-d", str(tmp_path)]
    subprocess.run(call, cwd=ROOT, check=True, capture_output=True)
    for page in tmp_path.rglob("*.html"):
        text = page.read_text(encoding="utf-8")
        loaded = re.findall(r"<(?:script|img|iframe|source)\b[^>]*\bsrc=[\"']?([^\"'\s>]+)", text)
        loaded += re.findall(r"<link\b(?![^>]*rel=[\"']?canonical)[^>]*\bhref=[\"']?([^\"'\s>]+)", text)
        assert not [address for address in loaded if re.match(r"(https?:)?//", address)], page.name
