"""Statements from nouns and adjectives: `X's claim that …`, `criticism of`, `is confident that`."""

from __future__ import annotations

from collections.abc import Iterator

from dragoman.language.reading import Reading, Sentence, Token
from dragoman.language.speech.cues import Cue, Kind, adjective_cue, carrying_verbs, noun_cue
from dragoman.language.speech.drafts import Draft, trim
from dragoman.language.speech.speakers import is_source
from dragoman.language.speech.verbs import is_finite, is_infinitive

__all__ = ["noun_drafts"]

CARRYING = frozenset({"nsubj", "nsubjpass"})


def noun_drafts(reading: Reading, sentence: Sentence) -> Iterator[Draft]:
    """The statements that the nouns and predicate adjectives of a sentence make."""
    for i in range(sentence.first, sentence.last):
        token = reading.tokens[i]
        if not token.children:
            continue
        if token.pos == "NOUN":
            cue = noun_cue(token.lemma)
        elif token.pos == "ADJ" and token.dep in ("acomp", "oprd", "attr", "amod", "ROOT", "xcomp"):
            cue = adjective_cue(token.lemma)
        else:
            continue
        if cue is None:
            continue
        draft = _of_word(reading, token, cue)
        if draft is not None:
            yield draft


def _of_word(reading: Reading, word: Token, cue: Cue) -> Draft | None:
    for c in word.children:
        child = reading.tokens[c]
        if child.i < word.i:
            continue
        pattern, kind = "", cue.kind
        first = child.left
        if child.dep in ("acl", "ccomp", "relcl", "xcomp"):
            that = any(
                reading.tokens[k].dep == "mark" and reading.tokens[k].lower in ("that", "whether")
                for k in child.children
            )
            if cue.clause and ((that and is_finite(reading, child)) or (word.pos == "ADJ" and child.dep == "ccomp")):
                pattern = "clause"
            elif cue.infinitive and is_infinitive(reading, child):
                pattern, kind = "infinitive", _lesser(cue)
        elif child.lower in cue.prepositions and child.children:
            pattern, kind, first = child.lower, _lesser(cue), child.i + 1
        if not pattern:
            continue
        piece = trim(reading.tokens, first, child.right)
        if piece is None:
            continue
        return Draft(
            pieces=[piece], cue=word.i, kind=kind, stance=cue.stance, pattern=f"{word.pos} {pattern}",
            speakers=_owners(reading, word), clause=reading.clause_of.get(word.i, -1),
        )  # fmt: skip
    return None


def _lesser(cue: Cue) -> Kind:
    """What is asked, planned or criticised is no speech; what is claimed or denied is."""
    return (
        "speech"
        if cue.kind == "speech" and cue.stance in ("claims", "denies", "confirms")
        else "attitude"
        if cue.kind == "attitude"
        else "act"
    )


def _owners(reading: Reading, word: Token) -> list[int]:
    """Whose word it is: an owner, the subject of the verb that carries it, or of the copula."""
    found = [h for c in reading.children(word.i, "poss") for h in reading.conjuncts(c.i)]
    about = (noun_cue(word.lemma) or NONE).prepositions
    for child in reading.children(word.i, "prep", "agent"):
        if found:
            break
        inside = [h for c in reading.children(child.i, "pobj") for h in reading.conjuncts(c.i)]
        if child.lower in ("by", "from", "among") or (child.lower == "of" and "of" not in about):
            found = inside
        elif child.lower == "in" and all(is_source(reading, h) for h in inside):
            found = inside  # "a report in the Courier"
    if found:
        return found
    index = reading.clause_of.get(word.i, -1)
    if index >= 0:
        found = [a.head for a in reading.clauses[index].get("subject") if a.head != word.i]
    if not found and word.head != word.i and word.dep not in CARRYING:
        head = reading.tokens[word.head]
        index = reading.clause_of.get(head.i, -1)
        if index >= 0 and head.lemma in carrying_verbs():
            found = [a.head for a in reading.clauses[index].get("subject") if a.head != word.i]
    return found


NONE = Cue(kind="act", stance="asserts", clause=False)
