"""What the browser loads beside a page: the style sheet, the desk's own scripts, and Vega from the package."""

from __future__ import annotations

import hashlib
from functools import cached_property
from importlib.metadata import version
from importlib.resources import files
from threading import Lock
from typing import get_args

from dragoman.export.wording import status_word
from dragoman.model import Status
from dragoman.world.cache import cached

__all__ = ["Assets"]

STYLES = ("base", "page", "list", "article", "dossier", "review", "watch", "print")
"""Style sheets in their order; they are sent as one."""
SCRIPTS = ("desk", "live", "article", "charts", "review", "read")


class Assets:
    """Files by name, each with its media type; made once."""

    def __init__(self) -> None:
        self._vega = ""
        self._lock = Lock()

    @cached_property
    def _files(self) -> dict[str, tuple[bytes, str]]:
        folder = files("dragoman.desk").joinpath("assets")
        sheet = _statuses() + "".join(folder.joinpath(f"{name}.css").read_text(encoding="utf-8") for name in STYLES)
        found = {"desk.css": (sheet.encode(), "text/css")}
        for name in SCRIPTS:
            found[f"{name}.js"] = (folder.joinpath(f"{name}.js").read_bytes(), "text/javascript")
        found["icon.svg"] = (folder.joinpath("icon.svg").read_bytes(), "image/svg+xml")
        return found

    def get(self, name: str) -> tuple[bytes, str] | None:
        """A file and its media type."""
        if name == "vega.js":
            return self._vega_bundle().encode(), "text/javascript"
        return self._files.get(name)

    @cached_property
    def version(self) -> str:
        """Changes with any of the files, so that browsers may keep them."""
        total = hashlib.sha256(version("vl-convert-python").encode())
        for data, _ in self._files.values():
            total.update(data)
        return total.hexdigest()[:12]

    def _vega_bundle(self) -> str:
        """Vega, Vega-Lite and the embedding of them, out of vl-convert; making it takes seconds, so it is cached."""
        with self._lock:
            if not self._vega:
                import vl_convert

                self._vega = cached(
                    "vega",
                    version("vl-convert-python"),
                    str,
                    lambda: str(vl_convert.javascript_bundle("window.vegaEmbed = vegaEmbed;")),
                )
        return self._vega


def _statuses() -> str:
    """The colours of the statuses, from the wording, for light and dark."""
    words = {status: status_word(status) for status in get_args(Status)}
    light = "".join(f"--{status}:{word.light};" for status, word in words.items())
    dark = "".join(f"--{status}:{word.dark};" for status, word in words.items())
    classes = "".join(f".s-{status}{{--c:var(--{status})}}\n" for status in words)
    return (
        f":root{{{light}}}\n@media (prefers-color-scheme:dark){{:root:not([data-theme=light]){{{dark}}}}}\n"
        f":root[data-theme=dark]{{{dark}}}\n@media print{{:root:root{{{light}}}}}\n{classes}"
    )
