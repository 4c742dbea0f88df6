"""A format of `dragoman read`: it takes records one by one and writes each as it is read."""

from __future__ import annotations

from typing import TextIO

from dragoman.export.select import View
from dragoman.model import Record

__all__ = ["Writer"]


class Writer:
    """Give `text`, or `write` and `close` where something stands between the records or around them."""

    def __init__(self, stream: TextIO, view: View) -> None:
        self._stream = stream
        self._view = view

    def text(self, record: Record) -> str:
        """One record in this format."""
        raise NotImplementedError

    def write(self, record: Record) -> None:
        """Take one record, so that a long run can be followed and cut off."""
        self._stream.write(self.text(record))
        self._stream.flush()

    def close(self) -> None:
        """Write what was held back; the stream stays open."""
