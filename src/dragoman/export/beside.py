"""What is written beside an export: what went in and what did not, and the codebook of its columns."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from dragoman.export.cells import csv_table
from dragoman.export.codes import codes_of
from dragoman.export.formats import Export
from dragoman.export.job import Job
from dragoman.export.labelstudio import labelling_config
from dragoman.export.tables import columns

__all__ = ["codebook_rows", "write_beside"]

CODEBOOK_COLUMNS = ("column", "sort", "unit", "holds", "codes")


def write_beside(job: Job, export: Export, out: Path) -> list[Path]:
    """Write `<out>.about.json`; for a format of columns also `<out>.codebook.csv`, for Label Studio the labelling
    interface as `<out>.config.xml`. Returns their paths.
    """
    about = out.with_name(f"{out.name}.about.json")
    about.write_text(json.dumps(job.about(export.name), indent=2, ensure_ascii=False) + "\n", encoding="utf-8")
    if export.name == "label-studio":
        config = out.with_name(f"{out.name}.config.xml")
        config.write_text(labelling_config(), encoding="utf-8")
        return [about, config]
    if export.columns is None:
        return [about]
    codebook = out.with_name(f"{out.name}.codebook.csv")
    with codebook.open("w", encoding="utf-8", newline="") as stream:
        csv_table(stream, CODEBOOK_COLUMNS)(codebook_rows(export.columns))
    return [about, codebook]


def codebook_rows(table: str) -> list[dict[str, Any]]:
    """The columns of a format: name, sort, unit, what it holds, and its codes with their meanings."""
    return [
        {
            "column": column["name"],
            "sort": column.get("sort", "text"),
            "unit": column.get("unit", ""),
            "holds": column["holds"],
            "codes": "; ".join(f"{code} = {says}" for code, says in codes_of(column.get("of")).items()),
        }
        for column in columns(table)
    ]
