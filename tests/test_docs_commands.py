"""Whatever the docs show for the shell is a command that there is, with options and choices that it has."""

from __future__ import annotations

import re
import shlex
from pathlib import Path

import click
import pytest

from dragoman.cli.main import main

ROOT = Path(__file__).parents[1]
PAGES = [ROOT / "README.md", *sorted((ROOT / "docs").glob("*.md"))]
BLOCK = re.compile(r"^```(?:sh|console)\n(.*?)^```", re.MULTILINE | re.DOTALL)


def shown(page: Path) -> list[list[str]]:
    """The words behind `dragoman` of each command of a page."""
    text = page.read_text(encoding="utf-8").replace("\\\n", " ")
    found = []
    for line in (line for block in BLOCK.findall(text) for line in block.splitlines()):
        match = re.match(r"(?:\$ )?(?:\.venv/bin/)?dragoman (.*)", line)
        if match:
            found.append(shlex.split(re.sub(r" [|>&] ?.*| &$", "", match[1]), comments=True))
    return found


def complaint(words: list[str]) -> str | None:
    """What is wrong with a command line; None for nothing. No file need be there."""
    command: click.Command = main
    name = "dragoman"
    while isinstance(command, click.Group) and words and not words[0].startswith("-"):
        found = command.get_command(click.Context(command), words[0])
        if found is None:
            return f"no command {words[0]}"
        command, name, words = found, words[0], words[1:]
    options = {
        option: parameter
        for parameter in command.params
        if isinstance(parameter, click.Option)
        for option in (*parameter.opts, *parameter.secondary_opts)
    }
    for word, value in zip(words, [*words, ""][1:], strict=True):
        if not re.match(r"--?[a-z]", word) or word in ("--help", "-h"):
            continue
        if word not in options:
            return f"{name} has no option {word}"
        kind = options[word].type
        if isinstance(kind, click.Choice) and value.lower() not in [str(choice).lower() for choice in kind.choices]:
            return f"{name} {word} cannot be {value}"
    return None


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_what_the_page_shows_can_be_typed(page: Path) -> None:
    assert [found for words in shown(page) if (found := complaint(words))] == []


def test_what_is_wrong_would_be_seen() -> None:
    assert complaint(["export", "desk.db", "--format", "stata", "--out", "x.dta"]) is None
    assert complaint(["export", "desk.db", "--format", "sas"]) == "export --format cannot be sas"
    assert complaint(["plot", "dyad", "USA", "PRK", "--in", "x.svg"]) == "dyad has no option --in"
    assert complaint(["exports"]) == "no command exports"
    assert len(shown(ROOT / "docs" / "commands.md")) > 30
