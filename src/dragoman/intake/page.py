"""A page as it was given: bytes, and where they came from."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass

__all__ = ["Page", "digest"]


@dataclass(frozen=True, slots=True)
class Page:
    """Bytes that were given to be read, and what was said of them."""

    origin: str
    """File name, address, or `-` for standard input."""
    data: bytes
    url: str | None = None
    """Address the bytes were fetched from, after redirects; of a table's row, the address that it gives."""
    content_type: str | None = None
    """The server's `Content-Type`, such as `text/html; charset=utf-8`."""
    line: int | None = None
    """Line, row or record of a file that holds many pages, from 1."""
    title: str | None = None
    """Title that a table's row gives."""
    published: str | None = None
    """ISO day or time that a table's row gives."""
    publisher: str | None = None
    """Outlet that a table's row gives."""
    row_id: str | None = None
    """Id of a table's row, where the same text at another address or date is another article."""

    @property
    def id(self) -> str:
        """The article's id: of a table's row its own, else the digest of the bytes."""
        return self.row_id or digest(self.data)


def digest(data: bytes) -> str:
    """First 16 hexadecimal digits of the SHA-256."""
    return hashlib.sha256(data).hexdigest()[:16]
