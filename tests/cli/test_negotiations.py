"""`dragoman negotiations` lists, `dragoman dossier` tells all."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from dragoman.store import Store
from linking.happenings import event
from store.test_incidents import keep


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Path]:
    path = tmp_path / "desk.db"
    with Store.open(path, create=True) as store:
        for number, day in enumerate(("2019-03-04", "2019-04-02"), start=1):
            talks = event("Turkey and Iraq held *talks* on the water of the river.", by="TUR; IRQ", day=day,
                          said="that day", id=f"talks-{number}")  # fmt: skip
            keep(store, f"courier-{number}", talks, published=day)
    yield path


RIVER = 'name = "The river"\nparties = ["Iraq", "Turkey"]\nuntil = "2019-03"\n'


def test_negotiations_are_listed(dragoman: Any, desk: Path) -> None:
    lines = dragoman("negotiations", desk).out.splitlines()
    assert lines[0].split() == ["State", "Since", "Negotiation", "Told"]
    assert "under way" in lines[1]
    assert "Iraq – Turkey" in lines[1]
    (row,) = map(json.loads, dragoman("negotiations", desk, "--format", "jsonl").out.splitlines())
    out = desk.with_name("found.jsonl")
    assert dragoman("negotiations", desk, "--out", out).code == 0
    assert json.loads(out.read_text(encoding="utf-8")) == row
    assert (row["state"], row["incidents"], row["named"]) == ("under-way", 2, False)


def test_a_narrow_terminal_breaks_no_names(dragoman: Any, desk: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COLUMNS", "50")
    first, second = dragoman("negotiations", desk).out.splitlines()
    assert first.split()[3:] == ["under", "way", "2", "happenings,", "2", "pages"]
    assert second.strip() == "Iraq – Turkey"


def test_a_dossier_by_name_in_every_format(dragoman: Any, desk: Path, tmp_path: Path) -> None:
    assert dragoman("dossier", desk, "iraq").out.startswith("Iraq – Turkey  under way")
    assert dragoman("dossier", desk, "iraq", "--format", "markdown").out.startswith("# Iraq – Turkey")
    assert json.loads(dragoman("dossier", desk, "iraq", "--format", "json").out)["kind"] == "dossier"
    page = tmp_path / "river.html"
    assert dragoman("dossier", desk, "iraq", "--since", "2019-04-01", "--out", page).code == 0
    assert "What is new since 1 April 2019" in page.read_text(encoding="utf-8")
    assert dragoman("dossier", desk, "iraq", "--out", tmp_path / "river.csv").code == 0
    assert (tmp_path / "river.csv").read_text(encoding="utf-8").startswith("row,day,who,party,to,sort,")


def test_a_negotiation_is_named_in_a_file(dragoman: Any, desk: Path, tmp_path: Path) -> None:
    file = tmp_path / "river.toml"
    file.write_text(RIVER, encoding="utf-8")
    assert dragoman("dossier", desk, file).out.startswith("The river")
    assert "The river: Iraq, Turkey" in dragoman("negotiations", desk, "--name", file).out
    told = json.loads(dragoman("dossier", desk, "The river", "--format", "json").out)
    assert [meeting["date"]["start"] for meeting in told["meetings"]] == ["2019-03-04"]
    assert "Iraq – Turkey" in dragoman("negotiations", desk, "--forget", "The river").out


def test_what_is_wrong_is_said(dragoman: Any, desk: Path, tmp_path: Path) -> None:
    unknown = dragoman("dossier", desk, "Atlantis")
    assert unknown.code == 2
    assert "there are Iraq – Turkey" in unknown.err
    two = tmp_path / "two.toml"
    two.write_text('[[negotiation]]\nname="a"\nparties=["IRQ","TUR"]\n[[negotiation]]\nname="b"\nparties=["IRQ","SYR"]\n',
                   encoding="utf-8")  # fmt: skip
    assert "names 2 negotiations" in dragoman("dossier", desk, two).err
    assert dragoman("dossier", desk, "iraq", "--since", "spring").code == 2
    assert "one negotiation already" in dragoman("negotiations", desk, "--join", "Iraq", "Turkey").err
    assert "no negotiation 'I' in" in dragoman("negotiations", desk, "--join", "I", "T").err
    assert "there is no file nowhere.toml" in dragoman("dossier", desk, "nowhere.toml").err
    swapped = dragoman("dossier", "North Iraq", desk)
    assert (swapped.code, f'the store comes first: dragoman dossier {desk} "North Iraq"' in swapped.err) == (2, True)


def test_what_is_new_since_as_long_ago_as_is_said(dragoman: Any, desk: Path) -> None:
    nothing = dragoman("dossier", desk, "iraq", "--since", "1w").out
    assert "What is new since" in nothing and "nothing: the newest page is of" in nothing
    found = dragoman("dossier", desk, "iraq", "--since", "9999d").out
    assert "What is new since" in found and "nothing:" not in found


def test_a_store_without_negotiations_says_so(dragoman: Any, tmp_path: Path) -> None:
    Store.open(tmp_path / "empty.db", create=True).close()
    assert "No negotiation is told of." in dragoman("negotiations", tmp_path / "empty.db").err
