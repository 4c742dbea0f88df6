"""The code of docs/r.md runs in R, on files that the commands of the page write, and finds what the store holds."""

from __future__ import annotations

import re
import shlex
import shutil
import subprocess
from pathlib import Path

import pytest
from click.testing import CliRunner

from dragoman.cli.main import main
from stores import CHAD, NIGER, event, keep, renamed, state

PAGE = (Path(__file__).parents[1] / "docs" / "r.md").read_text(encoding="utf-8")
BLOCK = re.compile(r"(<!-- needs arrow -->\n\n)?```(sh|r)\n(.*?)```", re.DOTALL)
PACKAGES = ("readr", "dplyr", "tidyr", "haven", "igraph")

CHECKS = """
stopifnot(nrow(events) == 3, all(is.na(events$cameo) | events$cameo == "040"), inherits(events$date_start, "Date"))
stopifnot(events$evidence[events$id == "e1"] == "Chad and Niger met in Zinder on Monday.")
stopifnot(nrow(took_part) == 6, "Chad, \\"the, Great\\"" %in% took_part$actor_names)
stopifnot(nrow(codebook) == ncol(events), grepl("cancelled = called off", filter(codebook, column == "status")$codes))
stopifnot(nrow(labelled) == 3, sum(labelled$type == "CONSULT", na.rm = TRUE) == 3, all(labelled$evidence == ""))
stopifnot(nrow(panel) == 48, sum(panel$events) == 2, !any(is.na(panel$verbal_cooperation)))
stopifnot(sum(joined$distance > 0, na.rm = TRUE) == 12, setequal(countries$country, c("NER", "PRK", "TCD", "USA")))
stopifnot(nrow(countries) == 48, all(countries$gw[countries$country == "PRK"] == 731))
stopifnot(ncol(polecat) == 40, nrow(polecat) == 3, ncol(icews) == 20, nrow(icews) == 6, all(icews$`CAMEO Code` == "040"))
stopifnot(ncol(phoenix) == 26, all(phoenix$EventRootCode == "04"), all(phoenix$Year == 2018))
stopifnot(ecount(network) == 6, vcount(network) == 4, ecount(spring) == 6, all(E(network)$start == "2018-04-20"))
"""


def blocks(language: str) -> list[str]:
    return [code for arrow, tongue, code in BLOCK.findall(PAGE) if tongue == language and not arrow]


def r_is_there() -> bool:
    rscript = shutil.which("Rscript")
    if rscript is None:
        return False
    asked = "; ".join(f'if (!requireNamespace("{name}", quietly = TRUE)) quit(status = 1)' for name in PACKAGES)
    return subprocess.run([rscript, "-e", asked], capture_output=True, check=False).returncode == 0


@pytest.fixture
def files(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder with a store, in which every command of the page has been run."""
    monkeypatch.chdir(tmp_path)
    odd = renamed(CHAD, 'Chad, "the; Great"')
    talks = (state("USA", "United States"), state("PRK", "North Korea"))
    keep(tmp_path / "desk.db", [event("e1"), event("e2", actors=(odd, NIGER)), event("e3", actors=talks)]).close()
    for command in (line for code in blocks("sh") for line in code.splitlines()):
        program, *words = shlex.split(command)
        assert program == "dragoman"
        called = CliRunner().invoke(main, words, catch_exceptions=False)
        assert called.exit_code == 0, called.output
    return tmp_path


def test_its_commands_run(files: Path) -> None:
    assert {"events.csv", "events.dta", "events.parquet", "dyad.csv", "network.graphml"} <= {
        path.name for path in files.iterdir()
    }


@pytest.mark.skipif(not r_is_there(), reason=f"R is not installed with {', '.join(PACKAGES)}")
def test_its_code_runs_and_finds_what_is_in_the_store(files: Path) -> None:
    script = files / "page.R"
    script.write_text("\n".join([*blocks("r"), CHECKS]), encoding="utf-8")
    ran = subprocess.run(["Rscript", script.name], cwd=files, capture_output=True, text=True, check=False)
    assert ran.returncode == 0, ran.stderr
