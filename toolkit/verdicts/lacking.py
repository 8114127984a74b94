"""Whom to ask for what came and does not count: files that nobody could read, unknown accounts."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from toolkit.model.findings import Request
from toolkit.model.intake import Intake
from toolkit.model.vocabulary import FileKind

MOST_UNKNOWN = 0.1
"""Share of a kind's accounts, 0-1, that may be nobody of the list before somebody is asked."""
FEWEST_UNKNOWN = 3
_OTHERS_TOO = 1.5
"""With more accounts than this for each person of the list, a file holds other people too."""
_WHO_KNOWS = {
    FileKind.USAGE: "CRM administrator",
    FileKind.TRAINING: "training lead",
    FileKind.TICKETS: "service desk lead",
}


def with_lacking(requests: Sequence[Request], intake: Intake) -> tuple[Request, ...]:
    """The requests with those for what came and was lost, files first, numbered anew."""
    found = [*_unread(intake), *_unknown(intake), *requests]
    found.sort(key=lambda one: one.kind != "file")
    return tuple(
        replace(one, request_id=f"R{number:02d}") for number, one in enumerate(found, start=1)
    )


def _unread(intake: Intake) -> list[Request]:
    count = sum(one.unread for one in intake.files)
    if not count:
        return []
    return [
        _file(
            question="Please send the files that could not be read once more.",
            role="project lead",
            data=f"unread files: {count}; the reason of each stands with the files that came",
            answer="what was said in them -> every theme",
        )
    ]


def _unknown(intake: Intake) -> list[Request]:
    """Accounts that are nobody of the list, though the file holds hardly anybody else."""
    found: list[Request] = []
    listed = sum(one.in_org for one in intake.people)
    for kind, role in _WHO_KNOWS.items():
        files = {one.file for one in intake.files if one.kind is kind}
        accounts = {one.match_id: one.person_id for one in intake.matches if one.file in files}
        unknown = sum(not person for person in accounts.values())
        enough = max(FEWEST_UNKNOWN, MOST_UNKNOWN * len(accounts))
        if not listed or unknown < enough or len(accounts) > _OTHERS_TOO * listed:
            continue
        found.append(
            _file(
                question="Please send a list that says whose accounts these are.",
                role=role,
                data=f"account, e-mail, name; {unknown} of {len(accounts)} accounts are in no list",
                answer="whose accounts they are -> who uses the tool, was trained, wrote tickets",
            )
        )
    return found


def _file(*, question: str, role: str, data: str, answer: str) -> Request:
    return Request(
        request_id="",
        about="all",
        question=question,
        addressee_role=role,
        data=data,
        if_answer=answer,
        kind="file",
    )
