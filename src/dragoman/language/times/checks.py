"""Tests on the words around a match, for words that tell time only in some places: *may*, *fall*, *second*, *2000*.

A check takes the reading, the first and last token of the match and the match itself, and says whether it may stand.
"""

from __future__ import annotations

import re
from collections.abc import Callable

from dragoman.language.reading import Reading, Token

__all__ = ["CHECKS", "Check"]

Check = Callable[[Reading, int, int, re.Match[str]], bool]

CURRENCIES = frozenset("$ £ € ¥ US$ no. No. # nos.".split())
NOMINAL = frozenset({"NOUN", "PROPN", "ADJ"})
YEAR_MARKERS = frozenset(
    "in since by until till of from during before after through between to and or for throughout around about late"
    " early mid over into year as ( – - the".split()
)


def _before(reading: Reading, i: int, n: int = 1) -> Token | None:
    """The token `n` before, within the sentence."""
    k = i - n
    return reading.tokens[k] if k >= 0 and reading.tokens[k].sentence == reading.tokens[i].sentence else None


def _after(reading: Reading, i: int, n: int = 1) -> Token | None:
    k = i + n
    if k < len(reading.tokens) and reading.tokens[k].sentence == reading.tokens[i].sentence:
        return reading.tokens[k]
    return None


def _is_counted(reading: Reading, last: int) -> bool:
    """Whether a number counts the noun after it (*2000 people*)."""
    following = _after(reading, last)
    if following is None:
        return False
    if following.tag in ("NNS", "NNPS") and reading.tokens[last].dep in ("nummod", "quantmod"):
        return reading.tokens[last].head == following.i or following.tag == "NNS"
    return following.lower in ("percent", "per", "cent", "%", "million", "billion", "thousand", "hundred", "dollars",
                               "miles", "people", "troops", "soldiers", "men", "kilometers", "points")  # fmt: skip


def check_year(reading: Reading, first: int, last: int, match: re.Match[str]) -> bool:
    """Four figures are a year unless they count, cost, measure or number something."""
    token, before = reading.tokens[last], _before(reading, first)
    if match.group().strip() != match.groupdict().get("year"):
        return True
    if before is not None and (before.text in CURRENCIES or before.tag in ("$", "#")):
        return False
    around = reading.source_of(token)
    if around[match.end() : match.end() + 2].strip()[:1] in ("%",) or re.match(
        r"[,.:]\d|-\w*\d", around[match.end() :]
    ):
        return False
    if re.search(r"[\d][,.:/]$|[$£€#]$", around[max(0, match.start() - 2) : match.start()]):
        return False
    if before is not None and before.lower in YEAR_MARKERS and before.lower not in ("to", "and", "or", "about", "for"):
        following = _after(reading, last)
        return following is None or following.tag != "NNS" or before.lower in ("the", "of", "in")
    determined = any(c.dep in ("det", "poss") for c in reading.children(token.head)) if token.head != token.i else False
    return determined or not _is_counted(reading, last)


def check_month(reading: Reading, first: int, last: int, match: re.Match[str]) -> bool:
    """Month names that are also words or names: *may*, *march*, *April* the woman."""
    name = match.groupdict().get("month") or ""
    token = next((t for t in reading.tokens[first : last + 1] if t.text.startswith(name.rstrip("."))), None)
    if not name[:1].isupper():
        return False
    if name in ("Jan", "Mar", "Jun", "Sep", "Dec", "Jan.", "Mar.", "Jun.", "Sep.", "Dec.") and match.group() == name:
        return name.endswith(".") and token is not None and token.entity >= 0 and _label(reading, token) == "DATE"
    if match.group() not in ("May", "March", "April", "June", "August", "MAY", "MARCH", "APRIL", "JUNE", "AUGUST"):
        return True
    if token is None:
        return False
    if token.pos in ("AUX", "VERB") or _label(reading, token) in ("PERSON", "ORG", "GPE"):
        return False
    before, after = _before(reading, first), _after(reading, last)
    if match.group() in ("May", "March", "MAY", "MARCH") and before is None:
        return after is not None and after.pos in ("VERB", "AUX", "PUNCT")
    if match.group() in ("March", "MARCH") and any(
        c.i < token.i for c in reading.children(token.i, "amod", "det", "nmod")
    ):
        return False
    if before is not None and before.dep == "compound" and before.pos == "PROPN" and before.head == token.i:
        return False
    return not (after is not None and after.pos == "PROPN" and token.dep == "compound" and token.head == after.i)


def _label(reading: Reading, token: Token) -> str:
    return reading.entities[token.entity].label if token.entity >= 0 else ""


def check_relative_day(reading: Reading, first: int, last: int, match: re.Match[str]) -> bool:
    """*Today* with a capital within a sentence is part of a name (a newspaper's)."""
    before = _before(reading, first)
    return match.group()[:1].islower() or before is None or before.pos != "PROPN"


def check_weekday(reading: Reading, first: int, last: int, match: re.Match[str]) -> bool:
    """A weekday is written with a capital, and is not part of a name (*Black Friday* is found as a period)."""
    return match["weekday"][:1].isupper()


def check_decade(reading: Reading, first: int, last: int, match: re.Match[str]) -> bool:
    """*The 1980s*, but not people *in their 80s*."""
    before = _before(reading, first)
    if before is not None and before.tag == "PRP$":
        return False
    if match.groupdict().get("century") or re.search(r"['’‘`]", match.group()):
        return True
    return match.group().lower().startswith("the ") or match.group("modifier") is not None


def check_season(reading: Reading, first: int, last: int, match: re.Match[str]) -> bool:
    """*Fall* and *spring* are also verbs, a fall also a collapse: they need a word of time with them."""
    token = next((t for t in reading.tokens[first : last + 1] if t.lower == match["season"].lower()), None)
    if token is None or token.pos not in ("NOUN", "PROPN", "ADJ"):
        return False
    groups, following = match.groupdict(), _after(reading, last)
    if following is not None and following.pos == "PROPN" and token.text[:1].isupper():
        return False
    if any(groups.get(name) for name in ("deixis", "told", "year", "of")):
        return not (token.lower == "fall" and _of_something(reading, last))
    before = _before(reading, first)
    if token.lower in ("fall", "spring"):
        in_the = (
            match.group().lower().startswith("the ")
            and before is not None
            and before.lower in ("in", "by", "this", "until")
        )
        return (in_the or _label(reading, token) == "DATE") and not _of_something(reading, last)
    return token.dep not in ("compound", "amod") or _label(reading, token) == "DATE"


def _of_something(reading: Reading, last: int) -> bool:
    following = _after(reading, last)
    return following is not None and following.lower == "of"


def check_part_of_year(reading: Reading, first: int, last: int, match: re.Match[str]) -> bool:
    """*The third quarter* of a game is none, nor is *the first half* of anything but a year."""
    if any(match.groupdict().get(name) for name in ("year", "year2", "of", "deixis")):
        return True
    following = _after(reading, last)
    return match["unit"].lower() == "quarter" and not (
        (following is not None and following.lower == "of") or (following is not None and following.lower == "-")
    )


def check_called(reading: Reading, first: int, last: int, match: re.Match[str]) -> bool:
    """The date must be written as a name: with a capital."""
    return match["month"][:1].isupper()


def check_overnight(reading: Reading, first: int, last: int, match: re.Match[str]) -> bool:
    """*Overnight* is a time as an adverb only (*overnight talks* are talks of a kind)."""
    return match.group().lower() != "overnight" or reading.tokens[first].pos == "ADV"


def check_part_of_day(reading: Reading, first: int, last: int, match: re.Match[str]) -> bool:
    """*In the morning* is a time; *the night* alone need not be."""
    if match.groupdict().get("the") is None:
        return True
    before = _before(reading, first)
    following = _after(reading, last)
    if (following is not None and following.lower == "of") or (following is not None and following.pos in NOMINAL):
        return False
    return before is not None and before.lower in (
        "in",
        "during",
        "through",
        "throughout",
        "into",
        "by",
        "for",
        "of",
        "late",
        "early",
    )


def check_bare_before(reading: Reading, first: int, last: int, match: re.Match[str]) -> bool:
    """*The day before* with nothing after it; *the day before the vote* hangs on the vote."""
    following = _after(reading, last)
    if not match.group().lower().endswith(("before", "after")):
        return True
    return following is None or (following.pos in ("PUNCT", "CCONJ", "ADP", "VERB", "AUX") and following.tag != "VBG")


def check_clock(reading: Reading, first: int, last: int, match: re.Match[str]) -> bool:
    """Figures with a colon may be a score or a ratio; *noon* and hours with a.m. are always times."""
    text = match["clock"]
    if re.fullmatch(r"\d{1,2}:\d\d", text.strip()) and match.group().strip() == text.strip():
        before = _before(reading, first)
        return before is not None and before.lower in (
            "at",
            "by",
            "until",
            "from",
            "around",
            "about",
            "before",
            "after",
            "to",
        )
    return True


def check_unit(reading: Reading, first: int, last: int, match: re.Match[str]) -> bool:
    """*The last day of the talks* is not told from today; *following week-long talks* is a preposition."""
    unit, groups = match["unit"].lower(), match.groupdict()
    deixis, told = (groups.get("deixis") or "").lower(), (groups.get("told") or "").lower()
    following = _after(reading, last)
    if unit in ("day", "half") and deixis in ("last", "past", "coming", "upcoming", "this"):
        return False
    if unit == "quarter" and following is not None and following.lower in ("of", "century"):
        return False
    if match.group().lower().startswith(("the last", "the next", "the previous")) and unit in (
        "day",
        "week",
        "month",
        "year",
    ):
        # "the last week of the campaign" is counted from the campaign
        return following is None or following.lower != "of"
    return not (
        told in ("that", "following", "previous") and reading.tokens[first].dep in ("mark", "nsubj", "nsubjpass")
    )


def check_earlier(reading: Reading, first: int, last: int, match: re.Match[str]) -> bool:
    """*Two days after* with nothing after it; *two days after the vote* hangs on the vote and is a length."""
    if match["direction"].lower() in ("earlier", "previously", "afterward", "afterwards"):
        following = _after(reading, last)
        return following is None or following.lower != "than"
    following = _after(reading, last)
    if match["direction"].lower() == "later":
        return following is None or following.lower != "than"
    if match["direction"].lower() == "on":
        return following is None or following.pos == "PUNCT"
    return following is None or following.pos in ("PUNCT", "CCONJ")


def check_duration(reading: Reading, first: int, last: int, match: re.Match[str]) -> bool:
    """Lengths of time, but neither ages (*a 44-year-old*) nor ordinals (*a second day*) nor prices (*a day*)."""
    following = _after(reading, last)
    text = match.group().lower()
    source = reading.source_of(reading.tokens[last])
    if re.match(r"[\s-]+old\b", source[match.end() : match.end() + 5]):
        return False
    unit = match["unit"].lower()
    if (
        match["unit"][0].isupper()
        and match["unit"][1:].islower()
        and _before(reading, last) is not None
        and reading.sentences[reading.tokens[last].sentence].source == "text"
    ):
        return False
    if match["number"].lower() in ("a", "an") and unit in ("second", "minute", "quarter", "season"):
        return unit == "minute"
    if unit.startswith("quarter") and (following is not None and following.lower in ("of", "century")):
        return False
    if unit.startswith("season") or (unit == "weekend" and match["number"].lower() == "a"):
        return False
    return not (
        text == "a day" and following is not None and following.lower in ("of", "when", "after", "before", "that")
    )


def check_long(reading: Reading, first: int, last: int, match: re.Match[str]) -> bool:
    """*Year-long* needs its hyphen; *a year old* is an age."""
    text = match.group().lower()
    if "old" in text:
        return "-" in text and not text.startswith(("a ", "one ")) and match["unit"].lower().endswith("s")
    return "-" in text or match.groupdict().get("fraction") is not None


def check_fraction(reading: Reading, first: int, last: int, match: re.Match[str]) -> bool:
    """*Half a century*; *the first half year* is one too, *quarter year results* not."""
    return match["fraction"].lower() == "half" or match["unit"].lower() == "century"


def check_bare_units(reading: Reading, first: int, last: int, match: re.Match[str]) -> bool:
    """A bare plural is a length of time after *for*, *in*, *over* …, or before *of* (*months of talks*)."""
    before, following = _before(reading, first), _after(reading, last)
    if following is not None and following.lower in ("old", "-"):
        return False
    if before is not None and before.lower in (
        "for",
        "in",
        "within",
        "after",
        "over",
        "before",
        "during",
        "spent",
        "took",
    ):
        return following is None or following.lower != "'"
    return following is not None and following.lower in ("of", "after", "before", "later", "earlier")


def check_repeat(reading: Reading, first: int, last: int, match: re.Match[str]) -> bool:
    """*Daily* and its like, but not in the name of a newspaper."""
    token, following = reading.tokens[first], _after(reading, last)
    if token.pos in ("PROPN", "NOUN") or (following is not None and following.pos == "PROPN"):
        return False
    return not (token.text[:1].isupper() and _before(reading, first) is not None)


def check_rate(reading: Reading, first: int, last: int, match: re.Match[str]) -> bool:
    """*$20 a barrel a day*, *24 hours a day*, *per year*: after a quantity, not an object or a subject."""
    token, before = reading.tokens[last], _before(reading, first)
    if match.group().lower().startswith("per"):
        return True
    return (
        token.dep == "npadvmod"
        and before is not None
        and (before.pos in ("NOUN", "NUM") and reading.tokens[token.head].pos in ("NOUN", "NUM", "SYM"))
    )


def check_reference(reading: Reading, first: int, last: int, match: re.Match[str]) -> bool:
    """*The past* and *the present* as nouns, *now* and *soon* as adverbs of their own."""
    token, text = reading.tokens[last], match.group().lower()
    before, following = _before(reading, first), _after(reading, last)
    if text in ("the past", "the present", "the future"):
        return token.pos == "NOUN" and not (following is not None and following.pos in NOMINAL)
    if text in ("soon", "now", "recently", "lately"):
        if text == "soon" and (
            (before is not None and before.lower in ("as", "too", "so", "how"))
            or (following is not None and following.lower == "as")
        ):
            return False
        return token.pos in ("ADV", "INTJ", "SCONJ", "ADJ") and not (following is not None and following.lower == "-")
    if text in ("this time", "at this time"):
        return following is None or following.pos in ("PUNCT", "ADP", "CCONJ")
    return True


CHECKS: dict[str, Check] = {
    name.removeprefix("check_"): function for name, function in list(globals().items()) if name.startswith("check_")
}
