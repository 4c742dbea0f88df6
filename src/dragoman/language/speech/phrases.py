"""Statements from phrases that name a source without a verb of saying: `according to`, a colon in a headline."""

from __future__ import annotations

from collections.abc import Iterator

from dragoman.language.reading import Reading, Sentence, Token
from dragoman.language.speech.cues import documents, doubts, people, strong_cues, voices
from dragoman.language.speech.drafts import STOPS, Draft, Piece, trim, without
from dragoman.language.speech.speakers import is_source, owners_of

__all__ = ["citing", "phrase_drafts"]


OPENERS = frozenset({'"', "“", "‘", "''", "``", "-", "–", "—", "•"})
JOINS = frozenset({"which", "that", "who", "whom", "where", "when", "because", "but", "and"})
"""Words that begin a clause of which alone a source between commas tells."""
LEAST_CONTENT = 3
"""Fewer words after a name and a colon are a credit (`Photo: AFP`), nothing said."""
LONGEST_NAME = 6
"""Words before a colon that may name a speaker."""


def phrase_drafts(reading: Reading, sentence: Sentence) -> Iterator[Draft]:
    """The statements that phrases of a sentence make."""
    tokens = reading.tokens
    colon = _colon(reading, sentence)
    if colon is not None:
        yield colon
    for i in range(sentence.first, sentence.last - 1):
        if (voice := _voice(reading, sentence, tokens[i])) is not None:
            yield voice
        elif tokens[i].lower == "according" and tokens[i + 1].lower == "to":
            draft = _according(reading, sentence, i)
            if draft is not None:
                yield draft
        elif tokens[i].lower in doubts() and tokens[i].dep == "advmod":
            draft = _reportedly(reading, tokens[i])
            if draft is not None:
                yield draft


def _according(reading: Reading, sentence: Sentence, i: int) -> Draft | None:
    """The rest of the sentence is said by the one named."""
    tokens = reading.tokens
    speaker = next((c.i for c in (*reading.children(i + 1, "pobj"), *reading.children(i, "pobj"))), None)
    if speaker is None:
        return None
    end = tokens[speaker].right
    if i == sentence.first and end >= sentence.last - 2:
        # the parser took the sentence for part of the name: the comma ends it
        end = next((k - 1 for k in range(speaker + 1, sentence.last) if tokens[k].text == ","), end)
    first, last = _part(tokens, sentence, i, end)
    if tokens[i - 1].text == "," and i - 2 >= first and tokens[i - 2].lower in JOINS:
        first = i  # "held a vote in which, according to the ministry, nobody took part"
    before, after = trim(tokens, first, i - 1), trim(tokens, end + 1, last)
    pieces = [before] if before and (tokens[i - 1].text in STOPS or before[1] - before[0] > sentence.last - end) else []
    if not before and first > sentence.first and not after:
        return None
    if after and (not pieces or _resumes(tokens, end, after)):
        pieces.append(after)
    if not pieces:
        return None
    speakers = [o for h in reading.conjuncts(speaker) for o in owners_of(reading, h)]
    return Draft(pieces=pieces, cue=i, pattern="according", speakers=speakers)


def _part(tokens: list[Token], sentence: Sentence, first: int, last: int) -> Piece:
    """The part of a sentence between semicolons that a stretch stands in: a source goes no further."""
    begin = next((k + 1 for k in range(first - 1, sentence.first - 1, -1) if tokens[k].text == ";"), sentence.first)
    end = next((k - 1 for k in range(last + 1, sentence.last) if tokens[k].text == ";"), sentence.last - 1)
    return begin, end


def _voice(reading: Reading, sentence: Sentence, word: Token) -> Draft | None:
    """`In the words of one envoy, …`, `As the ministry put it, …`: the rest of the sentence is said."""
    tokens = reading.tokens
    top: Token | None = None
    heads: list[int] = []
    if word.lemma in voices() and word.dep == "pobj" and tokens[word.head].lower in ("in", "by"):
        top = tokens[word.head]
        owners = [c.i for c in reading.children(word.i, "poss")]
        heads = owners or [
            c.i for p in reading.children(word.i, "prep") if p.lower == "of" for c in reading.children(p.i, "pobj")
        ]
    elif word.lemma in ("put", "see", "tell") and word.dep == "advcl" and tokens[word.left].lower == "as":
        top = word if any(c.lower == "it" for c in reading.children(word.i, "dobj")) else None
        heads = [c.i for c in reading.children(word.i, "nsubj")]
    if top is None or not heads:
        return None
    pieces = without(tokens, (sentence.first, sentence.last - 1), (top.left, top.right))
    if len(pieces) > 1 and tokens[top.left - 1].text != ",":
        return None
    speakers = [o for head in heads for h in reading.conjuncts(head) for o in owners_of(reading, h)]
    return Draft(pieces=pieces, cue=word.i, pattern="voice", speakers=speakers) if pieces else None


def _reportedly(reading: Reading, adverb: Token) -> Draft | None:
    """`has reportedly agreed`: somebody says so, and nobody says who."""
    verb = reading.tokens[adverb.head]
    index = reading.clause_of.get(verb.i, -1)
    if index < 0 or verb.lemma in strong_cues():
        return None
    pieces = without(reading.tokens, (verb.left, verb.right), (adverb.i, adverb.i))
    stance = doubts()[adverb.lower]
    return Draft(pieces=pieces, cue=adverb.i, pattern="adverb", stance=stance, hedge=adverb.lower) if pieces else None


def citing(reading: Reading, sentence: Sentence, drafts: list[Draft]) -> Iterator[Draft]:
    """`…, the paper said, citing two officials`: the officials are nearer to what is said than the paper."""
    for i in range(sentence.first, sentence.last):
        verb = reading.tokens[i]
        if verb.lower not in ("citing", "quoting"):
            continue
        heads = [h for c in reading.children(i, "dobj") for h in reading.conjuncts(c.i) if is_source(reading, h)]
        above = (verb.head, reading.tokens[verb.head].head)
        outer = next((d for d in drafts if d.cue in above and d.cue != i and d.kind == "speech" and d.pieces), None)
        if heads and outer is not None:
            yield Draft(pieces=list(outer.pieces), cue=i, pattern="citing", speakers=heads, outer=outer)


def _resumes(tokens: list[Token], end: int, after: Piece) -> bool:
    """`The deal, according to officials, will …`: the phrase stood between a subject and its verb."""
    return tokens[end + 1].text == "," and tokens[after[0]].pos in ("VERB", "AUX") and tokens[after[0]].tag != "VBG"


def _colon(reading: Reading, sentence: Sentence) -> Draft | None:
    """`Okoro: Talks will resume` and, in a headline, `Talks to resume: officials`."""
    tokens = reading.tokens
    first = sentence.first
    while first < sentence.last and tokens[first].text in OPENERS:
        first += 1
    colon = next(
        (i for i in range(first + 1, min(first + LONGEST_NAME + 1, sentence.last)) if tokens[i].text == ":"), -1
    )
    if 0 < colon < sentence.last - 1 and _names_a_source(reading, first, colon):
        piece = trim(
            tokens, colon + 1, _end_of_paragraph(reading, sentence) if sentence.source == "text" else sentence.last - 1
        )
        if piece is None or tokens[piece[0]].sentence != sentence.index or piece[1] - piece[0] < LEAST_CONTENT:
            return None
        return Draft(pieces=[piece], pattern="colon", speakers=[_head(reading, first, colon - 1)])
    if sentence.source == "title":
        colon = next((i for i in range(sentence.last - 2, first, -1) if tokens[i].text == ":"), -1)
        if (
            colon > first
            and sentence.last - colon <= LONGEST_NAME
            and _names_a_source(reading, colon + 1, sentence.last)
        ):
            piece = trim(tokens, first, colon - 1)
            if piece is not None:
                return Draft(pieces=[piece], pattern="colon", speakers=[_head(reading, colon + 1, sentence.last - 1)])
    return None


def _names_a_source(reading: Reading, first: int, last: int) -> bool:
    """Whether tokens `first` to `last` (not included) are a person, a body or a document, and nothing else."""
    words = reading.tokens[first:last]
    if not words or any(t.pos in ("VERB", "AUX", "PUNCT", "SCONJ", "PRON") and t.text != "." for t in words):
        return False
    if all(t.text.isupper() and t.text.isalpha() and len(t.text) > 2 for t in words):
        return True
    head = reading.tokens[_head(reading, first, last - 1)]
    if head.lemma in people() or head.lemma in documents():
        return True
    if (
        last + 1 < len(reading.tokens)
        and reading.tokens[last + 1].text in OPENERS
        and all(t.pos == "PROPN" for t in words)
    ):
        return True
    label = reading.entities[head.entity].label if head.entity >= 0 else ""
    return label in ("PERSON", "ORG") and all(t.text[:1].isupper() or t.pos in ("DET", "ADP") for t in words)


def _head(reading: Reading, first: int, last: int) -> int:
    """The word of a stretch that governs the rest: the first whose own head lies outside."""
    return next(
        (
            i
            for i in range(first, last + 1)
            if not first <= reading.tokens[i].head <= last or reading.tokens[i].head == i
        ),
        last,
    )


def _end_of_paragraph(reading: Reading, sentence: Sentence) -> int:
    last = sentence
    for other in reading.sentences[sentence.index + 1 :]:
        if other.paragraph != sentence.paragraph or other.source != sentence.source:
            break
        last = other
    return last.last - 1
