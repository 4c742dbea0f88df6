"""What the program imports is declared, what is declared is pinned, and the lock holds no address."""

from __future__ import annotations

import ast
import re
import sys
import tomllib
from importlib.metadata import packages_distributions
from pathlib import Path

ROOT = Path(__file__).parents[1]
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
LOCK = (ROOT / "requirements.lock").read_text(encoding="utf-8")


def canonical(name: str) -> str:
    return re.sub(r"[-_.]+", "-", name).lower()


def names(requirements: list[str]) -> set[str]:
    return {canonical(re.split(r"[\s<>=!~\[;]", requirement, maxsplit=1)[0]) for requirement in requirements}


def imported() -> set[str]:
    """Top-level modules that the source imports, from anywhere in a file."""
    found = set()
    for file in (ROOT / "src").rglob("*.py"):
        for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Import):
                found |= {alias.name.split(".")[0] for alias in node.names}
            elif isinstance(node, ast.ImportFrom) and node.module and not node.level:
                found.add(node.module.split(".")[0])
    return found - set(sys.stdlib_module_names) - {"dragoman"}


def test_every_import_is_declared() -> None:
    optional = [requirement for extra in PROJECT["optional-dependencies"].values() for requirement in extra]
    declared = names(PROJECT["dependencies"]) | names(optional)
    providers = packages_distributions()
    missing = {
        module for module in imported() if not {canonical(name) for name in providers.get(module, [module])} & declared
    }
    assert not missing


def test_every_dependency_is_pinned_with_a_hash() -> None:
    optional = PROJECT["optional-dependencies"]
    wanted = names([*PROJECT["dependencies"], *optional["dev"]])
    pinned = {canonical(name) for name in re.findall(r"^([A-Za-z0-9._-]+)==", LOCK, re.MULTILINE)}
    assert wanted <= pinned, "run `make lock`"
    entries = re.split(r"^(?=[A-Za-z0-9._-]+==)", LOCK, flags=re.MULTILINE)[1:]
    assert all("--hash=sha256:" in entry for entry in entries)


def test_the_lock_holds_no_address() -> None:
    assert not re.search(r"https?://|file:|--index|--find-links", LOCK)
