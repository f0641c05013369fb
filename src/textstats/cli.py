"""The command line: arguments to functions, errors to one clear message.

Exit status: 0 done; 1 something failed while it ran (a notebook, a full disk); 2 the input or the call is wrong.
"""

from __future__ import annotations

import sys
from collections.abc import Callable, Sequence
from functools import wraps
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

import click

from textstats import __version__
from textstats.errors import InputError, MissingExtraError, ReadError, ReportError, TextstatsError, WriteError

if TYPE_CHECKING:
    import pandas as pd

    from textstats.text.documents import Corpus

F = TypeVar("F", bound=Callable[..., Any])
FORMATS = ("table", "csv", "json", "parquet")


def _guarded(command: F) -> F:
    """Turn the package's own errors into a message and an exit status; anything else is a fault of ours."""

    @wraps(command)
    def run(*arguments: Any, **options: Any) -> Any:
        try:
            return command(*arguments, **options)
        except (InputError, ReadError, MissingExtraError) as error:
            _fail(str(error), 2)
        except (WriteError, ReportError, TextstatsError) as error:
            _fail(str(error), 1)
        except BrokenPipeError:
            sys.stderr.close()
            sys.exit(0)

    return run  # type: ignore[return-value]


def _fail(message: str, status: int) -> None:
    click.echo(f"textstats: {message}", err=True)
    sys.exit(status)


@click.group(context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100})
@click.version_option(__version__, message="textstats %(version)s")
def main() -> None:
    """How two texts talk about the same thing, with the passages behind every number.

    \b
    Examples
      textstats compare a.txt b.docx --out out
      textstats keyness a.txt b.txt
      textstats concordance texts/ "workers' state"
    """


@main.command()
@click.argument("texts", nargs=-1, required=True, metavar="A B [MORE]...")
@click.option(
    "--out", default="reports", show_default=True, type=click.Path(path_type=Path), help="Folder of the reports."
)
@click.option("--seed", default=1917, show_default=True, help="Seed of all resampling.")
@_guarded
def compare(texts: tuple[str, ...], out: Path, seed: int) -> None:
    """All reports for two files or folders; no project needed.

    A folder is one side of the comparison, whatever it holds. Besides the reports, OUT/summary.json holds the
    counts of every document.

    \b
    Examples
      textstats compare a.txt b.docx --out out
      textstats compare left/ right/
    """
    from textstats.reports.compare import compare as run

    _report(run(texts, out, seed=seed, progress=_progress()), out)


@main.command()
@click.argument("notebooks", nargs=-1, type=click.Path(path_type=Path))
@click.option(
    "--out", default="reports", show_default=True, type=click.Path(path_type=Path), help="Folder of the reports."
)
@click.option("--corpus", help="Folder or file of texts, instead of the notebooks' own.")
@click.option("-p", "--parameter", "given", multiple=True, metavar="NAME=VALUE", help="A parameter of the notebooks.")
@click.option("--force", is_flag=True, help="Build also what is up to date.")
@click.option("-j", "--jobs", default=2, show_default=True, type=click.IntRange(1), help="Notebooks at once.")
@_guarded
def report(
    notebooks: tuple[Path, ...], out: Path, corpus: str | None, given: tuple[str, ...], force: bool, jobs: int
) -> None:
    """Run notebooks and build their reports, those that are out of date.

    \b
    Examples
      textstats report
      textstats report notebooks/02_vocabulary.ipynb -p seed=1
      textstats report --corpus my/texts --out my/reports
    """
    from textstats.reports.build import build, shipped

    parameters: dict[str, Any] = {}
    for item in given:
        name, equals, value = item.partition("=")
        if not equals:
            raise InputError(f"-p must be NAME=VALUE; got {item!r}.")
        parameters[name.strip()] = value
    if corpus is not None:
        from textstats.reports.compare import checked

        parameters |= {"corpus": str(Path(checked(corpus)).resolve()), "annotations": ""}
    paths = list(notebooks) or sorted(p for p in shipped("notebooks").glob("*.ipynb") if not p.name.startswith("00"))
    _report(build(paths, out, parameters=parameters, force=force, jobs=jobs, progress=_progress()), out)


@main.command()
@click.argument("texts", nargs=-1, required=True, metavar="A B [MORE]...")
@click.option("--target", help="The side to describe; the first by default.")
@click.option("--voice", default="author", show_default=True, help="author, quoted or all.")
@click.option("--top", default=25, show_default=True, type=click.IntRange(1), help="Rows of a table.")
@click.option("--seed", default=1917, show_default=True)
@click.option("--format", "form", default="table", show_default=True, type=click.Choice(FORMATS))
@_guarded
def keyness(texts: tuple[str, ...], target: str | None, voice: str, top: int, seed: int, form: str) -> None:
    """The words that set one side apart from the others.

    \b
    Examples
      textstats keyness a.txt b.txt
      textstats keyness left/ right/ --voice all --format csv > keys.csv
    """
    import textstats as ts

    corpus = _corpus(texts)
    tokens = _voice(ts.tokenize(corpus), voice)
    counts = ts.count(tokens, group=corpus.groups)
    table = ts.keyness(counts, target=target or counts.groups[0], seed=seed)
    _print(table.head(top) if form == "table" else table, form)


@main.command()
@click.argument("text")
@click.argument("query")
@click.option("--voice", default="all", show_default=True, help="author, quoted or all.")
@click.option("--width", default=8, show_default=True, type=click.IntRange(1), help="Words of context on each side.")
@click.option("--sort", default="position", show_default=True, help="position, left or right.")
@click.option("--format", "form", default="table", show_default=True, type=click.Choice(FORMATS))
@_guarded
def concordance(text: str, query: str, voice: str, width: int, sort: str, form: str) -> None:
    """Every passage in which QUERY occurs, a line each.

    A query is a word, a phrase, wildcards (bureaucra*), alternatives (caste|class), lemma:, stem: or regex:.

    \b
    Examples
      textstats concordance texts/ bureaucra*
      textstats concordance a.txt "lemma:worker state" --format csv
    """
    import textstats as ts

    corpus = _corpus((text,))
    lines = ts.concordance(_voice(ts.tokenize(corpus), voice), query, corpus=corpus, width=width, sort=sort)
    _print(lines, form)
    if lines.empty:
        click.echo(f"No passage matches {query!r}.", err=True)


@main.command()
@click.argument("text")
@click.option("--voice", default="all", show_default=True, help="author, quoted or all.")
@click.option("--top", default=25, show_default=True, type=click.IntRange(1), help="Rows of a table.")
@click.option("--format", "form", default="table", show_default=True, type=click.Choice(FORMATS))
@_guarded
def count(text: str, voice: str, top: int, form: str) -> None:
    """How often each word occurs in each document.

    \b
    Example
      textstats count texts/ --format csv > counts.csv
    """
    import textstats as ts

    table = ts.count(_voice(ts.tokenize(_corpus((text,))), voice)).by_group()
    table = table.loc[table.sum(axis=1).sort_values(ascending=False, kind="stable").index]
    _print(table.head(top) if form == "table" else table, form)


@main.command()
@click.argument("text")
@click.option(
    "-k", "n_topics", type=click.IntRange(2), help="Number of topics; chosen against a shuffled null by default."
)
@click.option("--top", default=10, show_default=True, type=click.IntRange(1), help="Words of each topic.")
@click.option("--seed", default=1917, show_default=True)
@click.option("--format", "form", default="table", show_default=True, type=click.Choice(FORMATS))
@_guarded
def topics(text: str, n_topics: int | None, top: int, seed: int, form: str) -> None:
    """What the texts are about: topics with their words, if they have stable ones.

    \b
    Example
      textstats topics texts/ -k 8
    """
    import textstats as ts
    from textstats.reports.compare import topic_words

    corpus = _corpus((text,))
    table = topic_words(
        ts.count(_voice(ts.tokenize(corpus), "author"), group=corpus.groups), n_topics=n_topics, top=top, seed=seed
    )
    if table is None:
        click.echo("These texts have no stable topics. Name a number with -k to see some all the same.", err=True)
    else:
        _print(table, form)


@main.group()
def codebook() -> None:
    """Work with codebooks."""


@codebook.command("check")
@click.argument("file", type=click.Path(path_type=Path))
@_guarded
def codebook_check(file: Path) -> None:
    """Read a codebook, run its examples, and name every fault with its line.

    \b
    Example
      textstats codebook check data/codebooks/stance.yaml
    """
    import textstats as ts

    book = ts.read_codebook(file)
    click.echo(f"{file}: {len(book.codes)} codes, every example holds.")


def _corpus(texts: Sequence[str]) -> Corpus:
    from textstats.reports.compare import corpus_of

    return corpus_of(texts)


def _voice(tokens: pd.DataFrame, voice: str) -> pd.DataFrame:
    from textstats.errors import one_of

    one_of("--voice", voice, ("author", "quoted", "all"))
    return tokens if voice == "all" else tokens[tokens["voice"] == voice]


def _print(table: pd.DataFrame, form: str) -> None:
    if form == "parquet":
        sys.stdout.buffer.write(table.reset_index().to_parquet(None, index=False))
    elif form == "json":
        click.echo(table.reset_index().to_json(orient="records", force_ascii=False, indent=1))
    elif form == "csv":
        from textstats.tables import to_csv_text

        click.echo(to_csv_text(table.reset_index(), index=False), nl=False)
    else:
        import pandas as pd

        with pd.option_context(
            "display.width", 200, "display.max_columns", 40, "display.max_rows", None, "display.max_colwidth", 60
        ):
            click.echo(table.to_string(float_format=lambda v: f"{v:.3g}"))


def _progress() -> Callable[[str, int, int, float], None]:
    """On a terminal a line that rewrites itself; elsewhere a line as each notebook ends."""
    terminal = sys.stderr.isatty()

    def tell(notebook: str, done: int, total: int, seconds: float) -> None:
        if terminal:
            click.echo(f"\r\x1b[K{notebook}: cell {done} of {total}, {seconds:.0f} s", err=True, nl=done == total)
        elif done == total:
            click.echo(f"{notebook}: {total} cells, {seconds:.0f} s", err=True)

    return tell


def _report(result: Any, out: Path) -> None:
    """Say what was built; end with 1 if anything failed."""
    for error in result.failed.values():
        click.echo(f"textstats: {error}\n  The notebook as far as it came: {out / 'failed'}", err=True)
    if result.built:
        click.echo(
            f"{len(result.built)} report{'s' * (len(result.built) != 1)} built in {out}: open {out / 'index.html'}"
        )
    elif not result.failed:
        click.echo(f"Nothing to do: {len(result.fresh)} reports in {out} are up to date.")
    if result.failed:
        sys.exit(1)
