"""A page as it was given: bytes, and where they came from."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass

__all__ = ["Page"]


@dataclass(frozen=True, slots=True)
class Page:
    """Bytes that were given to be read."""

    origin: str
    """File name, address, or `-` for standard input."""
    data: bytes
    url: str | None = None
    """Address the bytes were fetched from, after redirects."""
    content_type: str | None = None
    """The server's `Content-Type`, such as `text/html; charset=utf-8`."""

    @property
    def id(self) -> str:
        """First 16 hexadecimal digits of the SHA-256 of the bytes: the article's id."""
        return hashlib.sha256(self.data).hexdigest()[:16]
