"""`dragoman evaluate`: score the program on gold data, one task a module of `dragoman.evaluation`."""

from __future__ import annotations

import json
import pkgutil
import time
from collections.abc import Callable, Iterator, Mapping
from importlib import import_module
from pathlib import Path
from typing import Any

import click

from dragoman import evaluation
from dragoman.cli import options
from dragoman.cli.reading import Progress
from dragoman.errors import UsageError

__all__ = ["command", "tasks"]

MISSES = ("errors", "misses")
"""Where a task lists what it got wrong."""

Scorer = Callable[..., dict[str, Any]]


def tasks() -> list[str]:
    """Names of the tasks that there are."""
    return sorted(module.name for module in pkgutil.iter_modules(evaluation.__path__) if _holds_task(module.name))


def _holds_task(name: str) -> bool:
    """Whether the module has `score_<task>`, without importing it: scorers pull in the whole program."""
    spec = next(iter(evaluation.__path__))
    path = Path(spec) / f"{name}.py"
    return path.is_file() and f"def score_{name}(" in path.read_text(encoding="utf-8")


def check_task(ctx: click.Context, param: click.Parameter, value: str) -> str:
    """The name again if there is such a task; otherwise a usage error."""
    if value not in tasks():
        raise click.BadParameter(f"no task {value!r}; there are {', '.join(tasks())}", ctx, param)
    return value


@click.command(short_help="Score the program on gold data.")
@click.argument("task", callback=check_task)
@click.argument("path", type=click.Path(exists=True, path_type=Path))
@options.format_among("table", "json")
@click.option("--errors", type=click.IntRange(min=0), default=0, metavar="N", help="Show N of the misses.")
def command(task: str, path: Path, format_: str, errors: int) -> None:
    """Score TASK (pages, times, attributions, actors, sentences, articles, linking) on the gold data at PATH, a
    file or folder of the layout that docs/evaluation.md gives, and say how long it took.

    \b
    Example:
      dragoman evaluate times gold/timeml --errors 20
      dragoman evaluate sentences sentences.tsv --format json
    """
    score: Scorer = getattr(import_module(f"dragoman.evaluation.{task}"), f"score_{task}")
    started = time.perf_counter()
    with Progress(quiet=False, message=f"Scoring {task} …"):
        result = score(path, errors=errors)
    if not isinstance(result, dict):
        raise UsageError(f"the task {task} gave no figures")
    result["seconds"] = round(time.perf_counter() - started, 2)
    if format_ == "json":
        click.echo(json.dumps(result, indent=2, ensure_ascii=False))
        return
    misses = [miss for key in MISSES for miss in _listed(result.pop(key, []))]
    for name, value in _flat(result):
        click.echo(f"{name:<32} {value:.4f}" if isinstance(value, float) else f"{name:<32} {value}")
    for miss in misses:
        click.echo(f"  {miss}" if isinstance(miss, str) else f"  {json.dumps(miss, ensure_ascii=False)}")


def _listed(misses: Any) -> list[Any]:
    """Misses as one list; a task that scores several ways gives a list for each way."""
    if isinstance(misses, Mapping):
        return [{"way": way, "miss": miss} for way, found in misses.items() for miss in found]
    return list(misses)


def _flat(figures: Mapping[str, Any], before: str = "") -> Iterator[tuple[str, Any]]:
    for name, value in figures.items():
        if isinstance(value, Mapping):
            yield from _flat(value, f"{before}{name}.")
        else:
            yield f"{before}{name}", value
