"""Makes the pictures of this folder: the desk, with the project's own texts.

    .venv/bin/python docs/images/make.py

Needs Debian's Chromium (`apt-get install chromium`). Reads `examples/`, `docs/lake-talks` and
`training/articles/development`.
"""

from __future__ import annotations

import shutil
import socket
import tempfile
import threading
import time
from pathlib import Path

import uvicorn
from playwright.sync_api import sync_playwright

from dragoman.desk.app import make_app
from dragoman.desk.settings import Settings
from dragoman.intake import expand
from dragoman.model import Record, Reject
from dragoman.pipeline import Reader
from dragoman.store import Store, new_run

HERE = Path(__file__).resolve().parent
ROOT = HERE.parents[1]
WIDTH, HEIGHT = 1440, 1000
SHOWN = "river-talks-page.txt"
"""The article of the picture."""
STEPS = 4
"""Events that are walked over in it."""
READY = {"article": ".scripted .mark", "events": ".rows", "dossier": ".dossier-head"}


def make_store(path: Path) -> str:
    """Read our own texts into a store; returns the id of the article that is shown."""
    folders = [str(ROOT / name) for name in ("examples", "docs/lake-talks", "training/articles/development")]
    pages = [page for page in expand(folders) if not isinstance(page, Reject) and "README" not in page.origin]
    shown = ""
    with Store.open(path, create=True) as store:
        run = new_run()
        for page, record in zip(pages, Reader().read_many(pages), strict=True):
            if not isinstance(record, Record):
                continue
            store.keep(record, page, run)
            if page.origin.endswith(SHOWN):
                shown = record.article.id
        store.incidents.link()
    return shown


def main() -> None:
    """Write the pictures."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "examples.db"
        article = make_store(path)
        with Store.open(path) as store:
            told = max(store.negotiations.find(), key=lambda listed: (listed.pages, listed.incidents))
            negotiation = told.id.replace("+", "%2B")
        server = uvicorn.Server(uvicorn.Config(make_app(Settings(store=path, port=port)), port=port, log_level="error"))
        thread = threading.Thread(target=server.run)
        thread.start()
        while not server.started:
            time.sleep(0.05)
        shots = {
            "article": (f"/articles/{article}", "light"),
            "events": ("/events", "light"),
            "dossier": (f"/negotiations/{negotiation}", "dark"),
        }
        with sync_playwright() as playwright:
            browser = playwright.chromium.launch(
                executable_path=shutil.which("chromium"), args=["--no-sandbox", "--disable-gpu"]
            )
            for name, (address, scheme) in shots.items():
                page = browser.new_page(viewport={"width": WIDTH, "height": HEIGHT}, color_scheme=scheme)  # type: ignore[arg-type]
                page.goto(f"http://127.0.0.1:{port}{address}")
                page.locator(READY[name]).first.wait_for()  # a dossier is gathered first
                if name == "article":
                    for _ in range(STEPS):
                        page.keyboard.press("n")
                    page.wait_for_timeout(1000)  # until it has scrolled there
                    page.evaluate("scrollTo(0, 0)")
                page.screenshot(path=str(HERE / f"desk-{name}.png"))
            browser.close()
        server.should_exit = True
        thread.join()


if __name__ == "__main__":
    main()
