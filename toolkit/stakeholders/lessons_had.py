"""Who had a course since saying that knowledge is missing."""

from __future__ import annotations

from datetime import date

from toolkit.stakeholders.people_input import Known

LAST_COURSE = "last_course_on"


def taught_since(person_id: str, known: Known) -> bool:
    """Whether the files show a course attended after all that this person said since the launch.

    False where no day is known of either, or where words were promised not to be read beside what
    the systems recorded.
    """
    people = known.given.facts.people
    if LAST_COURSE not in people or person_id not in people.index or not known.may_join(person_id):
        return False
    held = people.loc[person_id, LAST_COURSE]
    days = [one.source.said_on for one in known.words(person_id, before=False)]
    said = [day for day in days if day is not None]
    return isinstance(held, date) and bool(said) and held > max(said)
