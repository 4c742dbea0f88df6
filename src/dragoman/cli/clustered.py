"""`--engine ray`: what a command does on a cluster, and what it says of it."""

from __future__ import annotations

import sys
import time
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

import click

from dragoman.cli import options
from dragoman.cli.reading import complaint

if TYPE_CHECKING:
    from dragoman.cluster.lake import Aside
    from dragoman.cluster.run import LakeRun, Report

__all__ = ["code_on_ray"]

REASONS_SHOWN = 500
"""Characters of each reason why a shard failed."""


def code_on_ray(
    sources: Sequence[str],
    into: str,
    *,
    known: Mapping[str, str],
    lexicons: Sequence[str],
    codebook: str | None,
    columns: Mapping[str, str],
    allow_private: bool,
    quiet: bool,
    workers: int | None,
    only_relevant: bool,
    address: str | None,
    keep_pages: bool,
    drop_copies: bool,
) -> int:
    """Read the sources into a lake, and say what was done; returns the exit code."""
    # Imported here: Ray takes seconds.
    from dragoman.cluster.connection import connected, cores_of
    from dragoman.cluster.lake import Lake
    from dragoman.cluster.run import Instructions, LakeRun
    from dragoman.cluster.shipping import same_reading
    from dragoman.intake.triage import triage_version
    from dragoman.store import new_run

    run = new_run(lexicons=lexicons, codebook=codebook, options=dict(known))
    lake = Lake.open(into, create=True)
    instructions = Instructions(
        known=dict(known), columns=dict(columns), triage=triage_version() if only_relevant else None,
        pages=keep_pages, drop_copies=drop_copies,
    )  # fmt: skip
    lake_run = LakeRun(lake, run, instructions, allow_private=allow_private)
    make = same_reading(run, lexicons, codebook)
    here = workers or options.cores()
    with connected(address, here) as ray, _Telling(lake_run, into, quiet=quiet) as telling:
        width = workers or cores_of(ray)
        for step in lake_run.read(sources, ray, make, workers=width, notice=telling.notice):
            telling.add(step)
    return lake_run.report.exit_code


class _Telling:
    """Progress, complaints, and the report at the end, however the run ends."""

    def __init__(self, lake_run: LakeRun, into: str, *, quiet: bool) -> None:
        from dragoman.cli.progress import RunProgress

        self._report = lake_run.report
        self._into = into
        self._quiet = quiet
        self._progress = RunProgress(quiet=quiet, total=None)
        self._began = time.monotonic()

    def __enter__(self) -> _Telling:
        self._progress.__enter__()
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: object) -> None:
        self._progress.__exit__(kind, error, None)
        for reject in self._report.missing:
            click.echo(complaint(reject), err=True)
        if not self._quiet:
            advice = "; give the same command to go on" if kind is KeyboardInterrupt else ""
            click.echo(f"{summary(self._report, time.monotonic() - self._began)} in {self._into}{advice}", err=True)

    def notice(self, message: str) -> None:
        """A word on what is read."""
        if not self._quiet:
            self._progress.say(message)

    def add(self, step: object) -> None:
        """Something was done."""
        from dragoman.cluster.engine import Beat
        from dragoman.cluster.lake import Aside

        if isinstance(step, Aside):
            self._progress.say(_complain(step))
        elif isinstance(step, Beat) and sys.stderr.isatty():
            self._progress.pulse(
                f"{self._report.before + self._report.finished:,} of {self._report.shards:,} shards, "
                f"{self._report.pages + step.pages:,} pages, {step.workers} worker{'' if step.workers == 1 else 's'}"
            )


def _complain(aside: Aside) -> str:
    last = aside.reasons[-1][:REASONS_SHOWN]
    return f"dragoman: {aside.source}: set aside after {len(aside.reasons)} failures: {last}"


def summary(report: Report, seconds: float) -> str:
    """What a run has done, in a line."""
    rows = report.rows
    done = report.before + report.finished
    parts = [
        f"{done:,} of {report.shards:,} shards finished" + (f" ({report.before:,} before)" if report.before else "")
    ]
    parts.append(f"{rows.get('articles', 0):,} pages kept")
    if report.copies:
        parts.append(f"{report.copies:,} copies left out")
    if rows.get("skipped"):
        parts.append(f"{rows['skipped']:,} passed over as without a political event (--all reads them)")
    if rows.get("rejects"):
        reasons = ", ".join(f"{count:,} {reason}" for reason, count in report.reasons.items())
        parts.append(f"{rows['rejects']:,} could not be read{f' ({reasons})' if reasons else ''}")
    if report.aside:
        parts.append(f"{len(report.aside):,} shards set aside (their reasons are in aside/)")
    rate = f", {report.pages / seconds:.1f} pages a second" if report.pages and seconds >= 1 else ""
    return f"{', '.join(parts)}; {rows.get('events', 0):,} events ({seconds:.1f} s{rate})"
