"""Where the parse is plainly wrong for news. Each repair is named, small and tested."""

from __future__ import annotations

from functools import cache

from dragoman.language.predicates import VerbGroup
from dragoman.language.reading import Reading, Sentence, Token
from dragoman.language.speech.cues import strong_cues, verb_cue
from dragoman.language.tables import table

__all__ = ["repair_group", "repair_trees"]

QUOTATION_MARKS = frozenset({'"', "“", "”", "''", "``", "«", "»"})
SUFFERED = frozenset(
    "kill injure wound arrest detain jail sentence hurt hold charge seize free release abduct kidnap behead"
    " execute hospitalise hospitalize evacuate displace deport expel ban suspend cancel postpone oust sack".split()
)
"""Headline verbs that stand as bare participles far more often than as finite verbs without an object."""


def repair_group(reading: Reading, sentence: Sentence, verb: Token | None, group: VerbGroup) -> VerbGroup:
    """Headlines: `Trump to meet Kim` is a future, `Two killed in blast` a passive."""
    if verb is None or verb.i != sentence.root:
        return group
    if group.infinitive and group.tense == "none":
        group.tense = "future"
    if verb.lemma in SUFFERED and verb.tag in ("VBN", "VBD") and not group.passive:
        children = list(reading.children(verb.i))
        bare = not any(c.dep in ("dobj", "aux", "auxpass", "ccomp") for c in children)
        headline = sentence.source == "title" or reading.tokens[sentence.last - 1].text not in '.!?”"'
        if bare and headline:
            group.passive = True
            for child in children:
                if child.dep == "nsubj":
                    child.dep = "nsubjpass"
    return group


def repair_trees(reading: Reading) -> None:
    """Mend dependency trees before clauses are built; `left`, `right` and `children` are kept right."""
    for sentence in reading.sentences:
        changed = _inverted_condition(reading, sentence)
        changed |= _inserted_speech(reading, sentence)
        changed |= _trailing_speech(reading, sentence)
        changed |= _run_on(reading, sentence)
        changed |= _trailing_condition(reading, sentence)
        changed |= _provided(reading, sentence)
        changed |= _finite_conjuncts(reading, sentence)
        changed |= _in_order(reading, sentence)
        _reduced_relatives(reading, sentence)
        if changed:
            _refresh(reading, sentence)


def _inverted_condition(reading: Reading, sentence: Sentence) -> bool:
    """`Should talks fail, war would follow`: the inverted clause is a condition, not the main clause."""
    first = reading.tokens[sentence.first]
    if first.lower not in ("should", "were", "had") or reading.tokens[sentence.last - 1].text == "?":
        return False
    verb = reading.tokens[first.head]
    if verb.i != sentence.root or first.dep not in ("aux", "auxpass"):
        return False
    for child in reading.children(verb.i, "ccomp", "conj", "parataxis", "advcl"):
        if child.i > verb.i and child.pos in ("VERB", "AUX") and _has(reading, child, "nsubj", "nsubjpass"):
            child.head, child.dep, sentence.root = child.i, "ROOT", child.i
            inner = next((c for c in reading.children(child.i, "ccomp") if c.i > child.i), None)
            verb.head, verb.dep = (inner or child).i, "advcl"
            return True
    return False


def _trailing_condition(reading: Reading, sentence: Sentence) -> bool:
    """`They will strike should talks fail`: the inverted clause at the end is a condition."""
    for i in range(sentence.first + 1, sentence.last):
        should = reading.tokens[i]
        if should.lower != "should" or should.dep != "aux" or should.head == should.i:
            continue
        verb = reading.tokens[should.head]
        main = reading.tokens[verb.head]
        inverted = verb.left == i and verb.dep in ("ccomp", "conj", "parataxis", "dep", "advcl", "npadvmod")
        if inverted and main.i < i and main.pos in ("VERB", "AUX") and not _has(reading, verb, "ccomp", "mark"):
            verb.dep, verb.pos = "advcl", "VERB"
            return True
    return False


def _provided(reading: Reading, sentence: Sentence) -> bool:
    """`will disarm provided that the army leaves`: a word that joins a condition, not something provided."""
    for i in range(sentence.first + 1, sentence.last):
        joins = reading.tokens[i]
        if joins.lower not in ("provided", "providing") or joins.tag not in ("VBN", "VBD", "VBG"):
            continue
        inner = next((c for c in reading.children(i, "ccomp") if c.i > i), None)
        if inner is None or _has(reading, joins, "auxpass", "dobj", "agent") or not _has(reading, inner, "nsubj"):
            continue
        if joins.head == i:
            main = next((c for c in reading.children(i) if c.i < i and c.pos in ("VERB", "AUX")), None)
            if main is None:
                continue
            for child in [c for c in reading.children(i) if c not in (main, inner)]:
                child.head = main.i
            main.head, main.dep, sentence.root = main.i, "ROOT", main.i
            joins.head = main.i
        inner.head, inner.dep = joins.head, "advcl"
        joins.head, joins.dep, joins.pos = inner.i, "mark", "SCONJ"
        return True
    return False


def _finite_conjuncts(reading: Reading, sentence: Sentence) -> bool:
    """`refused to meet and left the hall`: a finite verb goes with the finite one, not with its infinitive."""
    changed = False
    for i in range(sentence.first, sentence.last):
        verb = reading.tokens[i]
        if verb.dep != "conj" or verb.tag not in ("VBD", "VBZ") or _has(reading, verb, "aux", "auxpass"):
            continue
        above = reading.tokens[verb.head]
        if not any(c.lower == "to" for c in reading.children(above.i, "aux")):
            continue
        finite = next((t for t in reading.ancestors(above.i) if t.tag == verb.tag), None)
        if finite is not None:
            verb.head, changed = finite.i, True
    return changed


def _has(reading: Reading, token: Token, *deps: str) -> bool:
    return any(True for _ in reading.children(token.i, *deps))


def _inserted_speech(reading: Reading, sentence: Sentence) -> bool:
    """`Talks failed, officials said` and `Talks, officials said, failed`: the verb of saying governs the rest.

    The parser often hangs such a verb below what it reports, as a complement, a conjunct or in parataxis.
    """
    changed = False
    for i in range(sentence.first, sentence.last):
        verb = reading.tokens[i]
        if (
            verb.dep not in ("ccomp", "conj", "parataxis", "advcl", "relcl", "dep")
            or verb.pos != "VERB"
            or verb.head == i
        ):
            continue
        if verb.lemma not in strong_cues() or not _bare_speech(reading, verb):
            continue
        content = reading.tokens[verb.head]
        if content.pos not in ("VERB", "AUX", "NOUN", "PROPN", "ADJ") or (content.i > i and verb.dep != "parataxis"):
            continue
        top = content
        while (
            top.dep == "conj"
            and reading.tokens[top.head].pos in ("VERB", "AUX")
            and not _quoted_apart(reading, top, verb)
        ):
            top = reading.tokens[top.head]
        subjects = [c for c in reading.children(verb.i, "nsubj") if c.i < verb.i]
        if len(subjects) > 1 and any(t.text == "," for t in reading.tokens[subjects[0].right : subjects[1].left]):
            # "Bolton, Chung said, has pledged": the first subject belongs to what is said
            subjects[0].head = top.i
        verb.head, verb.dep = (verb.i, "ROOT") if top.head == top.i else (top.head, top.dep)
        top.head, top.dep = verb.i, "ccomp"
        if sentence.root == top.i:
            sentence.root = verb.i
        changed = True
    return changed


def _trailing_speech(reading: Reading, sentence: Sentence) -> bool:
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
            verb.head, verb.dep, changed = above.i, "advcl", True
    return changed


def _run_on(reading: Reading, sentence: Sentence) -> bool:
    """`Some marched; eleven were arrested`: main clauses side by side, the first no complement of the last."""
    last = reading.tokens[sentence.root]
    side_by_side = [c for c in reading.children(last.i, "ccomp") if c.i < last.i and _is_main(reading, c)]
    if not side_by_side or last.pos not in ("VERB", "AUX"):
        return _loose_clauses(reading, sentence)
    subject = next(reading.children(last.i, "nsubj", "nsubjpass", "expl"), None)
    if subject is None or subject.i < side_by_side[-1].i or _is_quoted(reading, sentence, last):
        return False
    between = reading.tokens[side_by_side[0].i : subject.i]
    cue = verb_cue(last.lemma)
    speaks = cue is not None and cue.clause and not any(True for _ in reading.children(last.i, "dobj", "auxpass"))
    if speaks and len(side_by_side) == 1 and not any(t.text == ";" for t in between):
        return False
    first, *others = side_by_side
    sentence.root = first.i
    first.head, first.dep = first.i, "ROOT"
    for verb in (*others, last):
        verb.head, verb.dep = first.i, "conj"
    return True


def _is_main(reading: Reading, verb: Token) -> bool:
    """A finite clause with its own subject, which no word joins to another."""
    finite = verb.tag in ("VBD", "VBZ", "VBP") or _has(reading, verb, "aux", "auxpass")
    return finite and _has(reading, verb, "nsubj", "nsubjpass", "expl") and not _has(reading, verb, "mark")


def _is_quoted(reading: Reading, sentence: Sentence, verb: Token) -> bool:
    return any(t.text in QUOTATION_MARKS for t in reading.tokens[sentence.first : verb.i])


def _loose_clauses(reading: Reading, sentence: Sentence) -> bool:
    """`The rebels took the town, the army fled`: what the parser calls an insertion is the next main clause."""
    changed = False
    for i in range(sentence.first, sentence.last):
        verb = reading.tokens[i]
        if verb.dep == "parataxis" and verb.head < i and _is_main(reading, verb) and verb_cue(verb.lemma) is None:
            verb.dep, changed = "conj", True
    return changed


def _in_order(reading: Reading, sentence: Sentence) -> bool:
    """`in order to discuss`: a joining word of three, not an order."""
    changed = False
    for i in range(sentence.first + 1, sentence.last - 1):
        order = reading.tokens[i]
        joins = reading.tokens[i - 1]
        if order.lower != "order" or joins.lower != "in" or reading.tokens[i + 1].lower not in ("to", "for", "that"):
            continue
        verb = next((c for c in reading.children(i, "acl", "relcl", "ccomp")), None)
        if verb is None or joins.head == joins.i or reading.tokens[joins.head] is verb:
            continue
        verb.head, verb.dep = joins.head, "advcl"
        joins.head, joins.dep, joins.pos = verb.i, "fixed", "SCONJ"
        order.head, order.dep, order.pos = joins.i, "fixed", "SCONJ"
        changed = True
    return changed


def _reduced_relatives(reading: Reading, sentence: Sentence) -> None:
    """`fighters backed by the militia`: what modifies a noun without a subject of its own is a participle."""
    for i in range(sentence.first, sentence.last):
        verb = reading.tokens[i]
        if verb.tag == "VBD" and verb.dep == "acl" and not _has(reading, verb, "nsubj", "nsubjpass", "aux", "mark"):
            verb.tag = "VBN"


def _bare_speech(reading: Reading, verb: Token) -> bool:
    """A subject of its own, nothing said below it, and set off by a comma or a quotation mark."""
    children = list(reading.children(verb.i))
    if not any(c.dep == "nsubj" for c in children):
        return False
    if any(c.dep in ("ccomp", "xcomp", "dobj", "mark", "advcl") and c.lower not in ("it",) for c in children):
        return False
    subject = max(c.i for c in children if c.dep == "nsubj")
    first = min([verb.i, reading.tokens[subject].left, *(c.left for c in children if c.dep in ("aux", "advmod"))])
    before = reading.tokens[first - 1].text if first > 0 else ""
    return before in (",", "”", '"', "''", "’", "—", "–", "-", ")") or (before in ("?", "!"))


def _quoted_apart(reading: Reading, content: Token, verb: Token) -> bool:
    """A full stop or semicolon between the conjuncts: only the nearer one is reported."""
    head = reading.tokens[content.head]
    return any(t.text == ";" for t in reading.tokens[head.i : content.i])


def _refresh(reading: Reading, sentence: Sentence) -> None:
    """Make children and subtree edges of a sentence fit its heads again."""
    tokens = reading.tokens[sentence.first : sentence.last]
    for token in tokens:
        token.children = []
        token.left = token.right = token.i
    for token in tokens:
        if token.head != token.i:
            reading.tokens[token.head].children.append(token.i)
    for token in tokens:
        i, seen = token.i, 0
        while reading.tokens[i].head != i and seen < len(tokens):
            i = reading.tokens[i].head
            reading.tokens[i].left = min(reading.tokens[i].left, token.i)
            reading.tokens[i].right = max(reading.tokens[i].right, token.i)
            seen += 1


@cache
def trailing_cues() -> frozenset[str]:
    """Verbs of saying that go on with what somebody said: `…, adding that …`."""
    return strong_cues() | frozenset(table("saying")["strong"]["trailing"])
