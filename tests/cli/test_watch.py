"""`dragoman watch`, `feeds` and `digest` as a user gives them, against a site on this machine."""

from __future__ import annotations

import json
import os
import signal
import sys
import time
from datetime import UTC, datetime
from pathlib import Path

import pytest

import terminal
from dragoman.cli.main import run
from watch.site import Clock, Reply, Site, article, rss

PAGE = article(
    "Chad and Niger resume talks",
    "NIAMEY - Chad and Niger held talks in Niamey on Thursday, officials of both said.",
    "They agreed to hold a second round of talks. Mali criticised Chad for the talks on Wednesday.",
).replace(b"2019-03-14", datetime.now(UTC).date().isoformat().encode())  # a digest tells of what is of these days


def settings(folder: Path, site: Site) -> Path:
    site.replies["/feed"] = Reply(rss(site.address, ["/talks"]))
    site.replies["/talks"] = Reply(PAGE)
    path = folder / "feeds.toml"
    path.write_text(
        f'[watch]\ndelay = "0s"\nallow_private = true\n[[feed]]\nname = "Sahel"\nurl = "{site.address}/feed"\n'
        '[deliver.run]\nkind = "command"\ncommand = ["sh", "-c", "cat >> told"]\n'
        '[[alert]]\nname = "Talks"\ncountry = ["TCD"]\nact = ["CONSULT"]\nstatus = ["happened"]\nsearch = "Niamey"\nto = ["run"]\n'
    )
    return path


def test_from_a_feed_to_a_digest(tmp_path: Path, capfd: pytest.CaptureFixture[str]) -> None:
    with Site(Clock()) as site:
        given = [str(settings(tmp_path, site)), "--into", str(tmp_path / "desk.db"), "--once"]
        assert run(["watch", *given]) == 0
        told = capfd.readouterr().err
        assert "new: Chad and Niger resume talks" in told and "alert Talks: Chad and Niger held talks" in told
        assert "1 new page kept" in told
        assert json.loads((tmp_path / "told").read_text())["headline"] == "Chad and Niger held talks"
        assert run(["watch", *given]) == 0
        assert "0 new pages kept" in capfd.readouterr().err
        site.replies["/feed"] = Reply(b"", 500)
    assert run(["feeds", str(tmp_path / "desk.db")]) == 0
    shown = capfd.readouterr().out
    assert "Sahel" in shown and "ok" in shown
    assert run(["feeds", str(tmp_path / "desk.db"), "--format", "jsonl"]) == 0
    assert json.loads(capfd.readouterr().out)["kept"] == 1
    assert run(["digest", str(tmp_path / "desk.db")]) == 0
    assert "Chad and Niger held talks" in capfd.readouterr().out
    out = tmp_path / "digest.html"
    assert run(["digest", str(tmp_path / "desk.db"), "--since", "2h", "--out", str(out)]) == 0
    assert out.read_text().startswith("<!doctype html>")
    assert list((tmp_path / "desk.warc").glob("*.warc.gz"))


def test_a_feed_in_trouble_is_told_and_so_is_the_exit_code(tmp_path: Path, capfd: pytest.CaptureFixture[str]) -> None:
    with Site(Clock()) as site:
        path = settings(tmp_path, site)
        site.replies["/feed"] = Reply(b"<html>Welcome</html>")
        assert run(["watch", str(path), "--into", str(tmp_path / "desk.db"), "--once", "--quiet"]) == 2
        told = capfd.readouterr().err
        assert told.startswith("dragoman: feed 'Sahel' (failing): ") and "this is no feed" in told
        assert told.count("\n") == 1
    assert run(["feeds", str(tmp_path / "desk.db"), "--troubles"]) == 0
    assert "this is no feed" in capfd.readouterr().out


def test_ctrl_c_ends_it_and_says_how_to_go_on(tmp_path: Path) -> None:
    with Site(Clock()) as site:
        path = settings(tmp_path, site)
        site.replies["/feed"] = Reply(rss(site.address, []))
        command = [sys.executable, "-m", "dragoman.cli.main", "watch", str(path), "--into", str(tmp_path / "desk.db")]
        process = terminal.start(command)
        while "/feed" not in site.paths():
            assert process.poll() is None
            time.sleep(0.05)
        os.killpg(process.pid, signal.SIGINT)
        _, said = process.communicate(timeout=60)
    assert process.returncode == 130
    assert "give the same command to go on" in said and "Traceback" not in said


@pytest.mark.parametrize(
    ("given", "said"),
    [
        (["--since", "yesterday"], "no day and no length of time"), (["--since", "2030-01-01"], "is not before"),
        (["--time-zone", "Mars"], "no time zone"), (["--since", "9999-12-31", "--until", "9999-12-31"], "calendar"),
        (["--since", "2019-03-14", "--until", "2019-03-01"], "is not before"),
    ],
)  # fmt: skip
def test_a_digest_that_cannot_be(
    tmp_path: Path, capfd: pytest.CaptureFixture[str], given: list[str], said: str
) -> None:
    assert run(["digest", str(tmp_path / "desk.db"), *given]) == 2
    assert said in capfd.readouterr().err


def test_a_store_that_is_not_there_and_one_that_nobody_watches(
    tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    for command in ("feeds", "digest"):
        assert run([command, str(tmp_path / "none.db")]) == 2
        assert "no store at" in capfd.readouterr().err
    from dragoman.store import Store

    Store.open(tmp_path / "desk.db", create=True).close()
    assert run(["feeds", str(tmp_path / "desk.db")]) == 0
    assert capfd.readouterr().out.startswith("No feed is watched: `dragoman watch FEEDS.TOML")
