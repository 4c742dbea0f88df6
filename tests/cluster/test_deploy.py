"""The image holds what the job needs, and the job is what the image and Ray's version fit."""

from __future__ import annotations

import re
import subprocess
import sys
import tomllib
from pathlib import Path

ROOT = Path(__file__).parents[2]
DEPLOY = ROOT / "deploy"
NAMES = re.compile(r"^([A-Za-z0-9._-]+)==([^ ]+)", re.MULTILINE)


def pinned(lock: Path) -> dict[str, str]:
    return dict(NAMES.findall(lock.read_text(encoding="utf-8")))


def wanted(lines: list[str]) -> set[str]:
    return {re.split(r"[\s<>=!~\[;]", line, maxsplit=1)[0].lower() for line in lines}


def test_the_image_has_all_packages_in_the_versions_of_the_checkout() -> None:
    listed = subprocess.run(
        [sys.executable, str(DEPLOY / "requirements.py")], capture_output=True, text=True, check=True
    )
    image = pinned(DEPLOY / "requirements.lock")
    assert wanted(listed.stdout.splitlines()) <= set(image)
    cluster = pinned(ROOT / "requirements-cluster.lock")
    assert {name: image[name] for name in cluster if name in image} == {
        name: version for name, version in cluster.items() if name in image
    }


def test_the_extra_is_pinned() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    lock = ROOT / "requirements-cluster.lock"
    assert wanted(project["optional-dependencies"]["cluster"]) <= set(pinned(lock)), "run `make lock`"
    assert not re.search(r"https?://|--index|--find-links", lock.read_text(encoding="utf-8"))
    assert not re.search(r"https?://|--index|--find-links", (DEPLOY / "requirements.lock").read_text(encoding="utf-8"))


def test_the_job_names_the_version_of_ray_that_is_pinned() -> None:
    (version,) = re.findall(r'rayVersion: "([^"]+)"', (DEPLOY / "rayjob.yaml").read_text(encoding="utf-8"))
    assert version == pinned(ROOT / "requirements-cluster.lock")["ray"]


def test_the_jobs_command_is_one_of_the_programs() -> None:
    from dragoman.cli.code import command

    job = (DEPLOY / "rayjob.yaml").read_text(encoding="utf-8")
    said = re.search(r"dragoman code (.*?);", job, re.DOTALL)
    assert said is not None
    options = re.findall(r"--[a-z-]+", said[1])
    known = {name for parameter in command.params for name in parameter.opts}
    assert options and set(options) <= known
