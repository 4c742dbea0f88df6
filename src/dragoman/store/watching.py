"""What a watch keeps in a store: feeds, hosts, the pages that feeds led to, and each version of a page.

Times are ISO, UTC, as text that sorts as time does. Each method is one transaction: a watch may end after any of them.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any, TypeVar

import msgspec

from dragoman.store.database import Database

__all__ = ["FeedHealth", "FeedState", "HostState", "PageState", "PageVersion", "Watching"]

T = TypeVar("T", bound=msgspec.Struct)


class FeedState(msgspec.Struct, frozen=True, kw_only=True):
    """A feed and how it fares; the columns of `watch_feeds`."""

    url: str
    name: str
    address: str
    listed: int = 1
    status: str = "new"
    message: str | None = None
    failures: int = 0
    etag: str | None = None
    modified: str | None = None
    next_at: str
    tried_at: str | None = None
    fetched_at: str | None = None
    new_at: str | None = None


class HostState(msgspec.Struct, frozen=True, kw_only=True):
    """A host and when it may be asked again; the columns of `watch_hosts`."""

    host: str
    ready_at: str | None = None
    failures: int = 0
    robots: str | None = None
    robots_at: str | None = None
    closed: int = 0


class PageState(msgspec.Struct, frozen=True, kw_only=True):
    """A page that a feed led to; the columns of `watch_pages`."""

    number: int
    address: str
    feed: str
    title: str | None = None
    published: str | None = None
    updated: str | None = None
    found_at: str
    state: str = "waiting"
    message: str | None = None
    tries: int = 0
    looks: int = 0
    next_at: str | None = None
    looked_at: str | None = None
    etag: str | None = None
    modified: str | None = None


class PageVersion(msgspec.Struct, frozen=True, kw_only=True):
    """What a page was at a time; the columns of `watch_versions`."""

    number: int
    page: int
    version: int | None = None
    state: str = "fetched"
    fetched_at: str
    url: str
    content_type: str | None = None
    digest: str
    file: str
    place: int
    article: str | None = None
    changed: str | None = None


class FeedHealth(msgspec.Struct, frozen=True, kw_only=True):
    """A feed with the numbers of its pages."""

    feed: FeedState
    pages: dict[str, int]
    """How many there are in each state."""


class Watching:
    """`Store.watching` is one."""

    def __init__(self, database: Database) -> None:
        self._db = database

    def _all(self, kind: type[T], table: str, rest: str, *parameters: Any) -> list[T]:
        names = kind.__struct_fields__
        found = self._db.rows(f"SELECT {', '.join(names)} FROM {table} {rest}", *parameters)
        return [kind(**dict(zip(names, row, strict=True))) for row in found]

    def _set(self, table: str, key: str, value: Any, changes: dict[str, Any]) -> None:
        columns = ", ".join(f"{name} = ?" for name in changes)
        self._db.execute(f"UPDATE {table} SET {columns} WHERE {key} = ?", *changes.values(), value)

    @property
    def _trouble(self) -> str:
        return f"{self._db.path}: what was fetched cannot be noted"

    # Marks

    def mark(self, name: str) -> str | None:
        """A value that was kept under a name."""
        found = self._db.one("SELECT value FROM watch_marks WHERE name = ?", name)
        return str(found[0]) if found else None

    def set_mark(self, name: str, value: str) -> None:
        """Keep a value under a name."""
        with self._db.transaction(self._trouble):
            self._db.upsert("watch_marks", {"name": name, "value": value}, key="name")

    # Feeds

    def list_feeds(self, feeds: Iterable[tuple[str, str]], now: str) -> None:
        """Take over the addresses and names of the user's file; a feed that is new to the store is due at once, one
        that no longer stands in the file is kept, but not asked."""
        with self._db.transaction(self._trouble):
            self._db.execute("UPDATE watch_feeds SET listed = 0")
            for url, name in feeds:
                self._db.execute(
                    "INSERT INTO watch_feeds (url, name, address, listed, status, next_at) VALUES (?1, ?2, ?1, 1, 'new', ?3) "
                    "ON CONFLICT (url) DO UPDATE SET name = excluded.name, listed = 1",
                    url, name, now,
                )  # fmt: skip

    def feeds(self, *, due: str | None = None) -> list[FeedState]:
        """The feeds by name, all or those of the file that are due at a time."""
        if due is None:
            return self._all(FeedState, "watch_feeds", "ORDER BY listed DESC, name, url")
        return self._all(FeedState, "watch_feeds", "WHERE listed = 1 AND next_at <= ? ORDER BY next_at, url", due)

    def health(self) -> Iterator[FeedHealth]:
        """The feeds, each with the numbers of its pages."""
        counts: dict[str, dict[str, int]] = {}
        for feed, state, count in self._db.rows("SELECT feed, state, count(*) FROM watch_pages GROUP BY feed, state"):
            counts.setdefault(feed, {})[state] = count
        for state in self.feeds():
            yield FeedHealth(feed=state, pages=counts.get(state.url, {}))

    def set_feed(self, url: str, **changes: Any) -> None:
        """Note what became of asking a feed."""
        with self._db.transaction(self._trouble):
            self._set("watch_feeds", "url", url, changes)

    def feed_answered(self, url: str, entries: Iterable[dict[str, Any]], now: str, **changes: Any) -> int:
        """Note what a feed said, and the pages that it leads to that are new, which are due at once; how many.

        A page that is known is due at once where the feed says that it was updated since.
        """
        new = 0
        with self._db.transaction(self._trouble):
            for entry in entries:
                known = self._db.one(
                    "SELECT number, updated, looked_at FROM watch_pages WHERE address = ?", entry["address"]
                )
                if known is None:
                    row = {**entry, "feed": url, "found_at": now, "state": "waiting", "next_at": now}
                    self._db.insert("watch_pages", [row])
                    new += 1
                elif entry["updated"] and known[1] and entry["updated"] > known[1] and known[2]:
                    self._set("watch_pages", "number", known[0], {"updated": entry["updated"], "next_at": now})
            self._set("watch_feeds", "url", url, changes | ({"new_at": now} if new else {}))
        return new

    # Hosts

    def host(self, name: str) -> HostState:
        """What is known of a host."""
        found = self._all(HostState, "watch_hosts", "WHERE host = ?", name)
        return found[0] if found else HostState(host=name)

    def keep_host(self, host: HostState) -> None:
        """Note when a host may be asked again, and its robots.txt."""
        with self._db.transaction(self._trouble):
            self._db.upsert("watch_hosts", msgspec.structs.asdict(host), key="host")

    # Pages

    def pages_due(self, now: str, limit: int) -> list[PageState]:
        """The pages that are to be looked at, those that never failed first, so that one bad page does not keep its host from
        the others; those whose bytes still wait to be read are not due."""
        rest = (
            "WHERE next_at <= ? AND number NOT IN (SELECT page FROM watch_versions WHERE state = 'fetched') "
            "ORDER BY tries, next_at, number LIMIT ?"
        )
        return self._all(PageState, "watch_pages", rest, now, limit)

    def page(self, number: int) -> PageState:
        """One page."""
        return self._all(PageState, "watch_pages", "WHERE number = ?", number)[0]

    def page_at(self, address: str) -> PageState | None:
        """The page of an address."""
        found = self._all(PageState, "watch_pages", "WHERE address = ?", address)
        return found[0] if found else None

    def set_page(self, number: int, **changes: Any) -> None:
        """Note what became of a page."""
        with self._db.transaction(self._trouble):
            self._set("watch_pages", "number", number, changes)

    def next_due(self) -> str | None:
        """When the next feed or page is due."""
        found = self._db.only(
            "SELECT min(at) FROM (SELECT min(next_at) AS at FROM watch_feeds WHERE listed = 1 "
            "UNION ALL SELECT min(next_at) FROM watch_pages)"
        )
        return found[0] if found[0] is None else str(found[0])

    def troubled_pages(self, limit: int) -> list[PageState]:
        """Pages that could not be had, the latest first."""
        rest = (
            "WHERE state IN ('refused', 'failed') OR (state = 'waiting' AND tries > 0) ORDER BY looked_at DESC LIMIT ?"
        )
        return self._all(PageState, "watch_pages", rest, limit)

    # Versions

    def archives(self) -> dict[str, int]:
        """The web archives and how many bytes of each are whole."""
        return dict(self._db.rows("SELECT file, size FROM watch_archives ORDER BY file"))

    def page_fetched(self, version: dict[str, Any], size: int, **changes: Any) -> None:
        """Note that a page's bytes are in a web archive, which is of that size now, and are to be read."""
        with self._db.transaction(self._trouble):
            self._db.upsert("watch_archives", {"file": version["file"], "size": size}, key="file")
            self._db.insert("watch_versions", [{**version, "state": "fetched"}])
            self._set("watch_pages", "number", version["page"], changes)

    def to_read(self, limit: int) -> list[PageVersion]:
        """Versions that wait to be read, in order."""
        return self._all(PageVersion, "watch_versions", "WHERE state = 'fetched' ORDER BY number LIMIT ?", limit)

    def version_read(self, version: PageVersion, state: str, page: dict[str, Any], **changes: Any) -> None:
        """Note what became of a version, and of its page; `kept` ones are numbered here."""
        with self._db.transaction(self._trouble):
            if state == "kept":
                sql = "SELECT coalesce(max(version), 0) + 1 FROM watch_versions WHERE page = ?"
                changes["version"] = self._db.only(sql, version.page)[0]
            self._set("watch_versions", "number", version.number, {"state": state, **changes})
            if page:
                self._set("watch_pages", "number", version.page, page)

    def last_digest(self, page: int) -> str | None:
        """The digest of a page's newest bytes."""
        found = self._db.one("SELECT digest FROM watch_versions WHERE page = ? ORDER BY number DESC LIMIT 1", page)
        return str(found[0]) if found else None

    def last_text(self, page: int) -> tuple[str | None, str] | None:
        """Title and text of a page's newest version that was kept."""
        found = self._db.one(
            "SELECT a.title, a.text FROM watch_versions v JOIN articles a ON a.id = v.article "
            "WHERE v.page = ? AND v.state = 'kept' ORDER BY v.number DESC LIMIT 1",
            page,
        )
        return (found[0], found[1]) if found else None

    def versions_with(self, article: str) -> list[PageVersion]:
        """All versions of the page of which an article is one, in order; none where it is no watched page's."""
        rest = (
            "WHERE version IS NOT NULL AND page IN (SELECT page FROM watch_versions WHERE article = ?) "
            "ORDER BY page, number"
        )
        return self._all(PageVersion, "watch_versions", rest, article)

    def version(self, number: int) -> PageVersion | None:
        """One version."""
        found = self._all(PageVersion, "watch_versions", "WHERE number = ?", number)
        return found[0] if found else None

    def page_of(self, article: str) -> PageState | None:
        """The page of which an article is a version."""
        rest = "WHERE number IN (SELECT page FROM watch_versions WHERE article = ?) ORDER BY number LIMIT 1"
        found = self._all(PageState, "watch_pages", rest, article)
        return found[0] if found else None
