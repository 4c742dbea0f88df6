"""The post office: letters that are due go out, those that fail are tried again, and what became of each is noted."""

from __future__ import annotations

import hashlib
import random
from collections.abc import Callable, Mapping
from pathlib import Path

import msgspec

from dragoman.store.telling import Letter, Telling
from dragoman.watch.clock import Clock, iso, later
from dragoman.watch.delivery.command import run_command
from dragoman.watch.delivery.letter import Body, DeliveryError, Outgoing
from dragoman.watch.delivery.mail import send_mail
from dragoman.watch.delivery.webhook import send_webhook
from dragoman.watch.settings import Command, Email, Way, Webhook

__all__ = ["PostOffice"]

PAUSES = (60.0, 300.0, 1_800.0, 7_200.0, 21_600.0, 43_200.0, 86_400.0)
"""Seconds after each failed try, half as much more or less by chance; after one more it has failed."""
AT_ONCE = 20
INTERRUPTED = "the watch ended while this was being sent, so that it may have arrived: it is not sent again"


class PostOffice:
    """Sends the letters of a store."""

    def __init__(
        self, telling: Telling, ways: Mapping[str, Way], clock: Clock, draw: random.Random, folder: Path,
        tell: Callable[[str], None],
    ) -> None:  # fmt: skip
        self._telling = telling
        self._ways = ways
        self._clock = clock
        self._draw = draw
        self._folder = folder
        self._tell = tell

    def begin(self) -> None:
        """Note which letters were on their way when a watch ended."""
        for letter in self._telling.interrupted():
            self._telling.set_letter(letter.number, state="unsure", next_at=None, message=INTERRUPTED)

    def send_due(self) -> None:
        """Send what is due."""
        for letter in self._telling.due(iso(self._clock.now()), AT_ONCE):
            self._send(letter)

    def _send(self, letter: Letter) -> None:
        way = self._ways.get(letter.target)
        try:
            if way is None:
                raise DeliveryError(f"feeds.toml has no [deliver.{letter.target}] any more", lasting=True)
            outgoing = Outgoing(
                id=hashlib.sha256(f"{letter.key}:{letter.made_at}".encode()).hexdigest()[:24],
                subject=letter.subject, body=msgspec.json.decode(letter.body, type=Body), made_at=letter.made_at,
                about_to_go=lambda: self._telling.set_letter(letter.number, state="sending"),
            )  # fmt: skip
            match way:
                case Email():
                    send_mail(way, outgoing, self._folder)
                case Webhook():
                    send_webhook(way, outgoing, self._folder)
                case Command():
                    run_command(way, outgoing, self._folder)
        except DeliveryError as error:
            self._failed(letter, error)
            return
        sent = iso(self._clock.now())
        self._telling.set_letter(letter.number, state="sent", sent_at=sent, next_at=None, message=None)

    def _failed(self, letter: Letter, error: DeliveryError) -> None:
        tries = letter.tries + 1
        if error.lasting or tries > len(PAUSES):
            state, next_at = "failed", None
            self._tell(f"not delivered to {letter.target}: {letter.subject} ({error})")
        else:
            state = "waiting"
            next_at = later(self._clock.now(), PAUSES[tries - 1] * self._draw.uniform(0.5, 1.5))
        self._telling.set_letter(letter.number, state=state, tries=tries, next_at=next_at, message=str(error))
