"""Recipients in another clause of the sentence, or in the place that an act reaches."""

from __future__ import annotations

import pytest

from dragoman.pipeline import Reader


@pytest.mark.parametrize(
    ("text", "act", "recipient"),
    [
        ("Venezuela's government refused to recognize the junta in Bolivia.", "REJECT", "BOL"),
        ("The Food Office of the United Nations suspended its work in Sudan.", "SANCTION", "SDN"),
        ("If Syria did not hand over the rebel chief, Turkey would send its army, a deputy said.", "MOBILIZE", "SYR"),
        ("Turkey threatened to close the river if Syria did not expel the rebels.", "THREATEN", "SYR"),
        ("Chad's minister warned that the Libyans could be tried.", "THREATEN", "LBY"),
        ("Norway will fly 20 tons of flour into Chad.", "AID", "TCD"),
        ("Some 300 demonstrators marched through Lagos; eleven were arrested.", "COERCE", "NGA"),
        ("Kenya's police let the Ugandan hostage go.", "RETREAT", "UGA"),
    ],
)
def test_whom_an_act_reaches(reader: Reader, text: str, act: str, recipient: str) -> None:
    record = next(reader.read_texts([text], published="2019-05-10"))
    told = [e for e in record.events if e.act == act]
    assert told
    assert {a.country for e in told for a in e.recipients} == {recipient}
