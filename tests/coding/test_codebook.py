"""The codebook: what it holds, what it answers, and what it says of a file that is wrong."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from click.testing import CliRunner
from hypothesis import given
from hypothesis import strategies as st

from dragoman.cli.codebook import command
from dragoman.cli.main import main
from dragoman.coding.codebook import QUADS, Codebook
from dragoman.errors import DataError, UsageError
from dragoman.model import Act

ACTS = Act.__args__  # type: ignore[attr-defined]


@pytest.fixture(scope="module")
def book() -> Codebook:
    return Codebook.load()


def test_it_has_the_sixteen_types_in_four_quad_classes(book: Codebook) -> None:
    assert list(book.types) == list(ACTS)
    assert {book.quad(act) for act in ACTS} == set(QUADS)
    assert book.quad("SANCTION") == "material-conflict"
    assert book.quad("RETREAT") == "material-cooperation"


def test_every_type_is_told_with_examples_and_neighbours(book: Codebook) -> None:
    for kind in book.types.values():
        assert len(kind.examples) >= 3 and len(kind.near) >= 2, kind.name


def test_cooperation_is_above_nought_and_conflict_is_not(book: Codebook) -> None:
    for kind in book.types.values():
        for intensity in (kind.intensity, *(mode.intensity for mode in kind.modes.values())):
            assert -10 <= intensity <= 10
            if kind.quad.endswith("-cooperation"):
                assert intensity > 0, kind.name
            elif kind.name != "REQUEST":  # asking for help is not hostile
                assert intensity < 0, kind.name


@pytest.mark.parametrize(
    ("type_", "modes", "intensity"),
    [
        ("ACCUSE", (), -3.0),
        ("CONSULT", ("visit",), 4.0),
        ("ASSAULT", ("beat", "drone"), -9.5),
        ("REQUEST", ("assist",), 0.5),
        ("AGREE", ("no such mode",), 2.5),
    ],
)
def test_intensity_goes_by_the_mode_that_is_farthest_from_nought(
    book: Codebook, type_: str, modes: tuple[str, ...], intensity: float
) -> None:
    assert book.intensity(type_, modes) == intensity


def test_a_nested_act_tells_mode_and_code_of_the_outer_one(book: Codebook) -> None:
    assert book.inner_mode("REQUEST", "CONSULT") == "meet"
    assert book.inner_mode("REJECT", "RETREAT") == "yield"
    assert book.inner_mode("AGREE", "CONSULT") is None
    assert book.cameo("AGREE", inner="CONSULT") == "036"
    assert book.cameo("CONSULT", ["visit"]) == "042"
    assert book.cameo("CONSULT") == "040"


@pytest.mark.parametrize(
    ("code", "meant"),
    [
        ("0841", ("RETREAT", ("release",))),
        ("116", ("SANCTION", ("convict",))),
        ("163", ("SANCTION", ("discontinue",))),
        ("055", ("CONCEDE", ())),
        ("0813", ("CONCEDE", ())),
        ("1799", ("COERCE", ())),  # unknown: its first two digits are meant
        ("010", None),  # a statement is no event
    ],
)
def test_cameo_codes_are_understood(book: Codebook, code: str, meant: object) -> None:
    assert book.plover_of(code) == meant


def test_cameo_and_plover_know_each_other(book: Codebook) -> None:
    for code in book.cameo_codes.values():
        if code.type is not None:
            assert code.mode is None or code.mode in book.types[code.type].modes, code.code
        assert set(code.contexts) <= set(book.context_list), code.code
    for kind in book.types.values():
        for cameo in (kind.cameo, *(mode.cameo for mode in kind.modes.values())):
            assert cameo in book.cameo_codes, (kind.name, cameo)


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("The ambassador spoke of human rights.", {"diplomatic", "human_rights"}),
        ("Riot police used tear gas on the women’s march.", {"repression", "gender"}),
        ("Churchill walked home.", set()),
        ("Smugglers hid cocaine in the hold.", {"illegal_drugs", "trafficking"}),
        ("The shop sells flowers.", set()),
        ("UNHCR counted the refugees; some sought asylum.", {"asylum", "migration"}),
    ],
)
def test_contexts_come_from_cue_words(book: Codebook, text: str, found: set[str]) -> None:
    assert set(book.contexts(text)) == found


def test_all_contexts_have_words_that_find_them(book: Codebook) -> None:
    assert len(book.context_list) == 37
    for context in book.context_list.values():
        for cue in context.cues:
            assert "*" not in cue[:-1], f"{context.name}: {cue}"
            assert context.name in book.contexts(cue.rstrip("*"))


@given(st.text(max_size=200))
def test_any_text_has_contexts_of_the_codebook_in_its_order(text: str) -> None:
    book = Codebook.load()
    found = book.contexts(text)
    names = list(book.context_list)
    assert list(found) == sorted(set(found), key=names.index)


MINI = """
name = "Fisheries"
[types.PATROL]
quad = "material-conflict"
intensity = -2
cameo = "150"
definition = "A boat of the fisheries guard is at sea."
[types.PATROL.modes.night]
definition = "By night."
intensity = -3
[contexts.cod]
definition = "Cod."
cues = ["cod", "codfish*"]
"""


def test_a_codebook_of_ones_own_works(tmp_path: Path) -> None:
    path = tmp_path / "fish.toml"
    path.write_text(MINI + 'frames = ["fish-frames.toml"]\n'.join(["", ""]), encoding="utf-8")
    book = Codebook.load(path)
    assert book.intensity("patrol", ["night"]) == -3
    assert book.contexts("They fish for cod; a codicil is another thing.") == ("cod",)


def test_a_codebook_names_its_frame_files_beside_itself(tmp_path: Path) -> None:
    path = tmp_path / "fish.toml"
    path.write_text('frames = ["fish-frames.toml"]\n' + MINI, encoding="utf-8")
    assert Codebook.load(path).frame_files == (tmp_path / "fish-frames.toml",)


def test_pages_are_coded_kept_and_asked_for_by_a_codebook_of_ones_own(tmp_path: Path) -> None:
    book, frames, page = tmp_path / "fish.toml", tmp_path / "fish-frames.toml", tmp_path / "page.txt"
    seize = '[types.SEIZE]\nquad = "material-conflict"\ndefinition = "A boat is taken."\n'
    book.write_text('frames = ["fish-frames.toml"]\n' + MINI + seize, encoding="utf-8")
    frames.write_text(
        'act = "PATROL"\nverbs = [\n'
        '  { words = ["patrol"], recipient = ["off"], sure = 0.9 },\n'
        '  { words = ["seize"], act = "SEIZE", recipient = ["object"], sure = 0.9 },\n]\n',
        encoding="utf-8",
    )
    page.write_text(
        "Icelandic boats patrolled off Norway on Tuesday and seized a British trawler. Britain condemned Iceland.",
        encoding="utf-8",
    )
    desk = str(tmp_path / "desk.db")
    arguments = ["code", "--codebook", str(book), "--all", str(page), "--into", desk, "--workers", "1"]
    assert CliRunner().invoke(main, arguments).exit_code == 0
    kept = CliRunner().invoke(main, ["events", desk, "--format", "jsonl"]).output
    assert [json.loads(line)["type"] for line in kept.splitlines()] == ["PATROL", "SEIZE"]
    asked = CliRunner().invoke(main, ["events", desk, "--act", "SEIZE", "--format", "jsonl"]).output
    assert [json.loads(line)["quad"] for line in asked.splitlines()] == ["material-conflict"]


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("types = 3 =", "not TOML"),
        ("name = 'x'", r"no \[types"),
        ("[types.A]\nquad = 'sideways'\ndefinition = 'd'", "quad class 'sideways'"),
        ("[types.A]\nquad = 'verbal-conflict'", "types.A has no 'definition'"),
        (MINI.replace("[types.PATROL]", "[kinds]\n[types.PATROL]"), "unknown section 'kinds'"),
        (MINI + "[nested.PATROL]\nSAIL = { cameo = '150' }", "'SAIL' is no type"),
    ],
)
def test_a_wrong_codebook_says_what_is_wrong(tmp_path: Path, text: str, message: str) -> None:
    path = tmp_path / "wrong.toml"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(DataError, match=message):
        Codebook.load(path)


def test_an_unknown_type_is_a_wrong_use(book: Codebook) -> None:
    with pytest.raises(UsageError, match="SURRENDER"):
        book.type("SURRENDER")


def test_the_command_shows_all_types_one_type_and_contexts() -> None:
    run = CliRunner().invoke
    assert all(act in run(command, []).output for act in ACTS)
    one = run(command, ["retreat"]).output
    assert "material-cooperation" in one and "disarm" in one and "ACCUSE" not in one
    assert "peacekeeping" in run(command, ["--contexts"]).output
