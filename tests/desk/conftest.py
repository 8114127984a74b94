"""What the tests of the desk share: the ferry company's review, saved as a run leaves it."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest

from tests import world
from toolkit.desk.state import DeskState
from toolkit.model.findings import Findings
from toolkit.pipeline.places import Places
from toolkit.workspace import Workspace

AT = datetime(2026, 5, 4, 14, 2, 11, tzinfo=UTC)


def save(out: Path, findings: Findings) -> Path:
    """A review's folder with these findings in its workspace."""
    places = Places(out)
    places.make()
    with Workspace.open(places.workspace) as workspace:
        run_id = workspace.begin_run(AT, str(out / "raw"))
        workspace.save_snapshot("findings", {}, findings)
        workspace.save_statements(findings.statements, run_id)
        workspace.end_run(run_id, AT)
    return out


@pytest.fixture(scope="session")
def findings() -> Findings:
    return world.findings()


@pytest.fixture
def out(tmp_path: Path, findings: Findings) -> Path:
    """A review's folder. Its key is not on this machine."""
    return save(tmp_path / "out", findings)


@pytest.fixture
def state(out: Path) -> Iterator[DeskState]:
    with DeskState.open(out, key=out / "nowhere.json", coder="Ann", clock=lambda: AT) as opened:
        yield opened


def stored(out: Path) -> list[tuple[str, str, str | None]]:
    """What stands in SQLite, read by somebody else: subject, field, decided."""
    with Workspace.open(Places(out).workspace, make=False) as workspace:
        return [(row.subject, row.field, row.decided) for row in workspace.history()]
