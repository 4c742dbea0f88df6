"""The schema of a store, one numbered `.sql` file a version, and how an older store is brought up to date.

`PRAGMA user_version` is the number of the last file that was applied. The first file is the schema of the first release
(what came before it was never released); from then on files are only ever added.
"""

from __future__ import annotations

import re
import sqlite3
from collections.abc import Iterator
from importlib.resources import files
from importlib.resources.abc import Traversable

from dragoman.errors import StoreError

__all__ = ["SCHEMA", "latest", "migrate", "version"]

SCHEMA: Traversable = files("dragoman.store").joinpath("schema")
"""The folder of the schema's files: 0006.sql, 0007.sql …"""


def _scripts(schema: Traversable) -> dict[int, str]:
    found: dict[int, str] = {}
    for file in schema.iterdir():
        if matched := re.fullmatch(r"(\d{4})\.sql", file.name):
            found[int(matched[1])] = file.read_text(encoding="utf-8")
    if sorted(found) != list(range(min(found), max(found) + 1)):
        raise StoreError(f"the schema files are not numbered one after another: {sorted(found)}")
    return found


def latest(schema: Traversable = SCHEMA) -> int:
    """The newest schema version that this program knows."""
    return max(_scripts(schema))


def version(connection: sqlite3.Connection) -> int:
    """The schema version of a store; 0 for an empty one."""
    return int(connection.execute("PRAGMA user_version").fetchone()[0])


def migrate(connection: sqlite3.Connection, path: object, schema: Traversable = SCHEMA) -> None:
    """Bring a store up to the newest schema; each step is one transaction.

    Raises StoreError for a store that a newer program made, or one from before the first release, or when a step fails;
    the store then stays at the last step that went through.
    """
    scripts = _scripts(schema)
    first, known = min(scripts), max(scripts)
    if version(connection) > known:
        raise StoreError(
            f"{path} was made by a newer Dragoman (schema {version(connection)}; this program knows {known}): "
            "pip install --upgrade dragoman"
        )
    if 0 < version(connection) < first:
        raise StoreError(
            f"{path} was made before the first release (schema {version(connection)}; the oldest is {first}): "
            "read its pages anew into another store with `dragoman code`"
        )
    while (at := version(connection)) < known:
        step = max(at + 1, first)
        _step(connection, path, at, step, scripts[step])


def _step(connection: sqlite3.Connection, path: object, at: int, step: int, script: str) -> None:
    """One step from a version to the next, unless another program took it while this one waited for the lock."""
    try:
        connection.execute("BEGIN IMMEDIATE")
        if version(connection) == at:
            for statement in _statements(script):
                connection.execute(statement)
            connection.execute(f"PRAGMA user_version = {step}")
        connection.execute("COMMIT")
    except sqlite3.Error as error:
        if connection.in_transaction:
            connection.execute("ROLLBACK")
        raise StoreError(f"{path}: cannot be brought to schema {step}: {error}") from error


def _statements(script: str) -> Iterator[str]:
    """The statements of a script; `executescript` would end the transaction before it begins."""
    pending = ""
    for line in script.splitlines(keepends=True):
        pending += line
        if sqlite3.complete_statement(pending):
            yield pending
            pending = ""
    if re.sub(r"--.*", "", pending).strip():
        raise StoreError(f"a schema file ends in the middle of a statement: {pending.strip()[:60]!r}")
