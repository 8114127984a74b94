"""What is said of files whose people are mostly in no list of the organisation."""

from __future__ import annotations

from collections.abc import Mapping

from toolkit.intake.folder import Readings
from toolkit.intake.raw import SurveyReading
from toolkit.model.intake import ColumnGuess, Match
from toolkit.model.vocabulary import FileKind

NOBODYS_FROM = 0.5
"""A survey is a problem if more than this share of the answers that name somebody is nobody's."""
FEWEST_ANSWERS = 5
_WHO = ("person_id", "email", "name", "first_name", "last_name")
_OF_PEOPLE = (FileKind.USAGE, FileKind.TRAINING)


def unjoined(one: SurveyReading, nobodys: int, asked: int) -> str:
    """What is said of a survey most of whose answers are nobody's, and which column to look at.

    "" where there are few answers, or most are somebody's.
    """
    if asked < FEWEST_ANSWERS or nobodys <= NOBODYS_FROM * asked:
        return ""
    said = f"{nobodys} of {asked} answers belong to nobody in the organisation's list"
    columns = [column.name for column in one.reading.columns if column.role in _WHO]
    if one.likely_identity:
        return (
            f"{said}: column '{one.likely_identity}' looks like who answered. Write its role "
            "(person_id, email or name) into review.toml and run again."
        )
    return f"{said}: see what stands in column '{', '.join(columns)}', and which list it is of."


def unjoined_extracts(readings: Readings, made: Mapping[tuple[str, str], Match]) -> dict[str, str]:
    """File -> problem, of usage and training whose people are mostly nobody of the list.

    `made` are the matches by file and match id. Without any list there is nothing to tell.
    """
    found: dict[str, str] = {}
    for one in readings.extracts if readings.orgs else ():
        file = one.reading.file
        names = [match for (of, _), match in made.items() if of == file]
        lost = sum(not match.person_id and not match.doubtful for match in names)
        if one.reading.kind in _OF_PEOPLE and len(names) >= FEWEST_ANSWERS:
            if lost > NOBODYS_FROM * len(names):
                found[file] = _of_extract(one.reading.columns, lost, len(names))
    return found


def _of_extract(columns: tuple[ColumnGuess, ...], lost: int, names: int) -> str:
    said = ", ".join(column.name for column in columns if column.role in _WHO)
    return (
        f"{lost} of {names} people in it are nobody of the organisation's list (column '{said}'). "
        "Add a table that tells whose these ids are, or say under columns in review.toml which "
        "column is person_id, email or name, and run again."
    )
