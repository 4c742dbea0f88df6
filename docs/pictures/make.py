"""Makes the pictures of docs/gallery.md: runs the commands that the page shows, and keeps what they draw here.

    .venv/bin/python docs/pictures/make.py

Needs half a minute, since the texts are read first. The stores are made in a temporary folder.
"""

from __future__ import annotations

import os
import re
import shlex
import tempfile
from pathlib import Path

from dragoman.cli.main import run

HERE = Path(__file__).resolve().parent
ROOT = HERE.parents[1]


def commands(page: str) -> list[list[str]]:
    """The words of each `dragoman …` line of the shell blocks of a page."""
    blocks = re.findall(r"^```sh\n(.*?)^```", page, re.MULTILINE | re.DOTALL)
    lines = [shlex.split(line, comments=True) for block in blocks for line in block.splitlines()]
    return [words[1:] for words in lines if words[:1] == ["dragoman"]]


def main() -> None:
    with tempfile.TemporaryDirectory() as folder:
        for name in ("docs", "examples"):
            Path(folder, name).symlink_to(ROOT / name)
        os.chdir(folder)
        for words in commands((HERE.parent / "gallery.md").read_text(encoding="utf-8")):
            if run(words):
                raise SystemExit(f"dragoman {shlex.join(words)} failed")
        for picture in Path().glob("*.svg"):
            (HERE / picture.name).write_bytes(picture.read_bytes())
            print(HERE / picture.name)


if __name__ == "__main__":
    main()
