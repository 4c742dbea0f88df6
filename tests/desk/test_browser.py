"""The desk in a real browser: opened, searched, written to, by mouse and keyboard, light and dark, wide and narrow."""

from __future__ import annotations

import csv
import io
import shutil
import socket
import threading
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
import uvicorn
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, ConsoleMessage, Page, expect, sync_playwright

from desk.sitting import desk_of
from dragoman.desk.app import make_app
from dragoman.desk.settings import Settings
from dragoman.pipeline import Reader
from dragoman.store import EventQuery, Store

CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser")
pytestmark = pytest.mark.skipif(CHROMIUM is None, reason="no Chromium here: apt-get install chromium")

STANDARD = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]
PATIENCE_MS = 60_000
"""For a slow machine; nothing waits so long where all is well."""
expect.set_options(timeout=PATIENCE_MS)


class Served:
    """A desk on a port of its own."""

    def __init__(self, store: Path, reader: Reader) -> None:
        with socket.socket() as free:
            free.bind(("127.0.0.1", 0))
            self.port = free.getsockname()[1]
        app = make_app(Settings(store=store, port=self.port))
        desk_of(app).reading._reader = reader
        self._server = uvicorn.Server(uvicorn.Config(app, port=self.port, log_level="error", ws="none"))
        self._thread = threading.Thread(target=self._server.run)
        self._thread.start()
        while not self._server.started:
            time.sleep(0.02)

    def address(self, path: str) -> str:
        return f"http://127.0.0.1:{self.port}{path}"

    def close(self) -> None:
        self._server.should_exit = True
        self._thread.join()


@pytest.fixture(scope="module")
def store(examples: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    return Path(shutil.copy(examples, tmp_path_factory.mktemp("browser") / "examples.db"))


@pytest.fixture(scope="module")
def served(store: Path, reader: Reader) -> Iterator[Served]:
    desk = Served(store, reader)
    yield desk
    desk.close()


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with sync_playwright() as playwright:
        opened = playwright.chromium.launch(
            executable_path=CHROMIUM, args=["--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage"]
        )
        yield opened
        opened.close()


@pytest.fixture
def page(browser: Browser, served: Served) -> Iterator[Page]:
    """A page of the desk; anything that its console says is a failure."""
    context = browser.new_context(base_url=served.address(""), viewport={"width": 1440, "height": 900})
    context.set_default_timeout(PATIENCE_MS)
    opened = context.new_page()
    said: list[str] = []

    def note(message: ConsoleMessage) -> None:
        if message.type in ("error", "warning"):
            said.append(message.text)

    opened.on("console", note)
    opened.on("pageerror", lambda error: said.append(str(error)))
    yield opened
    context.close()
    assert said == []


def all_paths(store: Path) -> list[str]:
    with Store.open(store) as opened:
        event = max(opened.events(), key=lambda event: len(event.attribution))
        incident = next(opened.incidents.find())
        negotiation = opened.negotiations.find()[0]
    return [
        "/", "/negotiations", f"/negotiations/{negotiation.id.replace('+', '%2B')}", "/incidents",
        f"/incidents/{incident.id}", "/events", f"/events/{event.id}", "/events/facets/country", "/articles",
        f"/articles/{event.article}", f"/articles/{event.article}?view=page", "/actors", "/actors/state:IRQ", "/pairs",
        "/pairs/state:IRQ/state:TUR", "/calendar?month=2019-03", "/map", "/read", "/review", "/guide", "/api",
        "/watch",
    ]  # fmt: skip


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_no_page_violates_wcag(page: Page, store: Path, scheme: str) -> None:
    page.emulate_media(color_scheme=scheme)
    found = []
    for path in all_paths(store):
        page.goto(path)
        page.locator("html.scripted").wait_for()
        result = Axe().run(page, options={"runOnly": {"type": "tag", "values": STANDARD}})
        found += [f"{path}: {v['id']}: {v['nodes'][0]['html'][:160]}" for v in result.response["violations"]]
    assert not found, "\n".join(found)


def test_no_page_is_wider_than_a_phone(page: Page, store: Path) -> None:
    page.set_viewport_size({"width": 390, "height": 844})
    wide = []
    for path in all_paths(store):
        page.goto(path)
        width = page.evaluate("document.documentElement.scrollWidth")
        if width > 390:
            wide.append(f"{path}: {width}")
    assert wide == []


def test_filters_on_a_phone_open_without_script(browser: Browser, served: Served) -> None:
    context = browser.new_context(
        base_url=served.address(""), viewport={"width": 390, "height": 844}, java_script_enabled=False
    )
    page = context.new_page()
    page.goto("/events")
    expect(page.locator(".facets")).to_be_hidden()
    page.locator(".open-filters").click()
    expect(page.locator(".facets")).to_be_visible()
    context.close()


def test_facets_and_search_narrow_the_list(page: Page, store: Path) -> None:
    page.goto("/events")
    page.locator(".facet", has_text="Status").get_by_role("link", name="happened").click()
    with Store.open(store) as opened:
        happened = opened.count(EventQuery(status=("happened",)))
    expect(page.locator(".lead strong")).to_have_text(str(happened))
    page.keyboard.press("/")
    page.keyboard.type("prisoner*")
    page.keyboard.press("Enter")
    expect(page.locator(".chips")).to_contain_text("prisoner*")
    expect(page.locator(".chips")).to_contain_text("happened")
    page.get_by_role("link", name="Clear all").click()
    expect(page).to_have_url(f"{page.url.split('/events')[0]}/events")


def test_an_export_is_what_the_store_holds(page: Page, store: Path) -> None:
    page.goto("/events?status=happened")
    with page.expect_download() as download:
        page.get_by_role("link", name="CSV").click()
    rows = csv.DictReader(io.StringIO(Path(download.value.path()).read_text(encoding="utf-8")))
    with Store.open(store) as opened:
        ids = {event.id for event in opened.events(EventQuery(status=("happened",)))}
    assert {row["id"] for row in rows} == ids


def test_events_are_walked_by_keyboard(page: Page, store: Path) -> None:
    with Store.open(store) as opened:
        article = max(opened.articles(), key=lambda a: len(opened.read_article(a.id).events))
    page.goto(f"/articles/{article.id}")
    page.keyboard.press("n")
    first = page.evaluate("document.activeElement.dataset.events")
    expect(page.locator(".mark:focus > .card")).to_be_visible()
    expect(page.locator(".readings-list .current").first).to_be_visible()
    page.keyboard.press("n")
    assert page.evaluate("document.activeElement.dataset.events") != first
    page.keyboard.press("p")
    assert page.evaluate("document.activeElement.dataset.events") == first


def test_charts_are_drawn_under_the_strict_policy(page: Page) -> None:
    page.goto("/pairs/state:IRQ/state:TUR")
    expect(page.locator(".chart[aria-busy=false] svg")).to_have_count(2)
    image = page.request.get(page.get_by_role("link", name="SVG").first.get_attribute("href") or "")
    assert image.ok and image.headers["content-type"] == "image/svg+xml"


def test_the_theme_is_turned_and_kept(page: Page) -> None:
    page.goto("/")
    page.get_by_role("button", name="Switch to dark").click()
    expect(page.locator("html")).to_have_attribute("data-theme", "dark")
    page.goto("/events")
    expect(page.locator("html")).to_have_attribute("data-theme", "dark")


def test_a_page_is_pasted_and_kept(page: Page, store: Path) -> None:
    page.goto("/read")
    page.get_by_label("Text of the page").fill(
        "LIMA, 2 April 2019 - Peru's foreign minister met the Chilean foreign minister in Lima on Tuesday.\n\n"
        "Chile promised to reopen the border crossing by the end of the month, the minister said."
    )
    page.get_by_label("Published on").fill("2019-04-02")
    page.get_by_role("button", name="Read", exact=True).click()
    expect(page.get_by_text("It is not kept yet")).to_be_visible()
    page.get_by_role("button", name="Keep it").click()
    expect(page.locator(".readings-list li").first).to_be_visible()
    with Store.open(store) as opened:
        assert any("Lima" in article.text for article in opened.articles())


def test_a_review_by_keyboard_is_done_and_taken_back(page: Page, store: Path) -> None:
    page.goto("/review")
    page.get_by_label("Decide under the name").fill("ann")
    page.get_by_role("button", name="Begin").click()
    page.locator(".scripted .verdicts").wait_for()
    with Store.open(store) as opened:
        before = opened.count(EventQuery(background=True))
    page.keyboard.press("r")
    expect(page.locator(".decisions li").first).to_contain_text("reject")
    with Store.open(store) as opened:
        assert opened.count(EventQuery(background=True)) == before - 1
    page.locator(".scripted .verdicts").wait_for()
    page.keyboard.press("u")
    expect(page.locator(".decisions li").first).to_contain_text("took back")
    with Store.open(store) as opened:
        assert opened.count(EventQuery(background=True)) == before


def test_an_actor_is_found_while_one_types(page: Page) -> None:
    page.goto("/review")
    page.get_by_label("Decide under the name").fill("ann")
    page.get_by_role("button", name="Begin").click()
    page.locator(".scripted .verdicts").wait_for()
    page.keyboard.press("c")
    page.locator("#actors-new").press_sequentially("iraq")
    expect(page.locator("#actors-found option[value='state:IRQ']")).to_have_count(1)


@pytest.fixture(scope="module")
def empty(tmp_path_factory: pytest.TempPathFactory, reader: Reader) -> Iterator[Served]:
    """A desk of a store in which there is nothing."""
    path = tmp_path_factory.mktemp("empty") / "empty.db"
    with Store.open(path, create=True):
        pass
    desk = Served(path, reader)
    yield desk
    desk.close()


def test_an_empty_store_is_told_of_kindly_on_a_phone(browser: Browser, empty: Served) -> None:
    context = browser.new_context(base_url=empty.address(""), viewport={"width": 390, "height": 844}, locale="de-DE")
    page = context.new_page()
    found = []
    for path in ("/", "/negotiations", "/incidents", "/events", "/articles", "/actors", "/pairs", "/calendar", "/map",
                 "/review", "/events/facets/country"):  # fmt: skip
        answer = page.goto(path)
        assert answer is not None and answer.status == 200, path
        assert page.evaluate("document.documentElement.scrollWidth") <= 390, path
        result = Axe().run(page, options={"runOnly": {"type": "tag", "values": STANDARD}})
        found += [f"{path}: {v['id']}: {v['nodes'][0]['html'][:160]}" for v in result.response["violations"]]
    assert not found, "\n".join(found)
    context.close()


def test_countries_of_the_map_lead_to_their_events(page: Page) -> None:
    page.goto("/map")
    land = page.locator("a.land").first
    name = (land.get_attribute("aria-label") or "").rpartition(":")[0]
    land.focus()
    page.keyboard.press("Enter")
    expect(page.locator(".chips")).to_contain_text(name)


def test_days_are_chosen_at_the_foot_of_a_page(page: Page) -> None:
    page.goto("/articles")
    page.get_by_label("Days and numbers").select_option("iso")
    page.get_by_role("button", name="Set").click()
    expect(page.locator("td.date").first).to_contain_text("-")
    page.get_by_label("Days and numbers").select_option("")
    page.get_by_role("button", name="Set").click()
    expect(page.locator("td.date").first).not_to_contain_text("-")


@pytest.mark.parametrize("width", [390, 800, 1280])
def test_a_feed_in_trouble_can_be_read_at_any_width(page: Page, store: Path, width: int) -> None:
    feed = "https://news.example/rss"
    with Store.open(store) as opened:
        opened.watching.list_feeds([(feed, "Wire")], "2019-03-14T12:00:00Z")
        opened.watching.set_feed(
            feed, status="failing", message=f"{feed}: the server answered 404 Not Found", failures=1
        )
    page.set_viewport_size({"width": width, "height": 800})
    page.goto("/watch")
    title = page.locator("#live-feeds .title").bounding_box()
    assert title is not None and title["width"] > 200 and title["height"] < 150
