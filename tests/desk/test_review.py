"""Pages are read and kept, events reviewed, corrected, taken back; what was decided holds everywhere."""

from __future__ import annotations

import io
import zipfile
from pathlib import Path
from typing import Any

from starlette.testclient import TestClient

from desk.sitting import begin, desk_of, token_of
from dragoman.evaluation.articles import score_articles
from dragoman.store import Store

PAGE = (
    "Talks in Baghdad\n\nBAGHDAD, 14 March 2019 - Iraq's foreign minister met the Turkish foreign minister in Baghdad "
    "on Wednesday, the ministry said.\n\nTurkey promised to withdraw its troops from the border by May.\n"
)


def events(client: TestClient, query: str = "") -> list[dict[str, Any]]:
    rows: list[dict[str, Any]] = client.get(f"/events.json{query}").json()["rows"]
    return rows


def test_a_page_is_read_and_kept(client: TestClient, store_path: Path) -> None:
    token = token_of(client)
    read = client.post("/read", data={"csrf": token, "text": PAGE, "published": "2019-03-14"})
    assert "not kept yet" in read.text and "Keep it" in read.text
    before = len(events(client))
    kept = client.post(f"{read.url.path}/keep", data={"csrf": token})
    assert kept.url.path.startswith("/articles/")
    assert len(events(client)) > before
    assert client.get(read.url.path).status_code == 404
    with Store.open(store_path) as store:
        assert not store.incidents.stale


def test_a_file_is_read(client: TestClient) -> None:
    files = {"file": ("page.txt", PAGE.encode(), "text/plain")}
    answer = client.post("/read", data={"csrf": token_of(client)}, files=files)
    assert answer.status_code == 200 and "Turkish foreign minister" in answer.text


def test_nothing_to_read_is_said(client: TestClient) -> None:
    answer = client.post("/read", data={"csrf": token_of(client), "published": "soon", "text": "x"})
    assert answer.status_code == 400 and "is not a day" in answer.text
    answer = client.post("/read", data={"csrf": token_of(client)})
    assert answer.status_code == 400 and "Nothing to read" in answer.text


def test_one_decides_under_a_name(client: TestClient) -> None:
    answer = client.post("/review/decide", data={"csrf": token_of(client), "event": "x", "verdict": "accept"})
    assert answer.status_code == 400 and "under what name" in answer.text


def test_what_is_rejected_is_in_no_list_until_it_is_taken_back(client: TestClient) -> None:
    token = begin(client)
    row = events(client)[0]
    client.post("/review/decide", data={"csrf": token, "event": row["id"], "verdict": "reject"})
    assert row["id"] not in {other["id"] for other in events(client, "?background=yes")}
    assert row["id"] not in client.get("/events.csv?background=yes").text
    assert "Rejected by a reviewer" in client.get(f"/events/{row['id']}").text
    number = client.get("/review/decisions.json").json()["rows"][-1]["number"]
    client.post("/review/undo", data={"csrf": token, "number": number})
    assert row["id"] in {other["id"] for other in events(client)}


def test_a_correction_holds_in_lists_incidents_and_exports(client: TestClient) -> None:
    token = begin(client)
    row = next(row for row in events(client, "?status=happened") if row["actors"])
    form = {
        "csrf": token, "event": row["id"], "verdict": "correct", "act": "PROTEST", "status": "denied",
        "modes": "", "start": "2019-01-05", "end": "2019-01-06", "actors-gone": row["actors"][0]["id"],
        "actors-new": "state:PER",
    }  # fmt: skip
    answer = client.post("/review/decide", data=form)
    assert answer.status_code == 200, answer.text
    (told,) = [other for other in events(client, "?act=PROTEST&status=denied") if other["id"] == row["id"]]
    assert (told["date"]["start"], told["date"]["end"], told["type"]) == ("2019-01-05", "2019-01-06", None)
    assert "Peru" in [actor["name"] for actor in told["actors"]]
    assert row["actors"][0]["id"] not in [actor["id"] for actor in told["actors"]]
    assert row["id"] in {other["id"] for other in events(client, "?reviewed=corrected")}
    page = client.get(f"/events/{row['id']}").text
    assert "As read" in page and "Peru" in page


def test_every_field_of_an_event_can_be_corrected(client: TestClient) -> None:
    token = begin(client)
    row = next(row for row in events(client) if row["attribution"])
    form = {
        "csrf": token, "event": row["id"], "verdict": "correct", "act": row["act"], "status": row["status"],
        "modes": " ".join(row["modes"]), "start": row["date"]["start"] or "", "end": row["date"]["end"] or "",
        "place": "Ankara", "place-country": "TUR", "condition": "if it rains", "change": "postponed",
        "contexts": "diplomatic", "announced-start": "2019-03-02", "announced-end": "2019-03-02", "type": "none",
        "attribution": "given", "link-0-gone": "yes", "link-new": "state:PER",
    }  # fmt: skip
    answer = client.post("/review/decide", data=form)
    assert answer.status_code == 200, answer.text
    told = client.get(f"/api/events/{row['id']}.json").json()
    assert (told["place"]["name"], told["place"]["country"], round(told["place"]["latitude"])) == ("Ankara", "TUR", 40)
    assert (told["condition"], told["change"], told["contexts"]) == ("if it rains", "postponed", ["diplomatic"])
    assert (told["announced"]["start"], told["type"]) == ("2019-03-02", None)
    speakers = [link["speakers"][0]["id"] for link in told["attribution"]]
    assert len(speakers) == len(row["attribution"]) and speakers[-1] == "state:PER"
    for wrong in ({"place-country": "QQQ", "place": "Nowhere"}, {"contexts": "weather"}, {"change": "moved"},
                  {"type": "DANCE"}, {"link-0-stance": "sings", "link-0-gone": ""}, {"link-new": "nobody:x"}):  # fmt: skip
        assert client.post("/review/decide", data={**form, **wrong}).status_code == 400, wrong


def test_numbers_are_corrected_or_taken_away(client: TestClient) -> None:
    token = begin(client)
    row = next(row for row in events(client, "?background=yes") if row["counts"])
    form = {
        "csrf": token, "event": row["id"], "verdict": "correct", "act": row["act"], "status": row["status"],
        "modes": " ".join(row["modes"]), "start": row["date"]["start"] or "", "end": row["date"]["end"] or "",
        "counts": "given", "count-0-low": "3", "count-0-high": "5", "background": "yes" if row["background"] else "",
    }  # fmt: skip
    assert client.post("/review/decide", data={**form, "count-0-high": "1"}).status_code == 400
    assert client.post("/review/decide", data={**form, "count-0-low": "many"}).status_code == 400
    client.post("/review/decide", data=form)
    first = client.get(f"/api/events/{row['id']}.json").json()["counts"][0]
    assert (first["low"], first["high"]) == (3, 5)


def test_joining_incidents_is_taken_back_on_the_review_page(client: TestClient) -> None:
    token = begin(client)
    one, other = (row["id"] for row in client.get("/api/incidents.json?limit=2").json()["rows"])
    before = client.get("/api/incidents.json?limit=0&background=yes").json()["total"]
    client.post(f"/incidents/{one}/join", data={"csrf": token, "other": f"/incidents/{other}"})
    assert client.get("/api/incidents.json?limit=0&background=yes").json()["total"] == before - 1
    number = client.get("/review/decisions.json").json()["rows"][-1]["number"]
    client.post("/review/undo", data={"csrf": token, "number": number})
    assert client.get("/api/incidents.json?limit=0&background=yes").json()["total"] == before


def test_what_a_correction_cannot_be_is_said(client: TestClient) -> None:
    token = begin(client)
    row = events(client)[0]
    same = {"csrf": token, "event": row["id"], "verdict": "correct", "act": row["act"], "status": row["status"],
            "modes": " ".join(row["modes"]), "start": row["date"]["start"] or "", "end": row["date"]["end"] or ""}  # fmt: skip
    if row["background"]:
        same["background"] = "yes"
    assert "Nothing is changed" in client.post("/review/decide", data=same).text
    for wrong in ({"act": "DANCE"}, {"actors-new": "nobody:x"}, {"start": "2019-05-05", "end": "2019-01-01"}):
        assert client.post("/review/decide", data={**same, **wrong}).status_code == 400
    assert client.get("/review/decisions.json").json()["total"] == 0


def test_two_reviewers_and_their_agreement(client: TestClient) -> None:
    rows = events(client)[:4]
    for who, verdicts in (
        ("ann", ("accept", "reject", "accept", "accept")),
        ("ben", ("accept", "reject", "accept", "reject")),
    ):
        client.cookies.clear()
        token = begin(client, who)
        for row, verdict in zip(rows, verdicts, strict=True):
            client.post("/review/decide", data={"csrf": token, "event": row["id"], "verdict": verdict})
    text = client.get("/review").text
    assert "Krippendorff" in text and "over 4 events" in text


def test_reviewed_articles_are_gold(client: TestClient, tmp_path: Path) -> None:
    token = begin(client)
    rows = events(client)
    article = min({row["article"] for row in rows}, key=lambda id: sum(row["article"] == id for row in rows))
    for row in rows:
        if row["article"] == article:
            client.post("/review/decide", data={"csrf": token, "event": row["id"], "verdict": "accept"})
    packed = zipfile.ZipFile(io.BytesIO(client.get("/review/gold.zip").content))
    assert packed.namelist() == ["README.txt", "001.txt", "001.json"]
    packed.extractall(tmp_path / "gold")
    figures = score_articles(tmp_path / "gold")
    assert figures["recall"] == 1.0 and figures["precision"] == 1.0


def test_incidents_are_joined_and_parted(client: TestClient) -> None:
    token = begin(client)
    one, other = client.get("/incidents.json?limit=2").json()["rows"]
    joined = client.post(f"/incidents/{one['id']}/join", data={"csrf": token, "other": other["id"]})
    id = joined.url.path.rpartition("/")[2]
    assert set(client.get(f"/api/incidents/{id}.json").json()["events"]) == {*one["events"], *other["events"]}
    client.post(f"/incidents/{id}/part", data={"csrf": token, "event": other["events"]})
    assert client.get(f"/api/incidents/{other['id']}.json").json()["events"] == other["events"]


def test_the_theme_is_kept(client: TestClient) -> None:
    token = token_of(client)
    answer = client.post("/theme", data={"csrf": token, "theme": "dark", "back": "//evil.example"})
    assert answer.url.path == "/" and 'data-theme="dark"' in answer.text


def test_what_another_program_writes_is_seen(client: TestClient, store_path: Path) -> None:
    before = len(events(client))
    with Store.open(store_path) as store:
        store.decide(events(client)[0]["id"], "verdict", "reject", who="another program")
    desk_of(client.app).memory.refresh()
    assert len(events(client)) == before - 1
