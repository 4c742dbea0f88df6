"""The second, independent lists of offices agree with the lexicon."""

from __future__ import annotations

import runpy
from pathlib import Path
from typing import Any

from dragoman.world import World

COMPARE = runpy.run_path(str(Path(__file__).parents[2] / "training" / "offices" / "compare.py"))


def test_both_lists_agree_on_nearly_all_rows() -> None:
    agreed, differing = COMPARE["compare"](World.load().lexicon)
    missing = [row for kind, row, _ in differing if kind == "missing"]
    assert len(agreed) > 1900
    assert len(differing) < 0.05 * len(agreed)
    assert len(missing) < 5


def test_dates_agree_at_the_coarser_precision() -> None:
    near: Any = COMPARE["near"]
    assert near("1998-07-30", "1998-07")
    assert near("1998-07-30", "1998-08")  # within ten days of the month
    assert near("", "")
    assert not near("1998-07-30", "1999-07-30")
    assert not near("1998-07-30", "")
