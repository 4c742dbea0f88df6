"""robots.txt (RFC 9309), by Protego: what a host lets us fetch, and how slowly."""

from __future__ import annotations

from functools import lru_cache

from protego import Protego

__all__ = ["MAX_ROBOTS", "PRODUCT", "Robots"]

PRODUCT = "Dragoman"
"""The name by which a robots.txt may speak to this program."""
MAX_ROBOTS = 512_000
"""Bytes of a robots.txt that are read; RFC 9309 asks for 500 KiB at least."""
LONGEST_DELAY = 60.0
"""Seconds; a host that asks for more than this between two requests gets this much."""


class Robots:
    """One robots.txt."""

    def __init__(self, text: str) -> None:
        self._rules = _parse(text)

    def allows(self, address: str) -> bool:
        """Whether an address may be fetched."""
        return bool(self._rules.can_fetch(address, PRODUCT))

    @property
    def delay(self) -> float:
        """Seconds that it asks for between two requests; 0 where it does not say."""
        asked = self._rules.crawl_delay(PRODUCT)
        return min(max(float(asked), 0.0), LONGEST_DELAY) if asked else 0.0


@lru_cache(maxsize=256)
def _parse(text: str) -> Protego:
    return Protego.parse(text)
