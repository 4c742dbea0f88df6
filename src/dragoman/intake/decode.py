"""Bytes become text: what sort of page it is, and in which encoding."""

from __future__ import annotations

import codecs
import re

import charset_normalizer

from dragoman.errors import PageError
from dragoman.intake.markdown import is_markdown, plain_markdown
from dragoman.intake.page import Page

__all__ = ["MAX_BYTES", "check_bytes", "decode", "is_html"]

MAX_BYTES = 10_000_000
"""A page of news is far smaller; what is larger is a dump, an archive or an attack."""

BOMS = ((codecs.BOM_UTF8, "utf-8-sig"), (codecs.BOM_UTF32_LE, "utf-32"), (codecs.BOM_UTF32_BE, "utf-32"),
        (codecs.BOM_UTF16_LE, "utf-16"), (codecs.BOM_UTF16_BE, "utf-16"))  # fmt: skip
MAGIC = {
    b"%PDF-": "a PDF file", b"PK\x03\x04": "a ZIP archive or an Office file", b"\x89PNG": "a PNG image",
    b"\xff\xd8\xff": "a JPEG image", b"GIF8": "a GIF image", b"\x1f\x8b": "a gzip file", b"BZh": "a bzip2 file",
    b"7z\xbc\xaf": "a 7-Zip archive", b"\xd0\xcf\x11\xe0": "an old Office file", b"\x7fELF": "a program",
    b"MZ\x90": "a program", b"OggS": "a media file", b"ID3": "a media file", b"RIFF": "a media file",
    b"SQLite format 3": "an SQLite database", b"\xfd7zXZ": "an xz file", b"(\xb5/\xfd": "a Zstandard file",
    b"{\\rtf": "an RTF file", b"wOFF": "a font", b"wOF2": "a font",
}  # fmt: skip
ADVICE = {
    b"%PDF-": "save its text (pdftotext FILE.pdf, or copy it out of a reader) and give that",
    b"PK\x03\x04": "give a document as .docx or text, a table as .csv",
    b"\xd0\xcf\x11\xe0": "save it as .docx, text or .csv and give that",
}
"""What to do with files that are often given; all others hold no text, or have to be unpacked."""
DECLARED = re.compile(rb"""<(?:meta[^>]{0,200}?charset\s*=\s*["']?|\?xml[^>]{0,80}?encoding\s*=\s*["'])([\w.:-]{1,40})""", re.IGNORECASE)  # fmt: skip
SENT = re.compile(r"charset\s*=\s*[\"']?([\w.:-]{1,40})", re.IGNORECASE)
HTML_START = re.compile(
    r"<!doctype\s+html|<html[\s>]|<head[\s>]|<body[\s>]|<(?:div|p|article|section|main|h1|table|meta|title)[\s>/]",
    re.IGNORECASE,
)
HTML_CLOSED = re.compile(r"</(?:p|div|html|body|article|section|main|h1|span|table)\s*>", re.IGNORECASE)
WRITTEN_OUT = re.compile(r"""(?:(?<=[\s.!?:;"”’)\]])|^)(?:\\r)?\\n(?=[\s"“‘(A-Z]|$)""")
"""A line end that somebody's export wrote as a backslash and an *n*."""
LINE_ENDS = re.compile("[\x0b\x1c-\x1e\x85\u2028\u2029]")
INVISIBLE = re.compile("[\u00ad\u200b-\u200d\u2060\ufeff]")
"""Soft hyphens, spaces and joiners of no width: English has no use for them, and they part words."""
LIGATURES = {
    "\ufb00": "ff",
    "\ufb01": "fi",
    "\ufb02": "fl",
    "\ufb03": "ffi",
    "\ufb04": "ffl",
    "\ufb05": "st",
    "\ufb06": "st",
}
LIGATURE = re.compile(f"[{''.join(LIGATURES)}]")
"""Letters set as one, which PDF files give."""
MOJIBAKE = re.compile(
    "\u00e2\u20ac[\u0153\u0152\u2122\u02dc\u201c\u201d\u00a6\u00a2\ufffd\u009d\u0080-\u00bf]?|\u00c3[\u0080-\u00bf\u0192\u0161\u017e\u00a9]|\u00c2[\u00a0-\u00bf]"
)
"""Quotation marks, dashes and letters with accents as they look in UTF-8 that was read as Windows-1252."""
MACINTOSH = re.compile(rb"[a-z]\xd5[a-z]|[ \n]\xd2[A-Za-z][^\n\xd2]{0,2000}\xd3")
"""Apostrophe and quotation marks as old Macintoshes wrote them: in Windows-1252 these are capitals with accents."""
WINDOWS = re.compile(rb"[\x91-\x97]")
CONTROL = re.compile(r"[\x00-\x08\x0e-\x1f\x7f]")
CONTROL_SHARE = 0.05
"""More control characters than this in the first part of a file: not text."""
SAMPLE = 20_000
WESTERN_SHARE = 0.1
"""Undeclared bytes with so few beyond ASCII are English with curly quotes or accents: Windows-1252."""


def check_bytes(page: Page) -> None:
    """Raises `PageError` for pages that are empty, too large or plainly not text."""
    data = page.data
    if len(data) > MAX_BYTES:
        size = len(data) / 1e6
        raise PageError(
            "too-large", f"{page.origin}: {size:.0f} MB is too large for a page (at most {MAX_BYTES // 1_000_000} MB)"
        )
    if not data.strip(b"\x00\t\n\v\f\r ") or data in (bom for bom, _ in BOMS):
        raise PageError("empty", f"{page.origin}: the page is empty")
    for magic, name in MAGIC.items():
        if data.startswith(magic):
            advice = ADVICE.get(magic, "convert it to text first")
            raise PageError("binary", f"{page.origin}: this is {name}, not a page of text; {advice}")


def decode(page: Page) -> str:
    """The page's text. NUL bytes, byte order marks, soft hyphens and spaces of no width are left out, line ends become
    newlines, written-out ones too; letters that were decoded wrongly before are mended (`â€™`); Markdown, by its name,
    loses its marks.

    Order of trust: byte order mark, UTF-8 if the bytes are valid, the server's word, the page's own, then Windows-1252 where little
    is beyond ASCII, then a guess.

    Raises:
        PageError: `empty`, `too-large` or `binary`.
    """
    check_bytes(page)
    text = _decode(page).replace("\x00", "").replace("\r\n", "\n").replace("\r", "\n")
    text = LIGATURE.sub(lambda letters: LIGATURES[letters[0]], INVISIBLE.sub("", LINE_ENDS.sub("\n", text)))
    if MOJIBAKE.search(text):
        text = _mended(text)
    text = WRITTEN_OUT.sub("\n", text)
    if is_markdown(page.origin):
        text = plain_markdown(text)
    sample = text[:SAMPLE]
    if len(CONTROL.findall(sample)) > CONTROL_SHARE * len(sample):
        raise PageError("binary", f"{page.origin}: the bytes are not text")
    if not text.strip():
        raise PageError("empty", f"{page.origin}: the page is empty")
    return text


def _decode(page: Page) -> str:
    data = page.data
    for bom, name in BOMS:
        if data.startswith(bom):
            return data.decode(name, "replace").removeprefix("\ufeff")
    if not _looks_wide(data):
        try:
            return data.decode("utf-8")
        except UnicodeDecodeError:
            pass
    for name in _declared(page):
        try:
            return data.decode(name)
        except (LookupError, UnicodeError, ValueError):
            continue
    if MACINTOSH.search(data[:SAMPLE]) and not WINDOWS.search(data[:SAMPLE]):
        return data.decode("mac_roman")
    if sum(byte >= 0x80 for byte in data[:SAMPLE]) <= WESTERN_SHARE * len(data[:SAMPLE]) and not _looks_wide(data):
        try:
            return data.decode("cp1252")
        except UnicodeDecodeError:
            pass
    guess = charset_normalizer.from_bytes(data[:200_000].replace(b"\x00", b"") or b" ").best()
    encoding = guess.encoding if guess is not None else "cp1252"
    if _looks_wide(data):
        encoding = "utf-16-le" if data[1::2].count(0) > data[::2].count(0) else "utf-16-be"
    try:
        return data.decode(encoding, "replace")
    except (LookupError, UnicodeError, ValueError):
        return data.decode("utf-8", "replace")


def _mended(text: str) -> str:
    """UTF-8 that somebody had read as Windows-1252, line by line, so that a line that is right stays."""
    import ftfy  # here, since next to no page needs it

    return "\n".join(ftfy.fix_encoding(line) if MOJIBAKE.search(line) else line for line in text.split("\n"))


def _looks_wide(data: bytes) -> bool:
    """UTF-16 without a mark: nearly every second byte is zero."""
    head = data[:4000]
    return len(head) >= 8 and max(head[::2].count(0), head[1::2].count(0)) > 0.35 * len(head)


def _declared(page: Page) -> list[str]:
    names = SENT.findall(page.content_type or "")
    names += [name.decode("ascii", "replace") for name in DECLARED.findall(page.data[:4096])]
    # pages that say Latin-1 are Windows-1252, as the HTML standard has it
    return [
        "cp1252" if name.lower() in ("iso-8859-1", "latin-1", "latin1", "ascii", "us-ascii") else name for name in names
    ]


def is_html(page: Page, text: str) -> bool:
    """Whether the page is markup: by what the server said, by its name, and by how it begins."""
    declared = (page.content_type or "").lower()
    if "html" in declared:
        return True
    head = text[:4000]
    if HTML_START.match(head.lstrip()[:200]):
        return True
    if declared.startswith("text/plain"):
        return False
    if page.origin.lower().endswith((".html", ".htm", ".xhtml")):
        return "<" in text
    if page.origin.lower().endswith((".txt", ".md", ".markdown")):
        return False
    return HTML_START.search(head) is not None and HTML_CLOSED.search(text[:200_000]) is not None
