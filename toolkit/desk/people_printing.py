"""The pictures of people as files: groups to pass on, or all of them for the reviewer alone."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from functools import partial
from pathlib import Path
from textwrap import wrap
from typing import Final

from toolkit.desk import strings
from toolkit.desk.people_drawing import Picture, Shape, as_svg, labelled
from toolkit.desk.people_group_pictures import coverage_heat, wave_timeline
from toolkit.desk.people_hiding import WITHHELD
from toolkit.desk.people_pictures import stance_flow, stance_map, tie_network
from toolkit.intake import pseudonyms
from toolkit.model.intake import Person
from toolkit.pipeline.people_planning import Standing
from toolkit.pipeline.places import Places
from toolkit.pipeline.redacting import roster_of
from toolkit.privacy import Guard, release
from toolkit.reports.writers import write_confidential, write_shared
from toolkit.stakeholders.people_input import heard_in

FOLDER: Final = "pictures"
_LETTER, _LINE = 6.4, 18.0
"""Room for one letter and one line of 12 px, in units of the picture."""


def all_pictures(standing: Standing) -> tuple[Picture, ...]:
    """The five pictures with a mark per person, without those that the files cannot show."""
    plan, judged, intake = standing.plan, standing.stakeholders, standing.findings.intake
    found = (
        stance_map(judged) if judged else None,
        tie_network(intake.people, intake.ties, judged) if judged else None,
        stance_flow(judged),
        coverage_heat(intake.people, heard_in(standing.given)),
        wave_timeline(plan.gates, plan.reach),
    )
    return tuple(one for one in found if one is not None)


def shared_pictures(standing: Standing) -> tuple[Picture, ...]:
    """Those of groups alone, no number of which is of fewer people than the smallest group.

    There is none of ties, none of flows of few, and no waves where one is of few people; what waves
    reach is left out.
    """
    judged, people = standing.stakeholders, standing.findings.intake.people
    least = standing.settings.mine.privacy.min_group
    gates = standing.plan.gates
    sizes = [len(one.people) for one in gates]
    few = any(0 < sum(sizes[place:]) < least or n < least for place, n in enumerate(sizes))
    waves = None if few else wave_timeline(gates, ())
    found = (
        _mostly_shown(stance_map(judged, shared=True, least=least)) if judged else None,
        stance_flow(judged, shared=True, least=least),
        _coverage(people, heard_in(standing.given), least),
        replace(waves, note="") if waves else None,
    )
    return tuple(one for one in found if one is not None)


def _coverage(people: Sequence[Person], heard: frozenset[str], least: int) -> Picture | None:
    """By department and location; by department alone where most places are too small."""
    found = _mostly_shown(coverage_heat(people, heard, shared=True, least=least))
    if found is not None:
        return found
    nowhere = [replace(one, location="") for one in people]
    return _mostly_shown(coverage_heat(nowhere, heard, shared=True, least=least))


def _mostly_shown(picture: Picture | None) -> Picture | None:
    """None where more numbers are withheld than shown: such a picture tells nothing."""
    if picture is None:
        return None
    cells = [cell for row in picture.table[1:] for cell in row[1:] if cell not in ("", "0")]
    return picture if 2 * cells.count(WITHHELD) <= len(cells) else None


def write_pictures(
    standing: Standing,
    out: Path,
    *,
    shared: bool = True,
    key: Path | None = None,
    language: str = "en",
) -> tuple[Path, ...]:
    """Write them as SVG into share/pictures, or all of them into confidential/pictures.

    What goes to share/ is looked through for people of the roster. Raises KeyMissing without the
    key, WithheldByPromise where somebody could be known.
    """
    places = Places(out.resolve())
    if not shared:
        files = _files(all_pictures(standing), language)
        return tuple(write_confidential(places.confidential / name, data) for name, data in files)
    guard = Guard(roster_of(pseudonyms.load(key or pseudonyms.key_path(places.out))))
    released = [
        (name, release(data, guard, name=name))
        for name, data in _files(shared_pictures(standing), language)
    ]
    return tuple(write_shared(places.share / name, data) for name, data in released)


def _captioned(picture: Picture) -> Picture:
    """The picture with what it says and its note below it: print has no other place for them."""
    lines = [
        (line, look)
        for text, look in ((picture.says, ""), (picture.note, "muted"))
        for line in wrap(text, int(picture.width / _LETTER))
    ]
    shapes = (
        Shape(kind="text", x=8.0, y=picture.height + _LINE * place, look=look, words=line)
        for place, (line, look) in enumerate(lines, start=1)
    )
    return replace(
        picture,
        shapes=(*picture.shapes, *shapes),
        height=picture.height + _LINE * (len(lines) + 1),
    )


def _files(pictures: Sequence[Picture], language: str) -> list[tuple[str, bytes]]:
    found = []
    for one in pictures:
        says = strings.drafted(language, one.says)
        note = strings.drafted(language, one.note)
        labels = labelled(replace(one, says=says, note=note), partial(strings.say, language))
        said = _captioned(labels)
        name = f"{FOLDER}/{one.name.replace(' ', '-')}.{language}.svg"
        found.append((name, as_svg(said).encode()))
    return found
