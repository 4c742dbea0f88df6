"""Rich Text Format as plain text: what databases and word processors save where text is asked for.

Only the words are wanted: paragraphs, cells, letters and their code page. Fonts, styles, pictures and fields' commands
are passed over, after the Rich Text Format Specification 1.9.1.
"""

from __future__ import annotations

import codecs
import re

__all__ = ["RTF_MAGIC", "rtf_text"]

RTF_MAGIC = b"{\\rtf"
TOKEN = re.compile(
    r"\\(?P<word>[a-zA-Z]{1,32})(?P<number>-?\d{1,10})? ?|\\'(?P<byte>[0-9a-fA-F]{2})|\\(?P<symbol>[^a-zA-Z])"
    r"|(?P<brace>[{}])|[\r\n]+|(?P<plain>[^\\{}\r\n]+)",
    re.DOTALL,
)
UNSEEN = frozenset(
    "fonttbl colortbl stylesheet info pict object objdata header headerl headerr headerf footer footerl footerr footerf"
    " listtable listoverridetable rsidtbl generator themedata colorschememapping datastore latentstyles xmlnstbl fldinst"
    " filetbl revtbl pgptbl template bkmkstart bkmkend shp shpinst nonshppict annotation atnid atnauthor xe tc".split()
)
"""Groups whose content is no text of the document."""
TEXT = {
    "par": "\n\n", "sect": "\n\n", "page": "\n\n", "row": "\n\n", "line": "\n", "tab": "\t", "cell": "\t", "emdash": "—",
    "endash": "–", "lquote": "‘", "rquote": "’", "ldblquote": "“", "rdblquote": "”", "bullet": "•", "emspace": " ",
    "enspace": " ", "~": "\u00a0", "_": "-", "\n": "\n\n", "\r": "\n\n", "\\": "\\", "{": "{", "}": "}", "-": "",
}  # fmt: skip
MAX_DEPTH = 500


def rtf_text(data: bytes) -> str:
    """The text of an RTF document, paragraphs with a blank line between. Damage costs what stands behind it."""
    source = data.decode("latin-1")
    pieces = list[str]()
    waiting = bytearray()
    """Bytes of letters beyond ASCII, since one letter may have two."""
    unseen, width, codepage, skip = False, 1, "cp1252", 0
    groups = list[tuple[bool, int]]()

    def settle() -> None:
        if waiting:
            pieces.append(waiting.decode(codepage, "replace"))
            waiting.clear()

    for token in TOKEN.finditer(source):
        word, symbol, brace = token["word"], token["symbol"], token["brace"]
        if token["byte"]:
            if skip:
                skip -= 1
            elif not unseen:
                waiting.append(int(token["byte"], 16))
            continue
        settle()
        if brace == "{":
            if len(groups) > MAX_DEPTH:
                break
            groups.append((unseen, width))
        elif brace == "}":
            if not groups:
                break
            unseen, width = groups.pop()
        elif symbol == "*" or word in UNSEEN:
            unseen = True
        elif word == "ansicpg":
            codepage = _codepage(token["number"])
        elif word == "uc":
            width = int(token["number"] or 1)
        elif word == "u" and token["number"]:
            if not unseen:
                pieces.append(_letter(int(token["number"])))
            skip = width
        elif not unseen:
            plain = token["plain"] or TEXT.get(symbol or word or "", "")
            cut = min(skip, len(token["plain"] or ""))
            skip -= cut
            pieces.append(plain[cut:] if token["plain"] else plain)
    settle()
    return _joined("".join(pieces))


def _codepage(number: str | None) -> str:
    try:
        return codecs.lookup(f"cp{number}").name
    except LookupError:
        return "cp1252"


def _letter(number: int) -> str:
    number %= 65_536
    return chr(number)


def _joined(text: str) -> str:
    """Pairs of surrogates made one letter, and no more than one blank line between paragraphs."""
    whole = text.encode("utf-16", "surrogatepass").decode("utf-16", "replace")
    return re.sub(r"[ \t]*\n(?:[ \t]*\n)+", "\n\n", whole)
