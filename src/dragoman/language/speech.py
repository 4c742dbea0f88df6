"""Who says what: `Statement`s with their content, speakers and cue, nested into chains.

Three sources of statements, in this order: clauses of saying with what stands below them, phrases such as
"according to", and quotations that neither covers, whose speaker is carried over from the text around. A statement
whose cue lies inside another's content is the inner link of a chain (`parent` leads outward).
"""

from __future__ import annotations

from functools import cache

from dragoman.language.quotes import Quote, find_quotes
from dragoman.language.reading import Clause, Reading, Statement
from dragoman.language.tables import table

__all__ = ["find_statements"]


@cache
def _stances() -> dict[tuple[str, str], str]:
    """(part of speech, lemma) → stance, for words that attribute."""
    data = table("saying")
    found: dict[tuple[str, str], str] = {}
    for stance in ("denies", "confirms", "predicts", "claims", "asserts"):
        for kind, key in (("verb", "verbs"), ("noun", "nouns")):
            for word in data[stance][key]:
                found.setdefault((kind, word), stance)
    return found


def find_statements(reading: Reading) -> list[Statement]:
    """All statements of an article, in order of their content; `parent` is set."""
    quotes = find_quotes(reading)
    found: list[Statement] = []
    for clause in reading.clauses:
        found.extend(_of_clause(reading, clause, quotes))
    found.extend(_of_phrases(reading))
    _carry(reading, quotes, found)
    found.sort(key=lambda s: (s.source, s.start, -s.end))
    _nest(reading, found)
    return found


def _of_clause(reading: Reading, clause: Clause, quotes: list[Quote]) -> list[Statement]:
    stance = _stances().get((clause.kind, clause.lemma))
    if stance is None or (clause.kind == "adjective"):
        return []
    contents = [c for c in _below(reading, clause) if _is_content(reading, clause, c)]
    if not contents:
        return []
    first, last = _span(reading, clause, contents)
    source = reading.sentences[clause.sentence].source
    start, end = reading.tokens[first].start, reading.tokens[last].end
    inside = [q for q in quotes if q.source == source and q.start < end and q.end > start]
    direct = any(q.start <= start + 1 and q.end >= end - 1 for q in inside)
    for quote in inside:
        if quote.sentence_first == clause.sentence:
            start, end = min(start, quote.start), max(end, quote.end)
    speakers = [a.head for a in clause.get("subject")] if clause.kind == "verb" else _noun_speakers(clause)
    told = next((a.head for a in clause.get("indirect")), -1)
    return [
        Statement(
            start=start, end=end, source=source, direct=direct, speakers=speakers, cue=clause.predicate,
            cue_text=reading.tokens[clause.predicate].text, stance=stance, hedge=_hedge(reading, clause), to=told,
            clause=clause.index,
        )
    ]  # fmt: skip


def _noun_speakers(clause: Clause) -> list[int]:
    owners = clause.get("possessive") or clause.get("by") or clause.get("subject") or clause.get("from", "of")
    return [a.head for a in owners]


def _below(reading: Reading, clause: Clause) -> list[Clause]:
    found = []
    for other in reading.clauses[clause.index + 1 :]:
        if other.sentence != clause.sentence:
            break
        if other.parent == clause.index:
            found.append(other)
    return found


def _is_content(reading: Reading, clause: Clause, below: Clause) -> bool:
    """Whether a clause below is what is said: a finite complement, not an infinitive that is wanted or planned."""
    if below.link not in ("complement", "quoted"):
        return False
    finite = below.tense != "none" or below.modal is not None
    return finite or below.marker not in ("to",)


def _span(reading: Reading, clause: Clause, contents: list[Clause]) -> tuple[int, int]:
    """First and last token of what is said, without the speaker and the cue."""
    first, last = len(reading.tokens), -1
    for content in contents:
        top = _top(reading, clause, content)
        left, right = reading.phrase(top)
        first, last = min(first, left), max(last, right)
    return first, last


def _top(reading: Reading, clause: Clause, content: Clause) -> int:
    """The highest word of the content clause: the child of the cue on the way to it."""
    i = content.light if content.light >= 0 else content.predicate
    while reading.tokens[i].head not in (i, clause.predicate):
        i = reading.tokens[i].head
    return i


def _hedge(reading: Reading, clause: Clause) -> str | None:
    hedges = table("saying")["hedges"]["adverbs"]
    for child in reading.children(clause.predicate, "advmod"):
        if child.lower in hedges:
            return child.lower
    return None


def _of_phrases(reading: Reading) -> list[Statement]:
    """`according to X`: the rest of the sentence is said by X."""
    found = []
    for sentence in reading.sentences:
        for i in range(sentence.first, sentence.last - 1):
            token = reading.tokens[i]
            if token.lower != "according" or reading.tokens[i + 1].lower != "to":
                continue
            speaker = next((c.i for c in reading.children(i + 1, "pobj")), None)
            if speaker is None:
                speaker = next((c.i for c in reading.children(i, "pobj")), None)
            if speaker is None:
                continue
            if i - sentence.first > sentence.last - reading.tokens[speaker].right:
                first, last = sentence.first, i - 1
            else:
                first, last = min(reading.tokens[speaker].right + 1, sentence.last - 1), sentence.last - 1
            while first < last and reading.tokens[first].text in (",", ":"):
                first += 1
            while last > first and reading.tokens[last].text in (",",):
                last -= 1
            found.append(
                Statement(
                    start=reading.tokens[first].start, end=reading.tokens[last].end, source=sentence.source,
                    direct=False, speakers=reading.conjuncts(speaker), cue=i, cue_text="according to",
                )
            )  # fmt: skip
    return found


def _carry(reading: Reading, quotes: list[Quote], found: list[Statement]) -> None:
    """Quotations without a cue of their own go to the speaker around them."""
    for quote in quotes:
        covering = [s for s in found if s.source == quote.source and s.start < quote.end and s.end > quote.start]
        if covering or quote.words < 4:
            continue
        before = [s for s in found if s.source == quote.source and s.end <= quote.start + 1 and s.speakers]
        near = before[-1] if before and quote.start - max(s.end for s in before) < 400 else None
        if near is None:
            continue
        latest = max(before, key=lambda s: s.end)
        found.append(
            Statement(
                start=quote.start, end=quote.end, source=quote.source, direct=True, speakers=list(latest.speakers),
                cue=-1, stance="asserts", to=latest.to, carried=True,
            )
        )  # fmt: skip


def _nest(reading: Reading, found: list[Statement]) -> None:
    """Set `parent`: the smallest other statement whose content holds this one's cue (or content)."""
    for index, statement in enumerate(found):
        place = reading.tokens[statement.cue].start if statement.cue >= 0 else statement.start
        best, size = -1, 1 << 60
        for other_index, other in enumerate(found):
            if other_index == index or other.source != statement.source:
                continue
            if other.cue == statement.cue and statement.cue >= 0:
                continue
            if other.start <= place < other.end and other.end - other.start < size:
                if statement.cue < 0 and (other.start, other.end) == (statement.start, statement.end):
                    continue
                own = reading.tokens[other.cue].start if other.cue >= 0 else -1
                if statement.start <= own < statement.end:
                    continue
                best, size = other_index, other.end - other.start
        statement.parent = best
