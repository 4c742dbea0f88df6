"""When a coded event and the program's are the same: names, actors, dates, and the pairing of the two lists.

The rules are those of the coded articles' own scorer; `tests/evaluation/test_articles.py` holds the two equal.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterable, Sequence
from datetime import date
from typing import Any

__all__ = [
    "act_right",
    "all_right",
    "date_right",
    "excused",
    "overlap",
    "pair",
    "plain",
    "same_actor",
    "same_name",
    "sides",
    "status_of",
    "words",
]

Row = dict[str, Any]

EMPTY_WORDS = frozenset(
    {"the", "of", "and", "a", "an", "mr", "president", "minister", "ministry", "government", "prime", "foreign",
     "official", "officials"}
)  # fmt: skip
"""Words that make no difference between two names."""
LONGEST_NAME, LONGEST_EVIDENCE, LONGEST_TRIGGER = 16, 120, 6
"""In words; what is longer is no name, no sentence, no trigger."""
STATE_SECTORS = frozenset({"GOV", "SPY", "LEG", None, "UNK", ""})
ABOVE_STATES = frozenset({"IGO", "NGO", "INT", None, ""})
SAME_STATUS = {"ongoing": "happened", "negated": "denied", "cancelled": "denied"}
"""Statuses that a coder does not tell from others."""
MARKS = str.maketrans("“”‘’—–", "\"\"''--")


def plain(text: str | None) -> str:
    """Lower case, plain quotation marks, no accents, single spaces."""
    decomposed = unicodedata.normalize("NFKD", text or "").translate(MARKS)
    return re.sub(r"\s+", " ", "".join(c for c in decomposed if not unicodedata.combining(c))).strip().lower()


def words(text: str | None) -> list[str]:
    """The words of a plain text, possessives undone."""
    return [w.removesuffix("'s") for w in re.findall(r"[\w']+", plain(text))]


def same_name(gold: str, *names: str | None) -> bool:
    """Whether any of the names fits the coded one."""
    wanted = _telling(gold)
    for name in names:
        got = _telling(name)
        if not got or len(got) > LONGEST_NAME:
            continue
        shorter = got <= wanted and 2 * len(got) >= len(wanted)
        if wanted <= got or shorter or 2 * len(wanted & got) >= len(wanted | got):
            return True
    return False


def _telling(name: str | None) -> set[str]:
    found = set(words(name))
    return found - EMPTY_WORDS or found


def same_actor(gold: Row, got: Row) -> bool:
    """By name, else by country and sector; a named person is nobody else of that country."""
    if same_name(gold["name"], got.get("name"), got.get("text")):
        return True
    if gold["country"] in ABOVE_STATES or gold["country"] != got.get("country"):
        return False
    if gold.get("person") and str(got.get("id") or "").startswith("person:"):
        return False
    sector = (got.get("sectors") or [got.get("sector")])[0]
    return gold.get("sector") == sector or {gold.get("sector"), sector} <= STATE_SECTORS


def overlap(gold: Iterable[Any], got: Iterable[Any], same: Callable[[Any, Any], bool]) -> tuple[int, int, int]:
    """(right, number coded, number found), one to one in order."""
    gold, left = list(gold), list(got)
    count, right = len(left), 0
    for item in gold:
        hit = next((g for g in left if same(item, g)), None)
        if hit is not None:
            left.remove(hit)
            right += 1
    return right, len(gold), count


def act_right(gold: Row, got: Row) -> bool:
    """The program's act is the coded type, or one that a careful coder could defend."""
    return (got.get("act") or got.get("type")) in {gold["type"], *gold.get("also", [])}


def sides(gold: Row, got: Row) -> tuple[tuple[list[Row], list[Row]], tuple[list[Row], list[Row]]]:
    """((coded actors, recipients), (found actors, recipients)); of a mutual act all are actors."""
    mutual = gold["type"] == "CONSULT" or (not gold["recipients"] and len(gold["actors"]) > 1)
    return _together(gold, mutual), _together(got, mutual)


def status_of(event: Row) -> str:
    """How far an act is real, as far as coders tell it."""
    status: str = event["status"]
    return SAME_STATUS.get(status, status)


def all_right(gold: Row, got: Row) -> bool:
    """Whether act, everybody on both sides and status are those that the coder recorded."""
    pairs = zip(sides(gold, got)[0], sides(gold, got)[1], strict=True)
    people = all(len(set(overlap(wanted, found, same_actor))) == 1 for wanted, found in pairs)
    return act_right(gold, got) and people and status_of(gold) == status_of(got)


def _together(event: Row, mutual: bool) -> tuple[list[Row], list[Row]]:
    actors, recipients = list(event.get("actors") or []), list(event.get("recipients") or [])
    if not mutual:
        return actors, recipients
    known = {a.get("name") for a in actors}
    return actors + [r for r in recipients if r.get("name") not in known], []


def _affinity(gold: Row, got: Row) -> tuple[int, int] | None:
    """How well two events fit, or None if they cannot be the same."""
    evidence = (got.get("evidence") or {}).get("text")
    told, quoted = set(words(evidence)), set(words(gold["quote"]))
    if not evidence or len(words(evidence)) > LONGEST_EVIDENCE:
        return None
    if plain(gold["quote"]) not in plain(evidence) and len(quoted & told) < 0.8 * len(quoted):
        return None
    trigger = words((got.get("trigger") or {}).get("text"))
    in_quote = 0 < len(trigger) <= LONGEST_TRIGGER and set(trigger) <= quoted
    right = act_right(gold, got)
    if not in_quote and not right:
        return None
    (wanted, wanted_recipients), (found, found_recipients) = sides(gold, got)
    people = overlap(wanted, found, same_actor)[0] + overlap(wanted_recipients, found_recipients, same_actor)[0]
    return 2 * in_quote + 2 * right + (gold["status"] == got.get("status")), people


def pair(gold: Sequence[Row], got: Sequence[Row]) -> dict[int, int]:
    """{coded event: the program's}, best pairs first, one to one."""
    scored = [
        (sum(fit), i, j) for i, g in enumerate(gold) for j, e in enumerate(got) if (fit := _affinity(g, e)) is not None
    ]
    found: dict[int, int] = {}
    taken: set[int] = set()
    for _, i, j in sorted(scored, key=lambda t: (-t[0], t[1], t[2])):
        if i not in found and j not in taken:
            found[i] = j
            taken.add(j)
    return found


def excused(got: Sequence[Row], paired: set[int]) -> set[int]:
    """Unpaired events whose outer or inner event is paired: coders record such a pair as one or as two."""
    ids = {got[j].get("id") for j in paired}
    outer = {got[j].get("within") for j in paired} - {None}
    return {
        k for k, e in enumerate(got)
        if k not in paired and ((e.get("within") or "") in ids or e.get("id") in outer)
    }  # fmt: skip


def date_right(gold: Row, got: Row) -> bool:
    """The two intervals overlap by at least half of their union; both unknown is right."""
    wanted, found = gold["date"], got.get("date") or {}
    if wanted[0] is None or not found.get("start"):
        return wanted[0] is None and not found.get("start")
    a, b = (date.fromisoformat(d).toordinal() for d in wanted)
    c = date.fromisoformat(found["start"][:10]).toordinal()
    d = date.fromisoformat((found.get("end") or found["start"])[:10]).toordinal()
    return 2 * (min(b, d) - max(a, c) + 1) >= max(b, d) - min(a, c) + 1
