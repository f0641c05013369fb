"""Wrong calls and our own errors to one clear sentence and an exit status."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterable, Sequence
from difflib import get_close_matches
from pathlib import Path
from typing import Any, NoReturn

import click

from textstats.errors import InputError, MissingExtraError, QueryError, ReadError, TextstatsError, one_of, reason, shown


class Commands(click.Group):
    """A group that lists its commands in the order of work and tells of a fault in one sentence.

    Exit status: 0 done; 1 something failed while it ran; 2 the input or the call is wrong; 130 interrupted.
    """

    group_class = type

    def list_commands(self, ctx: click.Context) -> list[str]:
        """Commands as they were defined."""
        return list(self.commands)

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        """The command of that name, or an error that names the nearest."""
        name = args[0]
        if self.get_command(ctx, name) is None and not name.startswith("-"):
            near = get_close_matches(name, self.commands, n=1)
            hint = f"Did you mean {near[0]!r}?" if near else f"Commands: {', '.join(self.commands)}."
            raise click.UsageError(f"There is no command {name!r}. Hint: {hint}", ctx)
        return super().resolve_command(ctx, args)

    def invoke(self, ctx: click.Context) -> Any:
        """Run a command; Ctrl-C ends it as click ends it, without the empty line that click adds."""
        try:
            return super().invoke(ctx)
        except KeyboardInterrupt:
            raise click.Abort from None

    def main(
        self,
        args: Sequence[str] | None = None,
        prog_name: str | None = "textstats",
        complete_var: str | None = None,
        standalone_mode: bool = True,
        **extra: Any,
    ) -> Any:
        """Run; unless it is called from Python, end the process with a status."""
        if not standalone_mode:
            return super().main(args, prog_name, complete_var, standalone_mode=False, **extra)
        try:
            status = super().main(args, prog_name, complete_var, standalone_mode=False, **extra)
            sys.stdout.flush()
        except click.exceptions.NoArgsIsHelpError as error:
            click.echo(error.format_message(), err=True)
            sys.exit(2)
        except click.ClickException as error:
            fail(_sentence(error), error.exit_code)
        except click.Abort:
            fail("stopped.", 130)
        except (InputError, ReadError, MissingExtraError) as error:
            fail(str(error), 2)
        except TextstatsError as error:
            fail(str(error), 1)
        except BrokenPipeError:
            _give_up_stdout()  # who reads us has seen enough: no fault
            sys.exit(0)
        except OSError as error:
            _give_up_stdout()
            fail(f"the result cannot be written: {reason(error)}.", 1)
        sys.exit(status if isinstance(status, int) else 0)


def _give_up_stdout() -> None:
    """Let Python flush into nothing at the end, or it would complain."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


def fail(message: str, status: int) -> NoReturn:
    """Say what is wrong and end."""
    click.echo(f"textstats: {message}", err=True)
    sys.exit(status)


def _sentence(error: click.ClickException) -> str:
    """A fault of the call as a sentence, with the command whose help shows how it goes."""
    if isinstance(error, click.BadParameter) and not isinstance(error, click.MissingParameter):
        option = isinstance(error.param, click.Option)
        name = (error.param.opts[-1] if option else error.param.human_readable_name) if error.param else "the call"
        return f"{name} {error.message}"
    message = error.format_message()
    if isinstance(error, click.NoSuchOption):
        near = get_close_matches(error.option_name, error.possibilities or (), n=1, cutoff=0)
        message = f"There is no option {error.option_name!r}." + (f" Hint: Did you mean {near[0]!r}?" if near else "")
    elif isinstance(error, click.MissingParameter) and error.param is not None:
        return f"{error.param.human_readable_name} must be given.{_help(error)}"
    message = message[:1].lower() + message[1:]
    return message if "Hint:" in message else message.rstrip(".") + "." + _help(error)


def _help(error: click.ClickException) -> str:
    path = error.ctx.command_path if isinstance(error, click.UsageError) and error.ctx else "textstats"
    return f" Hint: '{path} --help' shows examples."


class OneOf(click.ParamType):  # type: ignore[type-arg,unused-ignore]  # generic since click 8.3
    """One of some words; a wrong one gets the nearest as a hint."""

    name = "word"

    def __init__(self, *words: str) -> None:
        self.words = words

    def get_metavar(self, param: click.Parameter, ctx: click.Context | None = None) -> str:
        """The words, as help shows them."""
        return "|".join(self.words)

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> str:
        """The word itself."""
        try:
            return one_of("", value, self.words)
        except InputError as error:
            self.fail(str(error).strip(), param, ctx)

    def shell_complete(self, ctx: click.Context, param: click.Parameter, incomplete: str) -> list[Any]:
        """The words that begin so."""
        from click.shell_completion import CompletionItem

        return [CompletionItem(word) for word in self.words if word.startswith(incomplete)]


class Number(click.ParamType):  # type: ignore[type-arg,unused-ignore]  # generic since click 8.3
    """A whole number with a least value."""

    name = "n"

    def __init__(self, least: int | None = None, *, word: str = "") -> None:
        self.least, self.word = least, word

    def get_metavar(self, param: click.Parameter, ctx: click.Context | None = None) -> str:
        """N, or the word that may stand instead."""
        return f"N|{self.word}" if self.word else "N"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> int | str:
        """The number, or the word that may stand instead."""
        if self.word and value == self.word:
            return self.word
        least = "" if self.least is None else f" of at least {self.least}"
        also = f", or {self.word!r}" if self.word else ""
        try:
            number = int(value)
        except ValueError:
            self.fail(f"must be a whole number{least}{also}; got {value!r}.", param, ctx)
        if self.least is not None and number < self.least:
            self.fail(f"must be a whole number{least}{also}; got {value!r}.", param, ctx)
        return number


def present(paths: Iterable[str | Path]) -> None:
    """Tell of the first path that is not there, and of the name that was probably meant.

    Raises
    ------
    ReadError
        If there is no such file or folder.
    """
    for path in map(Path, paths):
        if str(path) == "-" or os.path.lexists(path):
            continue
        try:
            near = get_close_matches(path.name, [other.name for other in path.parent.iterdir()], n=1)
        except OSError:
            near = []
        hint = f"Did you mean {shown(path.parent / near[0])!r}?" if near else "check the name."
        raise ReadError(f"{shown(path)} is not there. Hint: {hint}")


def query_error(error: QueryError, query: str) -> QueryError:
    """The error with the query under it and a mark at the place of the fault."""
    if error.place is None or not query.strip() or "\n" in query:
        return error
    return QueryError(f"{error}\n  {query}\n  {' ' * error.place}^", error.place)
