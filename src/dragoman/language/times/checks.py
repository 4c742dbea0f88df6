"""Tests on the words around a match, for words that tell time only in some places: *may*, *fall*, *2000*, *the day*.

A check says whether a match may stand; `patterns.toml` names it.
"""

from __future__ import annotations

import re
from collections.abc import Callable

from dragoman.language.times.around import NOMINAL, Around
from dragoman.language.times.homonyms import month
from dragoman.language.times.words import table

__all__ = ["CHECKS", "Check"]

Check = Callable[[Around], bool]

CURRENCIES = frozenset({"$", "£", "€", "¥", "us$", "no", "no.", "#", "nos."})
YEAR_PREPOSITIONS = frozenset(
    "in since by until till of from during before after through between throughout around late early mid over into"
    " year as ( – - the".split()
)
BEFORE_YEAR = YEAR_PREPOSITIONS - {"the", "of"}
"""What stands before no make: *in 1975 Ford met Brezhnev*, but *the 1975 Ford*."""
COUNTED = frozenset(
    "percent per cent % million billion thousand hundred dollars miles people troops soldiers men kilometers points".split()
)
DAY_PREPOSITIONS = frozenset({"on", "by", "until", "before", "after", "since", "from", "for", "to"})
PART_PREPOSITIONS = frozenset({"in", "during", "through", "throughout", "into", "by", "for", "of", "late", "early"})
CLOCK_PREPOSITIONS = frozenset({"at", "by", "until", "from", "around", "about", "before", "after", "to"})
RANGE_PREPOSITIONS = frozenset({"between", "from"})
LENGTH_PREPOSITIONS = frozenset(
    "for in within after over before during of spend spent take takes took taken wait waited waiting last lasted".split()
)
NO_MORE = frozenset({"only", "just", "mere", "many"})
PARTS_OF_UNIT = frozenset(
    "months weeks days quarter half most much rest remainder part parts course all end beginning start middle".split()
)
HANGS_ON = frozenset({"ADJ", "DET", "NOUN", "NUM", "PRON", "PROPN"})
"""What stands before a noun or a clause on which *the day after* hangs."""
STAGES = frozenset("early earlier late later middle final formative golden".split())
UNIT_PREPOSITIONS = frozenset({"for", "in", "of", "during", "over", "through", "within"})
SHORT_YEAR_PREPOSITIONS = frozenset({"in", "since", "of", "from", "until", "by", "before", "after"})
FEAST_PREPOSITIONS = frozenset("after at before by during for in on over since the this through until".split())
EDGE_PREPOSITIONS = frozenset("after around at before by since till until toward towards".split())
LASTING = frozenset({"for", "after", "lasted", "lasting", "over"})
RESULTS = frozenset("profit profits loss losses earnings results sales revenue revenues growth output exports".split())
"""What a half of a year is told of without the year."""
SEASON_PREPOSITIONS = frozenset({"in", "by", "until", "since", "before", "after"})


def year(around: Around) -> bool:
    """Four figures are a year unless they count, cost, measure or number something, or are those of a make."""
    told = around.preceded_by(BEFORE_YEAR) and not around.text.startswith("the ")
    if around.followed_by(*table("words")["makes"]["words"]) and not told:
        return False
    if around.text.strip() != around.group("year"):
        return True
    source, start, end = around.source, around.match.start(), around.match.end()
    if re.search(r"\b(?:pre|post|mid)[-–]$", source[:start], re.IGNORECASE):
        return True
    if around.preceded_by(CURRENCIES.union(table("words")["numbered"]["words"])):
        return False
    if re.search(r"\d[,.:/]$|[$£€#]$", source[max(0, start - 2) : start]):
        return False
    if re.match(r"\s?%|[,.:]\d|-\w*\d", source[end : end + 8]):
        return False
    if re.search(r"\b[12]\d{3},?\s+(?:and|or)\s+$", source[:start]):
        return True  # the 1992 and 1996 votes
    after = around.after
    plural = after is not None and after.tag in ("NNS", "NNPS")
    if around.preceded_by(YEAR_PREPOSITIONS):
        return not plural or around.preceded_by(frozenset({"the", "of", "in"}))
    head = around.reading.tokens[around.token.head]
    if any(c.dep in ("det", "poss") for c in around.reading.children(head.i)):
        return True
    return not plural and not (after is not None and after.lower in COUNTED)


def relative_day(around: Around) -> bool:
    """*Today* with a capital after a name is part of it (a newspaper's); *today's youth* is that of no day."""
    thing = around.neighbour(around.last, 2) if around.followed_by("'s", "’s") else None
    if thing is not None and around.text == "today" and thing.lower in table("words")["eras_of_today"]["words"]:
        return False
    return around.match.group()[:1].islower() or around.before is None or around.before.pos != "PROPN"


def weekday(around: Around) -> bool:
    """A weekday is written with a capital, and is neither the beginning of a name nor the end (*Bloody Sunday*)."""
    return around.match["weekday"][:1].isupper() and not around.in_name() and not around.in_epithet()


def dated(around: Around) -> bool:
    """A day of a month, unless a movement is named after it (*the March 14 coalition*)."""
    if around.group("year"):
        return around.match["month"][:1].isupper()
    named = around.in_name() or around.followed_by(*table("words")["movements"]["words"])
    return around.match["month"][:1].isupper() and not named


def named(around: Around) -> bool:
    """A named period has a capital (*Lent*, not *lent*), and is not part of a longer name."""
    if around.group("name") in table("words")["feasts_and_people"]["words"]:
        known = around.preceded_by(FEAST_PREPOSITIONS) or any(around.group(p) for p in ("deixis", "told", "year", "of"))
        if not known or around.label(around.token) == "PERSON":
            return False
    return any(c.isupper() for c in around.match["name"]) and not around.in_name() and not around.qualified()


def short_year(around: Around) -> bool:
    """*In '89*: two figures are a year only after a preposition."""
    return around.preceded_by(SHORT_YEAR_PREPOSITIONS)


def called(around: Around) -> bool:
    """So is the month of a day that is called by its date."""
    return around.match["month"][:1].isupper()


def decade(around: Around) -> bool:
    """*The 1980s*, but not people *in their 80s*."""
    if around.before is not None and around.before.tag == "PRP$":
        return False
    if around.group("century") or re.search(r"['’‘`]", around.text):
        return True
    return around.text.startswith("the ") or bool(around.group("modifier"))


def season(around: Around) -> bool:
    """*Fall* and *spring* are also verbs, a fall also a collapse; *the Winter Olympics* are games."""
    name = around.group("season")
    token = around.word(name)
    if token is None or token.pos not in NOMINAL or around.in_epithet():
        return False
    if around.after is not None and around.after.pos == "PROPN" and token.text[:1].isupper():
        return False
    ambiguous = name in ("fall", "spring")
    if ambiguous and around.followed_by("of"):
        return False
    if any(around.group(part) for part in ("deixis", "told", "year", "of")):
        return True
    if ambiguous:
        in_the = around.text.startswith("the ") and around.preceded_by(SEASON_PREPOSITIONS)
        return in_the or around.label(token) == "DATE"
    return token.dep not in ("compound", "amod") or around.label(token) == "DATE"


def part_of_year(around: Around) -> bool:
    """*The third quarter* of a game is none, nor is *the first half* of anything but a year or of results."""
    if any(around.group(part) for part in ("year", "year2", "of", "deixis")):
        return True
    if around.group("unit") == "half":
        return "-" in around.text and around.followed_by(*RESULTS)
    return not around.followed_by("of", "-")


def day_of_month(around: Around) -> bool:
    """*On the 16th*, but neither *the 16th round* nor *the 16th* of a row."""
    if around.group("of"):
        return True
    if (
        around.followed_by_noun()
        or around.followed_by("of")
        or (around.after is not None and around.after.pos == "NUM")
    ):
        return False
    return around.preceded_by(DAY_PREPOSITIONS)


def overnight(around: Around) -> bool:
    """*Overnight* is a time as an adverb only (*overnight talks* are talks of a kind)."""
    return around.text != "overnight" or around.token.pos == "ADV"


def part_of_day(around: Around) -> bool:
    """*In the morning* is a time; *the night* alone need not be."""
    if not around.group("the") or around.text.startswith(("earlier", "later")):
        return True
    return around.preceded_by(PART_PREPOSITIONS) and not around.followed_by("of") and not around.followed_by_noun()


def edge_of_day(around: Around) -> bool:
    """*At dawn*, *before dusk on Friday*, but neither *a dawn raid* nor *from dusk to dawn*."""
    return around.preceded_by(EDGE_PREPOSITIONS) and not around.followed_by_noun() and not around.followed_by("of")


def by_then(around: Around) -> bool:
    """*By evening*, *until morning*."""
    if around.text == "night" and around.preceded_by(frozenset({"by"})):
        return False  # marched by night
    return around.preceded_by(frozenset({"by", "until", "till"})) and not around.followed_by_noun()


def middle(around: Around) -> bool:
    """*By midweek*, but no *midweek game*."""
    return around.ends_phrase("VERB", "AUX", "ADP", "DET", "PRON") or around.preceded_by(PART_PREPOSITIONS)


def week_hence(around: Around) -> bool:
    """*Sunday week* and *a week on Sunday*, but not *for a week on Sunday* nor a *Monday week of talks*."""
    return not around.followed_by_noun() and not around.followed_by("of") and not around.preceded_by(LASTING)


def eve(around: Around) -> bool:
    """*The eve of Ramadan*, but no *eve of the Christmas truce*; *the new year*, but no *New Year truce*."""
    return not around.followed_by_noun()


def bare_before(around: Around) -> bool:
    """*The day before* with nothing after it; *the day before the vote* hangs on the vote."""
    if not around.ends_phrase("VERB", "AUX"):
        return False
    return around.after is None or around.after.tag != "VBG"


def always(around: Around) -> bool:
    """*Worked day and night*, but not *between day and night*."""
    return not around.preceded_by(frozenset({"between", "of"}))


def before_clause(around: Around) -> bool:
    """*The week after he left*, whose day can be counted, but not *the week after the vote*."""
    return before_event(around) and around.after is not None and around.after.dep == "mark"


def before_event(around: Around) -> bool:
    """*The Friday before the vote*, *the Friday after he left*, but not *the Friday before in Cairo*."""
    following = around.neighbour(around.last, 2)
    if following is None or around.preceded_by(frozenset({"to"})):  # "ten years to the day after the vote"
        return False
    return following.pos in HANGS_ON or following.tag == "VBG"


def clock(around: Around) -> bool:
    """Figures with a colon alone may be a score or a ratio."""
    bare = around.text.strip() == around.group("clock").strip()
    if bare and re.fullmatch(r"\d{1,2}:\d\d", around.text.strip()):
        return around.preceded_by(CLOCK_PREPOSITIONS)
    return True


def clock_figures(around: Around) -> bool:
    """*At 0600 on Monday*, but no year before a day."""
    return around.preceded_by(CLOCK_PREPOSITIONS)


def clock_range(around: Around) -> bool:
    """*From 9 to 11 p.m.*, *9-11 p.m.*, but not *killed 2 to 3 p.m.*"""
    behind = around.source[around.match.end() : around.match.end() + 2].strip()
    return around.preceded_by(RANGE_PREPOSITIONS) or behind.startswith(("-", "–"))


def clock_word(around: Around) -> bool:
    """*At eleven in the morning*, but not *killed two in the morning*."""
    return around.preceded_by(CLOCK_PREPOSITIONS) or ":" in around.group("clock")


OWNING = frozenset({"the", "a", "its", "their", "his", "her", "our", "'s", "’s"})
"""Words that make a noun phrase of a length behind them: *the last week of*."""


def unit(around: Around) -> bool:
    """*The last week of the talks* is not told from today, but *warned last week of chaos* is; *following weeks of
    talks* is a preposition."""
    name, deixis, told = around.group("unit"), around.group("deixis"), around.group("told")
    if name in ("day", "half") and deixis in ("last", "past", "coming", "upcoming", "this"):
        return False
    if name == "quarter" and around.followed_by("of", "century"):
        return False
    adverbial = deixis in ("last", "next") and around.token.dep == "npadvmod" and not around.preceded_by(OWNING)
    if (deixis or told.startswith("the ")) and deixis != "this" and around.followed_by("of") and not adverbial:
        return False
    conjunction = around.reading.tokens[around.first].dep in ("mark", "nsubj", "nsubjpass")
    return not (told in ("that", "following", "previous") and conjunction)


def this_unit(around: Around) -> bool:
    """*For the year*, *in the quarter*: the present one, if nothing says which."""
    before = around.neighbour(around.first, -2)
    if not around.preceded_by(UNIT_PREPOSITIONS):
        return False
    if around.preceded_by(frozenset({"of"})) and (before is None or before.lower not in PARTS_OF_UNIT):
        return False  # "the edge of the quarter"
    return around.ends_phrase("VERB", "AUX", "PRON", "DET") and around.token.dep == "pobj"


def earlier(around: Around) -> bool:
    """*Two days after* with nothing after it; *two days after the vote* hangs on the vote and is a length."""
    if around.group("direction").split(" ")[0] in ("after", "before", "prior", "on"):
        return around.ends_phrase() and not around.text.endswith("-on")  # "year-on-year"
    return not around.followed_by("than")


def duration(around: Around) -> bool:
    """Lengths of time, but neither ages (*a 44-year-old*) nor names (*60 Minutes*)."""
    source, end = around.source, around.match.end()
    if re.match(r"[\s-]+old\b", source[end : end + 5]):
        return False
    if around.group("side") == "last" and around.reading.tokens[around.first].pos == "VERB":
        return False  # "expected to last three months"
    written = around.match["unit"]
    name, number = written.lower(), around.group("number")
    if written[0].isupper() and written[1:].islower() and not around.in_title():
        return False
    if around.text == "some day":
        return False
    if number == "many" and around.preceded_by(frozenset({"as"})):
        return False  # "twice in as many days"
    if around.text == "one day" and not (
        around.preceded_by(LENGTH_PREPOSITIONS)
        or around.followed_by("after", "before", "later", "earlier", "of", "into", "ago", "-")
    ):
        return False  # some day
    if number in ("a", "an") and name in ("second", "quarter", "weekend"):
        return False
    if name.startswith("season") or (name.startswith("quarter") and around.followed_by("of", "century")):
        return False
    return not (around.text == "a day" and around.followed_by("of", "when", "that"))


def long(around: Around) -> bool:
    """*Year-long* and *decades-old* need their hyphen; *a year old* is an age."""
    if "-" not in around.text:
        return bool(around.group("fraction")) and around.group("long") == "long"
    if around.group("long") == "old":
        return around.group("unit").endswith("s") and not around.text.startswith(("a ", "one "))
    return True


def fraction(around: Around) -> bool:
    """*Half a century* and *a quarter-century*, but no *quarter year*."""
    return around.group("fraction") == "half" or around.group("unit") == "century"


def bare_units(around: Around) -> bool:
    """A bare plural is a length of time after *for*, *in*, *over* …, or before *of* (*months of talks*)."""
    if around.followed_by("old", "-", "'"):
        return False
    before = around.neighbour(around.first, -2) if around.preceded_by(NO_MORE) else around.before
    if before is not None and before.lower in LENGTH_PREPOSITIONS:
        return True
    if before is not None and before.lower in STAGES and around.followed_by("of"):
        return False  # "the early years of the war"
    return around.followed_by("of", "after", "before", "since", "following")


def repeat(around: Around) -> bool:
    """*Daily* and its like, but neither a newspaper nor part of a name."""
    after = around.after
    if around.token.pos in ("PROPN", "NOUN") or (after is not None and after.pos == "PROPN"):
        return False
    return around.before is None or around.match.group()[:1].islower()


def rate(around: Around) -> bool:
    """*$20 a barrel a day*, *24 hours a day*, *per year*: after a quantity, neither object nor subject."""
    if around.text.startswith("per"):
        return True
    before, head = around.before, around.reading.tokens[around.token.head]
    quantity = before is not None and before.pos in ("NOUN", "NUM") and head.pos in ("NOUN", "NUM", "SYM")
    return quantity and around.token.dep == "npadvmod"


def reference(around: Around) -> bool:
    """*The past* and *the present* as nouns, *now* as an adverb of its own."""
    if around.text in ("the past", "the present", "the future"):
        return around.token.pos == "NOUN" and not around.followed_by_noun()
    if around.text in ("current", "recent", "future"):
        return around.token.dep == "amod" and around.token.pos == "ADJ"
    if around.text in ("now", "recently", "lately"):
        as_late = around.preceded_by(frozenset({"as"})) and around.followed_by("as")  # "as recently as May"
        return around.token.pos in ("ADV", "INTJ", "SCONJ", "ADJ") and not around.followed_by("-") and not as_late
    return around.text not in ("this time", "at this time") or around.ends_phrase("ADP")


CHECKS: dict[str, Check] = {
    check.__name__: check
    for check in (
        always, bare_before, bare_units, before_clause, before_event, by_then, called, clock, clock_figures, clock_range, clock_word, dated, day_of_month, decade, duration, earlier, edge_of_day, eve, fraction, long,
        middle, month, named, overnight, part_of_day, part_of_year, rate, reference, relative_day, repeat, season, short_year, this_unit, unit,
        week_hence, weekday, year,
    )
}  # fmt: skip
"""The checks by the name that `patterns.toml` calls them."""
