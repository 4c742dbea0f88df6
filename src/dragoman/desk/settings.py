"""How a desk is run: which store, who may see it, what may be done."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path

from dragoman.errors import UsageError
from dragoman.intake.web import is_loopback

__all__ = ["Settings"]

UPLOAD_BYTES = 10_000_000
"""Largest page that may be pasted or dropped; as much as intake fetches from an address."""


@dataclass(frozen=True)
class Settings:
    """Settings of one desk."""

    store: Path
    host: str = "127.0.0.1"
    port: int = 8642
    users: dict[str, str] = field(default_factory=dict)
    """Argon2 hashes of passwords by name; with any, everybody must sign in."""
    token: str | None = None
    """A secret that lets its bearer in, where there are no users."""
    read_only: bool = False
    allow_private: bool = False
    """Also read addresses of private networks."""
    lexicons: tuple[str, ...] = ()
    codebook: str | None = None
    upload_bytes: int = UPLOAD_BYTES

    def __post_init__(self) -> None:
        if not is_loopback(self.host) and not self.guarded:
            raise UsageError(
                f"{self.host} can be reached from other machines: say who may come in with --password-file or --token"
            )

    @property
    def guarded(self) -> bool:
        """Whether one must sign in."""
        return bool(self.users or self.token)

    @property
    def hosts(self) -> frozenset[str] | None:
        """Names by which the desk may be called, against rebinding of names; None for any, where it is guarded."""
        if not is_loopback(self.host):
            return None
        return frozenset({"127.0.0.1", "localhost", "::1", self.host})
