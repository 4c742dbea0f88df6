"""Files among articles that are none."""

from __future__ import annotations

import zipfile
from pathlib import Path

import pytest

from dragoman.intake import Page, expand
from dragoman.intake.aside import is_aside, is_part_of_page


@pytest.mark.parametrize("name", ["README.md", "readme.txt", "README", "LICENSE", "Licence.txt", "CHANGELOG.md", "notes.md", "corpus/README.en.md", "requirements.txt"])  # fmt: skip
def test_set_aside(name: str) -> None:
    assert is_aside(name)


@pytest.mark.parametrize("name", ["talks.md", "readme-leaks-case.txt", "license-to-fish-talks.html", "README.csv", "notes from lodwar.txt", "notice-of-talks.txt"])  # fmt: skip
def test_articles(name: str) -> None:
    assert not is_aside(name)


def test_parts_of_a_saved_page() -> None:
    assert is_part_of_page("talks_files", {"talks.html", "talks_files"})
    assert is_part_of_page("talks-Dateien", {"talks.htm"})
    assert not is_part_of_page("case_files", {"talks.html"})


def names(found: list[object]) -> list[str]:
    return [page.origin.rsplit("/", 1)[-1] for page in found if isinstance(page, Page)]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "talks_files").mkdir()
    for name in ("README.md", "LICENSE", "talks.html", "talks_files/saved_resource.html", "dam.md"):
        (tmp_path / name).write_text("text")
    return tmp_path


def test_in_a_folder(folder: Path) -> None:
    told: list[str] = []
    assert names(list(expand([str(folder)], notice=told.append))) == ["dam.md", "talks.html"]
    assert told == [f"{folder}: LICENSE, README.md set aside, which by their names are no articles (give them by themselves to read them)"]  # fmt: skip


def test_a_file_that_is_named_itself_is_read(folder: Path) -> None:
    assert names(list(expand([str(folder / "README.md")]))) == ["README.md"]


def test_in_an_archive(folder: Path) -> None:
    with zipfile.ZipFile(folder / "corpus.zip", "w") as archive:
        for name in ("README.md", "news/talks.html", "news/talks_files/saved_resource.html", "news/dam.md"):
            archive.writestr(name, "text")
    told: list[str] = []
    assert names(list(expand([str(folder / "corpus.zip")], notice=told.append))) == ["talks.html", "dam.md"]
    assert "README.md set aside" in told[0]


def test_what_the_program_wrote_is_set_aside_by_its_names(tmp_path: Path) -> None:
    """An export has its account beside it, and mostly a codebook."""
    for name in ("events.tab", "events.tab.about.json", "events.tab.codebook.csv", "news.csv"):
        (tmp_path / name).write_text("title,text\nTalks,The talks ended.\n")
    told: list[str] = []
    assert names(list(expand([str(tmp_path)], notice=told.append))) == ["news.csv"]
    assert told[-1] == f"{tmp_path}: events.tab, events.tab.about.json, events.tab.codebook.csv set aside, which this program wrote (give them by themselves to read them)"  # fmt: skip
    with zipfile.ZipFile(tmp_path / "corpus.zip", "w") as archive:
        for name in ("events.tab", "events.tab.about.json", "events.tab.codebook.csv", "news.csv"):
            archive.write(tmp_path / name, name)
    assert names(list(expand([str(tmp_path / "corpus.zip")]))) == ["news.csv"]


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("e.csv", "id,article,published,publisher,title,url,date_start,date_end\n1,2,,,,,,\n"),
        ("e.jsonl", '{"kind":"event","id":"1","article":"2"}\n'),
        (
            "n.jsonl",
            '{"id":"state:TCD+state:NER:2019","name":"Chad – Niger","named":false,"parties":[{"id":"state:TCD"}]}\n',
        ),
        ("c.jsonl", '{"article":"00112233445566aa","event":"00112233445566bb","change":"gone"}\n'),
        ("brief.html", '<!doctype html><head><meta name="generator" content="Dragoman"></head><p>Talks.'),
    ],
)
def test_and_by_how_it_begins(name: str, text: str, tmp_path: Path) -> None:
    (tmp_path / name).write_text(text)
    (tmp_path / "talks.html").write_text("<p>Dragoman: interpreters at the talks.")
    (tmp_path / "talks.jsonl").write_text('{"article":"The talks, an event","event":"talks"}\n')
    assert names(list(expand([str(tmp_path)]))) == ["talks.html", "talks.jsonl"]
    assert list(expand([str(tmp_path / name)]))
