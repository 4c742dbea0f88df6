"""What a user says of a watch: which feeds, how they are fetched, who is to be told of what, and how.

`load.py` reads it from a TOML file; docs/watch.md explains each line.
"""

from __future__ import annotations

from typing import Literal

import msgspec

from dragoman.model import PromiseOutcome, Status
from dragoman.watch.durations import seconds_of

__all__ = ["Atom", "Command", "DigestPlan", "Email", "FeedPlan", "Fetching", "Plan", "Rule", "Way", "Webhook"]


class Fetching(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """How pages and feeds are fetched; the table `[watch]`."""

    contact: str | None = None
    """Who can be asked about this program: an address of e-mail or web, told to each server."""
    every: str = "15m"
    """Between two looks at a feed."""
    delay: str = "2s"
    """Between two requests to one host; a longer one that its robots.txt asks for goes before."""
    timeout: str = "30s"
    """For one request, all in all."""
    max_bytes: int = 10_000_000
    """Of one page or feed, unpacked."""
    recheck: tuple[str, ...] = ("1h", "6h", "1d", "3d")
    """How long after each look a page is looked at again, to see whether it changed."""
    hosts: int = 8
    """Hosts that are asked side by side."""
    allow_private: bool = False
    """Also fetch from addresses of private networks."""
    time_zone: str = "UTC"
    """Whose hours and days digests go by, as in Europe/Vienna."""

    @property
    def recheck_seconds(self) -> tuple[float, ...]:
        """`recheck` in seconds."""
        return tuple(map(seconds_of, self.recheck))


class FeedPlan(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A feed; a table `[[feed]]`."""

    url: str
    name: str | None = None
    every: str | None = None
    publisher: str | None = None
    """Outlet of its pages, in place of the one that a page gives."""

    @property
    def called(self) -> str:
        """Its name, or its address."""
        return self.name or self.url


On = Literal["incident", "stage", "promise", "week", "contact"]


class Rule(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """What somebody wants to be told of; a table `[[alert]]`. Conditions are joined by *and*, the values of one by *or*."""

    name: str
    to: tuple[str, ...] = ()
    """Names of ways of delivery."""
    on: On = "incident"
    """`incident`: something new, or known and now of another status; `stage`: a negotiation came to another stage;
    `promise`: a promise has an outcome; `week`: a pair has an unusual week; `contact`: first contact after a silence."""
    actor: tuple[str, ...] = ()
    country: tuple[str, ...] = ()
    pair: tuple[str, str] | None = None
    type: tuple[str, ...] = ()
    act: tuple[str, ...] = ()
    status: tuple[Status, ...] = ()
    search: str | None = None
    negotiation: str | None = None
    min_confidence: float | None = None
    """Unless said, an incident is told where a digest would tell of it."""
    independent: int = 1
    """Reports that do not go back to the same text or agency."""
    outcome: tuple[PromiseOutcome, ...] = ("overdue", "broken")
    """For `promise`."""
    z: float = 3.5
    """For `week`: robust z of the number of incidents from which a week is unusual."""
    least: int = 5
    """For `week`: incidents that it has at least."""
    silence: str = "90d"
    """For `contact`."""


class DigestPlan(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A digest that is sent; a table `[[digest]]`."""

    name: str
    to: tuple[str, ...]
    every: Literal["hour", "day", "week"] = "day"
    at: str = "07:00"
    """Hour and minute of the day; of an hourly one, the minute counts."""
    on: Literal["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"] = "monday"
    """Day of a weekly one."""
    actor: tuple[str, ...] = ()
    country: tuple[str, ...] = ()
    pair: tuple[str, str] | None = None
    empty: bool = False
    """Also send one in which there is nothing."""


class Email(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True, tag_field="kind", tag="email"):
    """By e-mail."""

    host: str
    to: tuple[str, ...]
    sender: str = msgspec.field(name="from")
    port: int | None = None
    security: Literal["starttls", "tls", "none"] = "starttls"
    """`none` only for a server on this machine."""
    user: str | None = None
    password_env: str | None = None
    """Name of the environment's variable that holds the password."""
    password_file: str | None = None
    ca_file: str | None = None
    """Certificates to trust, where the server's own is not signed by a public authority."""


class Webhook(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True, tag_field="kind", tag="webhook"):
    """By a POST of JSON, signed with HMAC-SHA256."""

    url: str
    secret_env: str | None = None
    secret_file: str | None = None
    allow_private: bool = False


class Command(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True, tag_field="kind", tag="command"):
    """By a program that gets JSON on its standard input."""

    command: tuple[str, ...]
    timeout: str = "60s"


class Atom(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True, tag_field="kind", tag="atom"):
    """In the Atom feed of the desk, which holds all alerts anyhow."""


Way = Email | Webhook | Command | Atom


class Plan(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A whole file."""

    watch: Fetching = Fetching()
    feed: tuple[FeedPlan, ...] = ()
    alert: tuple[Rule, ...] = ()
    digest: tuple[DigestPlan, ...] = ()
    deliver: dict[str, Way] = {}
