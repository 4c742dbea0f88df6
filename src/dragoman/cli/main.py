"""`dragoman`: finds the commands, and turns whatever goes wrong into one line and an exit code.

Exit codes: 0 fine; 1 a fault in the program; 2 a page that could not be read, a wrong use, or a file or disk that
cannot be used; 3 a part of a cluster's run that was set aside; 130 stopped by the user; 141 nobody reads the output any
more.
"""

from __future__ import annotations

import difflib
import io
import os
import pkgutil
import shlex
import sys
import traceback
from collections.abc import Sequence
from importlib import import_module
from pathlib import Path
from typing import Any

import click

from dragoman import cli
from dragoman.errors import DragomanError
from dragoman.threads import keep_to_one

__all__ = ["main", "run"]

MEANT = {"desk": "serve", "web": "serve", "add": "code", "search": "events", "query": "events", "report": "dossier"}
"""What people call commands by what they are for."""

FAULT, WRONG_USE, STOPPED, NO_READER = 1, 2, 130, 141


class NoReaderError(Exception):
    """Nobody reads the output any more: for a `BrokenPipeError` Click itself would exit with 1, and so does rich."""


class Commands(click.Group):
    """The modules of `dragoman.cli` that have a `command`; only the one that is called is imported."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        """Names of all commands, sorted."""
        names = (module.name for module in pkgutil.iter_modules(cli.__path__) if module.name != "main")
        names = (name.removesuffix("_") for name in names)
        return sorted(name for name in names if self.get_command(ctx, name))

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """The `command` of the module of that name, if there is one; that of `import` is in `import_.py`."""
        known = {module.name for module in pkgutil.iter_modules(cli.__path__)} - {"main"}
        module = cmd_name if cmd_name in known else f"{cmd_name}_"
        if module not in known:
            return None
        found = getattr(import_module(f"dragoman.cli.{module}"), "command", None)
        return found if isinstance(found, click.Command) else None

    def invoke(self, ctx: click.Context) -> Any:
        """What the command returns."""
        try:
            return super().invoke(ctx)
        except BrokenPipeError as error:
            raise NoReaderError from error
        except SystemExit as error:
            if error.code != 1:
                raise
            raise NoReaderError from error  # so rich says that a pipe is broken

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        """The command that is called; of one that there is not, the error names that which looks like it."""
        try:
            return super().resolve_command(ctx, args)
        except click.UsageError as error:
            if _is_source(args[0]):
                raise click.UsageError(
                    f"say what to do with it: dragoman read {shlex.quote(args[0])}", error.ctx
                ) from error
            near = MEANT.get(args[0]) or next(
                iter(difflib.get_close_matches(args[0], self.list_commands(ctx), n=1)), None
            )
            if near is None:
                raise
            said = error.message.removesuffix(".")
            raise click.UsageError(f"{said}. Did you mean {near!r}?", error.ctx) from error


@click.command(cls=Commands, context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100})
@click.version_option(package_name="dragoman", prog_name="dragoman", message="%(prog)s %(version)s")
@click.option("--debug", is_flag=True, envvar="DRAGOMAN_DEBUG", help="Show where an error comes from.")
def main(debug: bool) -> None:
    """Read news about diplomacy and conflict, and write down who did, or said they would do, what to whom,
    when, and according to whom, with the sentence behind every row.

    \b
    Example:
      dragoman read article.html --published 2019-03-14
      dragoman code articles/ --into desk.db
      dragoman events desk.db --country COL --type AGREE
    """


def run(arguments: Sequence[str] | None = None) -> int:
    """Run the command line and return its exit code; the entry point of the package."""
    keep_to_one()
    if isinstance(sys.stdout, io.TextIOWrapper):  # UTF-8 whatever the locale: names have letters that Latin-1 lacks
        sys.stdout.reconfigure(encoding="utf-8", errors="backslashreplace")
    arguments = list(sys.argv[1:] if arguments is None else arguments)
    debug = "--debug" in arguments or os.environ.get("DRAGOMAN_DEBUG", "") not in ("", "0")
    try:
        code = main.main(args=arguments, prog_name="dragoman", standalone_mode=False)
        sys.stdout.flush()
        return code if isinstance(code, int) else 0
    except click.exceptions.NoArgsIsHelpError as error:
        click.echo(error.format_message())
        return WRONG_USE
    except click.ClickException as error:
        return _say(_usage(error), WRONG_USE)
    except (click.Abort, KeyboardInterrupt):
        return _say("stopped", STOPPED)
    except (BrokenPipeError, NoReaderError):
        # The interpreter flushes standard output once more at its end and must not stumble there.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return NO_READER
    except DragomanError as error:
        if debug:
            traceback.print_exc()
        return _say(str(error), WRONG_USE)
    except Exception as error:
        if debug:
            traceback.print_exc()
            return FAULT
        if isinstance(error, OSError) and error.strerror:
            what = error.filename or "the output"
            return _say(f"{what} cannot be read or written: {error.strerror}", WRONG_USE)
        said = f"{type(error).__name__}: {error}" if str(error) else type(error).__name__
        return _say(
            f"a fault in the program ({said}); run it again as `dragoman --debug …` and report what it prints",
            FAULT,
        )


def _is_source(word: str) -> bool:
    """Whether a word in a command's place is a page or a folder of them."""
    return word.lower().startswith(("http://", "https://")) or Path(word).exists()


def _usage(error: click.ClickException) -> str:
    """A wrong use in one line, with where to look."""
    context = getattr(error, "ctx", None)
    hint = f" (see `{context.command_path} --help`)" if context else ""
    if isinstance(error, click.NoSuchOption):
        options = [name for param in context.command.params for name in param.opts] if context else []
        near = difflib.get_close_matches(error.option_name, [*options, "--help"], n=1)
        meant = f": did you mean {near[0]}?" if near else ""
        return f"there is no option {error.option_name}{meant}{hint}"
    how = ""
    if isinstance(error, click.BadOptionUsage) and error.message.endswith("requires 2 arguments."):
        how = f": write {error.option_name} A B"
    return f"{error.format_message().removesuffix('.')}{how}{hint}"


def _say(message: str, code: int) -> int:
    one_line = " ".join(message.split())
    sys.stderr.write(f"dragoman: {one_line}\n")
    return code


if __name__ == "__main__":
    sys.exit(run())
