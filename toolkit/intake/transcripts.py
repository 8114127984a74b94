"""Transcripts of any tool: recognised, cut into turns, made into sources of those who answer."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from toolkit.intake.asking import asking_parts, is_interviewer_like
from toolkit.intake.cues import Cue, Parsed, set_aside_rows
from toolkit.intake.heads import (
    certain_interviewers,
    full_names,
    name_of_other_side,
    names_in_head,
)
from toolkit.intake.introduced import fuller_name, introduced_name
from toolkit.intake.labelled import (
    parse_labelled,
    recognise_labelled,
    why_no_conversation,
)
from toolkit.intake.labels import (
    canonical_labels,
    identity_of,
    label_key,
    pair_roles,
    role_of_label,
)
from toolkit.intake.raw import RawFile, TranscriptReading, Turn
from toolkit.intake.said_on import said_on
from toolkit.intake.speech import is_back_channel, last_sentences, words_of
from toolkit.intake.stamped import (
    parse_chat,
    parse_stamped,
    recognise_bare_times,
    recognise_chat,
    recognise_stamped,
)
from toolkit.intake.tabled import parse_tabled, recognise_tabled
from toolkit.intake.timed import parse_timed, recognise_timed
from toolkit.intake.turns import (
    conversation_key,
    group_by_speaker,
    in_order,
    join_over_back_channels,
    rows_of,
    stretches,
    turns_of,
    without_notices,
)
from toolkit.model.intake import ColumnGuess, FileReading, Source
from toolkit.model.vocabulary import Channel, FileKind, Wave
from toolkit.privacy.off_record import said_off_record
from toolkit.settings import FileSettings

__all__ = [
    "asking_parts",
    "conversation_key",
    "is_interviewer_like",
    "read_transcript",
    "recognise",
    "to_sources",
    "why_not",
]

NO_SPEAKERS = "no speaker is named: questions are told from answers by their words alone"
ONE_SPEAKER = (
    "only one speaker is named, so all words go to that person: if somebody else speaks too, check "
    "how the other's name stands before the words"
)
_TWO = 2
_TURNS_TO_AGREE = 3
"""Between announcing something off the record and saying it lie no more turns than this."""
_MANY_CUES = 10
_NOBODY = (
    "no name of a speaker, so the words are nobody's: export it with speakers, or write 'Name: ' "
    "before each turn."
)
_NOTHING = (
    "no cue, time stamp or speaker label was found; write 'Name: ' before each turn, or set "
    "another kind for this file in review.toml"
)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Conversation:
    """Turns, and which rows they are made of."""

    turns: tuple[Turn, ...]
    rows: frozenset[int]
    dropped: tuple[tuple[int, str], ...]


@dataclass(frozen=True, slots=True)
class _Shape:
    """A family of formats."""

    recognise: Callable[[RawFile], str | None]
    parse: Callable[[RawFile, frozenset[str]], Parsed]


_SHAPES = (
    _Shape(recognise_tabled, lambda raw, known: parse_tabled(raw)),
    _Shape(recognise_timed, parse_timed),
    _Shape(recognise_chat, lambda raw, known: parse_chat(raw)),
    _Shape(recognise_stamped, lambda raw, known: parse_stamped(raw)),
    _Shape(recognise_labelled, parse_labelled),
    _Shape(recognise_bare_times, lambda raw, known: parse_stamped(raw)),
)


def recognise(raw: RawFile) -> str | None:
    """The transcript format's name for people, or None where the file may be something else."""
    return next((found for shape in _SHAPES if (found := shape.recognise(raw))), None)


def why_not(raw: RawFile) -> str:
    """The first test by which a text that is not recognised is no transcript; "" if it is one."""
    return "" if recognise(raw) else why_no_conversation(raw)


def read_transcript(raw: RawFile, mine: FileSettings) -> TranscriptReading:
    """One conversation as turns. Rows are cues, paragraphs or messages, numbered from 1.

    Words of the head are no rows. A file in which nothing was said gives a reading with a problem.
    """
    known = frozenset(label_key(name) for name in (*mine.interviewers, *mine.columns))
    parsed = _parse(raw, known)
    conversation = _conversation(parsed)
    labels = list(group_by_speaker(conversation.turns))
    names = _names(parsed, labels)
    label, name, by_file = _other_side(parsed, conversation.turns, names, raw.file)
    names |= {label_key(label): name} if name else {}
    interviewers = _interviewers(conversation.turns, labels, names, mine)
    day = mine.said_on or said_on(raw.file, parsed.head, raw.modified_on)
    reading = FileReading(
        file=raw.file,
        kind=FileKind.TRANSCRIPT,
        format=parsed.format,
        rows_in=parsed.rows,
        rows_kept=len(conversation.rows),
        set_aside=set_aside_rows(conversation.dropped, parsed.unit),
        columns=_guesses(labels, interviewers),
        wave=mine.wave or Wave.UNKNOWN,
        first_on=day,
        last_on=day,
        problem=_problem(raw.file, parsed, conversation),
        notes=_notes(raw, parsed, labels),
    )
    return TranscriptReading(
        reading=reading,
        turns=conversation.turns,
        speakers={label: identity_of(label, names) for label in labels if label},
        interviewers=interviewers,
        said_on=day,
        by_file_name=label if by_file else "",
        year_guessed=not mine.said_on and said_on(raw.file, parsed.head, None) is None,
    )


def _parse(raw: RawFile, known: frozenset[str]) -> Parsed:
    for shape in _SHAPES:
        if shape.recognise(raw):
            return shape.parse(raw, known)
    return parse_labelled(raw, known)


def _conversation(parsed: Parsed) -> _Conversation:
    said, notices = without_notices(parsed.cues)
    speaker_of = canonical_labels(Counter(cue.label for cue in _labelled(said)))
    found, listening = join_over_back_channels(stretches(in_order(said), speaker_of))
    rows = rows_of(found)
    reasons = dict([*parsed.set_aside, *notices, *listening])
    dropped = [
        (row, reasons.get(row, "no words")) for row in range(1, parsed.rows + 1) if row not in rows
    ]
    return _Conversation(turns=turns_of(found), rows=frozenset(rows), dropped=tuple(dropped))


def _labelled(cues: Sequence[Cue]) -> list[Cue]:
    return [cue for cue in cues if cue.label]


def _names(parsed: Parsed, labels: Sequence[str]) -> dict[str, str]:
    """Label key -> name, as the head tells them."""
    return {
        **full_names(parsed.head, labels),
        **names_in_head(parsed.head),
        **parsed.names,
    }


def _answering(turns: Sequence[Turn], labels: Sequence[str]) -> list[str]:
    pairs = pair_roles(map(label_key, labels))
    return [
        label
        for label in labels
        if role_of_label(label) == "respondent" or pairs.get(label_key(label)) == "respondent"
    ] or _unnamed_who_answers(turns, labels)


def _other_side(
    parsed: Parsed, turns: Sequence[Turn], names: Mapping[str, str], file: str
) -> tuple[str, str, bool]:
    """(label, name, by the file's name?) of the only one who answers; "" where names tell it.

    Looked for under a role in the head ("Person interviewed: ..."), in its title, then in the
    file's name, with what they say of themselves.
    """
    answering = _answering(turns, list(group_by_speaker(turns)))
    if len(answering) != 1 or label_key(answering[0]) in names:
        return "", "", False
    by_role = [name for key, name in names.items() if role_of_label(key) == "respondent"]
    talk = [names[key] for key in words_of("speech", "labels", "talks") if key in names]
    if len(set(by_role)) == 1 or (talk and not by_role):
        return answering[0], (by_role or talk)[0], False
    said = introduced_name(turns, answering[0])
    told = name_of_other_side(parsed.head, "")
    name = fuller_name(told or name_of_other_side((), file), said)
    return answering[0], name, bool(name) and not told


def _unnamed_who_answers(turns: Sequence[Turn], labels: Sequence[str]) -> list[str]:
    """Of "Speaker 1" and "Speaker 2", or one of them beside a name, the one who asks less."""
    unknown = words_of("speech", "labels", "unknown")
    if len(labels) != _TWO or any(label_key(label) in unknown for label in labels):
        return []
    score = {
        speaker: is_interviewer_like(own, turns) for speaker, own in group_by_speaker(turns).items()
    }
    label = min(labels, key=lambda label: (score[label], label))
    return [label] if role_of_label(label) == "unnamed" else []


def _interviewers(
    turns: Sequence[Turn], labels: Sequence[str], names: Mapping[str, str], mine: FileSettings
) -> frozenset[str]:
    said_so = [name for name, role in mine.columns.items() if role == "interviewer"]
    certain = certain_interviewers(
        (label for label in labels if label), names, (*mine.interviewers, *said_so)
    )
    likely = _likely_interviewers(labels)
    if certain or not likely:
        return certain
    by_speaker = group_by_speaker(turns)
    score = {label: is_interviewer_like(own, turns) for label, own in by_speaker.items()}
    others = [score[label] for label in labels if label not in likely]
    return frozenset(label for label in likely if score[label] > max(others, default=0.0))


def _likely_interviewers(labels: Sequence[str]) -> list[str]:
    """Labels that mean an interviewer if they also ask the most: I beside B, the other of two."""
    pairs = pair_roles(map(label_key, labels))
    likely = [
        label
        for label in labels
        if pairs.get(label_key(label)) == "interviewer" or role_of_label(label) == "asker"
    ]
    answering = [label for label in labels if role_of_label(label) == "respondent"]
    if not likely and len(labels) == _TWO and len(answering) == 1:
        return [label for label in labels if label not in answering]
    return likely


def _guesses(labels: Sequence[str], interviewers: frozenset[str]) -> tuple[ColumnGuess, ...]:
    """Only labels that are roles: names of people do not belong in a file's description."""
    return tuple(
        ColumnGuess(name=label, role="interviewer" if label in interviewers else "speaker")
        for label in labels
        if label and role_of_label(label)
    )


def _notes(raw: RawFile, parsed: Parsed, labels: Sequence[str]) -> tuple[str, ...]:
    unnamed = (NO_SPEAKERS,) if labels == [""] else ()
    named = [label for label in labels if label]
    alone = (ONE_SPEAKER,) if len(named) == 1 and parsed.unit == "cue" else ()
    return (*raw.notes, *parsed.notes, *unnamed, *alone)


def _problem(file: str, parsed: Parsed, conversation: _Conversation) -> str:
    """Said loudly: nothing was said, or nobody is known to have said it."""
    if not conversation.turns:
        return _NOTHING
    if parsed.rows <= _MANY_CUES or parsed.unit != "cue" or _labelled(parsed.cues):
        return ""
    return f"{file}: {parsed.rows} cues and {_NOBODY}"


def to_sources(
    reading: TranscriptReading, interviewers: frozenset[str], person_of: Mapping[str, str]
) -> tuple[Source, ...]:
    """A source for every turn of those who answer, in the conversation's order.

    `interviewers` are labels as in `Turn.speaker`; `person_of` gives a label's person id ("" where
    it has none). `before` is the nearest earlier turn of an interviewer that is no back-channel,
    else the turn of another speaker just before. Where nobody is named, question-like turns are
    taken for the interviewer's.
    """
    asks = _asks_of(reading.turns, interviewers)
    return tuple(
        _source(reading, place, asks, person_of)
        for place, turn in enumerate(reading.turns)
        if not asks[place]
    )


def _asks_of(turns: Sequence[Turn], interviewers: frozenset[str]) -> list[bool]:
    nobody = all(not turn.speaker for turn in turns)
    return [turn.speaker in interviewers or (nobody and turn.is_question_like) for turn in turns]


def _source(
    reading: TranscriptReading, place: int, asks: Sequence[bool], person_of: Mapping[str, str]
) -> Source:
    turn = reading.turns[place]
    return Source(
        source_id=turn.turn_id,
        file=reading.reading.file,
        channel=Channel.INTERVIEW,
        text=turn.text,
        person_id=person_of.get(turn.speaker, ""),
        before=_before(reading.turns, place, asks),
        said_on=reading.said_on,
        wave=reading.reading.wave,
        position=place,
        off_record=_is_off_record(reading.turns, place),
    )


def _before(turns: Sequence[Turn], place: int, asks: Sequence[bool]) -> str:
    speaker = turns[place].speaker
    known = any(asks)
    for earlier in range(place - 1, -1, -1):
        turn = turns[earlier]
        asking = asks[earlier] if known else turn.is_question_like and turn.speaker != speaker
        if asking and not is_back_channel(turn.text):
            return turn.text
    for earlier in range(place - 1, -1, -1):
        if turns[earlier].speaker != speaker:
            return turns[earlier].text
    return ""


def _is_off_record(turns: Sequence[Turn], place: int) -> bool:
    """By this turn, or by the last sentence before it, of another or of the same speaker.

    The speaker's own counts where since then nobody asked anything ("Off the record?" - "Sure.").
    """
    text = turns[place].text
    if said_off_record(text):
        return True
    for earlier in range(place - 1, max(-1, place - 1 - _TURNS_TO_AGREE), -1):
        turn = turns[earlier]
        mine = turn.speaker == turns[place].speaker
        if (mine or earlier == place - 1) and said_off_record(text, last_sentences(turn.text)):
            return True
        if mine or turn.is_question_like:
            return False
    return False
