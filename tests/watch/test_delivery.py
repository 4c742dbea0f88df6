"""Letters reach people by mail, webhook and command; what fails is tried again, and nothing arrives twice."""

from __future__ import annotations

import hashlib
import hmac
import json
import random
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import msgspec
import pytest

from dragoman.store import Store
from dragoman.watch.clock import iso, moment
from dragoman.watch.delivery.letter import Body
from dragoman.watch.delivery.post import PostOffice
from dragoman.watch.settings import Command, Email, Webhook
from watch.post import MailServer
from watch.site import Clock, Reply, Site

BODY = Body(text="Chad and Niger held talks.\n“They met in Zinder.”\n", html="<p>Chad</p>", data={"kind": "alert"})


class Office:
    """A post office with one way of delivery."""

    def __init__(self, store: Store, clock: Clock, folder: Path) -> None:
        self.store, self.clock, self.folder = store, clock, folder
        self.lines: list[str] = []

    def send(self, way: Any = None, *, key: str = "alert:1:desk", subject: str = "Sahel: talks") -> Any:
        """Write a letter, if there is none of the key, and send what is due; gives the letter."""
        self.store.telling.write(key, "desk", subject, msgspec.json.encode(BODY).decode(), iso(self.clock.now()))
        ways = {} if way is None else {"desk": way}
        PostOffice(self.store.telling, ways, self.clock, random.Random(1), self.folder, self.lines.append).send_due()
        return next(self.store.telling._letters("key = ?", key))

    def begin(self) -> None:
        PostOffice(self.store.telling, {}, self.clock, random.Random(1), self.folder, self.lines.append).begin()


@pytest.fixture
def office(store: Store, clock: Clock, tmp_path: Path) -> Office:
    return Office(store, clock, tmp_path)


@pytest.fixture(scope="module")
def one_for_all(certificate: Path) -> Iterator[MailServer]:
    with MailServer(certificate) as server:
        yield server


@pytest.fixture
def mail(one_for_all: MailServer) -> MailServer:
    one_for_all.letters.clear()
    one_for_all.answers.clear()
    one_for_all.refused.clear()
    return one_for_all


def by_mail(server: MailServer, **more: Any) -> Email:
    usual = {"host": "127.0.0.1", "port": server.port, "to": ("editor@news.example",), "sender": "desk@news.example"}
    return Email(**{**usual, "ca_file": server.certificate and str(server.certificate), **more})


def test_a_letter_by_mail_in_text_and_html(office: Office, mail: MailServer) -> None:
    assert office.send(by_mail(mail), subject="Sahel:\ntalks – “again”").state == "sent"
    (letter,) = mail.letters
    assert letter["subject"] == "Sahel: talks – “again”" and letter["to"] == "editor@news.example"
    assert letter["auto-submitted"] == "auto-generated" and letter["message-id"].endswith("@news.example>")
    plain, html = letter.get_body(("plain",)), letter.get_body(("html",))
    assert plain is not None and html is not None
    assert "They met in Zinder" in plain.get_content() and "<p>Chad</p>" in html.get_content()


def test_a_letter_is_sent_once(office: Office, mail: MailServer) -> None:
    for _ in range(3):
        office.send(by_mail(mail))
    assert len(mail.letters) == 1


def test_a_server_that_cannot_take_it_now_is_tried_again_later_each_time(
    office: Office, mail: MailServer, clock: Clock
) -> None:
    mail.answers += ["451 later"] * 3
    waits = []
    for _ in range(3):
        letter = office.send(by_mail(mail))
        assert (letter.state, "451" in letter.message) == ("waiting", True)
        waits.append((moment(letter.next_at) - clock.now()).total_seconds())
        clock.at = moment(letter.next_at)
    assert waits[0] < waits[1] < waits[2]
    assert office.send(by_mail(mail)).state == "sent" and len(mail.letters) == 1


def test_after_many_tries_it_has_failed_and_is_shown(office: Office, mail: MailServer, clock: Clock) -> None:
    for _ in range(8):
        letter = office.send(by_mail(mail, port=9))  # nobody listens there
        clock.on(days=3)
    assert letter.state == "failed" and office.lines == [f"not delivered to desk: Sahel: talks ({letter.message})"]
    assert [shown.key for shown in office.store.telling.troubled(5)] == ["alert:1:desk"]


def test_a_mailbox_that_does_not_exist_is_not_tried_again(office: Office, mail: MailServer) -> None:
    mail.refused.add("editor@news.example")
    letter = office.send(by_mail(mail))
    assert letter.state == "failed" and "550 nobody of that name" in letter.message


def test_one_of_two_mailboxes_is_refused(office: Office, mail: MailServer) -> None:
    mail.refused.add("gone@news.example")
    letter = office.send(by_mail(mail, to=("gone@news.example", "editor@news.example")))
    assert len(mail.letters) == 1 and letter.state == "failed" and "delivered, but not to all" in letter.message


def test_a_certificate_that_nobody_vouches_for_gets_no_letter(office: Office, mail: MailServer) -> None:
    letter = office.send(by_mail(mail, ca_file=None))
    assert mail.letters == [] and "certificate" in letter.message.lower()


def test_a_server_without_tls_gets_no_letter(office: Office) -> None:
    with MailServer(None) as plain:
        letter = office.send(by_mail(plain))
        assert plain.letters == [] and "STARTTLS" in letter.message
        assert office.send(by_mail(plain, security="none"), key="alert:2:desk").state == "sent"


def test_a_password_from_the_environment(office: Office, certificate: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with MailServer(certificate, password="open sesame") as guarded:
        way = by_mail(guarded, user="desk", password_env="MAIL_PASSWORD")
        monkeypatch.setenv("MAIL_PASSWORD", "wrong")
        assert "535" in office.send(way).message
        monkeypatch.setenv("MAIL_PASSWORD", "open sesame")
        assert office.send(way, key="alert:2:desk").state == "sent" and guarded.signed_in == ["desk"]


def test_a_letter_that_was_on_its_way_when_the_program_ended_is_shown_and_not_sent_again(
    office: Office, mail: MailServer
) -> None:
    letter = office.send(None)  # no such way: it is kept
    office.store.telling.set_letter(letter.number, state="sending", next_at=letter.made_at)
    office.begin()
    assert office.send(by_mail(mail)).state == "unsure" and mail.letters == []
    assert "may have arrived" in (office.store.telling.troubled(1)[0].message or "")


def test_a_webhook_is_signed_and_known_again(office: Office, site: Site, clock: Clock, tmp_path: Path) -> None:
    (tmp_path / "secret").write_text("sesame\n")
    way = Webhook(url=f"{site.address}/hook", secret_file="secret", allow_private=True)
    site.replies["/hook"] = [Reply(b"busy", 503), Reply(b"", 204)]
    letter = office.send(way)
    assert letter.state == "waiting" and "503" in letter.message
    clock.at = moment(letter.next_at)
    assert office.send(way).state == "sent"
    first, second = site.asked
    assert first.headers["dragoman-delivery"] == second.headers["dragoman-delivery"]
    signed = second.headers["dragoman-timestamp"].encode() + b"." + second.body
    assert second.headers["dragoman-signature"] == "sha256=" + hmac.new(b"sesame", signed, hashlib.sha256).hexdigest()
    assert json.loads(second.body)["subject"] == "Sahel: talks"


def test_a_webhook_inside_is_refused_unless_allowed_and_redirects_are_not_followed(
    office: Office, site: Site, tmp_path: Path
) -> None:
    (tmp_path / "secret").write_text("sesame")
    site.replies["/hook"] = Reply(b"", 302, headers={"Location": "/other"})
    assert office.send(Webhook(url=f"{site.address}/hook", secret_file="secret")).state == "failed"
    assert site.asked == []
    way = Webhook(url=f"{site.address}/hook", secret_file="secret", allow_private=True)
    assert "302" in office.send(way, key="alert:2:desk").message and site.paths() == ["/hook"]


def test_a_command_gets_the_letter(office: Office, tmp_path: Path) -> None:
    code = "import json,os,sys; open('got','w').write(os.environ['DRAGOMAN_SUBJECT'] + json.load(sys.stdin)['text'])"
    assert office.send(Command(command=(sys.executable, "-c", code))).state == "sent"
    assert (tmp_path / "got").read_text() == "Sahel: talks" + BODY.text


@pytest.mark.parametrize(
    ("code", "said"),
    [("raise SystemExit('no printer')", "no printer"), ("import time; time.sleep(9)", "not done after 1s")],
)
def test_a_command_that_fails_is_tried_again(office: Office, code: str, said: str) -> None:
    letter = office.send(Command(command=(sys.executable, "-c", code), timeout="1s"))
    assert letter.state == "waiting" and said in letter.message


def test_a_command_that_is_not_there(office: Office) -> None:
    assert "cannot be run" in office.send(Command(command=("no-such-program",))).message
