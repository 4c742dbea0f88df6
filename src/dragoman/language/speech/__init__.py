"""Who says what: `Statement`s with their content, speakers and cue, nested into chains.

The verbs, nouns and adjectives of a sentence make statements of what stands below them (`verbs.py`, `nouns.py`),
phrases such as "according to" of what stands beside them (`phrases.py`). Quotations then widen the content that they
overlap, go on after it, or go to the speaker around them (`quotations.py`). A statement whose cue lies inside
another's content is the inner link of a chain (`nesting.py`); its `parent` leads outward.
"""

from __future__ import annotations

from dragoman.language.quotes import find_quotes
from dragoman.language.reading import Reading, Statement
from dragoman.language.speech.carried import carried_on
from dragoman.language.speech.cues import carrying_verbs
from dragoman.language.speech.drafts import Draft
from dragoman.language.speech.edges import without_asides
from dragoman.language.speech.nesting import nest
from dragoman.language.speech.nouns import noun_drafts
from dragoman.language.speech.phrases import citing, phrase_drafts
from dragoman.language.speech.quotations import with_quotations
from dragoman.language.speech.verbs import verb_drafts

__all__ = ["find_statements"]


def find_statements(reading: Reading) -> list[Statement]:
    """All statements of an article, in order of their content; `parent` is set.

    Needs `reading.clauses` (see `build_clauses`).
    """
    drafts = find_drafts(reading)
    statements = [draft.statement(reading) for draft in drafts]
    made = {id(draft): statement for draft, statement in zip(drafts, statements, strict=True)}
    given = {id(made[id(d)]): made[id(d.outer)] for d in drafts if d.outer is not None and id(d.outer) in made}
    return nest(reading, statements, given)


def find_drafts(reading: Reading) -> list[Draft]:
    """The statements in the making, with the pattern that each came from."""
    drafts: list[Draft] = []
    for sentence in reading.sentences:
        nouns = list(noun_drafts(reading, sentence))
        verbs = [d for d in verb_drafts(reading, sentence) if not _only_carries(reading, d, nouns)]
        cited = list(citing(reading, sentence, verbs))
        drafts.extend(cited)
        drafts.extend(v for v in verbs if all(v.cue != c.cue for c in cited))
        drafts.extend(nouns)
        drafts.extend(phrase_drafts(reading, sentence))
    for draft in drafts:
        without_asides(reading, draft)
    drafts = with_quotations(reading, find_quotes(reading), drafts)
    return [*drafts, *carried_on(reading, drafts)]


def _only_carries(reading: Reading, draft: Draft, nouns: list[Draft]) -> bool:
    """`expressed concern that …`: the noun makes the statement, not the verb that carries it."""
    if draft.pattern != "object" or reading.tokens[draft.cue].lemma not in carrying_verbs():
        return False
    return any(reading.tokens[noun.cue].head == draft.cue and draft.holds(noun.cue) for noun in nouns)
