"""The rules of the house that no linter knows."""

from __future__ import annotations

import ast
import re
import subprocess
import sys
import tomllib
from collections.abc import Iterator
from importlib.metadata import packages_distributions
from pathlib import Path

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

ROOT = Path(__file__).parents[2]
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
MODULES = sorted((ROOT / "toolkit").rglob("*.py"))
LONGEST_MODULE = 400

# In pieces, so that this file does not hold what it looks for.
HOSTS = [
    "pypi" + ".org",
    "python" + "hosted.org",
    "ana" + "conda.org",
    "ana" + "conda.com",
    "registry." + "npmjs",
    "deb." + "debian.org",
    "jsdelivr" + ".net",
    "unpkg" + ".com",
]
MACHINE_PATH = re.compile(r"(^|[^A-Za-z0-9_.])/(work|farm|root)/|/tmp/[A-Za-z_.-]*[0-9]", re.M)


def tracked_files() -> list[Path]:
    """Return the project's files: what git knows or would take, else what lies here."""
    command = ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    if done.returncode:
        everything = (path for path in ROOT.rglob("*") if path.is_file())
        return [
            path for path in everything if not re.search(r"/(\.[a-z_]+|__pycache__)/", str(path))
        ]
    return [ROOT / name for name in done.stdout.split("\0") if (ROOT / name).is_file()]


def texts() -> Iterator[tuple[str, str]]:
    """Give the name and the text of each tracked file that is text."""
    for path in tracked_files():
        data = path.read_bytes()
        if b"\0" not in data[:8000]:
            yield str(path.relative_to(ROOT)), data.decode("utf-8", errors="replace")


def imported_packages(path: Path) -> set[str]:
    """Return the top-level names that a module imports, its own package aside."""
    found: set[str] = set()
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            found |= {alias.name.partition(".")[0] for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and node.module and not node.level:
            found.add(node.module.partition(".")[0])
    return found - set(sys.stdlib_module_names) - {"toolkit"}


def declared_packages() -> set[str]:
    """Return the packages that a user has, and those of the extras."""
    extras = PROJECT["project"]["optional-dependencies"].values()
    lines = PROJECT["project"]["dependencies"] + [line for extra in extras for line in extra]
    return {canonicalize_name(Requirement(line).name) for line in lines}


@pytest.mark.parametrize("path", MODULES, ids=lambda path: str(path.relative_to(ROOT)))
def test_a_module_that_grows_too_long_gets_a_door(path: Path) -> None:
    assert len(path.read_text(encoding="utf-8").splitlines()) <= LONGEST_MODULE


def test_every_package_that_the_toolkit_imports_is_declared() -> None:
    providers = packages_distributions()
    declared = declared_packages()
    undeclared = {
        f"{path.relative_to(ROOT)}: {name}"
        for path in MODULES
        for name in imported_packages(path)
        if not declared & {canonicalize_name(owner) for owner in providers.get(name, [name])}
    }
    assert not undeclared


def test_no_file_names_a_registry_or_a_delivery_network() -> None:
    found = {f"{name}: {host}" for name, text in texts() for host in HOSTS if host in text}
    assert not found


def test_no_file_holds_a_path_of_somebodys_machine() -> None:
    found = {
        f"{name}: {match[0].strip()}"
        for name, text in texts()
        for match in MACHINE_PATH.finditer(text)
    }
    assert not found


def test_notebooks_hold_no_outputs() -> None:
    found = [name for name, text in texts() if name.endswith(".ipynb") and '"output_type"' in text]
    assert not found


def test_the_integration_script_calls_the_test_command_of_the_readme() -> None:
    script = (ROOT / ".ci" / "run").read_text(encoding="utf-8")
    assert "python run.py test" in (ROOT / "README.md").read_text(encoding="utf-8")
    assert '"$python" run.py test' in script
    assert '"$python" run.py check' in script


def test_the_package_says_that_it_is_typed() -> None:
    assert (ROOT / "toolkit" / "py.typed").exists()
