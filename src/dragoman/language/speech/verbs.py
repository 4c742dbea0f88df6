"""Statements from verbs: which complements of a cue are its content, and where that content begins and ends."""

from __future__ import annotations

from collections.abc import Iterator

from dragoman.language.predicates import lemma_of
from dragoman.language.reading import Reading, Sentence, Token
from dragoman.language.speech.cues import Cue, Kind, channels, hedge_of, raising_cues, strong_cues, verb_cue
from dragoman.language.speech.drafts import STOPS, Draft, Piece, trim, without
from dragoman.language.speech.speakers import speakers_of, told_of

__all__ = ["verb_drafts"]

UNSPOKEN = frozenset({"aux", "auxpass", "amod", "compound", "nmod"})
CLAUSAL = frozenset({"ccomp", "xcomp", "csubj", "csubjpass", "oprd", "acomp"})
OBJECTS = frozenset({"dobj", "obj"})
SUBJECTS = frozenset({"nsubj", "nsubjpass", "csubj", "expl"})
MARKS = frozenset({'"', "”", "’", "''", "'", "»", "“", "‘", "``"})
RELATIVES = frozenset({"what", "which", "who", "whom", "that", "itself", "himself", "herself", "themselves"})


def verb_drafts(reading: Reading, sentence: Sentence) -> Iterator[Draft]:
    """The statements that the verbs of a sentence make."""
    for i in range(sentence.first, sentence.last):
        verb = reading.tokens[i]
        if verb.pos not in ("VERB", "AUX") or verb.dep in UNSPOKEN:
            continue
        cue = _cue(reading, verb)
        if cue is None:
            continue
        draft = _of_verb(reading, sentence, verb, cue)
        if draft is not None:
            yield draft


def _cue(reading: Reading, verb: Token) -> Cue | None:
    """The cue of a verb; with a particle it is another verb (`called off`), unless the particle leads to content."""
    sentence = reading.sentences[verb.sentence]
    if verb.text[:1].isupper() and verb.i > sentence.first + 1 and sentence.source == "text" and verb.entity >= 0:
        return None  # "the envoy, Said Karimi": a name
    whole = lemma_of(reading, verb)
    if whole == "make" and any(
        c.lower in ("clear", "plain", "known") for c in reading.children(verb.i, "oprd", "acomp", "ccomp")
    ):
        whole = "make clear"
    cue = verb_cue(whole)
    if cue is not None or " " not in whole:
        return cue
    alone = verb_cue(verb.lemma)
    return alone if alone is not None and whole.split()[-1] in alone.prepositions else None


def _of_verb(reading: Reading, sentence: Sentence, verb: Token, cue: Cue) -> Draft | None:
    children = [reading.tokens[c] for c in verb.children]
    passive = any(c.dep in ("nsubjpass", "auxpass", "agent") for c in children)
    found = _content(reading, verb, cue, children, passive)
    if found is None:
        silent = any(c.dep == "neg" for c in children)
        if cue.clause and cue.kind == "speech" and verb.lemma in strong_cues() and not silent:
            found = "bare", _beside(reading, sentence, verb, children)
        else:
            return None
    pattern, pieces = found
    group = None
    if pattern in ("clause", "bare"):
        content = [c for c in children if any(a <= c.i <= b for a, b in pieces)]
        aside = [c for c in children if c.dep not in ("punct", "conj", "cc", *CLAUSAL) and c not in content]
        group = _group(reading.tokens, verb, aside)
        if not pieces and not any(c.dep in SUBJECTS for c in children):
            return None
        pieces = _whole_sentence(reading, sentence, group, pieces)
    elif not pieces:
        return None
    speakers = speakers_of(reading, verb, passive)
    if not speakers and not passive and verb.tag in ("VB", "VBG"):
        return None  # "too early to tell": nobody says it
    unnamed = passive and not speakers and verb.lemma in raising_cues()
    return Draft(
        pieces=pieces, cue=verb.i, kind="speech" if unnamed else _kind(cue, pattern), stance=cue.stance, pattern=pattern,
        speakers=speakers, to=told_of(reading, verb), hedge=_passive_hedge(reading, verb) if unnamed else hedge_of(reading, verb),
        clause=reading.clause_of.get(verb.i, -1), group=group,
    )  # fmt: skip


def _kind(cue: Cue, pattern: str) -> Kind:
    """What sort of statement a cue makes with this complement."""
    if pattern in ("clause", "bare", "as saying"):
        return cue.kind
    if cue.kind == "attitude":
        return "attitude"
    if pattern == "object":
        return cue.object or "act"
    return "speech" if pattern != "infinitive" and cue.stance in ("claims", "denies", "confirms") else "act"


def _passive_hedge(reading: Reading, verb: Token) -> str:
    """`is understood`: the passive by which the writer names nobody."""
    first = min((c.i for c in reading.children(verb.i, "auxpass", "aux", "advmod") if c.i < verb.i), default=verb.i)
    return " ".join(t.lower for t in reading.tokens[first : verb.i + 1])


def _content(
    reading: Reading, verb: Token, cue: Cue, children: list[Token], passive: bool
) -> tuple[str, list[Piece]] | None:
    clausal = [c for c in children if c.dep in CLAUSAL]
    objects = [c for c in children if c.dep in OBJECTS]
    infinitives = [c for c in clausal if is_infinitive(reading, c)]
    finite = [c for c in clausal if c.dep in ("ccomp", "csubjpass") and c not in infinitives and is_finite(reading, c)]
    small = [c for c in clausal if c not in infinitives and c not in finite]
    subject = [c for c in children if c.dep in ("nsubjpass", "csubjpass")] if passive else []
    if finite and cue.clause:
        return "clause", _pieces(reading, verb, children, finite)
    if infinitives and (cue.infinitive or (passive and verb.lemma in raising_cues())):
        return "infinitive", _pieces(reading, verb, children, subject + objects + infinitives, subject)
    if cue.object is not None:
        if passive and subject and (small or _has_agent(children)):
            return "object", _pieces(reading, verb, children, subject + small, subject)
        if small and not passive:
            return "object", _pieces(reading, verb, children, objects + small)
        saying = _as_saying(reading, children) if objects or subject else None
        if saying is not None:
            piece = trim(reading.tokens, min(c.left for c in [*objects, *subject, saying]), saying.right)
            return "as saying", [piece] if piece and not (passive and not _has_agent(children)) else []
        if objects and not passive and objects[0].lower not in RELATIVES:
            return "object", _pieces(reading, verb, children, objects)
        if passive and verb.dep == "acl" and _has_agent(children):
            noun = reading.tokens[verb.head]
            piece = trim(reading.tokens, noun.left, verb.left - 1)
            return "object", [piece] if piece else []
    for child in children:
        if child.lower in cue.prepositions and child.dep in ("prep", "prt", "dative", "advmod") and child.i > verb.i:
            inside = [reading.tokens[c] for c in child.children]
            if inside:
                below = [c for c in inside if c.left > child.i]
                if below:
                    last = max([c.right for c in below] + [c.right for c in infinitives if c.left > child.i])
                    piece = trim(reading.tokens, below[0].left, last)
                    return f"{child.lower}", [piece] if piece else []
    return None


def _as_saying(reading: Reading, children: list[Token]) -> Token | None:
    """`quoted him as saying`: the phrase with the inner verb."""
    for child in children:
        if child.dep == "prep" and child.lower == "as" and any(reading.tokens[c].tag == "VBG" for c in child.children):
            return child
    return None


def _has_agent(children: list[Token]) -> bool:
    return any(c.dep == "agent" or (c.dep == "prep" and c.lower == "by") for c in children)


def is_infinitive(reading: Reading, verb: Token) -> bool:
    """Governed by `to`."""
    return any(reading.tokens[c].lower == "to" and reading.tokens[c].dep == "aux" for c in verb.children)


def is_finite(reading: Reading, verb: Token) -> bool:
    """A verb with a subject or an auxiliary, or whatever else may be a sentence of its own."""
    if verb.tag in ("VBD", "VBZ", "VBP", "MD"):
        return True
    inner = [reading.tokens[c] for c in verb.children]
    if any(c.dep in ("aux", "auxpass", "mark", "cop") for c in inner):
        return True
    return verb.pos in ("VERB", "AUX") and verb.tag != "VBG" and any(c.dep in SUBJECTS for c in inner)


def _pieces(
    reading: Reading, verb: Token, children: list[Token], content: list[Token], subject: list[Token] | None = None
) -> list[Piece]:
    """The stretches of the content: all on one side of the cue, or on both."""
    tokens = reading.tokens
    if subject:
        left = [trim(tokens, s.left, s.right) for s in subject]
        rest = [c for c in content if c not in subject]
        right = _pieces(reading, verb, children, rest) if rest else []
        return [p for p in left if p] + right
    first, last = min(c.left for c in content), max(c.right for c in content)
    if first > verb.i:
        piece = trim(tokens, first, _extended(reading, children, last))
        return [piece] if piece else []
    others = [c for c in children if c not in content and c.dep != "punct"]
    group = _group(tokens, verb, others)
    if any(t.text == "(" for t in tokens[group[0] - 1 : group[0]]):
        first = max(first, group[1] + 1)  # "(her office later said that …)": what stands before it is not said
    return without(tokens, (first, last), group)


def _group(tokens: list[Token], verb: Token, others: list[Token]) -> Piece:
    """The cue with its subject and what stands around it, commas not counted."""
    first = last = verb.i
    for child in sorted((c for c in others if c.i < verb.i), key=lambda c: -c.i):
        if all(tokens[i].text in STOPS or tokens[i].pos == "SPACE" for i in range(child.right + 1, first)):
            first = min(first, child.left)
    for child in sorted((c for c in others if c.i > verb.i), key=lambda c: c.i):
        if all(tokens[i].text in STOPS or tokens[i].pos == "SPACE" for i in range(last + 1, child.left)):
            last = max(last, child.right)
    return first, last


def _whole_sentence(reading: Reading, sentence: Sentence, group: Piece, pieces: list[Piece]) -> list[Piece]:
    """A cue that ends its sentence after a comma reports all of it, wherever the parser hangs the first half."""
    tokens = reading.tokens
    end = sentence.last - 1
    while end > group[1] and (tokens[end].text in (*STOPS, *MARKS) or tokens[end].pos == "SPACE"):
        end -= 1
    if not pieces or pieces[-1][1] > group[0] or group[1] < end or tokens[group[0] - 1].text not in (",", *MARKS):
        return pieces
    between = range(sentence.first, pieces[0][0])
    if not between or any(_is_speech(tokens[i]) for i in between):
        return pieces
    piece = trim(tokens, sentence.first, group[0] - 1)
    return [piece] if piece else pieces


def _is_speech(token: Token) -> bool:
    return token.pos == "VERB" and token.lemma in strong_cues()


def _extended(reading: Reading, children: list[Token], last: int) -> int:
    """The end of content after the cue: adjuncts that follow it belong to it, if they do not tell how it was said."""
    for child in children:
        if child.left <= last:
            continue
        if child.dep == "punct":
            continue
        if child.dep not in ("advcl", "prep", "npadvmod", "advmod", "dep"):
            break
        comma = reading.tokens[child.left - 1].text == ","
        if comma and child.tag == "VBG":
            break
        if child.lower == "according":
            break
        if child.dep == "prep" and any(reading.tokens[c].lemma in channels() for c in child.children):
            break
        if child.dep == "advcl" and comma and verb_cue(child.lemma):
            break
        last = child.right
    return last


def _beside(reading: Reading, sentence: Sentence, verb: Token, children: list[Token]) -> list[Piece]:
    """The content of a cue that governs nothing: the rest of the sentence, where a comma or a mark sets it off."""
    tokens = reading.tokens
    if not any(c.dep in SUBJECTS for c in children) or any(c.dep in (*OBJECTS, "mark") for c in children):
        return []
    first, last = _group(tokens, verb, [c for c in children if c.dep not in ("punct", "conj", "cc")])
    end = sentence.last - 1
    while end > last and (tokens[end].text in STOPS or tokens[end].pos == "SPACE"):
        end -= 1
    if (
        last >= end
        and first > sentence.first
        and tokens[first - 1].text in (",", '"', "”", "''", "’", "–", "—", "?", "!", "--")
    ):
        piece = trim(tokens, sentence.first, first - 1)
        return [piece] if piece else []
    if last < end and tokens[last + 1].text == ":":
        piece = trim(tokens, last + 2, sentence.last - 1)
        return [piece] if piece else []
    return []
