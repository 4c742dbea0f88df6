"""The lists that are worked out whole, as CSV, JSON and Parquet; the pairs counted as one would by hand."""

from __future__ import annotations

import csv
import io
from collections import Counter, defaultdict

import pyarrow.parquet as pq
import pytest
from starlette.testclient import TestClient

from desk.sitting import begin, desk_of
from dragoman.desk import counting
from dragoman.desk.rows import PAIR, event_row


@pytest.mark.parametrize(
    "address",
    ["/actors", "/pairs", "/negotiations", "/charts/series", "/api/actors", "/api/pairs", "/api/negotiations"],
)
def test_three_formats_have_the_same_rows(shared: TestClient, address: str) -> None:
    rows = shared.get(f"{address}.json").json()["rows"]
    table = pq.read_table(io.BytesIO(shared.get(f"{address}.parquet").content)).to_pylist()
    lines = list(csv.DictReader(io.StringIO(shared.get(f"{address}.csv").text)))
    assert rows and len(rows) == len(table) == len(lines)
    first = next(iter(rows[0]))
    assert [row[first] for row in table] == [row[first] for row in rows] == [line[first] for line in lines]
    assert shared.get(f"{address}.xlsx").status_code == 404


def test_the_conditions_of_a_page_hold_in_its_data(shared: TestClient) -> None:
    table = pq.read_table(io.BytesIO(shared.get("/pairs.parquet?q=state:irq").content)).to_pylist()
    assert table and all("state:IRQ" in (row["one"], row["other"]) for row in table)
    nobody = pq.read_table(io.BytesIO(shared.get("/actors.parquet?q=nobodyofthatname").content))
    assert nobody.num_rows == 0 and "id" in nobody.column_names


def test_decisions_are_data(client: TestClient) -> None:
    assert pq.read_table(io.BytesIO(client.get("/review/decisions.parquet").content)).num_rows == 0
    assert client.get("/review/decisions.csv").text.startswith("made,who,event,field,old,new")


def test_the_numbers_of_a_chart_are_those_of_the_list(shared: TestClient) -> None:
    rows = shared.get("/charts/series.json?country=IRQ&by=week").json()["rows"]
    typed = [
        row for row in shared.get("/api/events.json?country=IRQ").json()["rows"] if row["quad"] and row["date"]["start"]
    ]
    assert sum(row["events"] for row in rows) == len(typed)
    assert all(row["start"] <= row["end"] for row in rows)


def test_pairs_are_counted_as_by_hand(shared: TestClient) -> None:
    desk = desk_of(shared.app)
    events: Counter[str] = Counter()
    sides: dict[str, Counter[str]] = defaultdict(Counter)
    articles: dict[str, set[int]] = defaultdict(set)
    with_store = list(_rows(desk))
    for row in with_store:
        if row.measures["background"]:
            continue
        for pair in dict.fromkeys(row.several["pair"]):
            events[pair] += 1
            sides[pair][str(row.single["quad"]).rpartition("-")[2]] += 1
            articles[pair].add(int(row.measures["article"]))
    found = counting.pairs(desk.now)
    assert {f"{pair.one}{PAIR}{pair.other}": pair.events for pair in found} == events
    for pair in found:
        key = f"{pair.one}{PAIR}{pair.other}"
        assert (pair.cooperation, pair.conflict) == (sides[key]["cooperation"], sides[key]["conflict"])
        assert pair.articles == len(articles[key])
    assert [pair.events for pair in found] == sorted(events.values(), reverse=True)
    assert found[-1] == found[:][-1] and len(found[:3]) == min(3, len(found))


def _rows(desk):
    from dragoman.store import Store

    with Store.open(desk.settings.store) as store:
        for stored in store.feed.rows("events", 0):
            yield event_row(stored, desk.now.notes)


def test_words_of_both_parties_find_a_pair(shared: TestClient) -> None:
    desk = desk_of(shared.app)
    found = counting.pairs(desk.now).named(["iraq", "turkey"], desk.names)
    assert {"state:IRQ", "state:TUR"} in [{pair.one, pair.other} for pair in found]
    assert all("tur" in f"{pair.one} {pair.other}".lower() for pair in found)
    assert len(counting.pairs(desk.now).named(["iraq", "peru"], desk.names)) == 0


def test_values_of_a_facet_are_found_by_name(shared: TestClient) -> None:
    found = shared.get("/events/facets/country?find=tur").text
    assert "Turkey" in found and "Iraq" not in found.split('id="values"')[1]
    assert "No value of that name" in shared.get("/events/facets/country?find=atlantis").text


@pytest.mark.parametrize("region", ["africa", "americas", "asia", "europe", "middle-east"])
def test_the_map_shows_parts_of_the_world(shared: TestClient, region: str) -> None:
    text = shared.get(f"/map?region={region}&status=happened").text
    assert 'aria-current="page"' in text and "/events?status=happened&amp;place=" in text
    assert shared.get("/map?region=moon").status_code == 400


@pytest.mark.parametrize("place", ["events", "incidents", "articles"])
def test_what_can_be_cited_says_where_and_when(shared: TestClient, place: str) -> None:
    row = shared.get(f"/api/{place}.json?limit=1").json()["rows"][0]
    cited = shared.get(f"/{place}/{row['id']}").text.split('id="cite"')[1].split("</p>")[0]
    assert row["id"] in cited and "accessed" in cited and "http://" in cited


def test_incidents_are_filtered_by_what_their_events_are(client: TestClient) -> None:
    for facet, value in (("type", "CONSULT"), ("mode", "visit"), ("context", "diplomatic"), ("sure", "sure")):
        events = client.get(f"/api/events.json?background=yes&{facet}={value}").json()["rows"]
        ids = {event["id"] for event in events}
        found = client.get(f"/api/incidents.json?background=yes&{facet}={value}").json()["rows"]
        assert ids and all(ids & set(incident["events"]) for incident in found), facet
        assert ids <= {event for incident in found for event in incident["events"]}, facet


def test_a_decision_shows_on_the_incident_that_it_is_about(client: TestClient) -> None:
    token = begin(client)
    incident = client.get("/api/incidents.json?limit=1").json()["rows"][0]
    client.post("/review/decide", data={"csrf": token, "event": incident["events"][0], "verdict": "accept"})
    found = client.get("/api/incidents.json?reviewed=accepted").json()["rows"]
    assert [row["id"] for row in found] == [incident["id"]]
