"""A page in, an article out: fields, text, and the way back to the page."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from dragoman.errors import PageError, UsageError
from dragoman.intake import Page, page_text, read_page
from dragoman.intake.textfields import settle_labels
from dragoman.model import Article

EXAMPLES = Path(__file__).parents[2] / "examples"

PARAGRAPHS = [
    "The two ministers met in Lodwar on Monday and agreed to send engineers to the dam, officials said.",
    "“We have a map and we have a date,” the ministry's spokesman told reporters after the meeting.",
    "The engineers are to report next month, and their report will be shown to both parliaments.",
    "A first attempt failed in 2015, when one of the delegations left before the maps were unrolled.",
]


def example(name: str, **options: str) -> tuple[Page, Article]:
    page = Page(name, (EXAMPLES / name).read_bytes())
    return page, read_page(page, **options)


def assert_leads_back(page: Page, article: Article) -> None:
    source = page_text(page)
    for start, at, length in article.offsets:
        assert article.text[start : start + length] == source[at : at + length]
    covered = sum(length for _, _, length in article.offsets)
    gaps = len(article.offsets) - 1
    assert covered + max(gaps, 0) == len(article.text)  # one space or newline between pieces, and nothing else
    for line in article.lines:
        assert 0 <= line.start < line.end <= len(source)


@pytest.mark.parametrize("path", sorted(EXAMPLES.glob("*.[th]*")), ids=lambda path: path.name)
def test_every_example_leads_back_to_its_page(path: Path) -> None:
    page = Page(path.name, path.read_bytes())
    assert_leads_back(page, read_page(page))


def test_a_page_copied_from_a_browser() -> None:
    _, article = example("river-talks-page.txt")
    assert article.title == "Iraq offers cheaper oil for a promise of water as Tigris talks with Turkey near"
    assert article.byline == "Riverbank Foreign Service"
    assert (article.published, article.published_from) == ("2019-03-14", "text")
    assert article.publisher == "Riverbank Media Ltd."
    assert article.tags == ("Iraq", "Turkey", "Tigris", "Ilisu dam", "water")
    assert article.rights is not None and article.rights.startswith("Copyright 2019 Riverbank Media Ltd.")
    assert article.text.startswith("Iraq's water resources minister said")
    assert article.text.endswith("in the southeast of the country.")
    assert article.text.count("\n") == 8
    for leftover in ("cookies", "ad_slot", "READ MORE", "Photo:", "Most Read", "Subscribe", "Tags", "Copyright"):
        assert leftover not in article.text


def test_every_line_of_the_page_keeps_a_label() -> None:
    page, article = example("river-talks-page.txt")
    assert [line.text for line in article.lines] == [
        line.strip() for line in page_text(page).split("\n") if line.strip()
    ]
    labels = {line.text: line.label for line in article.lines}
    assert labels["By Riverbank Foreign Service"] == "byline"
    assert labels["{ad_slot:inline_2}"] == "ad"
    assert labels["READ MORE: Marsh villages empty as the salt line moves north"] == "related"
    assert labels["Tags: Iraq, Turkey, Tigris, Ilisu dam, water"] == "tags"
    assert "\n".join(line.text for line in article.lines if line.label == "body") == article.text


def test_html_fields_by_agreement() -> None:
    _, article = example("prisoner-exchange.html")
    assert article.title == "Armenia and Azerbaijan agree to swap prisoners, officials say"
    assert article.publisher == "The Meridian Post"
    assert article.byline == "South Caucasus Service"
    assert (article.published, article.published_from) == ("2023-11-22T08:15:00+00:00", "metadata")
    assert article.section == "World"
    assert article.tags == ("Armenia", "Azerbaijan", "prisoners", "peace talks")
    assert article.url == "https://www.meridianpost.example/world/2023/11/prisoner-swap"
    sources = [source.source for source in article.sources if source.field == "published"]
    assert {"json-ld", "meta", "time-element"} <= set(sources)
    for leftover in ("More on this story", "orchardman", "last free article", "Photograph"):
        assert leftover not in article.text


def test_a_wire_report_is_unwrapped_and_keeps_its_dateline() -> None:
    page, article = example("ceasefire-wire.txt")
    assert article.text.startswith("HAVANA, Aug. 3 (Castellan Press) - Colombia's government")
    assert (article.dateline, article.agency, article.byline) == ("Havana", "Castellan Press", None)
    assert (article.published, article.published_from) == (None, "unknown")  # a dateline without a year gives none
    assert article.text.split("\n")[0].endswith("in the Cuban capital.")
    assert_leads_back(page, article)


@pytest.mark.parametrize("dateline", ["Lodwar, May 23", "LODWAR, 23 May 1968", "Lodwar, May 23rd 1968"])
def test_a_dateline_below_the_byline_belongs_to_the_text(dateline: str) -> None:
    head = ["Dam talks open in a quarrel over maps", "", "By Nora Ebei", dateline, ""]
    page = Page("dam.txt", "\n".join([*head, *"\n\n".join(PARAGRAPHS).split("\n")]).encode())
    article = read_page(page, published="1968-05-24")
    assert article.text.split("\n")[:2] == [dateline, PARAGRAPHS[0]]
    assert (article.dateline, article.byline) == ("Lodwar", "Nora Ebei")
    assert_leads_back(page, article)


def test_a_place_and_day_above_the_title_are_no_dateline_of_the_text() -> None:
    head = ["Lodwar, May 23 1968", "Dam talks open in a quarrel over maps", "By Nora Ebei", ""]
    page = Page("dam.txt", "\n".join([*head, *"\n\n".join(PARAGRAPHS).split("\n")]).encode())
    assert read_page(page).text.startswith(PARAGRAPHS[0])


def test_a_statement_has_its_own_genre_and_date() -> None:
    _, article = example("envoy-statement.txt")
    assert (article.genre, article.published, article.dateline) == ("statement", "2022-05-09", "Geneva")


def test_options_go_before_what_the_page_says() -> None:
    _, article = example(
        "prisoner-exchange.html",
        published="2023-11-23",
        title="Another title",
        publisher="Somebody",
        url="https://x.example/1",
    )
    assert (article.published, article.published_from) == ("2023-11-23", "option")
    assert (article.title, article.publisher, article.url) == ("Another title", "Somebody", "https://x.example/1")
    assert article.sources[-1].field != ""  # what the page said is kept beside the option
    assert "2023-11-22T08:15:00+00:00" in {source.value for source in article.sources if source.field == "published"}


def test_a_date_that_is_none_is_refused() -> None:
    with pytest.raises(UsageError, match="YYYY-MM-DD"):
        example("two-outlets.txt", published="soon")


def test_without_a_date_it_is_unknown_and_never_today() -> None:
    article = read_page(Page("a.txt", "\n\n".join(PARAGRAPHS).encode()))
    assert (article.published, article.published_from) == (None, "unknown")


def test_a_single_sentence_is_an_article() -> None:
    article = read_page(Page("-", b"Iran rejected the offer on Tuesday."))
    assert article.text == "Iran rejected the offer on Tuesday."


def test_the_id_is_of_the_bytes() -> None:
    one, two = (read_page(Page(name, PARAGRAPHS[0].encode())) for name in ("a.txt", "b.txt"))
    assert one.id == two.id != read_page(Page("a.txt", PARAGRAPHS[1].encode())).id


def html(body: str) -> Page:
    return Page("page.html", f"<html><head><title>T</title></head><body>{body}</body></html>".encode())


ARTICLE_HTML = (
    "<article><h1>Ministers agree on the dam</h1>" + "".join(f"<p>{text}</p>" for text in PARAGRAPHS) + "</article>"
)


@pytest.mark.parametrize(
    ("page", "reason"),
    [
        (Page("a", b""), "empty"),
        (Page("a", b" \n\t\x00 \x00"), "empty"),
        (Page("a.html", b"<html><body></body></html>"), "no-article"),
        (Page("a", b"%PDF-1.7 stream"), "binary"),
        (Page("a", bytes(range(32)) * 200), "binary"),
        (Page("a.html", b"<p>" + b"x" * 50_000_000), "too-large"),
        (Page("a", "Der Minister sagte am Montag, dass die Gespräche nicht mit den Nachbarn geführt worden sind und sich die Lage für die Menschen auf dem Land noch nicht gebessert hat.".encode()), "not-english"),
        (Page("a", ("Министры встретились в понедельник и договорились отправить инженеров к плотине. " * 3).encode()), "not-english"),
        (html("<h1>Sign in</h1><p>Subscribe to continue reading this story.</p>"), "login-wall"),
        (html("<p>Please verify you are human to go on.</p>"), "login-wall"),
    ],
)  # fmt: skip
def test_pages_that_cannot_be_read_say_why(page: Page, reason: str) -> None:
    with pytest.raises(PageError) as caught:
        read_page(page)
    assert caught.value.reason == reason
    assert "\n" not in str(caught.value) and str(caught.value).startswith(page.origin)


def test_foreign_names_do_not_make_a_page_foreign() -> None:
    text = "Khalilur Rahmani, Gulbuddin Noorzai, Abdul Wahid Achakzai and Mawlawi Qudratullah Barakzai met in Kandahar."
    assert read_page(Page("a.txt", text.encode())).text == text


def test_ten_thousand_nested_tags() -> None:
    article = read_page(html("<div>" * 10_000 + ARTICLE_HTML + "</div>" * 10_000))
    assert PARAGRAPHS[2] in article.text


def test_nul_bytes_and_broken_encodings() -> None:
    broken = "\x00".join(PARAGRAPHS[0]).encode("utf-8") + b"\n\n\xff\xfe" + PARAGRAPHS[1].encode("cp1252")
    page = Page("a.txt", broken)
    article = read_page(page)
    assert PARAGRAPHS[0] in article.text
    assert_leads_back(page, article)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1252"])
def test_encodings(encoding: str) -> None:
    text = "\n\n".join(PARAGRAPHS)
    assert PARAGRAPHS[1] in read_page(Page("a.txt", text.encode(encoding))).text


FRAGMENTS = st.sampled_from([*PARAGRAPHS, "Share", "By Mira Tal", "", "Most read", "© 2020 The Lantern", "GENEVA, May 2 (Wire) - Talks began.", "Tags A B c", "14 May 2020", "{ad}"])  # fmt: skip
TAGS = st.sampled_from(["p", "div", "span", "h1", "time", "li", "table", "td", "pre", "aside", "script", "br", "nav"])


@st.composite
def markup(draw: st.DrawFn) -> str:
    pieces = []
    for _ in range(draw(st.integers(0, 12))):
        tag = draw(TAGS)
        inside = draw(st.one_of(FRAGMENTS, st.text(max_size=40)))
        pieces.append(
            draw(
                st.sampled_from(
                    [f"<{tag}>{inside}</{tag}>", f"<{tag}>{inside}", f"{inside}</{tag}>", f"<{tag} hidden>{inside}"]
                )
            )
        )
    return "".join(pieces)


QUICK = settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])


def reads_or_refuses(page: Page) -> None:
    try:
        article = read_page(page)
    except PageError as error:
        assert error.reason and "\n" not in str(error)
    else:
        assert article.text
        assert_leads_back(page, article)


@QUICK
@given(st.binary(max_size=400))
def test_any_bytes_are_read_or_refused(data: bytes) -> None:
    reads_or_refuses(Page("a", data))


@QUICK
@given(
    st.lists(st.one_of(FRAGMENTS, st.text(max_size=60)), max_size=25), st.sampled_from(["\n", "\n\n", "\r\n", "\n   "])
)
def test_any_text_is_read_or_refused(lines: list[str], end: str) -> None:
    reads_or_refuses(Page("a.txt", end.join(lines).encode("utf-8", "surrogatepass")))


@QUICK
@given(markup())
def test_any_markup_is_read_or_refused(source: str) -> None:
    reads_or_refuses(Page("a.html", f"<html><body>{source}".encode("utf-8", "surrogatepass")))


def test_a_line_that_tells_of_another_day_is_no_date_of_publication() -> None:
    head = ["Dam talks open in a quarrel over maps", "The treaty was signed into law on August 14, 1935", "By Nellie Bly", ""]  # fmt: skip
    page = Page("dam.txt", "\n".join([*head, *PARAGRAPHS]).encode())
    assert read_page(page).published is None
    dated = Page("dam.txt", "\n".join([*head, "May 24, 1968", *PARAGRAPHS]).encode())
    assert read_page(dated).published == "1968-05-24"


def test_a_title_that_is_known_is_not_looked_for_in_the_body() -> None:
    lines = ["The engineers of both countries", *PARAGRAPHS]
    labels = ["body"] * len(lines)
    assert settle_labels(lines, labels, [0.0] * len(lines))[0] == "title"
    assert settle_labels(lines, labels, [0.0] * len(lines), "Maps of the dam")[0] == "body"


@pytest.mark.parametrize(
    ("given", "names"),
    [
        ("by Nellie Bly", "Nellie Bly"),
        ("Nellie Bly, HARBOUR WIRE 8:42 a.m. May 24, 1968", "Nellie Bly"),
        ("Nellie Bly Follow @nelliebly", "Nellie Bly"),
        ("By", None),
        ("Harbour Wire", "Harbour Wire"),
    ],
)
def test_names_out_of_the_byline_that_metadata_give(given: str, names: str | None) -> None:
    body = "".join(f"<p>{paragraph}</p>" for paragraph in PARAGRAPHS)
    page = f'<html><head><meta name="author" content="{given}"></head><body><article>{body}</article></body></html>'
    assert read_page(Page("dam.html", page.encode())).byline == names


HEADLINE = "Engineers are sent to the dam after talks in Lodwar"


@pytest.mark.parametrize(
    ("title", "heading"),
    [
        ("The Harbour Courier", f"<h1>The Harbour Courier</h1><h2>{HEADLINE}</h2>"),
        ("Harbour Courier", f"<p>The Harbour Courier</p><h2>{HEADLINE}</h2>"),
        (f"Harbour Courier: {HEADLINE}", f"<h2>{HEADLINE}</h2>"),
        (f"{HEADLINE} | Harbour Courier", ""),
        (f"{HEADLINE} :: World :: Harbour Courier", f"<div>{HEADLINE}</div>"),
        ("Home", f"<h2>{HEADLINE}</h2>"),
    ],
)
def test_the_headline_and_not_the_masthead(title: str, heading: str) -> None:
    text = "".join(f"<p>{paragraph}</p>" for paragraph in PARAGRAPHS)
    html = f"<html><head><title>{title}</title></head><body>{heading}<p>By Nora Ebei</p>{text}</body></html>"
    article = read_page(Page("dam.html", html.encode()))
    assert article.title == HEADLINE
    assert article.text == "\n".join(PARAGRAPHS)


def test_a_title_of_a_table_loses_the_outlet_that_search_engines_hang_on_it() -> None:
    data = "\n\n".join(PARAGRAPHS).encode()
    row = Page("news.csv", data, title=f"{HEADLINE} - Harbour Courier", publisher="Harbour Courier", line=1)
    assert read_page(row).title == HEADLINE
    assert read_page(Page("page.txt", data), title=f"{HEADLINE} - Harbour Courier").title.endswith("Courier")  # type: ignore[union-attr]
