"""Surveys and comment sheets whose answers are none: columns of ids, dates, addresses or names."""

from __future__ import annotations

from toolkit.intake.headers import looks_like_date, looks_like_email, looks_like_id
from toolkit.intake.names import tokens
from toolkit.intake.people import Roster
from toolkit.intake.raw import SurveyReading

STRANGE_FROM = 0.5
"""A column is strange if so many of its answers are no words of anybody's."""
FEWEST_ANSWERS = 5
_MOST_NAMED = 5
_LONGEST = 60
"""Signs; a longer text is no id and no name."""


def strange_answers(survey: SurveyReading, roster: Roster) -> str:
    """The problem of a file whose "answers" are mostly ids, dates, addresses or listed names.

    "" where there is none: judged for each question, with at least `FEWEST_ANSWERS` answers.
    """
    told: dict[str, list[str]] = {}
    for source in survey.sources:
        told.setdefault(source.question, []).append(source.text)
    strange = sorted(
        question
        for question, texts in told.items()
        if len(texts) >= FEWEST_ANSWERS
        and sum(_is_no_answer(text, roster) for text in texts) >= STRANGE_FROM * len(texts)
    )
    if not strange:
        return ""
    named = ", ".join(f"'{question}'" for question in strange[:_MOST_NAMED])
    return (
        f"ids, dates or people's names were read as answers in {named}: this may be no survey. "
        "Write the file's kind (tickets, training, usage, org), or the role of these columns, into "
        "review.toml and run again."
    )


def _is_no_answer(text: str, roster: Roster) -> bool:
    cell = text.strip()
    if not cell or len(cell) > _LONGEST:
        return False
    looks = (looks_like_id, looks_like_email, looks_like_date)
    return any(look(cell) for look in looks) or bool(
        roster.spelt.get(" ".join(sorted(tokens(cell))))
    )
