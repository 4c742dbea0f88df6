"""By a program of the user's: it gets the letter as JSON on its standard input, and its subject in the environment."""

from __future__ import annotations

import os
import subprocess
from pathlib import Path

import msgspec

from dragoman.watch.delivery.letter import DeliveryError, Outgoing
from dragoman.watch.durations import seconds_of
from dragoman.watch.settings import Command

__all__ = ["run_command"]


def run_command(way: Command, letter: Outgoing, folder: Path) -> None:
    """Run the program, in the folder of feeds.toml. Raises DeliveryError where it fails or takes too long."""
    given = {
        "id": letter.id, "subject": letter.subject, "made_at": letter.made_at, "text": letter.body.text,
        **letter.body.data,
    }  # fmt: skip
    letter.about_to_go()
    try:
        done = subprocess.run(
            way.command, input=msgspec.json.encode(given), capture_output=True, check=False, cwd=folder,
            timeout=seconds_of(way.timeout), env={**os.environ, "DRAGOMAN_SUBJECT": letter.subject},
        )  # fmt: skip
    except subprocess.TimeoutExpired:
        raise DeliveryError(f"{way.command[0]}: not done after {way.timeout}") from None
    except (OSError, ValueError) as error:
        raise DeliveryError(f"{way.command[0]}: cannot be run ({error})") from None
    if done.returncode != 0:
        lines = done.stderr.decode("utf-8", errors="replace").strip().splitlines()
        raise DeliveryError(
            f"{way.command[0]}: ended with {done.returncode}" + (f" ({lines[-1][:300]})" if lines else "")
        )
