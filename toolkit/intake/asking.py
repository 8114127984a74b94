"""Who asks: a transparent score, from 0 (answers) to 1 (asks), for every speaker."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, fields
from itertools import pairwise
from statistics import median

from toolkit.intake.names import tokens
from toolkit.intake.raw import Identity, TranscriptReading, Turn
from toolkit.intake.speech import is_back_channel, word_count


@dataclass(frozen=True, slots=True, kw_only=True)
class AskingParts:
    """The parts of the score, each 0-1; 0.5 where there is nothing to measure."""

    asks: float
    """Share of the speaker's turns (back-channels left out) that are question-like."""
    asked_to_answer: float
    """Of the questions that this speaker put or that were followed by this speaker: share put."""
    short: float
    """1 where the speaker's median turn has no words beside the others', 0.5 where equal."""
    opens: float
    """1 where the speaker has the first turn with content."""
    closes: float
    """1 where the speaker has the last turn with content."""


WEIGHTS = AskingParts(asks=0.3, asked_to_answer=0.35, short=0.15, opens=0.1, closes=0.1)
"""Questions count most; who opens and closes a call may also be the one who is asked."""
_FULL_NAME = 2
"""A name of so many words is one person's in every file."""


def asking_everywhere(
    asking: Mapping[str, frozenset[str]],
    talks: Iterable[TranscriptReading],
    in_list: Callable[[Identity], bool],
) -> dict[str, frozenset[str]]:
    """File -> labels of who asks: whoever asks in one talk asks in all.

    `asking` is what each file tells alone. Only full names of people who are in no list are
    carried over, and never to the last speaker of a talk.
    """
    known = list(talks)
    names = {
        key
        for one in known
        for label in asking[one.reading.file]
        if (key := _name_of(one, label)) and not in_list(_identity(one, label))
    }
    found: dict[str, frozenset[str]] = {}
    for one in known:
        speakers = {turn.speaker for turn in one.turns}
        more = {label for label in speakers if _name_of(one, label) in names}
        together = asking[one.reading.file] | more
        found[one.reading.file] = together if speakers - together else asking[one.reading.file]
    return found


def _identity(one: TranscriptReading, label: str) -> Identity:
    return one.speakers.get(label, Identity(name=label))


def _name_of(one: TranscriptReading, label: str) -> tuple[str, ...]:
    """The folded words of a full name, sorted; () for a role, a first name or initials."""
    words = tuple(sorted(tokens(_identity(one, label).name)))
    return words if len(words) >= _FULL_NAME else ()


def asking_parts(turns_of_speaker: Sequence[Turn], all_turns: Sequence[Turn]) -> AskingParts:
    """What `is_interviewer_like` is made of, to be shown beside it."""
    speaker = turns_of_speaker[0].speaker if turns_of_speaker else ""
    spoken = [turn for turn in all_turns if not is_back_channel(turn.text)]
    own = [turn for turn in turns_of_speaker if not is_back_channel(turn.text)]
    others = [turn for turn in spoken if turn.speaker != speaker]
    return AskingParts(
        asks=_share(sum(turn.is_question_like for turn in own), len(own)),
        asked_to_answer=_asked_to_answer(speaker, spoken),
        short=_short(own, others),
        opens=float(bool(spoken) and spoken[0].speaker == speaker),
        closes=float(bool(spoken) and spoken[-1].speaker == speaker),
    )


def is_interviewer_like(turns_of_speaker: Sequence[Turn], all_turns: Sequence[Turn]) -> float:
    """How much a speaker behaves like an interviewer, 0-1: the weighted mean of `asking_parts`.

    0.0 without turns. Compare the speakers of one conversation; there is no threshold in it.
    """
    if not turns_of_speaker:
        return 0.0
    parts = asking_parts(turns_of_speaker, all_turns)
    return sum(
        float(getattr(parts, part.name) * getattr(WEIGHTS, part.name)) for part in fields(parts)
    )


def _share(count: int, total: int) -> float:
    return count / total if total else 0.5


def _asked_to_answer(speaker: str, spoken: Sequence[Turn]) -> float:
    pairs = [(a, b) for a, b in pairwise(spoken) if a.is_question_like and a.speaker != b.speaker]
    asked = sum(asker.speaker == speaker for asker, _ in pairs)
    answered = sum(answer.speaker == speaker for _, answer in pairs)
    return _share(asked, asked + answered)


def _short(own: Sequence[Turn], others: Sequence[Turn]) -> float:
    if not own or not others:
        return 0.5
    mine = median(word_count(turn.text) for turn in own)
    theirs = median(word_count(turn.text) for turn in others)
    return theirs / (mine + theirs) if mine + theirs else 0.5
