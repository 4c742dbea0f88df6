"""Quotations: they widen the content that they overlap, go on after it, or go to the speaker around them."""

from __future__ import annotations

from collections.abc import Iterator

from dragoman.language.quotes import Quote
from dragoman.language.reading import Reading
from dragoman.language.speech.drafts import STOPS, Draft, Piece

__all__ = ["with_quotations"]

LEAST_WORDS = 4
"""A shorter quotation that nothing else attributes is a word in quotation marks."""
CLOSERS = frozenset({",", ".", "!", "?"})
REACH = 2
"""Paragraphs without speech after which nobody's words go on."""


def with_quotations(reading: Reading, quotes: list[Quote], drafts: list[Draft]) -> list[Draft]:
    """The drafts, with the quotations of the article given to them or to drafts of their own.

    Drafts that have found no content yet take the quotation beside them, or are dropped.
    """
    owners = _take(reading, quotes, drafts)
    for index, draft in owners.items():
        _end_with(reading, quotes[index], draft)
    for draft in {id(d): d for d in owners.values()}.values():
        _drop_rest(reading, quotes, draft)
    drafts = [d for d in drafts if d.pieces]
    drafts.sort(key=lambda d: d.cue if d.cue >= 0 else d.first)
    drafts.extend(_go_on(reading, quotes, drafts, owners))
    for draft in drafts:
        draft.direct = _is_direct(quotes, draft)
    return drafts


def _take(reading: Reading, quotes: list[Quote], drafts: list[Draft]) -> dict[int, Draft]:
    """Widen drafts by the quotations that they overlap or stand beside; which quotation went to which draft."""
    owners: dict[int, Draft] = {}
    for index, quote in enumerate(quotes):
        first, last = reading.tokens[quote.first].sentence, reading.tokens[quote.last].sentence
        for draft in drafts:
            sentence = reading.tokens[max(draft.cue, draft.first if draft.pieces else 0)].sentence
            if not first - 1 <= sentence <= last + 1 or quote.first <= draft.cue <= quote.last:
                continue
            if draft.pieces and first <= sentence <= last and _widen(draft, quote):
                owners.setdefault(index, draft)
    for index, quote in enumerate(quotes):
        if index in owners:
            continue
        for draft in drafts:
            if draft.group is not None and _touches(reading, draft, quote):
                draft.pieces.append((quote.first, quote.last))
                _merge(draft)
                owners[index] = draft
                break
    return owners


def _widen(draft: Draft, quote: Quote) -> bool:
    """Stretch the piece that a quotation overlaps to the quotation's ends. False if none does."""
    for k, (first, last) in enumerate(draft.pieces):
        if first <= quote.last and quote.first <= last:
            draft.pieces[k] = (min(first, quote.first), max(last, quote.last))
            _merge(draft)
            return True
    return False


def _end_with(reading: Reading, quote: Quote, draft: Draft) -> None:
    """`“That is smart,” when she asked`: what follows a quotation that a comma closes is the writer's, and so is what
    stands before its colon.
    """
    for k, (first, last) in enumerate(draft.pieces):
        if first < quote.first - 1 and quote.last >= last - 1 and reading.tokens[quote.first - 1].text == ":":
            draft.pieces[k] = (quote.first, last)
            continue
        begins = first in (quote.first, quote.first - 1) and quote.last < last
        if begins and reading.tokens[quote.last - 1].text in CLOSERS:
            draft.pieces[k] = (first, quote.last)


def _drop_rest(reading: Reading, quotes: list[Quote], draft: Draft) -> None:
    """`“We will win,” he said, then left`: only what stands in quotation marks is said."""
    quoted = [(q.first, q.last) for q in quotes if reading.tokens[q.last - 1].text in CLOSERS]
    if draft.pattern in ("clause", "bare") and draft.pieces[0] in quoted and len(draft.pieces) > 1:
        draft.pieces = [p for p in draft.pieces if any(a <= p[1] and p[0] <= b for a, b in quoted)]


def _merge(draft: Draft) -> None:
    merged: list[Piece] = []
    for first, last in sorted(draft.pieces):
        if merged and first <= merged[-1][1] + 1:
            merged[-1] = (merged[-1][0], max(merged[-1][1], last))
        else:
            merged.append((first, last))
    draft.pieces = merged


def _touches(reading: Reading, draft: Draft, quote: Quote) -> bool:
    """Whether nothing but stops stands between a cue with its subject and a quotation."""
    tokens = reading.tokens
    assert draft.group is not None
    first, last = draft.group
    if quote.first <= draft.cue <= quote.last:
        return False
    between = range(quote.last + 1, first) if quote.last < first else range(last + 1, quote.first)
    if len(between) > 3 or not all(tokens[i].text in STOPS or tokens[i].pos == "SPACE" for i in between):
        return False
    beside = quote.last if quote.last < first else quote.first
    apart = abs(tokens[beside].sentence - tokens[draft.cue].sentence)
    if quote.last < first and apart:
        return apart == 1 and not draft.pieces and not _is_closed(reading, quote)
    return apart == 0 or (apart == 1 and (not draft.pieces or any(tokens[i].text == ":" for i in between)))


def _is_closed(reading: Reading, quote: Quote) -> bool:
    """`“We will go.” She nodded`: a full stop ends the quotation, and no cue follows it."""
    return any(t.text == "." for t in reading.tokens[max(quote.first, quote.last - 1) : quote.last + 1])


def _go_on(reading: Reading, quotes: list[Quote], drafts: list[Draft], owners: dict[int, Draft]) -> Iterator[Draft]:
    """Quotations without a cue of their own: they go on with what was said before them, or make a draft."""
    added: list[Draft] = []
    for index, quote in enumerate(quotes):
        if index in owners or not _is_sentence(reading, quote):
            continue
        if index and quotes[index - 1].goes_on and index - 1 in owners:
            owner = owners[index - 1]
            owner.pieces.append((quote.first, quote.last))
            owners[index] = owner
            continue
        before = _before(reading, quote, [*drafts, *added])
        if before is None:
            continue
        same = _paragraph(reading, quote.first) == _paragraph(reading, before.last)
        if same and (index - 1 in owners and owners[index - 1] is before):
            before.pieces.append((quote.first, quote.last))
            _merge(before)
            owners[index] = before
        elif quote.words >= LEAST_WORDS:
            draft = Draft(
                pieces=[(quote.first, quote.last)], pattern="carried", speakers=list(before.speakers), to=before.to,
                carried=True,
            )  # fmt: skip
            added.append(draft)
            owners[index] = draft
            yield draft


def _is_sentence(reading: Reading, quote: Quote) -> bool:
    """Whether the quotation begins with a sentence, or after a colon."""
    token = reading.tokens[quote.first]
    sentence = reading.sentences[token.sentence]
    return token.i <= sentence.first + 1 or reading.tokens[token.i - 1].text == ":"


def _paragraph(reading: Reading, token: int) -> int:
    return reading.sentences[reading.tokens[token].sentence].paragraph


def _before(reading: Reading, quote: Quote, drafts: list[Draft]) -> Draft | None:
    """The latest speech before a quotation, if it is near enough to go on."""
    best: Draft | None = None
    for draft in drafts:
        if draft.kind != "speech" or not draft.speakers or draft.last >= quote.first:
            continue
        if draft.cue > quote.first:
            continue
        if best is None or draft.last >= best.last:
            best = draft
    if best is None:
        return None
    apart = _paragraph(reading, quote.first) - _paragraph(reading, max(best.last, best.cue))
    return best if 0 <= apart <= REACH else None


def _is_direct(quotes: list[Quote], draft: Draft) -> bool:
    first, last = draft.pieces[0]
    return any(q.first <= first + 1 and q.last >= last - 1 and q.last - q.first >= 2 for q in quotes)
