"""The page that the main job must be right on: each of its acts, by whom towards whom, and how far it is real."""

from __future__ import annotations

from pathlib import Path

import pytest

from dragoman.intake import Page
from dragoman.pipeline import Reader

SEED = Path(__file__).resolve().parents[3] / "shared/seed/korea-peace-treaty-page.txt"
pytestmark = pytest.mark.skipif(not SEED.exists(), reason="needs ../shared/seed")

CHUNG, KIM = "person:chung-eui-yong", "person:kim-jong-un"
TRUMP, BOLTON, POMPEO = "person:donald-trump", "person:john-bolton", "person:mike-pompeo"


def test_the_seed_page(reader: Reader) -> None:
    record = reader.read(Page(SEED.name, SEED.read_bytes()), published="2018-04-18")
    told = {
        (e.act, e.status, frozenset(a.id for a in e.actors), frozenset(a.id for a in e.recipients))
        for e in record.events
    }
    nobody = frozenset[str]()
    north, south = "state:PRK", "state:KOR"
    for act, status in (("AGREE", "happened"), ("RETREAT", "conditional")):
        towards = {r for a, s, actors, r in told if (a, s, actors) == (act, status, frozenset({north}))}
        assert towards <= {nobody, frozenset({"state:USA"})}  # the page, and not the sentence, tells to whom
        assert towards
    assert ("CONSULT", "ongoing", frozenset({CHUNG, BOLTON}), nobody) in told
    assert ("SUPPORT", "pledged", frozenset({BOLTON}), frozenset({TRUMP})) in told
    assert ("AGREE", "happened", frozenset({TRUMP}), frozenset({KIM})) in told
    assert ("CONSULT", "scheduled", frozenset({TRUMP, KIM}), nobody) in told
    assert ("CONSULT", "happened", frozenset({POMPEO, KIM}), nobody) in told
    assert not any(act == "ASSAULT" and status in ("happened", "ongoing") for act, status, _, _ in told)
    met = next(e for e in record.events if e.status == "happened" and {a.id for a in e.actors} == {POMPEO, KIM})
    assert (met.date.start, met.date.end) == ("2018-03-01", "2018-03-31")
    assert [s.id for s in met.attribution[0].speakers] == [TRUMP]
    offer = next(p for p in record.positions if p.stance == "offer")
    assert offer.party.id == north
    assert offer.in_exchange_for is not None
    assert {south, north} <= {p.id for n in record.negotiations for p in n.parties}
