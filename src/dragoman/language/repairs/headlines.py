"""Headlines: dropped auxiliaries and the present tense of what is to come."""

from __future__ import annotations

from dragoman.language.predicates import VerbGroup
from dragoman.language.reading import Reading, Sentence, Token

__all__ = ["repair_group"]

SUFFERED = frozenset(
    "kill injure wound arrest detain jail sentence hurt hold charge seize free release abduct kidnap behead"
    " execute hospitalise hospitalize evacuate displace deport expel ban suspend cancel postpone oust sack".split()
)
"""Headline verbs that stand as bare participles far more often than as finite verbs without an object."""


def repair_group(reading: Reading, sentence: Sentence, verb: Token | None, group: VerbGroup) -> VerbGroup:
    """`Trump to meet Kim` is a future, `Two killed in blast` a passive."""
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
