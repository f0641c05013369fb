"""The command line: what is typed, what comes, and with which status."""

import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from io import BytesIO, StringIO
from pathlib import Path
from zipfile import ZipFile

import click
import pandas as pd
import pytest
from click.testing import CliRunner, Result

from textstats.cli import main

SOURCE = Path(__file__).parent.parent / "src"  # for processes that run elsewhere
# Sentences of our own: two sides of some paragraphs each.
LEFT = "The council raised the tax on bread. The people said so.\n\nBread was dear, and the council knew it.\n\n" * 4
RIGHT = "The river is wide in spring. “Boats are slow,” said Ann.\n\nFish and boats, boats and fish.\n\n" * 4


@pytest.fixture
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An empty folder that is no project, with two texts."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("PYTHONPATH", str(SOURCE))
    Path("left.txt").write_text(LEFT, encoding="utf-8")
    Path("right.txt").write_text(RIGHT, encoding="utf-8")
    return tmp_path


def run(*words: str, stdin: str | None = None) -> Result:
    return CliRunner().invoke(main, words, input=stdin, prog_name="textstats")


def process(
    *words: str, stdin: bytes = b"", env: dict[str, str] | None = None, cwd: Path | None = None
) -> subprocess.CompletedProcess[bytes]:
    return subprocess.run(
        [sys.executable, "-m", "textstats", *words],
        input=stdin, capture_output=True, check=False, timeout=120, cwd=cwd, env={**os.environ, **(env or {})},
    )  # fmt: skip


def commands(group: click.Group = main, above: tuple[str, ...] = ()) -> Iterator[tuple[str, ...]]:
    yield above
    for name, command in group.commands.items():
        if isinstance(command, click.Group):
            yield from commands(command, (*above, name))
        else:
            yield (*above, name)


@pytest.mark.parametrize("words", list(commands()), ids=" ".join)
def test_every_help_has_examples_that_begin_with_the_command(words: tuple[str, ...]) -> None:
    result = run(*words, "--help")
    assert result.exit_code == 0
    assert result.stderr == ""
    told = result.stdout.split("Example", 1)[1]
    assert f"    {' '.join(('textstats', *words))}" in told
    assert "..." not in result.stdout.split("Commands:")[-1] if "Commands:" in result.stdout else True


def test_commands_are_listed_in_the_order_of_work() -> None:
    listed = run("--help").stdout.split("Commands:")[1]
    assert [line.split()[0] for line in listed.strip().splitlines()] == list(main.commands)


def test_no_command_shows_the_help_and_is_a_wrong_call() -> None:
    result = run()
    assert result.exit_code == 2
    assert "textstats compare a.txt b.docx" in result.output


WRONG = {
    "comapre left.txt right.txt": "there is no command 'comapre'. Hint: Did you mean 'compare'?",
    "frobnicate": "there is no command 'frobnicate'. Hint: Commands: compare, report, keyness, concordance, count, "
    "topics, codebook.",
    "codebook chek x.yaml": "there is no command 'chek'. Hint: Did you mean 'check'?",
    "--verison": "there is no option '--verison'. Hint: Did you mean '--version'?",
    "keyness left.txt right.txt --fromat csv": "there is no option '--fromat'. Hint: Did you mean '--format'?",
    "keyness left.txt right.txt --format cvs": "--format must be one of 'table', 'csv', 'json', 'parquet'; got 'cvs'. "
    "Hint: Did you mean 'csv'?",
    "keyness left.txt right.txt --voice auhtor": "--voice must be one of 'author', 'quoted', 'all'; got 'auhtor'. "
    "Hint: Did you mean 'author'?",
    "keyness left.txt right.txt --target rihgt": "--target must be one of 'left', 'right'; got 'rihgt'. "
    "Hint: Did you mean 'right'?",
    "keyness left.txt right.txt --top 0": "--top must be a whole number of at least 1; got '0'.",
    "keyness left.txt right.txt --seed x": "--seed must be a whole number of at least 0; got 'x'.",
    "keyness": "A B... must be given. Hint: 'textstats keyness --help' shows examples.",
    "keyness left.txt": "left.txt must hold two sides to compare; it holds one text. Hint: name the other text as well.",
    "keyness left.txt rihgt.txt": "rihgt.txt is not there. Hint: Did you mean 'right.txt'?",
    "keyness left.txt 7": "7 is not there. Hint: check the name.",
    "concordance left.txt": "QUERY must be given. Hint: 'textstats concordance --help' shows examples.",
    "concordance left.txt bread --sort lft": "--sort must be one of 'position', 'left', 'right', 'node'; got 'lft'. "
    "Hint: Did you mean 'left'?",
    "concordance left.txt bread --context wide": "--context must be a whole number of at least 0, or 'sentence'; "
    "got 'wide'.",
    "concordance left.txt regex:(": "query 'regex:(', character 8: the regular expression is wrong: missing ). "
    "Hint: see the regex package.\n  regex:(\n         ^",
    "count left.txt right.txt": "got unexpected extra argument (right.txt). Hint: 'textstats count --help' shows "
    "examples.",
    "count left.txt --voice quoted": "--voice quoted leaves no word. Hint: --voice all",
    "keyness left.txt right.txt --voice quoted": "--voice quoted leaves no word of 'left'. Hint: --voice all",
    "topics left.txt -k 1": "-k must be a whole number of at least 2; got '1'.",
    "codebook check nope.yaml": "nope.yaml is not there. Hint: check the name.",
    "report 1.ipynb": "1.ipynb is not there. Hint: check the name.",
    "report -p seed": "-p must be NAME=VALUE; got 'seed'. Hint: -p seed=1",
    "report -p seed=x": "parameter seed of 01_corpus.ipynb must be a whole number, like 1917; got 'x'.",
    "compare left.txt": "left.txt must hold two sides to compare; it holds one text. Hint: name the other text as well.",
    "compare left.txt nope.docx": "nope.docx is not there. Hint: check the name.",
}


@pytest.mark.parametrize("line", WRONG)
def test_a_wrong_call_gets_one_clear_sentence(line: str, here: Path) -> None:
    before = sorted(here.rglob("*"))
    result = run(*line.split())
    assert result.stderr == f"textstats: {WRONG[line]}\n"
    assert result.exit_code == 2
    assert result.stdout == ""
    assert sorted(here.rglob("*")) == before


def test_a_wrong_parameter_names_the_nearest(here: Path) -> None:
    result = run("report", "-p", "sed=1")
    assert result.exit_code == 2
    assert result.stderr.endswith("got 'sed'. Hint: Did you mean 'seed'?\n")
    assert result.stderr.count("\n") == 1


def test_formats_hold_the_same_table(here: Path) -> None:
    call = ("keyness", "left.txt", "right.txt", "--format")
    csv = pd.read_csv(StringIO(run(*call, "csv").stdout))
    parsed = pd.DataFrame(json.loads(run(*call, "json").stdout))
    parquet = pd.read_parquet(BytesIO(run(*call, "parquet").stdout_bytes))
    assert list(csv.columns) == list(parsed.columns) == list(parquet.columns)
    assert csv["type"].tolist() == parsed["type"].tolist() == parquet["type"].tolist()
    assert csv.set_index("type").loc["bread", "frequency_target"] == LEFT.lower().count("bread")
    assert parquet.set_index("type").loc["boats", "frequency_reference"] == 8  # the quoted ones are Ann's


def test_a_table_shows_the_first_rows(here: Path) -> None:
    lines = run("count", "left.txt", "--top", "2").stdout.splitlines()
    assert [line.split() for line in lines] == [["type", "left"], ["the", "16"], ["bread", "8"]]


def test_a_concordance_lines_up_at_the_node(here: Path) -> None:
    head, *lines = run("concordance", "right.txt", "boats", "--context", "2").stdout.splitlines()
    assert len(lines) == 12
    assert {line.lower().index("boats", head.index("node")) for line in lines} == {head.index("node")}
    assert {line.split()[2] for line in lines} == {"author", "quoted"}


def test_no_passage_is_an_answer(here: Path) -> None:
    result = run("concordance", "left.txt", "zebra")
    assert (result.exit_code, result.stdout) == (0, "")
    assert result.stderr == "No passage matches 'zebra'.\n"
    empty = run("concordance", "left.txt", "zebra", "--format", "csv")
    assert empty.stdout == "doc_id,start,stop,left,node,right,paragraph,sentence,voice,speaker\n"


def test_standard_input_is_a_text(here: Path) -> None:
    result = process("count", "-", "--format", "csv", stdin=b"Tea, tea and cake.", cwd=here)
    assert result.stdout.decode() == "type,stdin\ntea,2\nand,1\ncake,1\n"
    assert (result.returncode, result.stderr) == (0, b"")
    both = process("keyness", "-", "right.txt", "--format", "json", stdin=LEFT.encode(), cwd=here)
    assert {row["type"] for row in json.loads(both.stdout)} >= {"bread", "fish"}


def test_a_reader_that_has_seen_enough_is_no_fault(here: Path) -> None:
    Path("long.txt").write_text(" ".join(f"w{n}" for n in range(40_000)), encoding="utf-8")
    line = f"{sys.executable} -m textstats count long.txt --format csv | head -1; exit ${{PIPESTATUS[0]}}"
    result = subprocess.run(["bash", "-c", line], capture_output=True, check=False, cwd=here, timeout=60)
    assert (result.returncode, result.stdout, result.stderr) == (0, b"type,long\n", b"")


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="no /dev/full here")
@pytest.mark.parametrize("form", ["table", "csv", "json", "parquet"])
def test_a_full_disk_is_told_in_one_sentence(form: str, here: Path) -> None:
    line = f"{sys.executable} -m textstats count left.txt --format {form} > /dev/full"
    result = subprocess.run(["bash", "-c", line], capture_output=True, check=False, cwd=here, timeout=60)
    assert result.stderr.decode() == "textstats: the result cannot be written: no space left on device.\n"
    assert result.returncode == 1


def test_an_empty_query_gets_one_sentence(here: Path) -> None:
    result = run("concordance", "left.txt", "")
    assert (result.exit_code, result.stderr) == (2, "textstats: query must hold at least one word; got ''.\n")


def test_nothing_is_coloured(here: Path) -> None:
    for env in ({"NO_COLOR": "1"}, {"FORCE_COLOR": "1"}):
        for words in (("--help",), ("count", "left.txt"), ("comapre",)):
            result = process(*words, env=env, cwd=here)
            assert b"\x1b" not in result.stdout + result.stderr


def test_shell_completion_knows_commands_options_and_words() -> None:
    def completed(*words: str) -> set[str]:
        env = {"_TEXTSTATS_COMPLETE": "bash_complete", "COMP_WORDS": " ".join(words), "COMP_CWORD": str(len(words) - 1)}
        code = "from textstats.cli import main; main(prog_name='textstats')"
        out = subprocess.run([sys.executable, "-c", code], capture_output=True, check=False, env={**os.environ, **env})
        return {line.split(",")[1] for line in out.stdout.decode().splitlines()}

    assert completed("textstats", "co") == {"compare", "concordance", "count", "codebook"}
    assert completed("textstats", "keyness", "--vo") == {"--voice"}
    assert completed("textstats", "count", "x", "--format", "c") == {"csv"}
    assert "_TEXTSTATS_COMPLETE=bash_source" in run("--help").stdout


def test_help_loads_nothing_heavy() -> None:
    code = (
        "import sys\nfrom textstats.cli import main\n"
        "try: main(['--help'])\n"
        "except SystemExit: print([m for m in ('numpy', 'pandas', 'papermill', 'nbconvert') if m in sys.modules])"
    )
    result = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert result.stdout.splitlines()[-1] == "[]"


def test_codebook_check(here: Path) -> None:
    book = "title: T\ncodes:\n  a:\n    about: x\n    match: [war]\n    examples: {pos: ['No [[war]] here.']}\n"
    Path("good.yaml").write_text(book, encoding="utf-8")
    Path("bad.yaml").write_text(book.replace("No [[war]]", "No [[peace]]"), encoding="utf-8")
    good, bad = run("codebook", "check", "good.yaml"), run("codebook", "check", "bad.yaml")
    assert (good.exit_code, good.stdout) == (0, "good.yaml: 1 codes, every example holds.\n")
    assert bad.exit_code == 2
    assert bad.stderr.startswith("textstats: 1 fault in codebook bad.yaml:\nbad.yaml:6")


def test_topics_of_a_text_too_short(here: Path) -> None:
    Path("short.txt").write_text("One word.", encoding="utf-8")
    result = run("topics", "short.txt", "-k", "2")
    assert result.exit_code == 2
    assert result.stderr.endswith("Hint: topics need longer texts.\n")


@pytest.mark.slow
def test_a_comparison_that_fails_changes_nothing_and_says_so_in_three_lines(here: Path) -> None:
    Path("one.txt").write_text("War is war.", encoding="utf-8")
    Path("two.txt").write_text("Peace is peace.", encoding="utf-8")
    Path("out").mkdir()
    Path("out", "mine.txt").write_text("kept")
    result = process("compare", "one.txt", "two.txt", "--out", "out", cwd=here)
    told = result.stderr.decode().splitlines()
    assert result.returncode == 1
    assert len(told) <= 3
    assert told[0].startswith("textstats: one.txt and two.txt cannot be compared: report ")
    assert [path.name for path in Path("out").iterdir()] == ["mine.txt"]
    assert result.stdout == b""


@pytest.mark.slow
def test_texts_on_any_subject_are_compared_outside_a_project(here: Path) -> None:
    result = process("compare", "left.txt", "right.txt", "--out", "out", cwd=here)
    assert (result.returncode, result.stderr) == (0, b"")
    assert result.stdout == b"4 reports built in out: open out/index.html\n"
    counted = json.loads(Path("out", "summary.json").read_text(encoding="utf-8"))["documents"]
    assert [(d["doc_id"], d["words"].get("bread", 0)) for d in counted] == [("left", 8), ("right", 0)]
    assert len(list(Path("out").glob("*.html"))) == 5


@pytest.mark.skipif(os.name != "posix", reason="signals as on Unix")
def test_a_comparison_can_be_stopped(here: Path) -> None:
    passing = here / "passing"
    passing.mkdir()
    call = [sys.executable, "-m", "textstats", "compare", "left.txt", "right.txt", "--out", "out"]
    run = subprocess.Popen(
        call, stderr=subprocess.PIPE, env={**os.environ, "TMPDIR": str(passing)}, start_new_session=True,
        preexec_fn=lambda: signal.signal(signal.SIGINT, signal.default_int_handler),
    )  # fmt: skip
    for _ in range(600):
        if list(passing.glob("*/*.ipynb")) or len(list(passing.iterdir())) > 1:  # a notebook runs
            break
        time.sleep(0.05)
    time.sleep(1)
    run.send_signal(signal.SIGINT)
    _, told = run.communicate(timeout=20)
    assert (run.returncode, told.strip()) == (130, b"textstats: stopped.")
    assert not list(passing.glob("textstats-*"))
    assert not [path for path in Path("out").rglob("*") if path.is_file()]


def test_a_place_that_cannot_be_written_is_a_failure(here: Path) -> None:
    Path("out").write_text("a file, no folder")
    result = run("compare", "left.txt", "right.txt", "--out", "out")
    assert result.exit_code == 1
    assert len(result.stderr.splitlines()) == 1
    assert "out" in result.stderr
    assert Path("out").read_text() == "a file, no folder"


def test_the_wheel_holds_what_a_comparison_needs(tmp_path: Path) -> None:
    call = [sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", str(tmp_path)]
    subprocess.run(call, cwd=SOURCE.parent, check=True, capture_output=True)
    (wheel,) = tmp_path.glob("*.whl")
    with ZipFile(wheel) as archive:
        held = {name.split("/", 2)[2] for name in archive.namelist() if name.startswith("textstats/shipped/")}
    wanted = {f"notebooks/{path.name}" for path in SOURCE.parent.glob("notebooks/*.ipynb")}
    assert held == wanted | {f"codebooks/{path.name}" for path in SOURCE.parent.glob("data/codebooks/*.yaml")}
