"""What stands for what in each format: the tables under `data/export/`, which a researcher can read and correct."""

from __future__ import annotations

from typing import Any

from dragoman.datafiles import read_table

__all__ = ["column_names", "column_sorts", "columns", "table"]


def table(name: str) -> dict[str, Any]:
    """The table `data/export/<name>.toml`."""
    return read_table(f"export/{name}")


def columns(name: str) -> list[dict[str, Any]]:
    """The columns of a format in their order, each with its `name` and what it `holds`."""
    found: list[dict[str, Any]] = table(name)["column"]
    return found


def column_names(name: str) -> tuple[str, ...]:
    """The names of a format's columns in their order."""
    return tuple(column["name"] for column in columns(name))


def column_sorts(name: str) -> dict[str, str]:
    """The same, each with its sort: text, number, whole, flag, list, day or code."""
    return {column["name"]: column.get("sort", "text") for column in columns(name)}
