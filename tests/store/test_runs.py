"""A run says what made a reading."""

from __future__ import annotations

from pathlib import Path

from dragoman.store import new_run


def test_each_run_is_its_own() -> None:
    assert new_run().id != new_run().id


def test_a_lexicon_of_the_user_changes_the_run(tmp_path: Path) -> None:
    lexicon = tmp_path / "mine.toml"
    lexicon.write_text("first")
    one = new_run(lexicons=[str(lexicon)])
    lexicon.write_text("second")
    two = new_run(lexicons=[str(lexicon)])
    assert len({new_run().lexicon, one.lexicon, two.lexicon}) == 3
    assert one.codebook == two.codebook == new_run().codebook


def test_it_names_program_and_model() -> None:
    run = new_run(options={"published": "2019-03-14"})
    assert run.program
    assert run.model.startswith("en-core-web-sm")
    assert run.options == {"published": "2019-03-14"}
