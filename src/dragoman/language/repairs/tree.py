"""Moves on a dependency tree that leave it a tree, and questions that repairs ask of it."""

from __future__ import annotations

from dragoman.language.reading import Reading, Sentence, Token

__all__ = ["has", "is_main", "make_root", "move", "refresh", "take_place"]

VERBAL = frozenset({"VERB", "AUX"})


def has(reading: Reading, token: Token, *deps: str) -> bool:
    """Whether a token has a dependent with one of the labels."""
    return any(True for _ in reading.children(token.i, *deps))


def is_main(reading: Reading, verb: Token) -> bool:
    """A finite clause with its own subject, which no word joins to another."""
    finite = verb.tag in ("VBD", "VBZ", "VBP") or has(reading, verb, "aux", "auxpass")
    return finite and has(reading, verb, "nsubj", "nsubjpass", "expl") and not has(reading, verb, "mark")


def move(reading: Reading, token: Token, head: Token, dep: str) -> bool:
    """Hang a token under another. False, and nothing is done, if that one hangs under the token itself."""
    if head is token or any(above is token for above in reading.ancestors(head.i)):
        return False
    token.head, token.dep = head.i, dep
    return True


def make_root(sentence: Sentence, token: Token) -> None:
    """Make a token the head of its sentence; the old root has to be moved."""
    token.head, token.dep, sentence.root = token.i, "ROOT", token.i


def take_place(reading: Reading, sentence: Sentence, lower: Token, upper: Token, dep: str) -> bool:
    """Put the lower of two tokens in the place of the upper, which comes under it. False if it is not below."""
    if not any(above is upper for above in reading.ancestors(lower.i)):
        return False
    if upper.head == upper.i:
        make_root(sentence, lower)
    else:
        lower.head, lower.dep = upper.head, upper.dep
    upper.head, upper.dep = lower.i, dep
    return True


def refresh(reading: Reading, sentence: Sentence) -> None:
    """Make children and subtree edges of a sentence fit its heads again."""
    tokens = reading.tokens[sentence.first : sentence.last]
    for token in tokens:
        token.children = []
        token.left = token.right = token.i
    for token in tokens:
        if token.head != token.i:
            reading.tokens[token.head].children.append(token.i)
    for token in tokens:
        for above in reading.ancestors(token.i):
            above.left, above.right = min(above.left, token.i), max(above.right, token.i)
