"""`dragoman code --engine ray` with a reader that needs no parser: the machinery of a run can be tested in seconds.

python quick_lake.py code news.csv --engine ray --into lake/
"""

from __future__ import annotations

import os
import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1]))

from cluster.lakes import TRIAGE, Quick, run_of
from dragoman.cli.main import run
from dragoman.cluster import planning, shipping
from dragoman.cluster import run as lake_run
from dragoman.intake import triage

if __name__ == "__main__":
    import dragoman.store

    shipping.same_reading = lambda run, lexicons, codebook: Quick(float(os.environ.get("QUICK_SECONDS", "0")))
    dragoman.store.new_run = lambda **given: run_of()
    triage.triage_version = lambda: TRIAGE
    rows = int(os.environ.get("SLICE_ROWS", "9"))
    plan = planning.plan
    lake_run.plan = lambda *given, **more: plan(*given, **{**more, "rows": rows})
    sys.exit(run(sys.argv[1:]))
