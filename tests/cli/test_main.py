"""Whatever goes wrong is one line and an exit code."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from dragoman.cli import main as cli_main
from dragoman.errors import StoreError
from stores import event, keep

Process = Callable[..., subprocess.CompletedProcess[str]]


def raising(error: BaseException) -> Any:
    def main(**_: Any) -> None:
        raise error

    return main


def test_it_says_its_version(dragoman: Any) -> None:
    assert dragoman("--version").out.startswith("dragoman 0.")


def test_without_arguments_it_explains_itself(dragoman: Any) -> None:
    called = dragoman()
    assert called.code == 2
    assert "dragoman read article.html" in called.out


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["reed"], "No such command 'reed'. Did you mean 'read'?"),
        (["events", "desk.db", "--dyad", "USA,PRK"], "Option '--dyad' requires 2 arguments: write --dyad A B"),
        (["desk", "desk.db"], "No such command 'desk'. Did you mean 'serve'?"),
        (["zzz"], "No such command 'zzz' (see"),
        ([__file__], f"say what to do with it: dragoman read {__file__} (see"),
        (["https://example.org/page"], "say what to do with it: dragoman read https://example.org/page (see"),
        (["read", "s3://bucket/page.html"], "s3://bucket/page.html: an address begins with http:// or https://"),
        (["code", "ftp://host/", "--into", "x.db"], "other places are read with `dragoman code --engine ray`"),
        (["events", "x.db", "--from", "2019-13"], "'2019-13' is not a day: write YYYY-MM-DD, YYYY-MM or YYYY"),
        (["events", "x.db", "--until", "2019-02-30"], "'2019-02-30' is not a day"),
        (["events", "x.db", "--until", "19"], "'19' is not a day"),
        (["events", "x.db", "--country", "Colombia"], "'Colombia' is no code of three letters: write COL"),
        (["events", "x.db", "--country", "the moon"], "write it as in COL"),
        (["read"], "Missing argument 'PAGE...'"),
        (["read", "page.txt", "--format", "pdf"], "Invalid value for '--format'"),
        (["read", "page.txt", "--published", "yesterday"], "'yesterday' is not a day: write YYYY-MM-DD"),
        (["read", "page.txt", "--published", "2019"], "'2019' is not a day"),
        (["events", "nowhere.db"], "no store at nowhere.db"),
        (["events", "x.db", "--contry", "COL"], "there is no option --contry: did you mean --country? (see `dragoman"),
        (["events", "x.db", "--zzz", "COL"], "there is no option --zzz (see"),
        (["digest", "x.db", "--country", "Sudan"], "'Sudan' is no code of three letters: write SDN"),
        (["digest", "x.db", "--since", "1m"], "'1m' may be minutes or months: write 4w or 30d for a month"),
        (
            ["digest", "x.db", "--since", "1 month"],
            "no day and no length of time: write YYYY-MM-DD, or as in 6h, 1d, 4w",
        ),
        (["dossier", "x.db", "y", "--since", "3m"], "'3m' may be minutes or months"),
        (["digest", "x.db", "--out", "x.docx"], "x.docx: this is written to a file that ends in .md, .html"),
        (
            ["dossier", "x.db", "y", "--out", "nowhere/x.md"],
            "nowhere/x.md cannot be written: there is no folder nowhere",
        ),
        (["evaluate", "nonsense", "."], "no task 'nonsense'"),
    ],
)
def test_a_wrong_use_is_one_line(dragoman: Any, arguments: list[str], said: str) -> None:
    called = dragoman(*arguments)
    assert called.code == 2
    assert called.out == ""
    assert called.err.startswith("dragoman: ")
    assert said in called.err
    assert called.err.count("\n") == 1


@pytest.mark.parametrize(
    ("error", "code", "said"),
    [
        (StoreError("desk.db is damaged:\nrestore it"), 2, "dragoman: desk.db is damaged: restore it\n"),
        (KeyboardInterrupt(), 130, "dragoman: stopped\n"),
        (OSError(28, "No space left on device"), 2, "dragoman: the output cannot be read or written: No space left"),
        (
            PermissionError(13, "Permission denied", "a.svg"),
            2,
            "dragoman: a.svg cannot be read or written: Permission d",
        ),
        (ValueError("odd\nvalue"), 1, "dragoman: a fault in the program (ValueError: odd value); run it again"),
    ],
)
def test_errors_end_in_one_line(
    dragoman: Any, monkeypatch: pytest.MonkeyPatch, error: BaseException, code: int, said: str
) -> None:
    monkeypatch.setattr(cli_main.main, "main", raising(error))
    called = dragoman("read", "page.txt")
    assert called.code == code
    assert called.err.startswith(said)
    assert called.err.count("\n") == 1


@pytest.mark.parametrize("way", ["option", "environment"])
def test_a_fault_is_shown_in_full_on_demand(dragoman: Any, monkeypatch: pytest.MonkeyPatch, way: str) -> None:
    monkeypatch.setattr(cli_main.main, "main", raising(ValueError("odd value")))
    if way == "environment":
        monkeypatch.setenv("DRAGOMAN_DEBUG", "1")
    called = dragoman(*(["--debug"] if way == "option" else []), "read", "page.txt")
    assert called.code == 1
    assert "Traceback" in called.err
    assert "odd value" in called.err


@pytest.mark.parametrize(("command", "code"), [("schema", (0, 141)), ("codebook", (141,))])
def test_a_reader_that_goes_away_is_no_trouble(command: str, code: tuple[int, ...]) -> None:
    calling = f"import sys; from dragoman.cli.main import run; sys.exit(run(['{command}']))"
    gone = "head -c 1 >/dev/null" if command == "schema" else "true"
    piped = f'"{sys.executable}" -c "{calling}" | {gone}; exit "${{PIPESTATUS[0]}}"'
    called = subprocess.run(["bash", "-c", piped], capture_output=True, text=True, timeout=60)
    assert called.stderr == ""
    assert called.returncode in code


def test_a_list_whose_reader_goes_away_ends_with_the_code_of_a_broken_pipe(tmp_path: Path) -> None:
    keep(tmp_path / "desk.db", [event(f"{number:016}") for number in range(2000)]).close()
    calling = f"import sys; from dragoman.cli.main import run; sys.exit(run(['events', '{tmp_path / 'desk.db'}']))"
    piped = f'"{sys.executable}" -c "{calling}" | head -n 1; exit "${{PIPESTATUS[0]}}"'
    called = subprocess.run(["bash", "-c", piped], capture_output=True, text=True, timeout=60)
    assert (called.stderr, called.returncode) == ("", 141)
    assert called.stdout.startswith("Date ")


def test_letters_that_the_locale_lacks_are_written_all_the_same() -> None:
    calling = "import sys; from dragoman.cli.main import run; sys.exit(run(['codebook', 'retreat']))"
    called = subprocess.run(
        [sys.executable, "-c", calling], capture_output=True, timeout=60, check=False,
        env={**os.environ, "PYTHONIOENCODING": "ascii"},
    )  # fmt: skip
    assert (called.returncode, called.stderr) == (0, b"")
    assert "· intensity" in called.stdout.decode("utf-8")


def test_help_does_not_wait_for_the_parser(process: Process) -> None:
    called = process(
        "import sys; from dragoman.cli.main import run; run(['--help'])\n"
        "heavy = {'spacy', 'onnxruntime', 'trafilatura', 'numpy', 'lxml', 'rich', 'sqlite3'} & set(sys.modules)\n"
        "assert not heavy, heavy"
    )
    assert called.stderr == ""
    assert called.returncode == 0


def test_a_list_of_events_does_not_wait_for_what_codes_and_links(process: Process, tmp_path: Path) -> None:
    keep(tmp_path / "desk.db", [event("met")]).close()
    called = process(
        f"import sys; from dragoman.cli.main import run; run(['events', '{tmp_path / 'desk.db'}'])\n"
        "heavy = {'numpy', 'dragoman.actors', 'dragoman.coding.frames', 'dragoman.negotiations', 'dragoman.world.world'}\n"
        "assert not heavy & set(sys.modules), heavy & set(sys.modules)"
    )
    assert (called.stderr, called.returncode) == ("", 0)
    assert "talks" in called.stdout


def test_python_m_dragoman_gives_the_exit_code_too() -> None:
    called = subprocess.run(
        [sys.executable, "-m", "dragoman", "events", "nowhere.db"], capture_output=True, check=False
    )
    assert (called.returncode, b"no store at" in called.stderr) == (2, True)
