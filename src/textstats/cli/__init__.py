"""The command line: arguments to functions, errors to one clear message.

Exit status: 0 done; 1 something failed while it ran (a notebook, a full disk); 2 the input or the call is wrong.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from textstats import __version__
from textstats.cli.printing import FORMATS, bar, progress, put
from textstats.cli.usage import Commands, Number, OneOf, fail, present, query_error
from textstats.errors import InputError, QueryError, one_of

if TYPE_CHECKING:
    import pandas as pd

    from textstats.text.documents import Corpus

Decorator = Callable[[Callable[..., Any]], Callable[..., Any]]
KEYNESS_SHOWN = (
    "frequency_target",
    "frequency_reference",
    "log_ratio",
    "ci_low",
    "ci_high",
    "p_value",
    "q_value",
    "testable",
)


def _text(name: str, **more: Any) -> Decorator:
    return click.argument(name, type=click.Path(allow_dash=True), **more)


_TEXTS = _text("texts", nargs=-1, required=True, metavar="A B...")
_OUT = click.option(
    "--out", default="reports", show_default=True, type=click.Path(path_type=Path), help="Folder of the reports."
)
_SEED = click.option("--seed", default=1917, show_default=True, type=Number(0), help="Seed of all resampling.")
_FORMAT = click.option(
    "--format", "form", default="table", show_default=True, type=OneOf(*FORMATS), help="A table to look at, or data."
)


def _voice(default: str) -> Decorator:
    return click.option(
        "--voice", default=default, show_default=True, type=OneOf("author", "quoted", "all"), help="Whose words count."
    )


def _top(default: int, what: str) -> Decorator:
    return click.option("--top", default=default, show_default=True, type=Number(1), help=what)


@click.group(cls=Commands, context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100})
@click.version_option(__version__, message="textstats %(version)s")
def main() -> None:
    """How two texts talk about the same thing, with the passages behind every number.

    A text is a file (txt, md, html, docx, pdf; csv, jsonl, parquet with a column text), a folder of files, or - for
    standard input.

    \b
    Examples
      textstats compare a.txt b.docx --out out
      textstats keyness a.txt b.txt
      textstats concordance texts/ "workers' state"

    \b
    Completion, for bash (zsh and fish alike)
      eval "$(_TEXTSTATS_COMPLETE=bash_source textstats)"

    Exit status: 0 done, 1 something failed while it ran, 2 the input or the call is wrong.
    """


@main.command()
@_TEXTS
@_OUT
@_SEED
def compare(texts: tuple[str, ...], out: Path, seed: int) -> None:
    """All reports for two files or folders; no project needed.

    A folder is one side of the comparison, whatever it holds. Besides the reports, OUT/summary.json holds the
    counts of every document. Should a report fail, OUT is left as it was.

    \b
    Examples
      textstats compare a.txt b.docx --out out
      textstats compare left/ right/
    """
    from textstats.reports.compare import compare as run

    present(texts)
    result = run(texts, out, seed=seed, progress=progress())
    _report(result, out)


@main.command()
@click.argument("notebooks", nargs=-1, type=click.Path(path_type=Path))
@_OUT
@click.option("--corpus", type=click.Path(), help="Folder or file of texts, instead of the notebooks' own.")
@click.option("-p", "--parameter", "given", multiple=True, metavar="NAME=VALUE", help="A parameter of the notebooks.")
@click.option("--force", is_flag=True, help="Build also what is up to date.")
@click.option("-j", "--jobs", default=2, show_default=True, type=Number(1), help="Notebooks at once.")
def report(
    notebooks: tuple[Path, ...], out: Path, corpus: str | None, given: tuple[str, ...], force: bool, jobs: int
) -> None:
    """Build the reports of notebooks that are out of date.

    \b
    Examples
      textstats report
      textstats report notebooks/02_vocabulary.ipynb -p seed=1
      textstats report --corpus my/texts --out my/reports
    """
    from textstats.reports.build import build, shipped

    present(notebooks)
    parameters: dict[str, Any] = {}
    for item in given:
        name, equals, value = item.partition("=")
        if not equals:
            raise InputError(f"-p must be NAME=VALUE; got {item!r}. Hint: -p {item}=1")
        parameters[name.strip()] = value
    if corpus is not None:
        from textstats.reports.compare import checked

        present([corpus])
        parameters |= {"corpus": str(Path(checked(corpus)).resolve()), "annotations": ""}
    paths = list(notebooks) or sorted(p for p in shipped("notebooks").glob("*.ipynb") if not p.name.startswith("00"))
    result = build(paths, out, parameters=parameters, force=force, jobs=jobs, progress=progress())
    _report(result, out)


@main.command()
@_TEXTS
@click.option("--target", metavar="NAME", help="The side to describe; the first by default.")
@_voice("author")
@_top(25, "Rows of a table.")
@_SEED
@_FORMAT
def keyness(texts: tuple[str, ...], target: str | None, voice: str, top: int, seed: int, form: str) -> None:
    """The words that set one side apart from the others.

    A table shows the first words and the columns most looked at; csv, json and parquet give all.

    \b
    Examples
      textstats keyness a.txt b.txt
      textstats keyness left/ right/ --voice all --format csv > keys.csv
    """
    import textstats as ts
    from textstats.reports.compare import two_sides

    corpus = _corpus(texts)
    two_sides(corpus, " and ".join(texts))
    if target is not None:
        one_of("--target", target, dict.fromkeys(corpus.groups.values()))
    counts = ts.count(_spoken(ts.tokenize(corpus), voice), group=corpus.groups)
    for side in dict.fromkeys(corpus.groups.values()):
        if side not in counts.groups:
            raise InputError(f"--voice {voice} leaves no word of {side!r}. Hint: --voice all")
    table = ts.keyness(counts, target=target or counts.groups[0], seed=seed)
    put(table, form, columns=KEYNESS_SHOWN, top=top)


@main.command()
@_text("text")
@click.argument("query")
@_voice("all")
@click.option(
    "--context", default="8", show_default=True, type=Number(0, word="sentence"), help="Words on each side, or all."
)
@click.option(
    "--sort",
    default="position",
    show_default=True,
    type=OneOf("position", "left", "right", "node"),
    help="Order of the lines.",
)
@_FORMAT
def concordance(text: str, query: str, voice: str, context: int | str, sort: str, form: str) -> None:
    """Every passage in which QUERY occurs, a line each.

    A query is a word, a phrase, wildcards (bureaucra*), alternatives (caste|class), lemma:, stem: or regex:. Quote
    it, or the shell will read its signs.

    \b
    Examples
      textstats concordance texts/ "bureaucra*"
      textstats concordance a.txt "lemma:worker state" --format csv
      cat a.txt | textstats concordance - "caste|class" --context sentence
    """
    import textstats as ts

    corpus = _corpus((text,))
    voices = None if voice == "all" else voice
    try:
        lines = ts.concordance(ts.tokenize(corpus), query, corpus=corpus, context=context, sort=sort, voice=voices)
    except QueryError as error:
        raise query_error(error, query) from None
    if lines.empty:
        click.echo(f"No passage matches {query!r}.", err=True)
    if form != "table" or len(lines):
        put(lines, form, columns=("doc_id", "paragraph", "voice", "left", "node", "right"), right="left")


@main.command()
@_text("text")
@_voice("all")
@_top(25, "Rows of a table.")
@_FORMAT
def count(text: str, voice: str, top: int, form: str) -> None:
    """How often each word occurs in each document.

    \b
    Examples
      textstats count texts/ --format csv > counts.csv
      cat a.txt | textstats count -
    """
    import textstats as ts

    table = ts.count(_spoken(ts.tokenize(_corpus((text,))), voice)).by_group()
    put(table.loc[table.sum(axis=1).sort_values(ascending=False, kind="stable").index], form, top=top)


@main.command()
@_text("text")
@click.option("-k", "n_topics", type=Number(2), help="Number of topics; chosen against a shuffled null by default.")
@_top(10, "Words of each topic.")
@_SEED
@_FORMAT
def topics(text: str, n_topics: int | None, top: int, seed: int, form: str) -> None:
    """What the texts are about: topics and their words.

    Topics that cannot be told from chance are not shown, unless their number is given.

    \b
    Examples
      textstats topics texts/
      textstats topics texts/ -k 8
    """
    import textstats as ts
    from textstats.reports.compare import topic_words

    corpus = _corpus((text,))
    counts = ts.count(_spoken(ts.tokenize(corpus), "author"), group=corpus.groups)
    table = topic_words(counts, n_topics=n_topics, top=top, seed=seed, progress=bar("shuffled texts"))
    if table is None:
        click.echo("These texts have no stable topics. Name a number with -k to see some all the same.", err=True)
    else:
        put(table, form)


@main.group()
def codebook() -> None:
    """Work with codebooks: which words count as what.

    \b
    Example
      textstats codebook check my-codebook.yaml
    """


@codebook.command("check")
@click.argument("file", type=click.Path(path_type=Path))
def codebook_check(file: Path) -> None:
    """Read a codebook and run its examples.

    Every fault is named with its line.

    \b
    Example
      textstats codebook check data/codebooks/stance.yaml
    """
    import textstats as ts

    present([file])
    book = ts.read_codebook(file)
    click.echo(f"{file}: {len(book.codes)} codes, every example holds.")


def _corpus(texts: Sequence[str]) -> Corpus:
    from textstats.reports.compare import corpus_of

    present(texts)
    return corpus_of(texts)


def _spoken(tokens: pd.DataFrame, voice: str) -> pd.DataFrame:
    """The tokens of one voice."""
    chosen = tokens if voice == "all" else tokens[tokens["voice"] == voice]
    if chosen.empty:
        raise InputError(f"--voice {voice} leaves no word. Hint: --voice all")
    return chosen


def _report(result: Any, out: Path) -> None:
    """Say what was built; end with 1 if anything failed."""
    if result.built:
        plural = "s" * (len(result.built) != 1)
        click.echo(f"{len(result.built)} report{plural} built in {out}: open {out / 'index.html'}")
    elif not result.failed:
        click.echo(f"Nothing to do: {len(result.fresh)} reports in {out} are up to date.")
    if result.failed:
        told = "\ntextstats: ".join(str(error) for error in result.failed.values())
        fail(f"{told}\n  The notebook as far as it came: {out / 'failed'}", 1)
