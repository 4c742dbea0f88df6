"""Files of other data sets: recognised, read, kept beside ours, compared. Their rows are invented."""

from __future__ import annotations

import gzip
import zipfile
from pathlib import Path

import pytest

from dragoman.errors import UsageError
from dragoman.export.formats import EXPORTS
from dragoman.export.job import Job
from dragoman.foreign import BadRow, read_foreign, recognise
from dragoman.foreign.compare import compare, days_of_event, days_of_record
from dragoman.foreign.tables import table
from dragoman.foreign.terms import country_of_gw, country_of_name, day
from dragoman.store import Source, Store
from dragoman.store.foreign import ForeignRecord
from stores import CHAD, MALI, NIGER, event, keep

GED = (
    "id,year,type_of_violence,dyad_name,side_a,gwnoa,side_b,gwnob,where_coordinates,latitude,longitude,country,date_start,"
    "date_end,best,source_headline\n"
    '7,2019,1,"Government of Mali - X, Y",Government of Mali,432,"X, Y",,Gao,16.27,-0.04,Mali,2019-03-01 00:00:00.000,'
    "2019-03-02 00:00:00.000,4,\n"
)
ACLED = (
    "event_id_cnty,event_date,year,event_type,sub_event_type,actor1,actor2,country,location,latitude,longitude,source,notes,"
    "fatalities\n"
    "MLI1,01 March 2019,2019,Battles,Armed clash,Military Forces of Mali (2013-2020),Civilians (Niger),Mali,Gao,16.2,-0.1,"
    'A Paper,"Soldiers, and others, fought.",3\n'
    "MLI2,2019-03-02,2019,Strategic developments,Agreement,A,,Mali,Gao,16.2,-0.1,A Paper,,0\n"
)


def gdelt_row(**cells: str) -> str:
    columns: list[str] = table("gdelt")["columns"]
    usual = {
        "GLOBALEVENTID": "900", "SQLDATE": "20180420", "Actor1Name": "CHAD", "Actor1CountryCode": "TCD",
        "Actor2Name": "NIGER", "Actor2CountryCode": "NER", "EventCode": "042", "GoldsteinScale": "1.9",
        "SOURCEURL": "https://example.org/1",
    }  # fmt: skip
    return "\t".join({**dict.fromkeys(columns, ""), **usual, **cells}[name] for name in columns) + "\n"


def write(path: Path, text: str) -> Path:
    path.write_text(text, encoding="utf-8")
    return path


def only(path: Path) -> ForeignRecord:
    (record,) = read_foreign(path)
    assert isinstance(record, ForeignRecord)
    return record


def test_gdelt_is_known_by_its_61_columns(tmp_path: Path) -> None:
    record = only(write(tmp_path / "export.CSV", gdelt_row()))
    assert (record.source, record.day, record.type, record.quad) == (
        "gdelt",
        "2018-04-20",
        "CONSULT",
        "verbal-cooperation",
    )
    assert (record.actor_country, record.target_country) == ("TCD", "NER")


@pytest.mark.parametrize("suffix", [".zip", ".gz"])
def test_packed_files_are_read_as_they_are(tmp_path: Path, suffix: str) -> None:
    path = tmp_path / f"20180420.export.CSV{suffix}"
    if suffix == ".zip":
        with zipfile.ZipFile(path, "w") as archive:
            archive.writestr("20180420.export.CSV", gdelt_row())
    else:
        path.write_bytes(gzip.compress(gdelt_row().encode()))
    assert only(path).id == "900"


def test_the_ged_is_violence_between_its_sides(tmp_path: Path) -> None:
    record = only(write(tmp_path / "ged.csv", GED))
    assert (record.source, record.type, record.deaths, record.last_day) == ("ucdp-ged", "ASSAULT", 4, "2019-03-02")
    assert (record.actor_country, record.target, record.country) == ("MLI", "X, Y", "MLI")


def test_acled_types_and_countries_of_actors(tmp_path: Path) -> None:
    fight, deal = read_foreign(write(tmp_path / "acled.csv", ACLED))
    assert isinstance(fight, ForeignRecord) and isinstance(deal, ForeignRecord)
    assert (fight.day, fight.type, fight.actor_country, fight.target_country) == ("2019-03-01", "ASSAULT", "MLI", "NER")
    assert (deal.type, deal.target_country) == ("AGREE", None)


@pytest.mark.parametrize("name", ["polecat", "icews"])
def test_what_we_export_is_read_back(tmp_path: Path, name: str) -> None:
    path = tmp_path / f"{name}.tab"
    with (
        keep(tmp_path / "desk.db", [event("e1", actors=(CHAD,), recipients=(NIGER,))]) as store,
        path.open("w") as stream,
    ):
        EXPORTS[name].write(Job(store), stream)
    record = only(path)
    assert (record.source, record.day, record.type, record.intensity is not None) == (
        name,
        "2018-04-20",
        "CONSULT",
        True,
    )
    assert (record.actor_country, record.target_country) == ("TCD", "NER")


def test_codes_that_a_spreadsheet_robbed_of_their_nought(tmp_path: Path) -> None:
    heading = "\t".join(
        (
            "Event ID",
            "Event Date",
            "Source Name",
            "Source Country",
            "Event Text",
            "CAMEO Code",
            "Intensity",
            "Target Name",
            "Target Country",
            "Publisher",
            "City",
            "Province",
            "Country",
            "Latitude",
            "Longitude",
        )
    )
    row = "\t".join(("1", "2018-04-20", "Chad", "Chad", "", "42", "1.9", "Niger", "Niger", "P", "", "", "", "", ""))
    assert only(write(tmp_path / "icews.tab", f"{heading}\n{row}\n")).code == "042"


def test_a_bad_row_is_told_with_its_line_and_stops_nothing(tmp_path: Path) -> None:
    path = write(tmp_path / "export.CSV", gdelt_row() + "torn\trow\n" + gdelt_row(GLOBALEVENTID="901", SQLDATE="soon"))
    assert [r if isinstance(r, BadRow) else r.id for r in read_foreign(path)] == [
        "900",
        BadRow(2, "2 cells where 61 are needed"),
        BadRow(3, "no date that can be read"),
    ]


def test_a_file_of_none_of_them_is_refused(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="no file of gdelt, icews"):
        recognise(write(tmp_path / "x.csv", "a,b\n1,2\n"))
    with pytest.raises(UsageError, match="is a file of ucdp-ged, not of acled"):
        list(read_foreign(write(tmp_path / "ged.csv", GED), "acled"))


def test_foreign_records_are_kept_once_and_beside_ours(tmp_path: Path) -> None:
    record = ForeignRecord(source="gdelt", id="1", day="2018-04-20", actor="CHAD")
    with Store.open(tmp_path / "desk.db", create=True) as store:
        assert store.foreign.keep([record], "a.csv") == 1
        store.foreign.keep([record], "a.csv")
        assert list(store.foreign.records("gdelt")) == [record]
        assert store.foreign.sources() == {"gdelt": 1}
        assert store.count() == 0


def test_names_numbers_and_days() -> None:
    assert country_of_name("Côte d'Ivoire") == country_of_name("Ivory Coast") == "CIV"
    assert country_of_name("Atlantis") is None
    assert (country_of_gw("260", 1970), country_of_gw("365", 2020)) == ("DEU", "RUS")
    assert [day(words) for words in ("20180420", "20 April 2018", "2018-04-20 00:00:00.000", "soon")] == [
        "2018-04-20"
    ] * 3 + [None]


def record(day: str, type: str = "CONSULT", actor: str = "TCD", target: str = "NER") -> ForeignRecord:
    quad = "verbal-cooperation" if type == "CONSULT" else "material-conflict"
    return ForeignRecord(
        source="gdelt", id=day, day=day, type=type, quad=quad, actor_country=actor, target_country=target
    )


def our_days(*events: object) -> list[object]:
    return [one for e in events for one in days_of_event(e, Source(), e.date.start)]  # type: ignore[attr-defined]


def test_agreement_by_pair_day_and_type() -> None:
    theirs = [record("2018-04-20", "ASSAULT"), record("2018-04-21", actor="NER", target="TCD"), record("2018-04-25")]
    ours = our_days(event("e1"), event("e2", date="2018-04-22"), event("e3", date="2018-04-22", actors=(CHAD, MALI)))
    found = compare(ours, [d for r in theirs for d in days_of_record(r)], within=1, shown=9)  # type: ignore[arg-type]
    assert (found.totals["pair"].both, found.totals["pair"].ours, found.totals["pair"].theirs) == (2, 1, 1)
    assert (found.totals["type"].both, found.totals["type"].ours, found.totals["type"].theirs) == (1, 2, 2)
    assert found.totals["type"].jaccard == 0.2
    assert {agreement.key for agreement in found.by_pair} == {"NER TCD", "MLI TCD"}
    assert any(row.ours and row.theirs for row in found.beside)


def test_a_day_has_one_partner_at_most() -> None:
    ours = our_days(event("e1"), event("e2", date="2018-04-21"))
    found = compare(ours, days_of_record(record("2018-04-20")), within=3)  # type: ignore[arg-type]
    assert (found.totals["type"].both, found.totals["type"].ours) == (1, 1)


def test_an_act_within_one_country_is_no_pair() -> None:
    assert list(days_of_record(record("2018-04-20", actor="TCD", target="TCD"))) == []
    assert our_days(event("e1", actors=(CHAD,))) == []
