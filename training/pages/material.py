"""Fills the sentence patterns under `material/` with words: `{slot}` from a table, `{a|b}` picks one."""

from __future__ import annotations

import random
import re
import tomllib
from pathlib import Path
from typing import Any

HERE = Path(__file__).parent / "material"
INNERMOST = re.compile(r"\{([^{}]*)\}")


def load_prose(path: Path = HERE / "prose.txt") -> dict[str, list[str]]:
    """Sentence patterns by style."""
    styles: dict[str, list[str]] = {}
    style = ""
    for line in path.read_text(encoding="utf-8").splitlines():
        if line.startswith("[") and line.endswith("]"):
            style = line[1:-1]
            styles[style] = []
        elif line and not line.startswith("#"):
            styles[style].append(line)
    return styles


class Writer:
    """Writes sentences, headlines and furniture; everything follows from `seed`."""

    def __init__(self, seed: int) -> None:
        self.random = random.Random(seed)
        self.words: dict[str, Any] = tomllib.loads((HERE / "words.toml").read_text(encoding="utf-8"))
        self.furniture: dict[str, Any] = tomllib.loads((HERE / "furniture.toml").read_text(encoding="utf-8"))
        self.prose = load_prose()
        self.said: set[str] = set()

    def fill(self, pattern: str) -> str:
        """The pattern with every brace resolved, innermost first; double braces are kept as text."""
        pattern = pattern.replace("{{", "\x01").replace("}}", "\x02")
        for _ in range(12):
            filled = INNERMOST.sub(self._slot, pattern)
            if filled == pattern:
                break
            pattern = filled
        return pattern.replace("\x01", "{").replace("\x02", "}").strip()

    def _slot(self, match: re.Match[str]) -> str:
        slot = match.group(1)
        pick = self.random
        if "|" in slot:
            return pick.choice(slot.split("|"))
        rule = getattr(self, f"_{slot}", None)
        if rule is not None:
            return str(rule())
        if slot in self.words:
            return str(pick.choice(self.words[slot]))
        return f"\x01{slot}\x02"  # an ad server's own placeholder stays as it is

    # slots that are made, not looked up
    def _num(self) -> int:
        return self.random.randint(2, 98)

    def _digit(self) -> int:
        return self.random.randint(0, 9)

    def _dom(self) -> int:
        return self.random.randint(1, 28)

    def _year(self) -> int:
        return self.random.randint(1948, 2024) if self.random.random() < 0.2 else self.random.randint(2003, 2024)

    def _clock(self) -> str:
        style = self.random.choice(["{}:{:02d}", "{}:{:02d} am", "{}:{:02d} PM", "{:02d}.{:02d}"])
        return style.format(self.random.randint(1, 12), self.random.randint(0, 59))

    def _time(self) -> str:
        return f"{self.random.randint(1, 12)}{self.random.choice(['am', 'pm', '.30pm', ' a.m.'])}"

    def _phone(self) -> str:
        return f"{self.random.choice(['+44', '(0)', '1-800', '0345'])} {self.random.randint(100, 999)} {self.random.randint(1000, 9999)}"

    def _iso(self) -> str:
        return f"{self._year()}-{self.random.randint(1, 12):02d}-{self._dom():02d}"

    def _lower(self) -> str:
        return (self.random.choice(self.words["first"]) + self.random.choice(self.words["last"])).lower()

    def _L(self) -> str:  # noqa: N802
        return self.random.choice("ABCDEFGHJKLMNPRSTVW")

    def _person(self) -> str:
        middle = f" {self._L()}." if self.random.random() < 0.08 else ""
        return f"{self.random.choice(self.words['first'])}{middle} {self.random.choice(self.words['last'])}"

    def _upper_person(self) -> str:
        return self._person().upper()

    def _COUNTRY(self) -> str:  # noqa: N802
        return str(self.random.choice(self.words["country"])).upper()

    def _topic_cap(self) -> str:
        return str(self.random.choice(self.words["topic"])).capitalize()

    def _org_cap(self) -> str:
        return str(self.random.choice(self.words["org"])).title()

    def _topic_list(self) -> str:
        return ", ".join(self._topics_raw())

    def _topics(self) -> str:
        return " ".join(self._topics_raw())

    def _topics_raw(self) -> list[str]:
        kinds = ["{country}", "{topic_cap}", "{person}", "{team}", "{section}", "{company}", "{food}"]
        return [self.fill(self.random.choice(kinds)) for _ in range(self.random.randint(1, 7))]

    def _short(self) -> str:
        return self.fill(self.random.choice(self.furniture["headline"]["shorts"]))

    def _headline(self) -> str:
        return self.headline()

    # larger pieces
    def headline(self) -> str:
        """A headline in one of the cases that sites use."""
        text = self.fill(self.random.choice(self.furniture["headline"]["templates"]))
        case = self.random.random()
        if case < 0.25:
            text = re.sub(r"\b([a-z])(?=[a-z]{3})", lambda m: m.group(1).upper(), text)
        elif case < 0.29:
            text = text.upper()
        return text[:1].upper() + text[1:]

    def line(self, label: str) -> str:
        """A piece of furniture of that label."""
        return self.fill(self.random.choice(self.furniture["line"][label]))

    def piece(self, kind: str) -> str:
        """A subheading, list item, table row, teaser …"""
        return self.fill(self.random.choice(self.furniture["headline"][kind]))

    def sentence(self, style: str) -> str:
        """A sentence that this writer has not written before, as far as the material allows."""
        text = ""
        for _ in range(6):
            text = self.fill(self.random.choice(self.prose[style]))
            if text not in self.said:
                break
        self.said.add(text)
        return text[:1].upper() + text[1:]

    def paragraph(self, style: str, mean_sentences: float) -> str:
        count = max(1, round(self.random.gammavariate(2.2, mean_sentences / 2.2)))
        text = " ".join(self.sentence(style) for _ in range(count))
        if self.random.random() < 0.02:
            text = text.replace(". ", ".", 1)  # a lost space, as in flattened pages
        return text
