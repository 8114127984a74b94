"""A program is killed in the middle of its work: what it was told is done is done."""

from __future__ import annotations

import os
import random
import time

import pytest

from toolkit.workspace import Workspace

KILLS = int(os.environ.get("RELAUNCH_KILLS", "5"))
# Says "ready" before the file is opened, then the number of each decision once it is acknowledged.
WRITER = """
print("ready", flush=True)
with Workspace.open(sys.argv[1]) as workspace:
    number = 0
    while True:
        number += 1
        subject = f"statement:{sys.argv[2]}-{number}"
        at = datetime(2026, 4, 13, tzinfo=UTC)
        row = workspace.decide(subject, "kind", "praise", coder="Ada", at=at, memo=subject * 20)
        if number % 5 == 0:
            workspace.undo(row.decision_id, coder="Ada", at=at)
        print(row.uuid, subject, flush=True)
"""


@pytest.fixture(scope="module")
def quick_disk():
    """Nothing is spared here."""


def test_no_acknowledged_decision_is_lost_when_the_program_is_killed(place, start):
    chance = random.Random(20260413)
    acknowledged = {}
    for kill in range(KILLS):
        writer = start(WRITER, place, kill)
        assert writer.stdout.readline() == "ready\n"
        # The first ones hit a file that is being made, the others any step of a decision.
        time.sleep(chance.uniform(0, 0.04 if kill == 0 else 0.4))
        # However slow the machine is, the last one has decided something when it is killed.
        told = writer.stdout.readline() if kill == KILLS - 1 else ""
        writer.kill()
        told += writer.stdout.read()
        writer.wait()
        # The last line may be cut off in the middle.
        whole = [line for line in told.splitlines(keepends=True) if line.endswith("\n")]
        acknowledged.update(line.split() for line in whole)

        with Workspace.open(place) as workspace:
            kept = {row.uuid: row.subject for row in workspace.history() if row.undoes is None}
            rows = workspace.history()
        assert acknowledged.items() <= kept.items()
        assert all(row.memo == row.subject * 20 for row in rows if row.undoes is None)
    assert acknowledged


def test_a_transaction_is_on_disk_before_it_returns(workspace):
    with workspace.store.read() as connection:
        pragma = {
            name: connection.exec_driver_sql(f"PRAGMA {name}").scalar()
            for name in ("journal_mode", "synchronous", "foreign_keys", "secure_delete")
        }

    assert pragma == {
        "journal_mode": "wal",
        "synchronous": 2,
        "foreign_keys": 1,
        "secure_delete": 1,
    }
