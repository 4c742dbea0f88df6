"""Frames: what a predicate says of act, mode and roles, found by word and by what stands around it.

A frame is one sense of one predicate; `frame_files.py` reads them, `conditions.py` tests them. The method is that
of the field's dictionary coders (TABARI, PETRARCH), on clauses instead of word patterns: passives, control,
relatives and light verbs are undone before a frame sees the clause.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field, replace
from pathlib import Path

from dragoman.coding.conditions import View, is_named_actor
from dragoman.coding.frame_files import NONE, Classes, Frame, load_frames
from dragoman.language.reading import Argument, Clause, Reading

__all__ = ["FrameBook", "FrameMatch", "head_word"]

GUARDED_ACTOR = frozenset({"of", "modifier", "compound", "from", "in"})
"""Places that hold an actor only if what stands there can act: `Russian strikes`, but `air strikes`."""
GUARDED_RECIPIENT = frozenset({"in", "near", "along", "around", "over", "off", "for", "about", "as", "outside"})
"""Places that more often hold a place or a reason than a recipient."""
SPECIFIC = 0.7
"""What each condition that holds leaves of the doubt: a particular sense goes before a general one."""
NAMED = 0.04
"""What an actor, and a recipient, that can act add to the strength."""
AIMED = frozenset({"SANCTION", "ASSAULT"})
"""Acts whose nouns are named after whom they hit."""
NOBODY = 0.15
"""What is taken off where no place for actor or recipient is filled."""
BARE_FORMS = frozenset({"VB", "VBP", "VBZ"})
"""Tags of verb forms that may be a noun mistaken by the tagger: `the airstrikes`."""
VENUES = frozenset({"house", "office", "palace", "kremlin", "residence", "resort", "embassy", "hall", "hotel"})
"""Heads of names of buildings: before a meeting, where it was."""
CERTAIN = 1.0
"""`sure` of a frame that the classifier cannot outvote."""
PARTICLE_DROPPED = 0.6
"""Factor on the strength where only the bare verb is listed, not the phrasal one."""


@dataclass(slots=True, eq=False)
class FrameMatch:
    """A frame that fits a clause, with who stands where."""

    act: str
    modes: tuple[str, ...]
    cameo: str
    actor_heads: list[int]
    """Head tokens of those who act; of all who take part where `reciprocal`."""
    recipient_heads: list[int]
    reciprocal: bool
    strength: float
    """How sure the frame is that the clause tells of its act, 0 to 1; not a probability."""
    frame: str
    """The frame's id."""
    nests: bool = False
    """What completes the clause is an event of its own, within this one."""
    inner: str | None = None
    """The status that the inner event gets."""
    inner_actor: str | None = None
    """Whether this act's `subject` or `recipient` is the inner event's actor."""
    certain: bool = False
    """The words leave no doubt which act it is; whether there is one the classifier still says."""
    absorbed: list[int] = field(default_factory=list)
    """Head tokens that the frame's conditions rest on: a noun event there is part of this one ("break off talks")."""

    @property
    def mode(self) -> str | None:
        """The first mode, or None."""
        return self.modes[0] if self.modes else None


def head_word(phrase: str) -> str:
    """The word that a noun phrase hangs on: `cease-fire` on fire, `cessation of hostilities` on cessation."""
    return phrase.split(" of ")[0].replace("-", " ").rsplit(" ", 1)[-1]


class FrameBook:
    """All frames, by predicate."""

    def __init__(self, frames: Iterable[Frame], classes: Classes) -> None:
        self.frames = tuple(frames)
        self.classes = classes
        self._index: dict[tuple[str, str], list[Frame]] = {}
        for frame in self.frames:
            for form in dict.fromkeys((frame.word, frame.word if frame.kind == "verb" else head_word(frame.word))):
                self._index.setdefault((frame.kind, form), []).append(frame)
        self._groups = classes.words.get("group", frozenset())
        self._people = classes.words.get("person", frozenset())
        self._voices = classes.words.get("voices", frozenset())
        self._things = classes.words.get("things", frozenset())

    @classmethod
    def load(cls, paths: Iterable[str | Path] | None = None) -> FrameBook:
        """The program's frames, or those of the given files and folders. Raises `DataError`."""
        return cls(*load_frames(paths))

    def event_nouns(self) -> frozenset[str]:
        """The nouns that name an act: the head word of each noun frame."""
        return frozenset(head_word(f.word) for f in self.frames if f.kind == "noun")

    def acts_named(self, noun: str) -> frozenset[str]:
        """The acts that a noun (lemma) can name, whatever stands about it."""
        return frozenset(f.act for f in self._index.get(("noun", noun), ()))

    def match(
        self, reading: Reading, clause: Clause, is_actor: Callable[[int], bool] | None = None
    ) -> list[FrameMatch]:
        """The frames that fit a clause, best first; at most one for each act.

        `is_actor` says whether a head token stands for somebody who can act; without it, names and the words of
        the class `person` do.
        """
        fitted = self._fitting(reading, clause, is_actor)
        if any(match.act == NONE for match in fitted):
            return []
        best: dict[str, FrameMatch] = {}
        for match in sorted(fitted, key=lambda m: -m.strength):
            best.setdefault(match.act, match)
        if not best and clause.light >= 0:
            found = self.match(reading, _unloaded(reading, clause), is_actor)
            for match in found:
                match.absorbed = [head for head in match.absorbed if head != clause.predicate]
            return found
        return list(best.values())

    def is_idle(self, reading: Reading, clause: Clause, is_actor: Callable[[int], bool] | None = None) -> bool:
        """Whether the clause is one of those words that tell of no act, whatever they sound like: `came under fire for
        his outreach`.
        """
        return any(match.act == NONE for match in self._fitting(reading, clause, is_actor))

    def _fitting(self, reading: Reading, clause: Clause, is_actor: Callable[[int], bool] | None) -> list[FrameMatch]:
        view = View(reading, clause, is_actor or (lambda head: self._can_act(reading, head)), self._groups)
        fitted = [self._fit(view, *candidate) for candidate in self._candidates(view)]
        return [match for match in fitted if match is not None]

    def _can_act(self, reading: Reading, head: int) -> bool:
        return is_named_actor(reading, head) or reading.tokens[head].lemma in self._people

    def _candidates(self, view: View) -> list[tuple[Frame, float, int]]:
        """Frames of the clause's words: (frame, factor on its strength, words beyond the first)."""
        clause = view.clause
        token = view.reading.tokens[clause.predicate]
        if clause.kind == "verb":
            found = self._verbs(view)
            if found or token.tag not in BARE_FORMS:
                return found
        kind = "noun" if clause.kind == "verb" else clause.kind
        frames = {f.id: f for key in (clause.lemma, token.lower) for f in self._index.get((kind, key), ())}
        names = {name.replace("-", " ") for name in view.names(clause.predicate)} | {token.lower, clause.lemma}
        return [(f, 1.0, _length(f)) for f in frames.values() if f.word.replace("-", " ") in names]

    def _verbs(self, view: View) -> list[tuple[Frame, float, int]]:
        clause = view.clause
        keys = dict.fromkeys([clause.lemma, *view.phrases()])
        found = [(f, 1.0, _length(f)) for key in keys for f in self._index.get(("verb", key), ())]
        if " " not in clause.lemma or any(_length(f) for f, _, _ in found):
            return found
        bare = self._index.get(("verb", view.reading.tokens[clause.predicate].lemma), ())
        return [*found, *((f, PARTICLE_DROPPED, 0) for f in bare)]

    def _fit(self, view: View, frame: Frame, factor: float, words: int) -> FrameMatch | None:
        if frame.complement is not None and frame.complement != view.complement_marker():
            return None
        absorbed: list[int] = []
        for condition in frame.where:
            heads = condition.heads(view)
            if not heads:
                return None
            absorbed.extend(heads)
        if any(condition.holds(view) for condition in frame.unless):
            return None
        actors, recipients = self._cast(view, frame)
        modes, cameo = _refined(view, frame)
        strength = frame.sure * factor
        strength += NAMED * (any(map(view.is_actor, actors)) + any(map(view.is_actor, recipients)))
        if not actors and not recipients:
            strength -= NOBODY
        doubt = 1 - min(1.0, max(0.0, strength))
        strength = 1 - doubt * SPECIFIC ** (len(frame.where) + words + (frame.complement is not None))
        return FrameMatch(
            act=frame.act, modes=modes, cameo=cameo, actor_heads=actors, recipient_heads=recipients,
            reciprocal=frame.reciprocal, strength=round(strength, 3), frame=frame.id,
            nests=frame.nests, inner=frame.inner, inner_actor=frame.inner_actor, certain=frame.sure >= CERTAIN, absorbed=absorbed,
        )  # fmt: skip

    def _cast(self, view: View, frame: Frame) -> tuple[list[int], list[int]]:
        """Who stands in the actor's and in the recipient's place."""
        if frame.reciprocal:
            everyone = dict.fromkeys(h for role in frame.actor for h in self._filled(view, role, GUARDED_ACTOR))
            return self._without_matter(view, list(everyone)), []
        actor, recipient = frame.actor, frame.recipient
        if frame.kind == "noun":
            if self._turned(view):
                actor, recipient = ("from", "by", "at", *(r for r in actor if r != "subject")), ("subject",)
            elif "object" not in actor:  # a light verb that makes its subject suffer leaves it as the object
                recipient = ("object", *recipient)
        actors = self._first(view, actor, GUARDED_ACTOR, ())
        recipients = self._first(view, recipient, GUARDED_RECIPIENT, actors)
        if actors and not recipients and frame.act in AIMED and all(self._is_aim(view, head) for head in actors):
            return [], actors
        owners = view.heads("possessive")
        if frame.lone_possessive and owners and not recipients and actors == owners:
            return [], owners
        return actors, recipients

    def _is_aim(self, view: View, head: int) -> bool:
        return head in view.heads("compound") and view.is_aim(view.reading.tokens[head])

    def _without_matter(self, view: View, heads: list[int]) -> list[int]:
        """`Russia and Iran held a Syria summit`, `an Oval Office meeting with Macron`: what or where it is about, and
        no third party.
        """
        venues = {h for h in view.heads("compound") if view.reading.tokens[h].lemma in VENUES}
        others = [h for h in heads if h not in venues and not self._is_aim(view, h)]
        return others if len(others) > 1 else heads

    def _turned(self, view: View) -> bool:
        """`won praise from`: the light verb's subject is the one acted on."""
        light = view.clause.light
        return light >= 0 and view.reading.tokens[light].lemma in self.classes.inverse and bool(view.heads("subject"))

    def _first(self, view: View, roles: tuple[str, ...], guarded: frozenset[str], taken: Iterable[int]) -> list[int]:
        for role in roles:
            heads = [h for h in self._filled(view, role, guarded) if h not in taken]
            if heads:
                return heads
        return []

    def _filled(self, view: View, role: str, guarded: frozenset[str]) -> list[int]:
        heads = [h for h in view.heads(role) if h != view.clause.predicate and not view.is_number(h)]
        if role in guarded:
            return [h for h in heads if view.is_actor(h) or view.is_sort(h, "#place")]
        if role in ("subject", "by") and guarded is GUARDED_ACTOR:
            return [h for head in heads for h in self._behind(view, head)]
        return heads

    def _behind(self, view: View, head: int) -> list[int]:
        """Whoever acts by a thing or speaks by a text: of `a Syrian shell killed two`, the Syrian; others act themselves."""
        if not self._things.isdisjoint(view.names(head)):
            return view.owners(head)
        if not self._voices.isdisjoint(view.names(head)) and not view.is_actor(head):
            return view.authors(head)
        return [head]


def _unloaded(reading: Reading, clause: Clause) -> Clause:
    """The clause with its light verb for predicate and the noun for object: `provided a guarantee` provided it."""
    verb = reading.tokens[clause.light]
    noun = Argument("object", clause.predicate)
    return replace(
        clause, predicate=verb.i, kind="verb", lemma=verb.lemma, light=-1, arguments=[*clause.arguments, noun]
    )


def _length(frame: Frame) -> int:
    """Words beyond the first."""
    return frame.word.count(" ") + frame.word.count("-")


def _refined(view: View, frame: Frame) -> tuple[tuple[str, ...], str]:
    """The frame's modes and code, made finer by the words around it; its own modes stay."""
    for rule in frame.refine:
        if rule.condition.holds(view):
            return frame.modes or rule.modes, frame.cameo if frame.modes else rule.cameo or frame.cameo
    return frame.modes, frame.cameo
