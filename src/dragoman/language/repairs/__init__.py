"""Where the parse is plainly wrong for news. Each repair is named, small and tested.

A repair takes a sentence and says whether it changed its tree; `tree.py` has the moves that leave it a tree.
"""

from __future__ import annotations

from collections.abc import Callable

from dragoman.language.reading import Reading, Sentence
from dragoman.language.repairs.clauses import (
    bare_conjuncts,
    finite_conjuncts,
    hidden_participle,
    in_order,
    inverted_condition,
    lent_subject,
    provided,
    reduced_relatives,
    run_on,
    trailing_condition,
    verbs_in_row,
)
from dragoman.language.repairs.headlines import (
    headline_infinitive,
    headline_row,
    headline_subject,
    headline_verb,
    hidden_verb,
    repair_group,
)
from dragoman.language.repairs.nouns import (
    beside_time,
    joined_nouns,
    lent_relative,
    listed_names,
    those_meeting,
    titled_person,
    visiting_person,
)
from dragoman.language.repairs.rows import names_in_row
from dragoman.language.repairs.speakers import lost_speaker, said_amid, told_in_letter
from dragoman.language.repairs.speech import (
    content_goes_on,
    inserted_speech,
    made_clear,
    said_when,
    second_content,
    second_speech,
    trailing_speech,
)
from dragoman.language.repairs.tree import refresh

__all__ = ["repair_group", "repair_trees"]

REPAIRS: tuple[Callable[[Reading, Sentence], bool], ...] = (
    names_in_row,
    headline_infinitive,
    headline_verb,
    hidden_verb,
    headline_subject,
    headline_row,
    joined_nouns,
    listed_names,
    titled_person,
    beside_time,
    those_meeting,
    visiting_person,
    lent_relative,
    lent_subject,
    inverted_condition,
    lost_speaker,
    inserted_speech,
    content_goes_on,
    trailing_speech,
    said_when,
    told_in_letter,
    made_clear,
    run_on,
    verbs_in_row,
    said_amid,
    second_speech,
    second_content,
    trailing_condition,
    provided,
    finite_conjuncts,
    hidden_participle,
    bare_conjuncts,
    in_order,
    reduced_relatives,
)
"""In the order in which they are tried: each sees the tree as those before it have left it."""


def repair_trees(reading: Reading) -> None:
    """Mend dependency trees before anything is read from them; `left`, `right` and `children` are kept right."""
    for sentence in reading.sentences:
        for repair in REPAIRS:
            if repair(reading, sentence):
                refresh(reading, sentence)
