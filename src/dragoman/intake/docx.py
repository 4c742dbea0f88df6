"""The text of a word processor's file (Office Open XML): Nexis Uni and ProQuest hand their articles out so."""

from __future__ import annotations

import io
import zipfile
import zlib

from lxml import etree

__all__ = ["docx_text"]

WORD = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
MAX_XML = 200_000_000
"""Bytes of the unpacked document: a thousand articles have some twenty million."""


def docx_text(data: bytes) -> str:
    """The paragraphs of a document, with a blank line between.

    Raises:
        ValueError: It is no such file, is damaged, or too large when unpacked.
    """
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive, archive.open("word/document.xml") as part:
            xml = part.read(MAX_XML + 1)
        if len(xml) > MAX_XML:
            raise ValueError("too large when unpacked")
        return "\n\n".join(_paragraphs(xml))
    except (
        zipfile.BadZipFile,
        KeyError,
        OSError,
        RuntimeError,
        NotImplementedError,
        zlib.error,
        etree.LxmlError,
    ) as error:
        raise ValueError(str(error)) from error


def _paragraphs(xml: bytes) -> list[str]:
    found, pieces = list[str](), list[str]()
    walk = etree.iterparse(io.BytesIO(xml), events=("end",), resolve_entities=False, no_network=True, huge_tree=True)
    for _, element in walk:
        name = str(element.tag).removeprefix(WORD)
        if name == "t":
            pieces.append(element.text or "")
        elif name in ("tab", "br", "cr"):
            pieces.append("\t" if name == "tab" else "\n")
        elif name == "p":
            text = "".join(pieces).strip()
            pieces.clear()
            if text:
                found.append(text)
            element.clear()
    return found
