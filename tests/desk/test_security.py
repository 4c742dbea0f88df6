"""Who may come in, what the browser may do, and what a hostile page cannot."""

from __future__ import annotations

from pathlib import Path

import pytest
from starlette.testclient import TestClient

from desk.sitting import ADDRESS, token_of
from dragoman.desk.app import make_app
from dragoman.desk.passwords import read_passwords, set_password
from dragoman.desk.settings import Settings, is_loopback
from dragoman.errors import DataError, UsageError
from dragoman.intake import Page

HOSTILE = "<script>alert(1)</script>'\"><img src=x onerror=alert(2)>"


def test_the_policy_allows_no_inline_script_or_style(shared: TestClient) -> None:
    policy = shared.get("/").headers["content-security-policy"]
    assert "script-src 'self'" in policy and "style-src 'self'" in policy and "unsafe" not in policy
    for path in ("/", "/events", "/map", "/calendar?month=2019-03", "/review", "/read"):
        text = shared.get(path).text
        assert "<style" not in text and " style=" not in text and " onclick" not in text
        assert "<script>" not in text


def test_only_its_own_name_is_answered(shared: TestClient) -> None:
    assert shared.get("/", headers={"host": "evil.example"}).status_code == 421
    assert shared.get("/", headers={"host": "localhost:8642"}).status_code == 200


def test_a_form_must_come_from_here(client: TestClient) -> None:
    assert client.post("/review/name", data={"name": "ann"}).status_code == 403
    token = token_of(client)
    away = {"origin": "https://evil.example"}
    assert client.post("/review/name", data={"name": "ann", "csrf": token}, headers=away).status_code == 403
    client.cookies.clear()
    assert client.post("/review/name", data={"name": "ann", "csrf": token}).status_code == 403


def test_what_a_page_says_is_text(client: TestClient) -> None:
    form = {"csrf": token_of(client), "text": f"The minister of Iraq met {HOSTILE} in Baghdad.\n" * 3, "title": HOSTILE,
            "published": "2019-03-14", "publisher": HOSTILE, "url": "javascript:alert(3)"}  # fmt: skip
    read = client.post("/read", data=form)
    assert read.status_code == 200
    kept = client.post(str(read.url.path) + "/keep", data={"csrf": form["csrf"]})
    for path in (
        str(kept.url.path),
        str(kept.url.path) + "?view=page",
        "/articles",
        "/events",
        "/",
        f"/events?q={HOSTILE}",
    ):
        text = client.get(path).text
        assert "<script>alert" not in text and "<img src=x" not in text and 'href="javascript' not in text, path


def test_addresses_of_private_networks_are_not_fetched(client: TestClient) -> None:
    for address in (
        "http://127.0.0.1:8642/",
        "http://localhost/",
        "http://169.254.169.254/latest",
        "file:///etc/passwd",
        "127.0.0.1:8642",
        "localhost/index.html",
    ):
        answer = client.post("/read", data={"csrf": token_of(client), "address": address})
        assert answer.status_code == 400
        assert "not a public address" in answer.text or "only plain http" in answer.text


def test_an_address_needs_no_scheme(client: TestClient, monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[str] = []

    def fetch(address: str, **_: object) -> Page:
        asked.append(address)
        return Page(address, b"Oman's foreign minister met the rebels in Muscat on Monday.")

    monkeypatch.setattr("dragoman.desk.reading.fetch", fetch)
    for address in (" news.example/talks ", "http://news.example/talks"):
        answer = client.post("/read", data={"csrf": token_of(client), "address": address})
        assert answer.status_code == 200
    assert asked == ["https://news.example/talks", "http://news.example/talks"]
    assert 'type="url"' not in client.get("/read").text.split('name="address"')[0]


def test_what_is_too_large_is_not_taken_in(store_path: Path) -> None:
    settings = Settings(store=store_path, upload_bytes=1000)
    with TestClient(make_app(settings), base_url=ADDRESS) as client:
        answer = client.post("/read", data={"csrf": token_of(client), "text": "x" * 200_000})
        assert answer.status_code == 413 and "dragoman code FILE" in answer.text and 'href="/read"' in answer.text
        endless = client.post(
            "/read", content=iter([b"x" * 60_000] * 4), headers={"content-type": "application/x-www-form-urlencoded"}
        )
        assert endless.status_code == 413


def test_a_desk_for_reading_writes_nothing(shared: TestClient) -> None:
    answer = shared.post("/review/name", data={"name": "ann", "csrf": token_of(shared)})
    assert answer.status_code == 403 and "for reading only" in answer.text


def test_beyond_this_machine_one_must_sign_in(store_path: Path) -> None:
    with pytest.raises(UsageError, match="--password-file or --token"):
        Settings(store=store_path, host="0.0.0.0")
    assert is_loopback("127.0.0.1") and is_loopback("::1") and is_loopback("localhost")
    assert not is_loopback("10.0.0.1") and not is_loopback("example.org")


def test_names_and_passwords(store_path: Path, tmp_path: Path) -> None:
    people = tmp_path / "people.txt"
    set_password(people, "ines", "a long password")
    assert people.stat().st_mode & 0o077 == 0
    settings = Settings(store=store_path, host="0.0.0.0", users=read_passwords(people))
    with TestClient(make_app(settings), base_url="http://desk.example") as client:
        assert client.get("/events", follow_redirects=False).headers["location"] == "/sign-in"
        assert client.get("/api/events.json").status_code == 401
        form = {"csrf": token_of(client, "/sign-in"), "name": "ines", "password": "a wrong password"}
        assert client.post("/sign-in", data=form).status_code == 403
        assert client.get("/events", follow_redirects=False).status_code == 303
        entered = client.post("/sign-in", data={**form, "password": "a long password"})
        assert entered.status_code == 200 and "Sign out ines" in entered.text
        client.post("/sign-out", data={"csrf": token_of(client, "/")})
        assert client.get("/events", follow_redirects=False).status_code == 303


def test_wrong_passwords_must_wait(store_path: Path, tmp_path: Path) -> None:
    people = tmp_path / "people.txt"
    set_password(people, "ines", "a long password")
    with TestClient(make_app(Settings(store=store_path, users=read_passwords(people))), base_url=ADDRESS) as client:
        form = {"csrf": token_of(client, "/sign-in"), "name": "nobody", "password": "guess"}
        codes = [client.post("/sign-in", data=form).status_code for _ in range(6)]
        assert codes == [403] * 5 + [429]


def test_a_token_lets_in(store_path: Path) -> None:
    with TestClient(make_app(Settings(store=store_path, token="secret-token")), base_url=ADDRESS) as client:
        assert client.get("/api/events.json").status_code == 401
        assert client.get("/api/events.json", headers={"authorization": "Bearer secret-token"}).status_code == 200
        assert client.get("/api/events.json", headers={"authorization": "Bearer other"}).status_code == 401
        assert client.get("/sign-in?token=secret-token").url.path == "/"
        assert client.get("/events").status_code == 200


def test_a_password_file_that_is_none_is_said(tmp_path: Path) -> None:
    path = tmp_path / "people.txt"
    path.write_text("ines:plain text\n")
    with pytest.raises(DataError, match=r"people.txt:1: not NAME:HASH"):
        read_passwords(path)
    path.write_text("# nobody\n")
    with pytest.raises(DataError, match="nobody is in it"):
        read_passwords(path)
    with pytest.raises(UsageError, match="too short"):
        set_password(path, "ines", "short")
