"""Alerts and digests as letters."""

from __future__ import annotations

from datetime import datetime

import msgspec

from dragoman.export.layout import plain
from dragoman.export.wording import day_label
from dragoman.store import Store
from dragoman.store.query import IncidentQuery
from dragoman.watch.alert import Alert
from dragoman.watch.delivery.letter import Body
from dragoman.watch.digest.gather import gather
from dragoman.watch.digest.write import digest_html, digest_text, quote_source, summary
from dragoman.watch.settings import DigestPlan

__all__ = ["alert_body", "digest_letter"]


def alert_body(alert: Alert) -> Body:
    """An alert as text, and as data for programs."""
    lines = [alert.headline, f"{alert.why}{f' ({day_label(alert.day)})' if alert.day else ''}", ""]
    for quote in alert.quotes:
        lines += [f"“{quote.sentence}”", f"    {quote_source(quote)}"]
        lines += [f"    {quote.url}"] if quote.url else []
        lines.append("")
    lines.append(f"Alert {alert.rule!r} of Dragoman.")
    return Body(
        text="\n".join(plain(line) for line in lines) + "\n", data={"kind": "alert", **msgspec.to_builtins(alert)}
    )


def digest_letter(
    store: Store, plan: DigestPlan, since: datetime, until: datetime, zone: str
) -> tuple[str, Body] | None:
    """Subject and body of a digest; None where nothing is new and the plan asks for no empty ones."""
    query = IncidentQuery(actor=plan.actor, country=plan.country, dyad=plan.pair)
    narrowed = bool(plan.actor or plan.country or plan.pair)
    digest = gather(store, since, until, zone=zone, query=query, negotiations=not narrowed)
    if digest.empty and not plan.empty:
        return None
    lead = (digest.top[0].title if digest.top else None) or summary(digest)
    data = {"name": plan.name, **msgspec.to_builtins(digest)}
    return f"{plan.name}, {digest.title}: {lead}", Body(text=digest_text(digest), html=digest_html(digest), data=data)
