"""Who says what: `Statement`s with their content, speakers and cue, nested into chains.

The verbs, nouns and adjectives of a sentence make statements of what stands below them (`verbs.py`, `nouns.py`),
phrases such as "according to" of what stands beside them (`phrases.py`). Quotations then widen the content that they
overlap, go on after it, or go to the speaker around them (`quotations.py`). A statement whose cue lies inside
another's content is the inner link of a chain (`nesting.py`); its `parent` leads outward.
"""

from __future__ import annotations

from dragoman.language.quotes import find_quotes
from dragoman.language.reading import Reading, Statement
from dragoman.language.speech.drafts import Draft
from dragoman.language.speech.nesting import nest
from dragoman.language.speech.nouns import noun_drafts
from dragoman.language.speech.phrases import phrase_drafts
from dragoman.language.speech.quotations import with_quotations
from dragoman.language.speech.verbs import verb_drafts

__all__ = ["find_statements"]


def find_statements(reading: Reading) -> list[Statement]:
    """All statements of an article, in order of their content; `parent` is set.

    Needs `reading.clauses` (see `build_clauses`).
    """
    drafts = find_drafts(reading)
    statements = [draft.statement(reading) for draft in drafts]
    return nest(reading, statements)


def find_drafts(reading: Reading) -> list[Draft]:
    """The statements in the making, with the pattern that each came from."""
    drafts: list[Draft] = []
    for sentence in reading.sentences:
        drafts.extend(verb_drafts(reading, sentence))
        drafts.extend(noun_drafts(reading, sentence))
        drafts.extend(phrase_drafts(reading, sentence))
    return with_quotations(reading, find_quotes(reading), drafts)
