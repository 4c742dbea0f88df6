"""Headlines without what sites hang on them: `Headline | World | Outlet`, `Headline - Outlet`, `Outlet: Headline`."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache

from dragoman.datafiles import read_lines, read_words
from dragoman.intake.byline import agency_names
from dragoman.intake.rights import outlet_words

__all__ = ["heads_of", "is_no_headline", "outlet_names", "parts_of", "split_headline"]

BARS = re.compile(r"\s*(?:\||»|«|::|•|·)\s*")
"""Marks that stand in no sentence."""
SEPARATOR = re.compile(rf"{BARS.pattern}|\s+(?:--|[-–—])\s+")
FRONT = re.compile(rf"{BARS.pattern}|:\s+|\s+(?:--|[-–—])\s+")
SMALL = frozenset({"of", "the", "and", "&", "for", "in", "de", "la", "el", "on"})
KIND = re.compile(
    r"(?i:opinion|editorial|analysis|letters?|comment|commentary|transcript|live.*|video|photos|explainer|interview)"
)
"""What a page is, which is no outlet and tells its genre."""
DOMAIN = re.compile(r"(?:[\w-]+\.)+(?:com|org|net|news|int|gov|info|\w\w)", re.IGNORECASE)
EXTRA = re.compile(r"\s+(?:Online|Website|English|International|Edition|Home ?[Pp]age|Official Site)$")
"""What may follow an outlet's name."""
MIN_HEAD = 3
"""Words that are left at least."""
MAX_OUTLET = 6
MAX_TAIL = 4
"""Words behind a bar that are taken off though no outlet is known by them."""


def split_headline(title: str, known: Sequence[str] = ()) -> tuple[str, str | None]:
    """The headline in a title, and the outlet that stands before or behind it, None where none does.

    Args:
        title: As a page or a table gives it.
        known: What the outlet is called elsewhere: its name, its host. Where it is known, another outlet behind a
            dash is the source that the headline names, and stays.
    """
    head, outlet = _without_tails(title.strip(), known)
    front = FRONT.search(head)
    if front and outlet is None:
        name, rest = head[: front.start()], head[front.end() :]
        bar = BARS.fullmatch(front[0]) is not None
        if len(rest.split()) >= MIN_HEAD and (_is_exactly(name, known) or (bar and _named_like_an_outlet(name))):
            return rest, name
    return head, outlet


def heads_of(title: str) -> list[str]:
    """What stands before each mark in a title that may part headline and outlet, the longest first."""
    return [title[: mark.start()] for mark in reversed(list(SEPARATOR.finditer(title)))]


def parts_of(title: str) -> list[str]:
    """What stands before and behind each mark in a title that may part outlet and headline, the longest first."""
    parts = heads_of(title) + [title[mark.end() :] for mark in SEPARATOR.finditer(title)]
    name, colon, rest = title.partition(": ")
    if colon and _named_like_an_outlet(name):
        parts.append(rest)
    return sorted(parts, key=len, reverse=True)


def is_no_headline(title: str, known: Sequence[str]) -> bool:
    """Whether a title is the outlet's name, or says nothing (`Home`)."""
    return _folded(title) in read_words("intake/no_headlines") or _is_exactly(title, known)


def _is_exactly(name: str, known: Sequence[str]) -> bool:
    return any(_folded(EXTRA.sub("", name)) in _spellings(other) for other in known)


def _without_tails(title: str, known: Sequence[str]) -> tuple[str, str | None]:
    outlet: str | None = None
    for separator in reversed(list(SEPARATOR.finditer(title))):
        head, tail = title[: separator.start()], title[separator.end() :].strip()
        bar = BARS.fullmatch(separator[0]) is not None
        if len(head.split()) < MIN_HEAD or not tail:
            break
        if outlet is None and _is_outlet(tail, known, bar=bar):
            outlet = tail
        elif not ((bar or outlet) and tail.lower() in _sections()) and not (bar and _is_name(tail)):
            break
        title = head
    return title, outlet


def _is_outlet(tail: str, known: Sequence[str], *, bar: bool) -> bool:
    if _is_one_of(tail, known):
        return True
    if known and not bar:
        return False
    return _named_like_an_outlet(tail, one_word=bar)


def _named_like_an_outlet(name: str, *, one_word: bool = False) -> bool:
    if name.lower() in outlet_names() or DOMAIN.fullmatch(name):
        return True
    words = EXTRA.sub("", name).split()
    if not 1 + (not one_word) <= len(words) <= MAX_OUTLET or KIND.fullmatch(name) or name.lower() in _sections():
        return False
    ends = {words[-1].lower(), words[1 if words[0] == "The" and len(words) > 1 else 0].lower()}
    return all(word[0].isupper() or word in SMALL for word in words) and bool(ends & outlet_words())


def _is_name(tail: str) -> bool:
    words = tail.split()
    return (
        len(words) <= MAX_TAIL
        and all(word[0].isupper() or word in SMALL for word in words)
        and not any(letter.isdigit() for letter in tail)
        and KIND.fullmatch(tail) is None
    )


def _is_one_of(name: str, known: Sequence[str]) -> bool:
    """Whether a name is one of the known ones: the same, a part of it, its initials, or in its host."""
    plain = _folded(name)
    words = [word for word in re.findall(r"\w+", name.lower()) if word not in SMALL]
    if len(plain) < 2 or not 0 < len(words) <= MAX_OUTLET:
        return False
    initials = "".join(word[0] for word in words)
    for other in known:
        for wanted in _spellings(other):
            short, long = sorted((plain, wanted), key=len)
            if short == long or words[0] == wanted or (len(short) > 3 and long.startswith(short)):
                return True
            if _is_host(other) and (
                initials == wanted or (words[-1] in wanted and words[0][0] == wanted[:1] and len(words[-1]) > 3)
            ):
                return True
    return False


def _is_host(name: str) -> bool:
    return DOMAIN.fullmatch(name.removeprefix("www.")) is not None


def _spellings(outlet: str) -> set[str]:
    """An outlet's name or host, folded."""
    return {_folded(_site(outlet))} if _is_host(outlet) else {_folded(outlet), _folded(EXTRA.sub("", outlet))}


def _site(host: str) -> str:
    """The name in a host: `news.example.co.uk` is `example`."""
    labels = [
        label for label in host.lower().split(".") if label not in ("www", "news", "edition", "en", "english", "m")
    ]
    while len(labels) > 1 and (len(labels[-1]) <= 3 or labels[-1] in ("news", "info")):
        labels.pop()
    return labels[-1] if labels else host


def _folded(name: str) -> str:
    return re.sub(r"\W+", "", re.sub(r"^the\s+", "", name.lower()))


@cache
def outlet_names() -> frozenset[str]:
    """Names of outlets and agencies that show no word that outlets are called by, lower case."""
    rows = read_lines("intake/outlets")
    return frozenset(name.strip().lower() for row in rows for name in row.split("|")) | agency_names()


@cache
def _sections() -> frozenset[str]:
    return frozenset(read_lines("intake/sections"))
