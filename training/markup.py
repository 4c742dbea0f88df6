"""From a writer's line to a row of the training set.

A line is `TYPE | modes | contexts | status | sentence`, with the trigger, actors and recipients marked in place:
`{t:…}`, `{a:…}`, `{r:…}`. Marking in place keeps spans exact by construction.

    python training/markup.py FILE.txt … --into training/sentences/NAME.jsonl
"""

from __future__ import annotations

import argparse
import json
import re
import sys
from pathlib import Path

MARK = re.compile(r"\{([atr]):([^{}]*)\}")


def row_of(line: str) -> dict[str, object]:
    """One row. Raises `ValueError` with the reason if the line is not in the form."""
    parts = [part.strip() for part in line.split(" | ", 4)]
    if len(parts) != 5:
        raise ValueError("not five fields")
    type_, modes, contexts, status, marked = parts
    text, last = "", 0
    spans: dict[str, list[list[int]]] = {"a": [], "r": [], "t": []}
    for match in MARK.finditer(marked):
        text += marked[last : match.start()]
        spans[match.group(1)].append([len(text), len(text) + len(match.group(2))])
        text += match.group(2)
        last = match.end()
    text += marked[last:]
    if "{" in text or "}" in text:
        raise ValueError("an unclosed mark")
    if len(spans["t"]) != 1:
        raise ValueError("needs exactly one trigger")
    return {
        "sentence": text,
        "type": type_,
        "modes": [] if modes == "-" else modes.split(";"),
        "contexts": [] if contexts == "-" else contexts.split(";"),
        "status": status,
        "trigger": spans["t"][0],
        "actors": spans["a"],
        "recipients": spans["r"],
    }


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("files", nargs="+", type=Path)
    parser.add_argument("--into", required=True, type=Path)
    args = parser.parse_args()
    with args.into.open("w", encoding="utf-8") as out:
        for path in args.files:
            for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1):
                if not line.strip() or line.startswith("#"):
                    continue
                try:
                    out.write(json.dumps(row_of(line), ensure_ascii=False) + "\n")
                except ValueError as error:
                    print(f"{path}:{number}: {error}", file=sys.stderr)


if __name__ == "__main__":
    main()
