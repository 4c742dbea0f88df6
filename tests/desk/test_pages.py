"""Every address answers, and what lists show is what the store holds."""

from __future__ import annotations

import csv
import io
import re
from pathlib import Path

import pyarrow.parquet as pq
import pytest
from starlette.testclient import TestClient

from dragoman.desk.app import make_app
from dragoman.desk.settings import Settings
from dragoman.store import EventQuery, Store

LISTS = ("events", "incidents", "articles")


@pytest.mark.parametrize(
    "path",
    [
        "/", "/negotiations", "/incidents", "/events", "/articles", "/actors", "/actors/state:IRQ", "/pairs",
        "/calendar", "/calendar?month=2019-03", "/map", "/read", "/guide", "/api", "/api/openapi.json",
        "/events/facets/country", "/incidents/facets/pair", "/charts/quads.json", "/review/decisions.json",
        "/review/decisions.csv", "/review/gold.zip", "/actors.csv", "/actors.json", "/pairs.csv", "/negotiations.csv",
        "/negotiations.json", "/assets/desk.css", "/assets/desk.js", "/events?page=99", "/review",
    ],
)  # fmt: skip
def test_an_address_answers(shared: TestClient, path: str) -> None:
    answer = shared.get(path)
    assert answer.status_code == 200, answer.text


@pytest.mark.parametrize("path", ["/nothing", "/events/none", "/articles/none", "/incidents/none", "/actors/none",
                                  "/negotiations/none", "/events/facets/colour", "/api/events/none.json", "/read/none",
                                  "/assets/none.js", "/charts/pie.svg", "/events.xml"])  # fmt: skip
def test_what_is_not_there_is_said_to_be_not_there(shared: TestClient, path: str) -> None:
    assert shared.get(path).status_code == 404


@pytest.mark.parametrize("path", ["/events?from=soon", "/events?sort=colour", "/calendar?month=13", "/events?q=*"])
def test_what_cannot_be_asked_is_said_without_a_trace(shared: TestClient, path: str) -> None:
    answer = shared.get(path)
    assert answer.status_code == 400
    assert "Traceback" not in answer.text and "That did not work" in answer.text


@pytest.mark.parametrize("place", ["events", "incidents"])
def test_a_list_by_days_tells_what_has_no_date(shared: TestClient, place: str) -> None:
    rows = shared.get(f"/{place}.json?page_size=1000").json()["rows"]
    undated = sum(row["date"]["start"] is None and row["date"]["end"] is None for row in rows)
    assert undated > 1
    assert f"{undated} more without a date are left out" in shared.get(f"/{place}?from=1900").text
    assert "without a date" not in shared.get(f"/{place}").text


def test_every_row_of_every_list_has_a_page(shared: TestClient) -> None:
    for place in LISTS:
        rows = shared.get(f"/{place}.json").json()["rows"]
        assert rows, place
        for row in rows:
            assert shared.get(f"/{place}/{row['id']}").status_code == 200
            assert shared.get(f"/api/{place}/{row['id']}.json").json()
    negotiations = shared.get("/negotiations.json").json()["rows"]
    assert negotiations
    for listed in negotiations:
        answer = shared.get(f"/negotiations/{listed['id'].replace('+', '%2B')}")
        assert answer.status_code == 200 and listed["name"].split(" – ")[0] in answer.text


def test_a_stand_names_its_speaker_where_that_is_not_the_party_above_it(shared: TestClient) -> None:
    told = own = 0
    for listed in shared.get("/negotiations.json").json()["rows"]:
        address = f"/negotiations/{listed['id'].replace('+', '%2B')}"
        for party, stands in re.findall(
            r'class="stands-of"><h4>(.*?)</h4>(.*?)</section>', shared.get(address).text, re.S
        ):
            assert not re.search(rf'<span class="soft">{re.escape(party)}[<, ]', stands)
            told += stands.count('class="soft"')
            own += stands.count('class="stand ')
    assert own >= told > 0


def test_lists_as_data_are_what_the_store_holds(shared: TestClient, examples: Path, tmp_path: Path) -> None:
    with Store.open(examples) as store:
        events = list(store.events(EventQuery(status=("happened",))))
        incidents = list(store.incidents.find())
        articles = list(store.articles())
    told = shared.get("/events.json?status=happened").json()
    assert told["total"] == len(events) == len(told["rows"]) > 5
    assert {row["id"] for row in told["rows"]} == {event.id for event in events}
    table = list(csv.DictReader(io.StringIO(shared.get("/events.csv?status=happened").text)))
    assert [row["id"] for row in table] == [row["id"] for row in told["rows"]]
    for place, rows in (("events", events), ("incidents", incidents), ("articles", articles)):
        path = tmp_path / f"{place}.parquet"
        path.write_bytes(shared.get(f"/{place}.parquet{'?status=happened' if place == 'events' else ''}").content)
        assert set(pq.read_table(path)["id"].to_pylist()) == {row.id for row in rows}


def test_counts_of_facets_are_those_of_the_lists_they_lead_to(shared: TestClient) -> None:
    facets = shared.get("/api/events.json?limit=0&facets=country&facets=pair&facets=status&facets=sector").json()
    assert facets["rows"] == []
    for name, values in facets["facets"].items():
        for value in values[:5]:
            found = shared.get("/api/events.json", params={name: value["value"], "limit": 0}).json()
            assert found["total"] == value["count"], (name, value)


def test_values_of_one_facet_are_joined_by_or_facets_by_and(shared: TestClient) -> None:
    def total(query: str) -> int:
        return int(shared.get(f"/api/events.json?limit=0&{query}").json()["total"])

    assert total("status=happened&status=pledged") == total("status=happened") + total("status=pledged")
    both = shared.get("/api/events.json?status=happened&act=CONSULT").json()["rows"]
    assert all(row["status"] == "happened" and row["act"] == "CONSULT" for row in both)


def test_a_search_finds_sentences(shared: TestClient) -> None:
    rows = shared.get("/api/events.json?q=prisoners -minister").json()["rows"]
    assert rows
    assert all("prisoner" in r["evidence"]["text"].lower() and "minister" not in r["evidence"]["text"] for r in rows)


def test_a_page_of_its_own_has_the_chain_and_the_sentence(shared: TestClient) -> None:
    rows = shared.get("/api/events.json").json()["rows"]
    row = next(row for row in rows if row["attribution"] and row["attribution"][0]["speakers"])
    text = shared.get(f"/events/{row['id']}").text
    assert row["attribution"][0]["speakers"][0]["name"] in text
    assert "said-box" in text and f"/articles/{row['article']}#e-{row['id']}" in text


def test_the_second_visit_says_what_is_new(shared: TestClient) -> None:
    shared.cookies.clear()
    shared.cookies.set("visit", "2.2.1000")
    assert "new articles since your last visit" in re.sub(r"<[^>]+>", "", shared.get("/").text)
    shared.cookies.clear()
    assert "Welcome." in shared.get("/").text


def test_an_empty_store_says_what_to_do(tmp_path: Path) -> None:
    with TestClient(make_app(Settings(store=tmp_path / "new.db")), base_url="http://localhost") as client:
        assert "Nothing has been read yet" in client.get("/").text
        for path in ("/events", "/incidents", "/articles", "/actors", "/pairs", "/calendar", "/map", "/review",
                     "/negotiations", "/events.csv", "/events.parquet", "/events.json"):  # fmt: skip
            assert client.get(path).status_code == 200, path
