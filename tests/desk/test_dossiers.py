"""Dossiers are gathered in the background, of a large store in a process of their own."""

from __future__ import annotations

from pathlib import Path

import pytest

from dragoman.desk import dossiers
from dragoman.desk.dossiers import Dossiers
from dragoman.errors import UsageError

VERSION = (0, 0, 0)


@pytest.mark.parametrize("large", [10, 10**12])
def test_a_large_store_is_gathered_apart_with_the_same_result(
    examples: Path, monkeypatch: pytest.MonkeyPatch, large: int
) -> None:
    monkeypatch.setattr(dossiers, "LARGE_BYTES", large)
    gathering = Dossiers(examples)
    listed = gathering.listed(VERSION)
    assert listed
    told = gathering.dossier(listed[0].id, None, VERSION)
    assert told is not None and told.name == listed[0].name
    with pytest.raises(UsageError, match="no negotiation"):
        gathering.dossier("nobody with nobody", None, VERSION)
    gathering.close()


def test_who_will_not_wait_is_told_that_nothing_is_there_yet(examples: Path) -> None:
    gathering = Dossiers(examples)
    assert gathering.listed(VERSION, patience=0.0) is None
    gathering.close()
