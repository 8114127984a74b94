"""Two programs decide at the same time: both succeed, and neither overlooks the other."""

from __future__ import annotations

from toolkit.workspace import Workspace

EACH = 30
WRITER = """
print("ready", flush=True)
sys.stdin.readline()
with Workspace.open(sys.argv[1]) as workspace:
    for number in range(int(sys.argv[3])):
        at = datetime(2026, 4, 13, 9, number, tzinfo=UTC)
        kind = "praise" if number % 2 else "concern"
        workspace.decide("statement:S-1", "kind", kind, coder=sys.argv[2], at=at)
"""


def test_two_writers_at_once_lose_no_update(place, start):
    writers = [start(WRITER, place, coder, EACH) for coder in ("Ada", "Ben")]
    for writer in writers:
        assert writer.stdout.readline() == "ready\n"
    for writer in writers:
        # Both make the file, too.
        writer.stdin.write("go\n")
        writer.stdin.flush()
    assert [writer.wait(timeout=600) for writer in writers] == [0, 0]

    with Workspace.open(place) as workspace:
        rows = workspace.history()
    assert [row.coder for row in rows].count("Ada") == EACH
    assert [row.coder for row in rows].count("Ben") == EACH
    # Each decision was made knowing of the one before it: a single chain.
    assert [row.supersedes for row in rows] == [None, *range(1, 2 * EACH)]
    assert [row.decision_id for row in rows] == list(range(1, 2 * EACH + 1))
