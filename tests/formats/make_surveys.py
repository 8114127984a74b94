"""What the tests of surveys ask of an `Intake`: who answered what to which question."""

from __future__ import annotations

from toolkit.model.intake import ClosedAnswer, Intake, Source
from toolkit.model.vocabulary import QuestionMeaning


def said(intake: Intake, words: str) -> Source:
    """The one source with these words in it."""
    found = [source for source in intake.sources if words in source.text]
    assert len(found) == 1, [source.text for source in found]
    return found[0]


def texts(intake: Intake, meaning: QuestionMeaning) -> list[str]:
    return sorted(source.text for source in intake.sources if source.meaning is meaning)


def closed_of(intake: Intake, words: str) -> list[ClosedAnswer]:
    """Closed answers to the questions that hold these words, in the respondents' order."""
    return sorted(
        (answer for answer in intake.closed if words in answer.question),
        key=lambda answer: (answer.respondent_id, answer.question, answer.value),
    )


def agreements(intake: Intake, words: str) -> dict[str, float | None]:
    """value -> agreement over the answers to one question."""
    return {answer.value: answer.agreement for answer in closed_of(intake, words)}


def values(intake: Intake, words: str) -> list[str]:
    return sorted(answer.value for answer in closed_of(intake, words))


def nobody_says(intake: Intake, *choices: str) -> bool:
    """Whether none of the choices of a closed question was taken for somebody's words."""
    return not {source.text.strip() for source in intake.sources} & set(choices)
