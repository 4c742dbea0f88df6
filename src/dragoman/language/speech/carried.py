"""Free reported speech: `He said talks would open on Friday. The army would leave by May.`"""

from __future__ import annotations

from collections.abc import Iterator

from dragoman.language.reading import Reading
from dragoman.language.speech.drafts import Draft, trim

__all__ = ["carried_on"]


def carried_on(reading: Reading, drafts: list[Draft]) -> Iterator[Draft]:
    """Statements of sentences that go on, in the *would* of reported speech, with what the sentence before them says.

    Only where that one is reported in words of the writer's, in the same paragraph, and nobody is named again.
    """
    last: dict[int, Draft] = {}
    for draft in drafts:
        if draft.kind == "speech" and draft.speakers and draft.pieces and draft.pattern in ("clause", "bare"):
            last[reading.tokens[draft.last].sentence] = draft
    covered = {reading.tokens[i].sentence for d in drafts for piece in d.pieces for i in (piece[0], piece[1])}
    for sentence in reading.sentences[1:]:
        before = reading.sentences[sentence.index - 1]
        speech = last.get(before.index)
        if speech is None or before.paragraph != sentence.paragraph or sentence.index in covered:
            continue
        root = reading.tokens[sentence.root]
        would = any(c.lower in ("would", "’d", "'d") and c.tag == "MD" for c in reading.children(root.i, "aux"))
        if not would or any(t.lower in ("i", "we") for t in reading.tokens[sentence.first : sentence.last]):
            continue
        piece = trim(reading.tokens, sentence.first, sentence.last - 1)
        if piece is not None:
            found = Draft(pieces=[piece], pattern="carried", speakers=list(speech.speakers), carried=True)
            last[sentence.index] = found
            yield found
