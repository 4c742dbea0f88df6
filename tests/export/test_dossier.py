"""A dossier for people: the same rows in the terminal, as Markdown, as a page and as JSON."""

from __future__ import annotations

import csv
import io
import json
import re

import msgspec
import pytest

from dragoman.export.dossier import FORMATS, write_dossier
from dragoman.export.dossier.bars import bars
from dragoman.export.dossier.network import network
from dragoman.export.dossier.rows import Notes, sections
from dragoman.export.dossier.table import position_table
from dragoman.export.sureness import history_label, sureness_parts
from dragoman.model import Actor, Incident
from dragoman.negotiations.dossier import Dossier, make_dossier
from negotiations.river import material, position, told

MET = [
    told("2019-03-05", "Ilka Tamm *met* Oro Besk in Sadova on Monday.", by="Ilka Tamm; Oro Besk", day="2019-03-04",
         said="Monday", place="Sadova", id="met"),
    told("2019-03-06", "The two *met* in Sadova.", by="NOR; VRN", day="2019-03-04", place="Sadova", page="other", id="too"),
]  # fmt: skip
OFFER = [told("2019-03-05", "Varen *offered* <b>to open</b> the bridge, for [tolls](x) and *talks*.", "AGREE", by="VRN",
              to="NOR", id="offer", page="page-2019-03-05")]  # fmt: skip
PLEDGE = [told("2019-04-10", "Varen pledged to *withdraw* its guns by June 1.", "RETREAT", by="VRN", to="NOR",
               status="pledged", day="2019-06-01", said="June 1", id="pledge")]  # fmt: skip
TRUCE = [told("2019-04-21", "Norland and Varen *signed* a truce for the valley.", "AGREE", by="NOR; VRN",
              day="2019-04-20", said="April 20", intensity=4.0, id="truce")]  # fmt: skip
SHELLED = [told("2019-04-26", "Varen guns *shelled* Sadova.", "ASSAULT", by="VRN", to="NOR", day="2019-04-25",
                intensity=-9.0, id="shelled")]  # fmt: skip
POSITIONS = (position(OFFER[0][1], "offer", "open the <i>bridge</i>", in_exchange_for="river tolls", issue="borders"),)


@pytest.fixture(scope="module")
def dossier() -> Dossier:
    known = material(MET, OFFER, PLEDGE, TRUCE, SHELLED, positions=POSITIONS, read_until="2019-12-31")
    return make_dossier(known, "2019-04-15")


def written(dossier: Dossier, format: str) -> str:
    stream = io.StringIO()
    write_dossier(dossier, format, stream)
    return stream.getvalue()


def test_every_format_tells_where_it_stands_and_what_is_new(dossier: Dossier) -> None:
    for format in set(FORMATS) - {"json", "csv"}:
        text = written(dossier, format)
        for said in ("River talks", "agreed", "What is new since 15 April 2019", "Meetings", "river tolls",
                     "past due", "ceasefire", "Sentences"):  # fmt: skip
            assert said in text, (format, said)


def test_who_offered_what_goes_into_a_spreadsheet(dossier: Dossier) -> None:
    rows = list(csv.DictReader(io.StringIO(written(dossier, "csv"))))
    assert [(row["row"], row["sort"], row["who"], row["due"], row["outcome"]) for row in rows] == [
        ("position", "offer", "Varen", "", ""), ("promise", "pledge", "Varen", "2019-06-01", "no-report"),
    ]  # fmt: skip
    offer, pledge = rows
    assert (offer["what"], offer["in_exchange_for"]) == ("open the <i>bridge</i>", "river tolls")
    assert (offer["publisher"], offer["event"]) == ("page-2019-03-05.example", "offer")
    assert pledge["sentence"] == "Varen pledged to withdraw its guns by June 1."


def test_the_terminal_is_not_overrun(dossier: Dossier, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COLUMNS", "70")
    assert all(len(line) <= 70 for line in written(dossier, "brief").splitlines())


def test_every_note_is_one_of_the_sentences(dossier: Dossier) -> None:
    notes = Notes(dossier)
    referred = {number for section in sections(dossier, notes) for row in section.rows for number in row.notes}
    assert referred == {int(row.lead) for row in notes.rows()}
    assert [row.aside for row in notes.rows() if "met Oro" in row.text] == [
        "page-2019-03-05.example, 5 March 2019, 2 pages tell of it"
    ]


def test_nothing_of_a_page_is_taken_for_html_or_markdown(dossier: Dossier) -> None:
    page, note = written(dossier, "html"), written(dossier, "markdown")
    assert "<i>bridge" not in page
    assert "&lt;i&gt;bridge" in page
    assert "<script" not in page
    assert "[tolls](x)" not in note
    assert r"\[tolls\](x)" in note


def test_the_page_stands_by_itself(dossier: Dossier) -> None:
    page = written(dossier, "html")
    assert "default-src 'none'" in page
    assert not re.findall(r'(?:src|href)="(?!#|http)', page)
    assert {"n1", "n2"} <= set(re.findall(r'id="(n\d+)"', page))
    assert page.count("<svg") == 3  # timeline, network, cooperation and conflict
    assert "@page { size: A4" in page


def test_json_holds_everything(dossier: Dossier) -> None:
    told = json.loads(written(dossier, "json"))
    assert told["kind"] == "dossier"
    assert {"met", "offer", "pledge", "truce", "shelled"} <= set(told["sources"])


def test_positions_stand_by_issue_and_party(dossier: Dossier) -> None:
    table = position_table(dossier, Notes(dossier))
    assert table is not None
    assert table.parties == ("Varen",)
    ((issue, (cell,)),) = table.rows
    assert (issue, cell[0].stance, cell[0].when) == ("borders", "offer", "5 March 2019")


LET_PASS = "Norland let the boats pass"


@pytest.mark.parametrize(
    ("sentence", "price", "shown"),
    [
        (f"Varen would not *go* to the talks unless {LET_PASS}.", "go to the talks",
         f"not go to the talks, unless {LET_PASS}"),
        (f"Unless {LET_PASS}, Varen would never *go* to the talks.", "go to the talks",
         f"never go to the talks, unless {LET_PASS}"),
        (f"Varen would *leave* the talks unless {LET_PASS}.", "not leave the talks",
         f"leave the talks, unless {LET_PASS}"),
        (f"Varen would *go* to the talks only if {LET_PASS}.", "go to the talks", f"go to the talks, only if {LET_PASS}"),
        (f"Varen refused on Monday to *go* to the talks until {LET_PASS}.", "go to the talks",
         f"go to the talks: refused until {LET_PASS}"),
    ],
)  # fmt: skip
def test_a_condition_keeps_the_word_by_which_the_text_joins_it(sentence: str, price: str, shown: str) -> None:
    said = told("2019-03-05", sentence, by="VRN", to="NOR", status="conditional", id="said")
    stand = position(said[1], "condition", LET_PASS, in_exchange_for=price, issue="borders")
    made = make_dossier(material([said], positions=(stand,)))
    (row,) = next(s for s in sections(made, Notes(made)) if s.key == "positions").rows
    table = position_table(made, Notes(made))
    assert table is not None
    assert (row.text, table.rows[0][1][0][0].text) == (shown, shown)


def test_a_breach_stands_below_its_truce(dossier: Dossier) -> None:
    section = next(s for s in sections(dossier, Notes(dossier)) if s.key == "agreements")
    assert [row.lead for row in section.rows] == ["", "breach reported"]


def test_three_members_make_a_net(dossier: Dossier) -> None:
    drawn = network(dossier)
    assert drawn is not None
    assert [(node.name, node.role) for node in drawn.nodes] == [
        ("Norland", "party"), ("Varen", "party"), ("River Council", "mediator"),
    ]  # fmt: skip
    assert drawn.lines[-1].mood == "conflict"


def test_two_who_deal_with_each_other_need_no_drawing(dossier: Dossier) -> None:
    assert network(msgspec.structs.replace(dossier, members=dossier.members[:2])) is None


def test_bars_are_on_one_scale_and_stay_within(dossier: Dossier) -> None:
    chart = bars(dossier.relations[0])
    assert max(max(bar.up, bar.down) for bar in chart.bars) == chart.half
    assert all(bar.left >= 0 and bar.left + bar.width <= 100 for bar in chart.bars)


def test_how_sure_an_incident_is_in_words() -> None:
    incident = Incident(
        id="a", act="ASSAULT", reports=3, independent=2, publishers=("a", "b", "c", "d"),
        first_report="2019-03-05", last_report="2019-03-07", confirmed_by=("Qalat",), denied_by=("Varen",),
        differs=({"field": "counts.killed", "values": [{"value": "3", "events": ["a"]}, {"value": "9", "events": ["b"]}]},
                 {"field": "date", "values": [{"value": "2019-03-04", "events": ["a"]},
                                              {"value": "2019-03-08/2019-03-09", "events": ["b"]}]}),
        history=({"status": "scheduled", "since": "2019-03-01", "change": "postponed"},
                 {"status": "happened", "since": "2019-03-04", "change": None}),
    )  # fmt: skip
    assert "; ".join(sureness_parts(incident)) == (
        "told by three pages (4 with copies), two of them independent; first 5 March 2019, last 7 March 2019; "
        "confirmed by Qalat; denied by Varen; reports differ on the number killed: 3, 9; "
        "reports differ on the day: 4 March 2019, 8 March 2019 – 9 March 2019"
    )
    assert history_label(incident) == "postponed 1 March 2019, happened 4 March 2019"


def test_a_step_of_an_incident_is_dated_no_more_exactly_than_its_text() -> None:
    june = {"start": "2019-06-01", "end": "2019-06-30", "precision": "month", "text": "June"}
    planned = {"status": "scheduled", "since": "2019-05-20", "date": june, "change": None}
    held = {"status": "happened", "since": "2019-06-01", "date": june, "change": None}
    incident = Incident(id="a", act="CONSULT", history=(planned, held))
    assert history_label(incident) == "planned 20 May 2019, happened June 2019"


def test_a_position_stands_under_a_person_or_else_the_party() -> None:
    nameless = Actor(id="local:vrn-ministry", name="foreign ministry", party="state:VRN", country="VRN")
    (day, offer) = OFFER[0]
    said = msgspec.structs.replace(offer, actors=(nameless,))
    known = material(MET, [(day, said)], positions=(position(said, "offer", "open the bridge"),))
    made = make_dossier(known)
    (section,) = [s for s in sections(made, Notes(made)) if s.key == "positions"]
    assert [row.lead for row in section.rows] == ["Varen: offer"]
