"""The password file: a line `NAME:HASH` for each who may sign in, hashed with Argon2id."""

from __future__ import annotations

import os
from pathlib import Path

from argon2 import PasswordHasher

from dragoman.desk.session import clean_name
from dragoman.errors import DataError, UsageError

__all__ = ["read_passwords", "set_password"]

SHORTEST = 8


def read_passwords(path: Path) -> dict[str, str]:
    """Hashes by name. Raises DataError where a line is none, or where nobody is in the file."""
    try:
        lines = path.read_text(encoding="utf-8").splitlines()
    except (OSError, UnicodeDecodeError) as error:
        raise DataError(f"the password file cannot be read: {error}", path=path) from error
    users: dict[str, str] = {}
    for number, line in enumerate(lines, start=1):
        if not line.strip() or line.startswith("#"):
            continue
        name, separator, hashed = line.strip().partition(":")
        if not name or not separator or not hashed.startswith("$argon2"):
            raise DataError("not NAME:HASH: write it with `dragoman password NAME --file FILE`", path=path, line=number)
        users[name] = hashed
    if not users:
        raise DataError("nobody is in it: add somebody with `dragoman password NAME --file FILE`", path=path)
    return users


def set_password(path: Path, name: str, password: str) -> None:
    """Add a name, or change its password. The file is readable by its owner alone.

    Raises UsageError for a name or a password that cannot be.
    """
    if not name or ":" in name or clean_name(name) != name or name.startswith("#"):
        raise UsageError(f"{name!r} cannot be a name: one line of at most 60 characters without a colon")
    if len(password) < SHORTEST:
        raise UsageError(f"the password is too short: at least {SHORTEST} characters")
    users = read_passwords(path) if path.exists() and path.stat().st_size else {}
    users[name] = PasswordHasher().hash(password)
    partial = path.with_name(f".{path.name}.partial")
    with os.fdopen(os.open(partial, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "w", encoding="utf-8") as stream:
        stream.writelines(f"{who}:{hashed}\n" for who, hashed in users.items())
    partial.replace(path)
