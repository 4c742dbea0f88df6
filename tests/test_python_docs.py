"""The examples of docs/python.md run and give what the page says."""

from __future__ import annotations

import doctest
from pathlib import Path

import pytest

import dragoman.spacy_component  # noqa: F401 - as its entry point does where the package is installed anew
from stores import event, keep, state

PAGE = Path(__file__).parents[1] / "docs" / "python.md"


def test_the_examples_run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    iraq, turkey = state("IRQ", "Iraq"), state("TUR", "Turkey")
    keep(tmp_path / "desk.db", [event("e1", date="2019-03-11", actors=(iraq, turkey))]).close()
    failed, tried = doctest.testfile(str(PAGE), module_relative=False)
    assert (failed, tried > 10) == (0, True)
