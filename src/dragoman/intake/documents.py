"""Files that hold text within a format of their own: RTF, DOCX, mail, pages that a browser saved in one file."""

from __future__ import annotations

from dragoman.errors import PageError
from dragoman.intake.docx import docx_text
from dragoman.intake.mail import mail_page, saved_page
from dragoman.intake.page import Page
from dragoman.intake.rtf import RTF_MAGIC, rtf_text

__all__ = ["DOCUMENT_SUFFIXES", "MAX_DOCUMENT", "document_page"]

DOCUMENT_SUFFIXES = frozenset({".rtf", ".docx", ".eml", ".mht", ".mhtml"})
MAX_DOCUMENT = 100_000_000
"""Bytes of a file: exports of some hundred articles with their pictures."""


def document_page(data: bytes, origin: str, suffix: str) -> Page:
    """The text of a document as a page; an export's articles are still together in it.

    Args:
        data: The file.
        origin: What the user knows it by.
        suffix: Of its name, in small letters; RTF is known by its beginning.

    Raises:
        PageError: `too-large` or `corrupt`.
    """
    if len(data) > MAX_DOCUMENT:
        raise PageError("too-large", f"{origin}: more than {MAX_DOCUMENT // 1_000_000} MB are too much for a document")
    try:
        if data.startswith(RTF_MAGIC):
            return _of_text(rtf_text(data), origin)
        if suffix == ".docx":
            return _of_text(docx_text(data), origin)
        if suffix == ".eml":
            return mail_page(data, origin)
        if suffix in (".mht", ".mhtml"):
            return saved_page(data, origin)
    except ValueError as error:
        raise PageError("corrupt", f"{origin}: cannot be read as {suffix[1:].upper()} ({error})") from error
    return Page(origin, data, content_type="text/plain")


def _of_text(text: str, origin: str) -> Page:
    return Page(origin, text.encode("utf-8", "replace"), content_type="text/plain; charset=utf-8")
