"""The project as a whole: floors, public names, environment, notebooks."""

import ast
import json
import re
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
SOURCE = ROOT / "src" / "textstats"
NOTEBOOKS = sorted((ROOT / "notebooks").glob("*.ipynb"))
SAME_FLOOR = {
    "errors": 0,
    "glossary": 1,
    "formulas": 1,
    "writing": 1,
    "tables": 2,
    "text": 3,
    "stats": 4,
    "scale": 5,
    "framing": 6,
    "topics": 6,
    "plots": 7,
    "reports": 8,
    "cli": 9,
}


def room(path: Path) -> str:
    return path.relative_to(SOURCE).parts[0].removesuffix(".py")


def imported(path: Path) -> set[str]:
    found = set()
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        names = (
            [a.name for a in node.names]
            if isinstance(node, ast.Import)
            else [node.module or ""]
            if isinstance(node, ast.ImportFrom)
            else []
        )
        found |= {name.split(".")[1] for name in names if name.startswith("textstats.")}
    return found


@pytest.mark.parametrize(
    "path", [p for p in SOURCE.rglob("*.py") if room(p) in SAME_FLOOR], ids=lambda p: str(p.relative_to(SOURCE))
)
def test_imports_run_downwards(path: Path) -> None:
    here = room(path)
    above = {
        name for name in imported(path) if name in SAME_FLOOR and name != here and SAME_FLOOR[name] >= SAME_FLOOR[here]
    }
    assert not above, f"{path.name} in {here} imports {above}"


def test_every_room_has_a_floor() -> None:
    rooms = {room(p) for p in SOURCE.rglob("*.py")} - {"__init__", "__main__"}
    assert rooms <= set(SAME_FLOOR)


def test_public_names_exist_and_are_few() -> None:
    import textstats

    assert len(textstats.__all__) <= 30
    for name in textstats.__all__:
        assert getattr(textstats, name).__doc__, name
    with pytest.raises(AttributeError, match="has no attribute 'nothing'"):
        _ = textstats.nothing


def test_importing_the_package_loads_nothing_heavy() -> None:
    code = "import sys, textstats; print([m for m in ('numpy', 'pandas', 'scipy', 'sklearn', 'nltk', 'matplotlib') if m in sys.modules])"
    assert (
        subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout.strip() == "[]"
    )


def requirements() -> dict[str, str]:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    wanted = list(project["dependencies"])
    for extra in ("formats", "scale", "test"):
        wanted += project["optional-dependencies"][extra]
    return dict(re.fullmatch(r"([\w.-]+)(.*)", line).groups() for line in wanted)  # type: ignore[union-attr]


def test_environment_has_the_names_and_bounds_of_the_project() -> None:
    listed = re.findall(r"^\s+- ([\w.-]+)([<>=!~].*)?$", (ROOT / "environment.yml").read_text(encoding="utf-8"), re.M)
    environment = {name: bound for name, bound in listed if name not in {"python", "pip", "conda-forge", "nodefaults"}}
    assert environment == requirements()


def test_the_lock_satisfies_the_bounds_and_names_no_place() -> None:
    from packaging.specifiers import SpecifierSet

    text = (ROOT / "constraints.txt").read_text(encoding="utf-8")
    locked: dict[str, list[str]] = {}
    for name, version in re.findall(r"^([a-z0-9._-]+)==([^\s;\\]+)", text, re.M):
        locked.setdefault(name, []).append(version)
    assert "://" not in text
    for name, bound in requirements().items():
        assert locked.get(name.lower()), f"{name} is not locked"
        assert all(SpecifierSet(bound).contains(version) for version in locked[name.lower()]), (
            name,
            bound,
            locked[name.lower()],
        )


@pytest.mark.parametrize("path", NOTEBOOKS, ids=lambda p: p.stem)
def test_notebooks_are_stripped_and_have_one_parameters_cell(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    notebook = json.loads(text)
    assert notebook["metadata"]["kernelspec"]["name"] == "python3"
    cells = notebook["cells"]
    assert sum("parameters" in cell["metadata"].get("tags", []) for cell in cells) == 1
    code = [cell for cell in cells if cell["cell_type"] == "code"]
    assert all(cell["outputs"] == [] and cell["execution_count"] is None for cell in code)
    assert cells[0]["cell_type"] == "markdown"
    assert cells[0]["source"][0].startswith("# ")
    for cell in code:
        lines = [line for line in cell["source"] if line.strip()]
        assert len(lines) <= 10, "".join(lines)
        tree = ast.parse("".join(cell["source"]))
        assert not any(isinstance(node, (ast.FunctionDef, ast.For, ast.While)) for node in ast.walk(tree))


def test_every_notebook_is_in_canonical_form() -> None:
    for path in NOTEBOOKS:
        text = path.read_text(encoding="utf-8")
        assert json.dumps(json.loads(text), indent=1, ensure_ascii=False) + "\n" == text, path.name
