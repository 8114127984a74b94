"""environment.yml, for users of conda: each line parses, and says what the lock says."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path

import pytest
import yaml
from packaging.requirements import Requirement
from packaging.version import Version
from rattler import MatchSpec, VersionSpec
from rattler import Version as CondaVersion

ROOT = Path(__file__).parents[2]
ENVIRONMENT = yaml.safe_load((ROOT / "environment.yml").read_text(encoding="utf-8"))
FROM_CONDA = [line for line in ENVIRONMENT["dependencies"] if isinstance(line, str)]
FROM_PIP = ENVIRONMENT["dependencies"][-1]["pip"]
CONDA_NAMES = {
    "great_tables": "great-tables",
    "pandera-pandas": "pandera",
    "typst-py": "typst",
}


def locked() -> dict[str, Version]:
    """Return the version of each package of requirements.lock."""
    text = (ROOT / "requirements.lock").read_text(encoding="utf-8")
    return {name: Version(version) for name, version in re.findall(r"^(\S+)==(\S+)", text, re.M)}


def read_line(line: str) -> tuple[str, VersionSpec]:
    """Return the PyPI name and the versions that a conda line asks for."""
    name = line.split()[0]
    versions = VersionSpec(MatchSpec(line, strict=True).version or "*", strict=True)
    return CONDA_NAMES.get(name, name), versions


PINNED = [line for line in FROM_CONDA if line.split()[0] not in ("python", "pip")]


@pytest.mark.parametrize("line", FROM_CONDA)
def test_each_conda_line_parses_strictly(line: str) -> None:
    assert MatchSpec(line, strict=True).name is not None


@pytest.mark.parametrize("line", PINNED)
def test_a_conda_line_admits_the_locked_version_and_no_other_minor_number(line: str) -> None:
    name, versions = read_line(line)
    version = locked()[name]
    below, above = (f"{version.major}.{version.minor + step}.0" for step in (-1, 1))
    assert versions.matches(CondaVersion(str(version)))
    assert not versions.matches(CondaVersion(above))
    assert version.minor == 0 or not versions.matches(CondaVersion(below))


@pytest.mark.parametrize("line", FROM_PIP)
def test_a_pip_line_admits_the_locked_version_and_holds_neither_hash_nor_path(line: str) -> None:
    requirement = Requirement(line)
    assert locked()[requirement.name] in requirement.specifier
    assert "--hash" not in line
    assert requirement.url is None


def test_conda_and_pip_together_name_the_direct_dependencies_and_no_more() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    direct = {Requirement(line).name for line in project["dependencies"]}
    named = [read_line(line)[0] for line in PINNED] + [Requirement(line).name for line in FROM_PIP]
    assert sorted(named) == sorted(direct)


def test_the_only_channel_is_conda_forge() -> None:
    assert ENVIRONMENT["channels"] == ["conda-forge"]
