"""Lengths of time, and what comes back every so often."""

from __future__ import annotations

from dataclasses import replace

from dragoman.language.times.parts import FRACTIONS, Length, Parts, whole_units
from dragoman.language.times.relative import trailing
from dragoman.language.times.units import COARSENESS, duration_value
from dragoman.language.times.values import Context, Normalised
from dragoman.language.times.words import key_of, number

__all__ = ["duration", "repeat"]

BEHIND = frozenset({"last", "past", "recent", "latest"})
AHEAD = frozenset({"next", "coming", "upcoming", "next few", "remaining", "ahead", "to come"})
TOLD_BEHIND = frozenset({"previous", "preceding", "prior", "that preceded"})
TOLD_AHEAD = frozenset({"following", "ensuing", "subsequent", "that followed", "that ensued"})


def duration(parts: Parts, context: Context) -> Normalised | None:
    """*Two weeks*, *more than 60 years*, *the past five days*, *an hour and a half*, *the coming months*."""
    name = key_of("units", parts.text("unit"))
    if name is None:
        return None
    amount = _amount(parts)
    bound = parts.key("bound", "bounds") or parts.key("bound2", "bounds") or ""
    if amount is not None and (fraction := FRACTIONS.get(parts.text("fraction"))):
        amount *= fraction
    name, amount = whole_units(name, amount)
    length = Length(amount, name, bound)
    side = parts.text("side")
    if side in BEHIND or side in AHEAD:
        return trailing(length, context.anchor, 1 if side in AHEAD else -1)
    if side in TOLD_BEHIND or side in TOLD_AHEAD:
        return trailing(length, context.narrative_for(name), 1 if side in TOLD_AHEAD else -1)
    found = Normalised("DURATION", duration_value(name, amount), modifier=bound, unit=name, amount=amount)
    second = key_of("units", parts.text("unit2")) if "unit2" in parts else None
    if second and COARSENESS.index(second) >= COARSENESS.index(name):
        return None  # "24 hours a day, seven days a week"
    return _with_second(found, parts, second) if second else found


def _amount(parts: Parts) -> float | None:
    plural = parts.text("unit").endswith("s")
    if "number" in parts and not (plural and parts.text("number") in ("a", "an")):  # "a decades-long war"
        amount = number(parts.text("number"))
        return amount + 0.5 if amount is not None and "half" in parts else amount
    return None if plural else 1.0


def _with_second(found: Normalised, parts: Parts, second: str) -> Normalised:
    """*Five hours and 20 minutes*: ISO 8601 writes the parts one after the other."""
    more = duration_value(second, number(parts.text("number2")))
    value = found.value + (more[2:] if "T" in found.value and more.startswith("PT") else more[1:])
    return replace(found, value=value)


def repeat(parts: Parts, context: Context) -> Normalised | None:
    """*Every Friday*, *daily*, *twice a week*, *Sundays*. The value is the day that comes back, else the period."""
    if "always" in parts:
        return Normalised("SET", "P1D")
    if value := parts.key("adverb", "repeats"):
        return Normalised("SET", value)
    if plural := parts.text("plural"):
        return Normalised("SET", _plural(plural))
    part = parts.key("part", "dayparts") or parts.key("part2", "dayparts")
    if weekday := parts.key("weekday", "weekdays"):
        return Normalised("SET", f"XXXX-WXX-{weekday}" + (f"T{part}" if part else ""))
    if month := parts.number("month", "months"):
        return Normalised("SET", f"XXXX-{month:02d}")
    if season := parts.key("season", "seasons"):
        return Normalised("SET", f"XXXX-{season}")
    if part:
        return Normalised("SET", f"XXXX-XX-XXT{part}")
    name = key_of("units", parts.text("unit"))
    if name is None:
        return None
    name, amount = whole_units(name, _interval(parts))
    return Normalised("SET", duration_value(name, amount), unit=name, amount=amount)


def _interval(parts: Parts) -> float | None:
    if "number" in parts:
        return parts.amount("number")
    if "ordinal" in parts:
        return float(parts.number("ordinal", "ordinals") or 1)
    return 2.0 if any(f" {word} " in f" {parts.text('whole')} " for word in ("other", "second")) else 1.0


def _plural(text: str) -> str:
    if text == "weekends":
        return "XXXX-WXX-WE"
    if text == "weekdays":
        return "XXXX-WXX-WD"
    return f"XXXX-WXX-{key_of('weekdays', text.rstrip('s').removesuffix('’'))}"
