"""The docs show every command and option, and every help text holds an example."""

from __future__ import annotations

import re
from pathlib import Path

import click
import pytest

from dragoman.cli.main import main

DOCS = Path(__file__).parents[2] / "docs" / "commands.md"
CONTEXT = click.Context(main, info_name="dragoman")
COMMANDS = [(name, main.get_command(CONTEXT, name)) for name in main.list_commands(CONTEXT)]


def leaves(name: str, command: click.Command | None) -> list[tuple[str, click.Command]]:
    """A command, or the commands of a group."""
    assert command is not None
    if isinstance(command, click.Group):
        return [(f"{name} {below}", found) for below, found in command.commands.items()]
    return [(name, command)]


LEAVES = [leaf for name, command in COMMANDS for leaf in leaves(name, command)]


def section(name: str) -> str:
    """The part of docs/commands.md about a command: from its heading to the next."""
    text = DOCS.read_text(encoding="utf-8")
    found = re.search(rf"^## dragoman {re.escape(name)}\b.*?(?=^## |\Z)", text, re.MULTILINE | re.DOTALL)
    assert found, f"docs/commands.md has no section `## dragoman {name}`"
    return found[0]


@pytest.mark.parametrize(("name", "command"), LEAVES, ids=[name for name, _ in LEAVES])
def test_the_docs_show_the_command_with_all_its_options(name: str, command: click.Command) -> None:
    shown = section(name)
    missing = [
        option
        for parameter in command.params
        if isinstance(parameter, click.Option)
        for option in (*parameter.opts, *parameter.secondary_opts)
        if not re.search(rf"`{re.escape(option)}[` ]", shown)
    ]
    assert not missing
    assert f"dragoman {name}" in "".join(re.findall(r"```sh\n.*?```", shown, re.DOTALL))


@pytest.mark.parametrize(("name", "command"), LEAVES, ids=[name for name, _ in LEAVES])
def test_the_docs_show_no_option_that_is_not_there(name: str, command: click.Command) -> None:
    known = {option for parameter in command.params for option in (*parameter.opts, *parameter.secondary_opts)}
    shown = set(re.findall(r"^\| `(--[a-z-]+)", section(name), re.MULTILINE))
    assert shown <= known


@pytest.mark.parametrize(("name", "command"), LEAVES, ids=[name for name, _ in LEAVES])
def test_every_help_text_holds_an_example(name: str, command: click.Command) -> None:
    assert command.help
    assert "Example:" in command.help
    assert f"dragoman {name}" in command.help
    for parameter in command.params:
        if isinstance(parameter, click.Option):
            assert parameter.help, f"{name} {parameter.opts[0]} has no help"


def test_the_options_of_dragoman_itself_are_shown() -> None:
    text = DOCS.read_text(encoding="utf-8")
    for parameter in main.params:
        assert all(f"`{option}`" in text for option in parameter.opts)
    assert main.help
    assert "Example:" in main.help
