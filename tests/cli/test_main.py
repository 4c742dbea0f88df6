"""Whatever goes wrong is one line and an exit code."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Callable
from typing import Any

import pytest

from dragoman.cli import main as cli_main
from dragoman.errors import StoreError

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
        (["zzz"], "No such command 'zzz' (see"),
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


def test_a_reader_that_goes_away_is_no_trouble() -> None:
    code = "import sys; from dragoman.cli.main import run; sys.exit(run(['schema']))"
    piped = f'"{sys.executable}" -c "{code}" | head -n 1; exit "${{PIPESTATUS[0]}}"'
    called = subprocess.run(["bash", "-c", piped], capture_output=True, text=True, timeout=60)
    assert called.stdout == "{\n"
    assert called.stderr == ""
    assert called.returncode in (0, 141)


def test_help_does_not_wait_for_the_parser(process: Process) -> None:
    called = process(
        "import sys; from dragoman.cli.main import run; run(['--help'])\n"
        "heavy = {'spacy', 'onnxruntime', 'trafilatura', 'numpy', 'lxml', 'rich', 'sqlite3'} & set(sys.modules)\n"
        "assert not heavy, heavy"
    )
    assert called.stderr == ""
    assert called.returncode == 0


def test_python_m_dragoman_gives_the_exit_code_too() -> None:
    called = subprocess.run(
        [sys.executable, "-m", "dragoman", "events", "nowhere.db"], capture_output=True, check=False
    )
    assert (called.returncode, b"no store at" in called.stderr) == (2, True)
