"""`type` from (`act`, `status`, `within`), by the table `data/type_table.toml`."""

from __future__ import annotations

from dragoman.datafiles import read_table

__all__ = ["export_type"]


def export_type(act: str, status: str, *, within: bool, own: bool) -> str | None:
    """PLOVER's code of an event, or None.

    `own` says that the act was announced by its own actor. The outer act of a nested pair carries the code.
    """
    if within:
        return None
    for rule in read_table("type_table")["rule"]:
        if act not in rule.get("acts", (act,)) or status not in rule["statuses"]:
            continue
        if rule.get("own") and not own:
            continue
        return act if rule["type"] == "act" else str(rule["type"])
    return None
