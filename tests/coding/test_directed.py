"""Towards whom acts are that name nobody."""

from __future__ import annotations

import pytest

from dragoman.pipeline import Reader

DISPUTE = (
    "Venezuela accused Colombia on Monday of arming rebels. Venezuelan troops attacked a Colombian post on Sunday. "
    "Colombia rejected the charge. {} Venezuela warned Colombia of consequences."
)


@pytest.mark.parametrize(
    ("sentence", "act", "towards"),
    [
        ("Venezuela moved tanks and rocket launchers.", "MOBILIZE", "state:COL"),
        ("Colombia recalled its ambassador.", "SANCTION", "state:VEN"),
    ],
)
def test_an_act_that_names_nobody_is_towards_the_other_side_of_the_dispute(
    reader: Reader, sentence: str, act: str, towards: str
) -> None:
    (record,) = reader.read_texts([DISPUTE.format(sentence)], published="2019-05-10")
    event = next(e for e in record.events if e.act == act and e.evidence.text == sentence)
    assert [r.id for r in event.recipients] == [towards]
    (recipient,) = event.recipients
    assert record.article.text[recipient.start : recipient.end] == recipient.text  # where the page names it


def test_who_is_alone_on_a_page_acts_on_nobody(reader: Reader) -> None:
    (record,) = reader.read_texts(["Venezuela moved tanks and rocket launchers."], published="2019-05-10")
    assert [e.recipients for e in record.events] == [()]


def test_nobody_acts_on_himself(reader: Reader) -> None:
    text = "Peru's president met his generals. The president vowed to send troops. Peru mobilized its army."
    (record,) = reader.read_texts([text], published="2019-05-10")
    for event in record.events:
        assert not {a.id for a in event.actors} & {a.id for a in event.recipients}
