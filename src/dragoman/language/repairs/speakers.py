"""Verbs of saying that the parser leaves without their speaker, or with a condition that belongs to what is said."""

from __future__ import annotations

from dragoman.language.reading import Reading, Sentence, Token
from dragoman.language.repairs.tree import VERBAL, has, is_main, move
from dragoman.language.speech.cues import strong_cues, telling_verbs

__all__ = ["lost_speaker", "said_amid", "told_in_letter"]

NAMING = frozenset({"NOUN", "PROPN", "NUM", "PRON"})
ASTRAY = frozenset({"appos", "conj", "npadvmod", "dep", "dobj"})
"""Labels under which the parser hangs a speaker on what he says."""
SUBJECTS = ("nsubj", "nsubjpass", "expl", "csubj")
JOINING = frozenset({"and", "but", "while"})
CONDITIONS = frozenset({"if", "unless", "once", "when"})
AHEAD = frozenset({"would", "will", "could", "can", "may", "might", "'ll", "’ll"})
LETTERS = frozenset({"letter", "statement", "message", "note", "memo", "cable", "email", "e-mail", "telegram", "speech", "interview", "report"})  # fmt: skip


def lost_speaker(reading: Reading, sentence: Sentence) -> bool:
    """`Kenya will appeal to the council, its foreign minister, N. Ebei, said`: the minister speaks; he does not explain
    the council.
    """
    changed = False
    for i in range(sentence.first + 3, sentence.last):
        verb = reading.tokens[i]
        if verb.lemma not in strong_cues() or verb.tag not in ("VBD", "VBZ", "VBN") or verb.pos not in VERBAL:
            continue
        if has(reading, verb, *SUBJECTS, "aux", "auxpass", "agent"):
            continue
        if reading.tokens[i - 1].text == ",":
            speaker = _speaker_before(reading, sentence, i)
        else:
            speaker = _speaker_beside(reading, sentence, verb)
        if speaker is None or not move(reading, speaker, verb, "nsubj"):
            continue
        verb.tag = "VBD" if verb.tag == "VBN" else verb.tag
        if verb.dep == "advcl":
            verb.dep = "conj"
        for child in [c for c in reading.tokens[speaker.i : i] if c.dep == "advcl" and c.head < speaker.left]:
            child.head = i  # "Radio Turkana, citing an officer, reported"
        changed = True
    return changed


def _speaker_before(reading: Reading, sentence: Sentence, i: int) -> Token | None:
    """The noun whose phrase begins after a comma or *and*, and is followed by a second phrase between commas."""
    commas = [k for k in range(sentence.first, i) if reading.tokens[k].text == ","]
    if len(commas) < 2:
        return None
    for k in range(commas[-2] - 1, sentence.first, -1):
        token = reading.tokens[k]
        if token.pos in VERBAL or token.text in (",", ";", ":"):
            return None
        if token.pos not in NAMING or token.dep not in ASTRAY or token.head >= k:
            continue
        begins = reading.tokens[token.left - 1] if token.left > sentence.first else None
        if begins is not None and (begins.text == "," or begins.lower in JOINING):
            return token
    return None


def _speaker_beside(reading: Reading, sentence: Sentence, verb: Token) -> Token | None:
    """`joined the talks with King Agu, rebel leader Ebei said`: the noun right before the verb, behind a comma."""
    if verb.tag != "VBD" or verb.dep not in ("ROOT", "conj", "parataxis", "ccomp", "advcl", "dep"):
        return None
    token = reading.tokens[verb.i - 1]
    while token.dep in ("compound", "nmod", "flat") and token.head < verb.i:
        token = reading.tokens[token.head]
    apart = token.left > sentence.first and reading.tokens[token.left - 1].text == ","
    if token.pos in NAMING and token.dep in ASTRAY and token.head < token.left and token.right < verb.i and apart:
        return token
    return None


def said_amid(reading: Reading, sentence: Sentence) -> bool:
    """`If the shelling went on, he told reporters, he would leave`: the condition is that of his leaving."""
    for i in range(sentence.first + 3, sentence.last):
        verb = reading.tokens[i]
        if verb.lemma not in strong_cues() | telling_verbs() or verb.tag != "VBD":
            continue
        condition = next((c for c in reading.children(i, "advcl") if c.i < i and _is_condition(reading, c)), None)
        content = next((c for c in reading.children(i, "ccomp", "conj") if c.i > i and _is_ahead(reading, c)), None)
        if condition is None or content is None or has(reading, verb, "cc"):
            continue
        subject = next(reading.children(i, "nsubj"), None)
        if subject is not None and _set_off(reading, subject) and _set_off(reading, content):
            content.dep = "ccomp"
            return move(reading, condition, content, "advcl")
    return False


def _set_off(reading: Reading, token: Token) -> bool:
    return any(t.text == "," for t in reading.tokens[token.left - 1 : token.left + 1])


def _is_condition(reading: Reading, verb: Token) -> bool:
    return any(c.lower in CONDITIONS for c in reading.children(verb.i, "mark", "advmod"))


def _is_ahead(reading: Reading, verb: Token) -> bool:
    return is_main(reading, verb) and any(c.lower in AHEAD for c in reading.children(verb.i, "aux"))


def told_in_letter(reading: Reading, sentence: Sentence) -> bool:
    """`told the council in a letter dated Saturday that he had accepted`: he told it, and the letter only brought it."""
    changed = False
    for i in range(sentence.first, sentence.last):
        verb = reading.tokens[i]
        if verb.lemma not in telling_verbs() or verb.pos != "VERB" or has(reading, verb, "ccomp", "xcomp"):
            continue
        for preposition in reading.children(i, "prep"):
            for noun in reading.children(preposition.i, "pobj"):
                if noun.lemma not in LETTERS:
                    continue
                content = next((c for c in reading.children(noun.i, "acl", "ccomp") if _says_that(reading, c)), None)
                changed |= content is not None and move(reading, content, verb, "ccomp")
    return changed


def _says_that(reading: Reading, verb: Token) -> bool:
    return any(c.lower == "that" for c in reading.children(verb.i, "mark")) and has(reading, verb, *SUBJECTS)
