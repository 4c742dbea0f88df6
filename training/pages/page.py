"""A page that is being written: the habits of its site, drawn once, and its lines so far."""

from __future__ import annotations

from material import Writer

Line = tuple[str, str]
"""Label and text."""

NEWS = ["world", "world", "local", "business", "sport"]


class Page:
    """The habits of one site, all from `seed`, and the page's labelled lines."""

    def __init__(self, seed: int) -> None:
        self.writer = Writer(seed)
        r = self.random = self.writer.random
        self.style = r.choice(NEWS if r.random() < 0.35 else list(self.writer.prose))
        self.mean_sentences = r.choice([1.0, 1.2, 1.6, 2.2, 3.0, 4.5, 7.0])
        self.noise = r.choice([0.0, 0.03, 0.08, 0.15, 0.25])
        """How often something foreign stands between two paragraphs of the body."""
        self.title = self.writer.headline()
        self.lines: list[Line] = []

    def add(self, label: str, text: str) -> None:
        """A line, unless it is empty."""
        if text:
            self.lines.append((label, text))

    def many(self, label: str, count: int, kind: str | None = None) -> None:
        """Lines of furniture with that label; `kind` where the material goes by another name."""
        for _ in range(count):
            self.add(label, self.writer.line(kind or label))

    def chance(self, probability: float) -> bool:
        return self.random.random() < probability

    def headline_like(self) -> str:
        """A link to another story, in capitals on some sites."""
        text = self.writer.headline()
        return text.upper() if self.chance(0.2) else text
