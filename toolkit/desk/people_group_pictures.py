"""Pictures of groups: who was heard, and what each wave of the roll-out reaches."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from typing import Final

from toolkit.desk.people_drawing import Picture, Point, Sheet
from toolkit.desk.people_hiding import WITHHELD, hidden_cells, withheld_note
from toolkit.model.intake import Person
from toolkit.model.vocabulary import GoState
from toolkit.stakeholders.gates import WaveGate
from toolkit.stakeholders.wave_reach import AS_PLANNED, ReachCurve, reach_note

GATE_SIGN: Final[Mapping[GoState, str]] = {
    GoState.GREEN: "✓",
    GoState.RED: "✗",
    GoState.UNKNOWN: "?",
    GoState.OVERRULED: "!",
}


HEAT_NOTE: Final = "Heard of all in scope; a dashed cell is a hole."


def _short(text: str, most: int) -> str:
    return text if len(text) <= most else text[: most - 1].rstrip() + "…"


def coverage_heat(
    people: Sequence[Person], heard: frozenset[str], *, shared: bool = False, least: int = 5
) -> Picture | None:
    """Who was heard, by department and location; None where the list gives neither."""
    ours = [one for one in people if one.in_org and one.in_scope and one.department]
    if not ours:
        return None
    rows = sorted({one.department for one in ours})
    columns = sorted({one.location for one in ours if one.location}) or [""]
    spoke = Counter((one.department, one.location) for one in ours if one.person_id in heard)
    there: defaultdict[tuple[str, str], list[str]] = defaultdict(list)
    for one in () if shared else ours:
        there[one.department, one.location].append(one.person_id)
    counts = Counter((one.department, one.location) for one in ours)
    hidden = hidden_cells(counts, least) if shared else frozenset()
    sheet = Sheet()
    left, top, high = 170.0, 24.0, 26.0
    wide = max(min(440.0 / len(columns), 110.0), 46.0)
    holes = 0
    said = [("department", *columns)]
    for c, column in enumerate(columns):
        words = _short(column or "all", int(wide // 7))
        sheet.text(left + wide * (c + 0.5), top - 8, words, "middle muted")
    for r, row in enumerate(rows):
        sheet.text(left - 8, top + high * (r + 0.5) + 4, _short(row, 24), "end")
        line = [row]
        for c, column in enumerate(columns):
            n, k = counts[row, column], spoke[row, column]
            told = "" if not n else WITHHELD if (row, column) in hidden else f"{k}/{n}"
            step = 0 if not n or told == WITHHELD else 1 + round(4 * k / n) if k else 0
            hole = bool(n) and not k and told != WITHHELD
            holes += hole
            at = (left + wide * c, top + high * r)
            look = "hole" if hole else f"heat-{step}"
            words = f"{row}, {column}: {told or 'nobody there'}"
            who = tuple(there.get((row, column), ()))
            sheet.box(at, (wide - 2, high - 2), look, words, who)
            ink = "middle on" if step >= 4 else "middle"
            sheet.text(at[0] + wide / 2 - 1, at[1] + high / 2 + 3, told, ink)
            line.append(told)
        said.append(tuple(line))
    total = sum(one.person_id in heard for one in ours)
    gap = f"in {holes} of the cells nobody was" if holes else "no cell is without a voice"
    says = f"{total} of {len(ours)} people were heard" + ("." if hidden else f"; {gap}.")
    return Picture(
        name="coverage",
        says=says,
        width=left + wide * len(columns) + 8,
        height=top + high * len(rows) + 8,
        shapes=tuple(sheet.shapes),
        table=tuple(said),
        behind={
            f"{r}.{c}": tuple(there[row, column])
            for r, row in enumerate(rows, 1)
            for c, column in enumerate(columns, 1)
            if (row, column) in there
        },
        note=f"{withheld_note(least)} {HEAT_NOTE}" if hidden else HEAT_NOTE,
    )


SEGMENTS: Final = (
    ("live", "live", "champion"),
    ("with_two", "two or more to ask", "supporter"),
    ("with_one", "one to ask", "supporter-band"),
    ("without", "nobody to ask", "wash"),
)


def wave_timeline(gates: Sequence[WaveGate], curves: Sequence[ReachCurve]) -> Picture | None:
    """What each wave reaches, with its gate, and beside it what other ways to begin would reach.

    Counts of everybody in scope. None where there are no waves.
    """
    if not gates:
        return None
    sheet = Sheet()
    left, wide, high = 150.0, 400.0, 22.0
    planned = next((one for one in curves if one.name == AS_PLANNED), None)
    rows = [("wave", "people", "starts", "go list", *(word for _, word, _ in SEGMENTS))]
    y = 8.0
    everybody = sum(len(one.people) for one in gates)
    live = 0
    for place, gate in enumerate(gates):
        live += len(gate.people)
        when = f" · {gate.starts_on:%d %b}" if gate.starts_on else ""
        name = f"{GATE_SIGN[gate.state]} wave {gate.wave}{when}"
        sheet.text(left - 8, y + high / 2 + 4, name, "end")
        parts = (
            [getattr(planned.waves[place], key) for key, _, _ in SEGMENTS]
            if planned
            else [live, 0, 0, everybody - live]
        )
        _bar(sheet, (left, y), (wide, high - 4), parts)
        rows.append(
            (
                str(gate.wave),
                str(len(gate.people)),
                gate.starts_on.isoformat() if gate.starts_on else "",
                str(gate.state),
                *(f"{part:g}" for part in parts),
            )
        )
        y += high
    y += 12
    others = [one for one in curves if one.name != AS_PLANNED] if planned else []
    if others:
        sheet.text(left, y + 4, "after the first wave, had one begun", "muted")
        y += 12
    for curve in others:
        sheet.text(left - 8, y + high / 2 + 4, curve.name, "end muted")
        parts = [getattr(curve.waves[0], key) for key, _, _ in SEGMENTS]
        _bar(sheet, (left, y), (wide, high - 4), parts)
        rows.append((curve.name, "", "", "", *(f"{part:g}" for part in parts)))
        y += high
    y += 8
    # Two in a row: in German they are long.
    for place, (_, word, look) in enumerate(SEGMENTS if planned else SEGMENTS[::3]):
        x = left + wide / 2 * (place % 2)
        y += 16 * (place == 2)
        sheet.box((x, y), (10, 10), look, word)
        sheet.text(x + 14, y + 9, word if planned or word == "live" else "waiting", "small")
    return Picture(
        name="waves",
        says=_waves_say(gates, planned, others),
        width=left + wide + 12,
        height=y + 18,
        shapes=tuple(sheet.shapes),
        table=tuple(rows),
        note=reach_note(curves)
        if planned
        else "Nobody was asked whom they turn to: reach cannot be told.",
    )


def _bar(sheet: Sheet, at: Point, size: Point, parts: Sequence[float]) -> None:
    x, total = at[0], sum(parts) or 1
    for part, (_, word, look) in zip(parts, SEGMENTS, strict=True):
        wide = size[0] * part / total
        if part:
            sheet.box((x, at[1]), (max(wide - 1, 0.5), size[1]), look, f"{word}: {part:g}")
        if wide >= 18:
            ink = "middle on" if look in ("champion", "supporter") else "middle"
            sheet.text(x + wide / 2, at[1] + size[1] / 2 + 4, f"{part:.0f}", ink)
        x += wide


def _waves_say(
    gates: Sequence[WaveGate], planned: ReachCurve | None, others: Sequence[ReachCurve]
) -> str:
    red = sum(one.state in (GoState.RED, GoState.UNKNOWN) for one in gates)
    held = f"{red} of {len(gates)} waves wait for their go list."
    if planned is None:
        return held
    mine = planned.waves[0].near
    best = max(others, key=lambda one: one.waves[0].near, default=None)
    if best is None:
        return held
    whom = "a first user" if planned.by_first_users else "somebody"
    beside = f"the best other way reaches {best.waves[0].near:.0f} ({best.name})"
    return f"{held} The first wave gives {mine:.0f} waiting people {whom} to ask; {beside}."
