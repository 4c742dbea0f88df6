"""What the tests of the desk share: where it is, what stands behind it, the token of a form."""

from __future__ import annotations

from starlette.testclient import TestClient

from dragoman.desk.desk import Desk

ADDRESS = "http://127.0.0.1:8642"


def desk_of(app: object) -> Desk:
    desk = app.state.desk  # type: ignore[attr-defined]
    assert isinstance(desk, Desk)
    return desk


def token_of(client: TestClient, path: str = "/review") -> str:
    """The token of the forms of a client's session."""
    text = client.get(path).text
    return text.split('name="csrf" value="')[1].split('"')[0]


def begin(client: TestClient, name: str = "ann") -> str:
    """Say under what name one decides; returns the token of the forms."""
    token = token_of(client)
    client.post("/review/name", data={"name": name, "csrf": token})
    return token
