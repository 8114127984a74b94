"""Pictures of where people stand: stance and influence, ties, before and since the launch.

`shared` pictures hold groups only, and none of fewer than the smallest group.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from typing import Final

from toolkit.desk.people_drawing import SIGN, Picture, Point, Sheet, Who, sign_look
from toolkit.desk.people_hiding import WITHHELD, hidden_cells, withheld_note
from toolkit.desk.people_layout import spread_out
from toolkit.model.findings import Stakeholder
from toolkit.model.intake import Person, Tie
from toolkit.model.vocabulary import SHOWN_STANCE, Influence, Stance

Flows = Mapping[tuple[Stance, Stance], int]
Between = Mapping[tuple[Stance, Stance], tuple[str, ...]]
NETWORK_MOST: Final = 90
"""So many people, the most named ones, are drawn with the ties between them."""
LEAST_STEP: Final = 8.0
"""Dots stand at least so far apart, in pixels: with less nobody could point at one."""
SIGNED: Final = 15.0
"""So large is a dot's place, in pixels, that its sign can be read; its column says the same."""


def stance_map(
    stakeholders: Sequence[Stakeholder], *, shared: bool = False, least: int = 5
) -> Picture:
    """Stance across, influence upwards: a dot per person.

    Numbers only where it is shared, or where one place holds more people than dots.
    """
    known = [one for one in stakeholders if one.stance is not None]
    sheet = Sheet()
    left, top, wide, high = 64.0, 10.0, 94.0, 84.0
    levels = list(reversed(Influence))
    for row, level in enumerate(levels):
        sheet.text(left - 8, top + high * (row + 0.5) + 4, level.value, "end muted")
        sheet.line(left, top + high * row, left + 6 * wide, top + high * row)
    sheet.line(left, top + 3 * high, left + 6 * wide, top + 3 * high)
    cells = _cells(known)
    counts = {key: len(cell) for key, cell in cells.items()}
    hidden = hidden_cells(counts, least) if shared else frozenset()
    told = {key: WITHHELD if key in hidden else str(n) for key, n in counts.items()}
    crowded = max(counts.values()) > _room((wide, high), LEAST_STEP)
    for column, stance in enumerate(Stance):
        middle = left + wide * (column + 0.5)
        sheet.text(middle, top + 3 * high + 18, f"{SIGN[stance]} {SHOWN_STANCE[stance]}", "middle")
        for row, level in enumerate(levels):
            at = (left + wide * column, top + high * row)
            if shared or crowded:
                who = () if shared else _ids(cells[level, stance])
                _number(sheet, at, (wide, high), (stance, told[level, stance]), who)
            else:
                _dots(sheet, at, (wide, high), cells[level, stance])
    critics = sum(one.stance in list(Stance)[:3] for one in known)
    strong = [one for one in known if one.influence is Influence.HIGH]
    against = sum(one.stance in list(Stance)[:3] for one in strong)
    says = f"{critics} of {len(known)} people whose stance can be told are critical"
    says += f"; of the {len(strong)} whose word counts most, {against} are." if strong else "."
    figures = (critics, len(known) - critics, len(strong), against, len(strong) - against)
    if hidden or (shared and any(0 < n < least for n in figures)):
        says = "Stance and influence of the people whose stance can be told, in groups."
    table = [("influence", *(SHOWN_STANCE[one] for one in Stance))]
    for level in levels:
        table.append((level.value, *(told[level, stance] for stance in Stance)))
    behind = {
        f"{row + 1}.{column + 1}": _ids(cells[level, at])
        for row, level in enumerate(levels)
        for column, at in enumerate(Stance)
    }
    return Picture(
        name="stance and influence",
        says=says,
        width=left + 6 * wide + 8,
        height=top + 3 * high + 28,
        shapes=tuple(sheet.shapes),
        table=tuple(table),
        behind={} if shared else behind,
        note=withheld_note(least) if hidden else "",
    )


def _cells(known: Iterable[Stakeholder]) -> dict[tuple[Influence, Stance], list[Stakeholder]]:
    found: dict[tuple[Influence, Stance], list[Stakeholder]] = {
        (level, stance): [] for level in Influence for stance in Stance
    }
    for one in known:
        if one.stance is not None:
            found[one.influence, one.stance].append(one)
    return found


def _ids(found: Iterable[Stakeholder]) -> tuple[str, ...]:
    return tuple(one.person_id for one in found)


def _number(sheet: Sheet, at: Point, size: Point, told: tuple[Stance, str], who: Who) -> None:
    stance, n = told
    if n == "0":
        return
    x, y = at[0] + size[0] / 2, at[1] + size[1] / 2
    sheet.dot((x, y), 17, f"{stance}-edge", n, who)
    sheet.text(x, y + 4, n, "middle")


def _room(size: Point, step: float) -> int:
    """How many dots, so far apart, a cell holds."""
    return int((size[0] - 8) // step * ((size[1] - 8) // step))


def _dots(sheet: Sheet, at: Point, size: Point, cell: Sequence[Stakeholder]) -> None:
    """Dots in rows, smaller the more there are; the most influential first."""
    if not cell:
        return
    ordered = sorted(cell, key=lambda one: (-one.influence_score, one.person_id))
    step = 18.0
    while _room(size, step) < len(ordered):
        step -= 1
    across = int((size[0] - 8) // step)
    top = at[1] + (size[1] - step * -(-len(ordered) // across)) / 2
    for place, one in enumerate(ordered):
        x = at[0] + 4 + step * (place % across + 0.5)
        y = top + step * (place // across + 0.5)
        words = f"{one.person_id}: {SHOWN_STANCE[one.stance]}" if one.stance else one.person_id
        sheet.dot((x, y), step / 2 - 1.5, str(one.stance), words, (one.person_id,))
        if step >= SIGNED:
            sheet.text(x, y + 3.5, SIGN[one.stance], f"middle small {sign_look(one.stance)}")


def tie_network(
    people: Sequence[Person], ties: Sequence[Tie], stakeholders: Sequence[Stakeholder]
) -> Picture | None:
    """Who turns to whom, of the most named people; for the desk alone. None without ties."""
    named = Counter(one.to_id for one in ties if one.from_id != one.to_id)
    rank = {one.person_id: one.rank for one in people if one.in_org}
    kept = sorted(
        (key for key in {*named, *(one.from_id for one in ties)} if key in rank),
        key=lambda key: (-named[key], rank[key]),
    )[:NETWORK_MOST]
    if not kept:
        return None
    pairs = sorted({(o.from_id, o.to_id) for o in ties if {o.from_id, o.to_id} <= set(kept)})
    places = spread_out(kept, pairs, (620.0, 400.0))
    stance = {one.person_id: one.stance for one in stakeholders}
    sheet = Sheet()
    for one, other in pairs:
        (x, y), (x2, y2) = places[one], places[other]
        sheet.line(x, y, x2, y2, "tie")
    for key in reversed(kept):
        x, y = places[key]
        own = stance.get(key)
        look = str(own) if own else "unknown"
        radius = 5 + 2.2 * named[key] ** 0.5
        word = SHOWN_STANCE[own] if own else "not known"
        sheet.dot((x, y), radius, look, f"{key}: named by {named[key]}, {word}", (key,))
        if radius >= 7:
            sheet.text(x, y + 4, SIGN[own], f"middle {sign_look(own)}")
    for key in kept[:8]:
        x, y = places[key]
        sheet.text(x, y - 8 - 2.2 * named[key] ** 0.5, key, "middle small")
    first = kept[0]
    top = sum(named[key] for key in kept[:5])
    return Picture(
        name="ties",
        says=f"Five people take {top / max(sum(named.values()), 1):.0%} of all nominations; "
        f"{first} is named most, by {named[first]}.",
        width=620,
        height=400,
        shapes=tuple(sheet.shapes),
        table=(
            ("person", "named by", "stance"),
            *(
                (key, str(named[key]), SHOWN_STANCE[s] if (s := stance.get(key)) else "not known")
                for key in kept[:20]
            ),
        ),
        behind={f"{row}.0": (key,) for row, key in enumerate(kept[:20], 1)},
        note=f"The {len(kept)} people named most, of {len(rank)}; larger is named by more.",
    )


def stance_flow(
    stakeholders: Sequence[Stakeholder], *, shared: bool = False, least: int = 5
) -> Picture | None:
    """From the stance before the launch to that since; None where fewer than two can be told.

    Shared, it has three sides in the place of six steps, and there is none where a flow or a side
    would be of fewer than `least` people: widths betray numbers.
    """
    pairs = [
        (one.stance_before, one.stance)
        for one in stakeholders
        if one.stance_before is not None and one.stance is not None
    ]
    steps = list(Stance)
    worse = sum(steps.index(b) < steps.index(a) for a, b in pairs)
    better = sum(steps.index(b) > steps.index(a) for a, b in pairs)
    shown = [(_side(a), _side(b)) for a, b in pairs] if shared else pairs
    flows = Counter(shown)
    figures = (*flows.values(), worse, better, len(pairs) - worse - better)
    if len(pairs) < 2 or (shared and any(0 < n < least for n in figures)):
        return None
    sheet = Sheet()
    high = 260.0
    between = _between(() if shared else stakeholders)
    _draw_flow(sheet, flows, high, between)
    rows = [("before", "since", "people")]
    rows += [
        (SHOWN_STANCE[a], SHOWN_STANCE[b], str(flows[a, b]))
        for a in Stance
        for b in Stance
        if flows[a, b]
    ]
    return Picture(
        name="before and since",
        says=f"Since the launch {worse} of {len(pairs)} think less of it than before, "
        f"{better} more.",
        width=560,
        height=high + 12,
        shapes=tuple(sheet.shapes),
        table=tuple(rows),
        behind={
            f"{row}.2": between[pair]
            for row, pair in enumerate(((a, b) for a in Stance for b in Stance if flows[a, b]), 1)
            if pair in between
        },
        note="Only people who can be told both times.",
    )


def _between(stakeholders: Sequence[Stakeholder]) -> Between:
    """(Stance before, stance since) -> who went that way."""
    found: defaultdict[tuple[Stance, Stance], list[str]] = defaultdict(list)
    for one in stakeholders:
        if one.stance_before is not None and one.stance is not None:
            found[one.stance_before, one.stance].append(one.person_id)
    return {way: tuple(who) for way, who in found.items()}


def _side(stance: Stance) -> Stance:
    """The side that a step belongs to, by its middle step."""
    if stance is Stance.NEUTRAL:
        return stance
    return Stance.DETRACTOR if stance in list(Stance)[:3] else Stance.SUPPORTER


def _draw_flow(sheet: Sheet, flows: Flows, high: float, between: Between) -> None:
    """Bands from the stances before (left) to those since (right)."""
    left, right = 110.0, 450.0
    scale = (high - 5 * 8) / sum(flows.values())
    sides = [Counter[Stance](), Counter[Stance]()]
    for pair, n in flows.items():
        for side, stance in zip(sides, pair, strict=True):
            side[stance] += n
    before, after = (_stack(side, scale) for side in sides)
    given, taken = dict(before), dict(after)
    for one, other in ((a, b) for a in Stance for b in Stance):
        n = flows.get((one, other), 0)
        if not n:
            continue
        y, y2, thick = given[one], taken[other], n * scale
        given[one], taken[other] = y + thick, y2 + thick
        band = ((left, y), (right, y2), (right, y2 + thick), (left, y + thick))
        words = f"{n} from {SHOWN_STANCE[one]} to {SHOWN_STANCE[other]}"
        sheet.band(band, f"{one}-band", words, between.get((one, other), ()))
    _blocks(sheet, (sides[0], before, scale), (left - 5, left - 10, "end"))
    _blocks(sheet, (sides[1], after, scale), (right, right + 10, ""))


def _blocks(
    sheet: Sheet,
    side: tuple[Mapping[Stance, int], Mapping[Stance, float], float],
    at: tuple[float, float, str],
) -> None:
    counts, tops, scale = side
    x, words_at, look = at
    for stance in Stance:
        n = counts.get(stance, 0)
        if n:
            sheet.box((x, tops[stance]), (5, n * scale), str(stance), SHOWN_STANCE[stance])
            words = f"{SIGN[stance]} {SHOWN_STANCE[stance]} {n}"
            sheet.text(words_at, tops[stance] + n * scale / 2 + 4, words, look)


def _stack(counts: Mapping[Stance, int], scale: float) -> dict[Stance, float]:
    """The top of each stance's block."""
    y, found = 4.0, {}
    for stance in Stance:
        found[stance] = y
        if counts.get(stance):
            y += counts[stance] * scale + 8
    return found
