"""What agencies, sites and mail programs add to an article is no text of it, and sentences that look alike are."""

from __future__ import annotations

import pytest

from dragoman.intake import Page, read_page
from dragoman.intake.leftovers import address_of, mail_head, settle_leftovers

HEADLINE = "Engineers sent to the dam after talks in Lodwar"
TEXT = [
    "The two ministers met in Lodwar on Monday and agreed to send engineers to the dam, officials said.",
    "“We have a map and we have a date,” the ministry's spokesman told reporters after the meeting.",
    "The engineers are to report next month, and their report will be shown to both parliaments.",
    "A first attempt failed in 2015, when one of the delegations left before the maps were unrolled.",
]
LEFTOVERS = [
    "(END)", "-- end --", "ENDS", "--Ends--", "###", "-30-", "End of story", "END/2018", "(more)",
    "(This story has been corrected to fix the spelling of Lodwar in paragraph 2)",
    "This story has been corrected to show that the talks began on Monday.",
    "(This version CORRECTS the day to Monday.)",
    "Correction: an earlier version of this article misspelled the name of the town.",
    "(Adds details of the accord, background)",
    "(Reporting by Nora Ebei; Editing by Ove Dahl)",
    "Reporting by Nora Ebei in Lodwar; additional reporting by Tomas Lind; Editing by Ove Dahl and Ines Karu",
    "(Writing by Nora Ebei, editing by Ove Dahl)",
    "Additional reporting from Tomas Lind in Juba.",
    "Nora Ebei contributed reporting from Juba, and Ove Dahl from Lodwar.",
    "With inputs from agencies", "AFP", "nn/oo", "Source: Harbour Wire", "Our Standards: The Wire Trust Principles.",
    "Sent from my iPhone", "Sent from Mail for Windows 10", "Get Outlook for iOS",
    "Sign up for our daily newsletter here.", "To unsubscribe, click here.", "Thanks for reading! See you tomorrow.",
    "You are receiving this e-mail because you signed up for our list.",
    "Read more: Dam opens after ten years", "More: Dam opens after ten years", "Video: Ministers arrive in Lodwar",
    "Photo: Nora Ebei/Harbour Wire", "(Photo by Nora Ebei/Getty Images)", "Photo credit: Harbour Wire",
    "Share this", "Share on Facebook", "Click to share on Twitter (Opens in new window)", "Follow @noraebei on Twitter",
    "Updated 3:15 PM GMT, Tue April 24, 2018", "First published on April 24, 2018 / 3:15 PM", "4 min read",
    "Contact the writer at nora@harbour.example",
]  # fmt: skip


@pytest.mark.parametrize("leftover", LEFTOVERS)
@pytest.mark.parametrize("place", [2, 4])
def test_a_leftover_is_no_text_wherever_it_stands(leftover: str, place: int) -> None:
    lines = [HEADLINE, "By Nora Ebei", *TEXT[:place], leftover, *TEXT[place:]]
    article = read_page(Page("dam.txt", "\n\n".join(lines).encode()))
    assert article.text == "\n".join(TEXT)
    assert article.title == HEADLINE


@pytest.mark.parametrize(
    "sentence",
    [
        "Reporting by the United Nations has shown that both sides broke the truce.",
        "Ends do not justify means, the minister said.",
        "This report was followed by a second one in May, which named the commander.",
        "With agencies warning of famine, the two sides agreed to open the road.",
        "Share of the water: Kenya will take a third, the minister said.",
        "Sources: two officials and a diplomat who saw the text. They asked not to be named.",
        "Follow the money, the judge told the court, and the trail leads to the capital.",
        "Sign the paper, the mediator said, or leave the room.",
        "Published figures show that 24 people were killed on April 3, 2018, in the fighting near the dam.",
        "Editing the text took four days, the mediator said.",
        "More than 20 soldiers were killed.",
        "UN",
    ],
)
def test_a_sentence_that_looks_alike_is_text(sentence: str) -> None:
    assert settle_leftovers([sentence], ["body"]) == ["body"]


def test_an_address_at_the_end_is_no_text_and_one_in_the_middle_is() -> None:
    address = "https://harbour.example/2018/dam"
    assert settle_leftovers([*TEXT, address], ["body"] * 5)[-1] == "share"
    assert settle_leftovers([TEXT[0], address, TEXT[1]], ["body"] * 3)[1] == "body"


def test_the_address_of_a_page() -> None:
    assert address_of("URL: https://harbour.example/dam") == "https://harbour.example/dam"
    assert address_of("Source: <https://harbour.example/dam>") == "https://harbour.example/dam"
    assert address_of("He wrote on https://harbour.example/dam that it holds.") is None


def test_an_address_over_the_headline_is_the_pages_own() -> None:
    lines = ["https://harbour.example/2018/04/24/dam", HEADLINE, "By Nora Ebei", *TEXT]
    article = read_page(Page("dam.txt", "\n\n".join(lines).encode()))
    assert (article.url, article.publisher) == ("https://harbour.example/2018/04/24/dam", "harbour.example")
    assert (article.published, article.published_from) == ("2018-04-24", "text")


@pytest.mark.parametrize(
    "head",
    [
        ["From: Nora Ebei <nora@harbour.example>", "To: list@harbour.example", f"Subject: [list] Fwd: {HEADLINE}", "Date: Tue, 24 Apr 2018 15:15:00 +0000"],
        ["---------- Forwarded message ---------", "From: Nora Ebei", "Date: Tue, Apr 24, 2018 at 3:15 PM", f"Subject: {HEADLINE}", "To: <list@harbour.example>"],
        ["From: Nora Ebei", "Sent: Tuesday, April 24, 2018 3:15 PM", "To: Desk", f"Subject: FW: {HEADLINE}"],
    ],
)  # fmt: skip
def test_the_head_of_a_message(head: list[str]) -> None:
    article = read_page(Page("mail.txt", "\n\n".join([*head, *TEXT, "Sent from my iPhone"]).encode()))
    assert (article.title, article.published, article.text) == (HEADLINE, "2018-04-24", "\n".join(TEXT))


def test_lines_that_are_no_head_of_a_message() -> None:
    assert mail_head(["From: Lodwar", "The ministers met.", "To: be continued"]) == {}


@pytest.mark.parametrize(
    "stamp",
    [
        "Updated 3:15 PM GMT, Tue April 24, 2018",
        "Updated 1515 GMT (2315 HKT) April 24, 2018",
        "APRIL 24, 2018 / 3:15 PM / A DAY AGO",
        "Posted at 15:15 April 24, 2018, updated at 17:00 April 25, 2018",
        "Published 3:15 p.m. ET April 24, 2018 | Updated 5:00 p.m. ET April 25, 2018",
        "24. April 2018",
    ],
)
def test_a_time_stamp_gives_the_day(stamp: str) -> None:
    article = read_page(Page("dam.txt", "\n\n".join([HEADLINE, "By Nora Ebei", stamp, *TEXT]).encode()))
    assert (article.published, article.text) == ("2018-04-24", "\n".join(TEXT))


def test_a_name_alone_over_the_text_is_who_wrote_it() -> None:
    article = read_page(Page("dam.txt", "\n\n".join([HEADLINE, "Nora Ebei", *TEXT]).encode()))
    assert (article.byline, article.text) == ("Nora Ebei", "\n".join(TEXT))
