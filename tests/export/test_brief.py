"""The brief in a terminal."""

from __future__ import annotations

import io

import msgspec
import pytest
from rich.cells import cell_len

from dragoman.export.brief import BriefWriter
from dragoman.export.select import View
from dragoman.model import Record, TimeSpan
from samples import MET, RECORD


def brief(record: Record = RECORD, view: View = View()) -> str:  # noqa: B008
    stream = io.StringIO()
    writer = BriefWriter(stream, view)
    writer.write(record)
    writer.close()
    return stream.getvalue()


def changed(**fields: object) -> Record:
    return msgspec.structs.replace(RECORD, article=msgspec.structs.replace(RECORD.article, **fields))


@pytest.fixture(autouse=True)
def plain_terminal(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("FORCE_COLOR", raising=False)
    monkeypatch.setenv("COLUMNS", "80")


def test_it_says_what_the_page_is_and_who_stands_behind_it() -> None:
    first, second, *_ = brief().splitlines()
    assert first == "Norland and Varen meet over the valley"
    assert second == "example.org · by A. Writer · 14 March 2019 (as given)"


def test_an_unknown_date_is_said_and_how_to_give_it() -> None:
    said = brief(changed(published=None, published_from="unknown"))
    assert "date unknown" in said
    assert "--published" in said


def test_events_stand_in_order_of_date_and_undated_ones_last() -> None:
    said = brief()
    order = ["week of 4", "14 March 2019  ●", "2 April 2019", "no date", "In their own words", "Background"]
    assert [said.index(words) for words in order] == sorted(said.index(words) for words in order)


def test_statuses_are_words_and_the_chain_names_who_said_so() -> None:
    said = brief()
    assert "○ planned  talks" in said
    assert "◇ on a condition  concession  “open”" in said
    assert "← The Norland Courier" in said
    assert "on the condition: if the guns fall silent" in said
    assert "what was agreed (“agreed”, happened)" in said


def test_the_sentence_is_shown_on_demand() -> None:
    assert "killing 12 people" not in brief()
    assert "killing 12 people" in brief(view=View(evidence=True))


def test_the_negotiation_has_parties_meetings_and_positions() -> None:
    said = brief()
    assert "Norland and Varen on the valley  talks planned" in said
    assert "● held  Ilka Tamm and Oro Besk, week of 4 March 2019, in Sadova" in said
    assert "offer  Varen (VRN, GOV): withdraw its troops" in said


def test_there_is_no_colour_where_there_is_no_terminal() -> None:
    assert "\x1b" not in brief()


@pytest.mark.parametrize("columns", [40, 80, 200])
def test_no_line_is_wider_than_the_terminal(columns: int, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COLUMNS", str(columns))
    title = "朝鮮半島の平和協定をめぐる交渉が来月にも再開される見通しだと複数の外交筋が明らかにした"
    for line in brief(changed(title=title), View(evidence=True)).splitlines():
        assert cell_len(line) <= columns


def test_lines_do_not_end_in_blanks() -> None:
    assert all(line == line.rstrip() for line in brief().splitlines())


def test_a_page_cannot_drive_the_terminal() -> None:
    said = brief(changed(title="Talks \x1b[2J\x07[bold red]resume[/] \u202e\x9b31m"))
    assert not set(said) & {"\x1b", "\x07", "\x9b", "\u202e"}
    assert "[bold red]resume[/]" in said


def test_a_page_without_events_says_so() -> None:
    said = brief(Record(article=RECORD.article))
    assert "No event was found in this page." in said


def test_an_event_without_a_day_is_not_given_one() -> None:
    undated = msgspec.structs.replace(MET, date=TimeSpan(text="recently"))
    assert "no date" in brief(Record(article=RECORD.article, events=(undated,)))
