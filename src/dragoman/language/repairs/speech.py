"""Verbs of saying that the parser hangs below what they report, and what it cuts off from what they report."""

from __future__ import annotations

from dragoman.language.reading import Reading, Sentence, Token
from dragoman.language.repairs.tree import VERBAL, has, is_main, move, take_place
from dragoman.language.speech.cues import strong_cues, telling_verbs, trailing_cues

__all__ = ["inserted_speech", "made_clear", "said_when", "second_content", "second_speech", "trailing_speech"]

QUOTATION_MARKS = frozenset({'"', "“", "”", "''", "``", "«", "»"})
SET_OFF = frozenset({",", "”", '"', "''", "’", "—", "–", "-", ")", "?", "!"})
"""Marks before the group of a verb of saying that stands beside what it reports."""
MADE = frozenset({"clear", "plain", "known"})
INSERTED = frozenset({"ccomp", "conj", "parataxis", "advcl", "relcl", "dep"})


def inserted_speech(reading: Reading, sentence: Sentence) -> bool:
    """`Talks failed, officials said` and `Talks, officials said, failed`: the verb of saying governs the rest.

    The parser often hangs such a verb below what it reports, as a complement, a conjunct or in parataxis.
    """
    changed = False
    for i in range(sentence.first, sentence.last):
        verb = reading.tokens[i]
        if verb.dep not in INSERTED or verb.pos != "VERB" or verb.head == i:
            continue
        if verb.lemma not in strong_cues() or not _bare_speech(reading, verb):
            continue
        content = reading.tokens[verb.head]
        if content.pos not in ("VERB", "AUX", "NOUN", "PROPN", "ADJ") or (content.i > i and verb.dep != "parataxis"):
            continue
        top = content
        while top.dep == "conj" and reading.tokens[top.head].pos in VERBAL and not _apart(reading, top.head, top.i):
            top = reading.tokens[top.head]
        subjects = [c for c in reading.children(verb.i, "nsubj") if c.i < verb.i]
        if len(subjects) > 1 and any(t.text == "," for t in reading.tokens[subjects[0].right : subjects[1].left]):
            # "Bolton, Chung said, has pledged": the first subject belongs to what is said
            subjects[0].head = top.i
        changed |= take_place(reading, sentence, verb, top, "ccomp")
    return changed


def second_speech(reading: Reading, sentence: Sentence) -> bool:
    """`…, a spokesman said; France condemned the coup, two people said`: the second verb reports what stands after the
    semicolon.
    """
    for i in range(sentence.first, sentence.last):
        verb = reading.tokens[i]
        if verb.dep != "conj" or verb.lemma not in strong_cues() or not _apart(reading, verb.head, i):
            continue
        above = reading.tokens[verb.head]
        content = next((c for c in reading.children(above.i, "conj") if _apart(reading, above.i, c.i)), None)
        if content is None or content.i >= i or not _bare_speech(reading, verb):
            continue
        if not _apart(reading, content.i, i):
            verb.head, verb.dep = content.head, content.dep
            return move(reading, content, verb, "ccomp")
    return False


def trailing_speech(reading: Reading, sentence: Sentence) -> bool:
    """`Officials said talks failed, adding that …`: who said the first adds the second, not the talks."""
    changed = False
    for i in range(sentence.first + 2, sentence.last):
        verb = reading.tokens[i]
        if verb.tag != "VBG" or verb.dep not in ("advcl", "acl", "xcomp", "conj") or verb.lemma not in trailing_cues():
            continue
        if reading.tokens[i - 1].text != "," or verb.head >= i:
            continue
        below, above = verb, reading.tokens[verb.head]
        while above.head != above.i and not (below.dep == "ccomp" and above.lemma in strong_cues()):
            below, above = above, reading.tokens[above.head]
        if below is not verb and below.dep == "ccomp" and above.lemma in strong_cues() and above.i < below.i:
            changed |= move(reading, verb, above, "advcl")
    return changed


def content_goes_on(reading: Reading, sentence: Sentence) -> bool:
    """`Chad would take the matter to the council, its envoy said, and would consult Niger`: what stands behind the
    inserted speech goes on with what is said.
    """
    for verb in reading.tokens[sentence.first : sentence.last]:
        if verb.lemma not in strong_cues():
            continue
        content = next((c for c in reading.children(verb.i, "ccomp") if c.right < verb.i), None)
        link = next((c for c in reading.children(verb.i, "cc") if c.i > verb.i), None)
        second = next((c for c in reading.children(verb.i, "conj") if c.i > verb.i), None)
        if content is None or link is None or second is None or second.lemma in strong_cues():
            continue
        if reading.tokens[content.right + 1].text != "," or reading.tokens[link.i - 1].text != ",":
            continue
        if not has(reading, second, "nsubj", "nsubjpass") and move(reading, second, content, "conj"):
            return move(reading, link, content, "cc")
    return False


def said_when(reading: Reading, sentence: Sentence) -> bool:
    """`said on Monday he would resign`: the day is that of the saying, and what follows is what was said."""
    changed = False
    for i in range(sentence.first, sentence.last):
        verb = reading.tokens[i]
        if verb.pos != "VERB" or verb.lemma not in strong_cues():
            continue
        content = next((c for c in reading.children(i, "ccomp", "advcl") if c.i > i and is_main(reading, c)), None)
        if content is None or (content.dep == "advcl" and has(reading, verb, "ccomp", "dobj", "xcomp")):
            continue
        subject = next(reading.children(content.i, "nsubj", "nsubjpass", "expl"))
        before = [c for c in reading.children(content.i, "prep", "npadvmod") if i < c.i < subject.i]
        if not before or before[0].left > i + 2 or _is_quoted(reading, i, subject.i):
            continue
        for child in before:
            child.head = i
        content.dep, changed = "ccomp", True
    return changed


def made_clear(reading: Reading, sentence: Sentence) -> bool:
    """`made it clear that …`: what is made clear is said."""
    changed = False
    for i in range(sentence.first, sentence.last):
        make = reading.tokens[i]
        if make.lemma != "make" or make.pos != "VERB":
            continue
        clear = next((c for c in reading.children(i, "ccomp", "oprd", "acomp") if c.lower in MADE and c.i > i), None)
        said = clear and next((c for c in reading.children(clear.i, "advcl", "ccomp") if c.i > clear.i), None)
        if clear is not None and said is not None and has(reading, said, "nsubj", "nsubjpass", "expl"):
            clear.dep = "oprd"
            changed |= move(reading, said, make, "ccomp")
    return changed


def second_content(reading: Reading, sentence: Sentence) -> bool:
    """`said that he was ill, and that talks were off`; `said that talks were off; the army would leave`: both are
    said.
    """
    changed = False
    for i in range(sentence.first, sentence.last):
        verb = reading.tokens[i]
        above = reading.tokens[verb.head]
        if verb.dep != "conj" or verb.pos not in VERBAL or above.pos != "VERB":
            continue
        first = next((c for c in reading.children(above.i, "ccomp") if above.i < c.i < i), None)
        if first is None:
            continue
        that = any(c.lower == "that" for c in reading.children(i, "mark"))
        would = any(c.lower in ("would", "had") for c in reading.children(i, "aux"))
        goes_on = would and above.lemma in strong_cues() and _apart(reading, above.i, i) and is_main(reading, verb)
        if that or goes_on:
            changed |= move(reading, verb, first, "conj")
    return changed


def _bare_speech(reading: Reading, verb: Token) -> bool:
    """A subject of its own, nothing said below it, and set off by a comma or a quotation mark."""
    children = list(reading.children(verb.i))
    if not any(c.dep == "nsubj" for c in children) or any(c.dep == "neg" for c in children):
        return False  # "Paris has not answered"
    held = (
        ("ccomp", "xcomp", "mark", "advcl")
        if verb.lemma in telling_verbs()
        else ("ccomp", "xcomp", "dobj", "mark", "advcl")
    )
    if any(c.dep in held and c.lower != "it" for c in children):
        return False
    subject = max(c.i for c in children if c.dep == "nsubj")
    first = min([verb.i, reading.tokens[subject].left, *(c.left for c in children if c.dep in ("aux", "advmod"))])
    return first > 0 and reading.tokens[first - 1].text in SET_OFF


def _apart(reading: Reading, first: int, last: int) -> bool:
    """Whether a semicolon stands between two tokens: what is before it is not reported after it."""
    return any(t.text == ";" for t in reading.tokens[first:last])


def _is_quoted(reading: Reading, first: int, last: int) -> bool:
    return any(t.text in QUOTATION_MARKS for t in reading.tokens[first:last])
