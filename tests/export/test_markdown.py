"""Markdown: a note that shows what the page said and nothing more."""

from __future__ import annotations

import msgspec

from dragoman.export.markdown import markdown
from dragoman.export.select import View
from samples import RECORD


def lines(**fields: object) -> list[str]:
    record = msgspec.structs.replace(RECORD, article=msgspec.structs.replace(RECORD.article, **fields))
    return list(markdown(record, View(evidence=True)))


def test_an_event_is_a_line_with_its_sentence_below() -> None:
    text = "\n".join(lines())
    assert "- **week of 4 March 2019**, *happened*: talks “met”, Ilka Tamm (NOR, GOV) and Oro Besk" in text
    assert "  - according to The Norland Courier" in text
    assert "  > Foreign Minister Ilka Tamm of Norland met" in text


def test_hostile_text_stays_text() -> None:
    first = lines(title="<script>alert(1)</script> [here](javascript:x) *bold*")[0]
    assert "<script>" not in first.replace("\\<", "")
    assert "\\[here\\]" in first
    assert "<javascript:x>" not in "\n".join(lines(url="javascript:x"))
