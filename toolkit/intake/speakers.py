"""Who the speakers of a conversation are, by what the folder's other files tell."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from toolkit.intake.labels import label_key, role_of_label
from toolkit.intake.names import fold, tokens
from toolkit.intake.people import Roster, match
from toolkit.intake.raw import Identity, TranscriptReading
from toolkit.intake.speaker_keys import NOT_USED, USED, SpeakerKey, Spoken
from toolkit.intake.speech import words_of
from toolkit.model.intake import FileReading

_SHORTEST = 4
"""Letters and digits of a part of a file's name by which a list may mean it."""


def named_by_keys(
    transcripts: Sequence[TranscriptReading], keys: Sequence[SpeakerKey]
) -> tuple[list[TranscriptReading], dict[str, FileReading]]:
    """Conversations with the speakers that lists name, and the reading of every list by its file.

    A list that is of none of the conversations has a problem, which says what to do.
    """
    found = {one.reading.file: one for one in transcripts}
    readings: dict[str, FileReading] = {}
    for key in keys:
        told = _told(key, list(found.values()))
        for file, spoken in told.items():
            found[file] = _with_names(found[file], spoken)
        readings[key.reading.file] = _key_reading(key, len(told))
    return list(found.values()), readings


def settle_speaker(one: TranscriptReading, roster: Roster) -> TranscriptReading:
    """A guess from the file's name held against the list's people, and codes kept to their file.

    A code that nobody of the list has ("B3") is one speaker of its own conversation alone.
    """
    return _apart(_by_file_name(one, roster), roster)


def _key_reading(key: SpeakerKey, n_files: int) -> FileReading:
    if not n_files:
        return replace(key.reading, problem=NOT_USED.format(key.reading.file))
    return replace(key.reading, notes=(*key.reading.notes, USED.format(n_files)))


def _told(key: SpeakerKey, all_of: Sequence[TranscriptReading]) -> dict[str, list[Spoken]]:
    """File -> the lines that are of its labels."""
    told: dict[str, list[Spoken]] = {}
    for spoken in key.spoken:
        if spoken.file:
            for one in (one for one in all_of if _is_meant(spoken.file, one.reading.file)):
                told.setdefault(one.reading.file, []).append(spoken)
    loose = [spoken for spoken in key.spoken if not spoken.file]
    if loose and (meant := _only_one(key, loose, all_of)):
        told.setdefault(meant.reading.file, []).extend(loose)
    return told


def _is_meant(said: str, file: str) -> bool:
    """Whether a list's word for a conversation is its file's name or a part of it."""
    own, other = _plain(file.rsplit("/", 1)[-1]), _plain(said.rsplit("/", 1)[-1])
    return own == other or (len(other) >= _SHORTEST and other in own)


def _plain(name: str) -> str:
    return re.sub(r"[\W_]+", "", fold(re.sub(r"\.\w{1,5}$", "", name.strip())))


def _only_one(
    key: SpeakerKey, loose: Sequence[Spoken], all_of: Sequence[TranscriptReading]
) -> TranscriptReading | None:
    """The one conversation whose unnamed labels these are; of several the one the title means."""
    listed = {spoken.label for spoken in loose}
    fits = [one for one in all_of if (own := _unnamed(one)) and own <= listed and _codes(own)]
    if len(fits) > 1:
        about = f"{key.title} {key.reading.file}"
        fits = [one for one in fits if _is_about(about, key.reading.last_on, one)]
    return fits[0] if len(fits) == 1 else None


def _unnamed(one: TranscriptReading) -> set[str]:
    """Labels (as compared) of which nobody tells who they are, but for those that surely ask."""
    return {
        label_key(label)
        for label, who in one.speakers.items()
        if label not in one.interviewers
        and (not (who.name or who.email) or label == one.by_file_name)
    }


def _codes(labels: set[str]) -> bool:
    return any(label[-1:].isdigit() or role_of_label(label) for label in labels)


def _is_about(text: str, day: date | None, one: TranscriptReading) -> bool:
    idle = words_of("speech", "labels", "file_words")
    words = {word for word in _words(one.reading.file) if word not in idle}
    return bool(words & _words(text)) or (day is not None and day == one.said_on)


def _words(text: str) -> set[str]:
    found = re.split(r"[\W\d_]+", fold(text.rsplit("/", 1)[-1] if "\n" not in text else text))
    return {word for word in found if len(word) >= _SHORTEST}


def _with_names(one: TranscriptReading, told: Sequence[Spoken]) -> TranscriptReading:
    by_label = {spoken.label: spoken for spoken in told}
    speakers, asking = dict(one.speakers), set(one.interviewers)
    for label in one.speakers:
        spoken = by_label.get(label_key(label)) or by_label.get(_bare(label))
        if spoken is None:
            continue
        if spoken.asks:
            asking.add(label)
        if spoken.name:
            speakers[label] = Identity(name=spoken.name)
    if any(spoken.asks for spoken in told):
        asking -= {label for label in asking if _answers(by_label.get(label_key(label)))}
    guessed = "" if label_key(one.by_file_name) in by_label else one.by_file_name
    return replace(one, speakers=speakers, interviewers=frozenset(asking), by_file_name=guessed)


def _bare(label: str) -> str:
    """The letter or number of "Speaker A"."""
    return label_key(label).split()[-1] if role_of_label(label) == "unnamed" else ""


def _answers(spoken: Spoken | None) -> bool:
    return spoken is not None and not spoken.asks


def _by_file_name(one: TranscriptReading, roster: Roster) -> TranscriptReading:
    """The name guessed from the file's name: what of it is somebody's of the list, no place."""
    who = one.speakers.get(one.by_file_name) if one.by_file_name else None
    if who is None or not roster.people or _is_known(who, roster):
        return one
    places = {
        word
        for person in roster.people.values()
        for text in (person.location, person.department, person.role)
        for word in tokens(text)
    }
    kept = [word for word in who.name.split() if not set(tokens(word)) & places]
    single = [word for word in who.name.split() if match(Identity(name=word), roster).person_id]
    named = {match(Identity(name=word), roster).person_id for word in single}
    name = single[0] if len(named) == 1 else " ".join(kept)
    return replace(one, speakers={**one.speakers, one.by_file_name: Identity(name=name)})


def _is_known(who: Identity, roster: Roster) -> bool:
    found = match(who, roster)
    return bool(found.person_id) or found.doubtful


def _apart(one: TranscriptReading, roster: Roster) -> TranscriptReading:
    """Codes that nobody of the list has, told apart from the same codes of other files."""
    stem = re.sub(r"\.\w{1,5}$", "", one.reading.file.rsplit("/", 1)[-1])
    speakers = {
        label: Identity(given_id=f"{who.given_id} ({stem})")
        if who.given_id and not (who.name or who.email) and not _is_known(who, roster)
        else who
        for label, who in one.speakers.items()
    }
    return replace(one, speakers=speakers)
