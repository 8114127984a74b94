"""Cues become turns: in order, one stretch of one speaker each, with ids that last."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from hashlib import blake2b
from itertools import groupby, pairwise
from math import inf

from toolkit.intake.cues import Cue
from toolkit.intake.raw import Turn
from toolkit.intake.speech import (
    ends_sentence,
    is_back_channel,
    is_hum,
    is_question_like,
    joined,
    notice_reason,
    word_count,
)

BACK_CHANNEL = "back-channel"
_PAUSE_SECONDS = 2.0
"""Where nobody is named, so long a silence begins a new turn."""
_SHUFFLED = 0.2
"""From this share of times that run back on, rows are out of order; fewer: a new recording."""
_PUNCTUATED = 0.5
"""From this share of longer stretches that end in a sentence mark on, a missing mark tells."""
_LONG_ENOUGH = 4
_FEWEST_WORDS_OF_PAIR = 12


@dataclass(slots=True)
class Stretch:
    """Consecutive cues of one speaker, on the way to a turn."""

    speaker: str
    cues: list[Cue] = field(default_factory=list)

    @property
    def text(self) -> str:
        """The cues' words joined by one blank."""
        return joined(cue.text for cue in self.cues)


def in_order(cues: Sequence[Cue]) -> list[Cue]:
    """Cues by time where the rows are shuffled, else as they stand.

    Teams' utterances (ids GUID/12-0, GUID/12-1) stay whole, although people talk over each other.
    A file whose clock starts anew once or twice holds several recordings and is left as it is.
    """
    starts = [cue.start for cue in cues if cue.start is not None]
    back = sum(later < earlier for earlier, later in pairwise(starts))
    if back <= _SHUFFLED * len(starts):
        return list(cues)
    first: dict[str, float] = defaultdict(lambda: inf)
    for cue in cues:
        name = _utterance(cue)[0]
        first[name] = min(first[name], cue.start if cue.start is not None else inf)
    return sorted(cues, key=lambda cue: _place(cue, first))


def _utterance(cue: Cue) -> tuple[str, int]:
    name, dash, piece = cue.cue_id.rpartition("-")
    if cue.numbered and dash and piece.isdigit() and len(piece) < 5:
        return name, int(piece)
    return f"{cue.cue_id or cue.row} {cue.start}", 0


def _place(cue: Cue, first: dict[str, float]) -> tuple[float, str, int, float, int]:
    name, piece = _utterance(cue)
    start = cue.start if cue.start is not None else inf
    return (first[name], name, piece, start, cue.row)


def stretches(cues: Iterable[Cue], speaker_of: dict[str, str]) -> list[Stretch]:
    """Cues of one speaker joined; a cue without a label goes on with the speaker before.

    Where no cue has a label, long pauses and question marks part the stretches.
    """
    found: list[Stretch] = []
    for cue in cues:
        speaker = speaker_of[cue.label] if cue.label else found[-1].speaker if found else ""
        if found and found[-1].speaker == speaker and not (not speaker and _parts(found[-1], cue)):
            found[-1].cues.append(cue)
        else:
            found.append(Stretch(speaker=speaker, cues=[cue]))
    return found


def _parts(before: Stretch, cue: Cue) -> bool:
    last = before.cues[-1]
    if last.start is None or cue.start is None:
        return True
    if last.text.endswith("?") or ("?" in cue.text and ends_sentence(last.text)):
        return True
    return cue.start - (last.end if last.end is not None else last.start) >= _PAUSE_SECONDS


def without_notices(cues: Iterable[Cue]) -> tuple[list[Cue], list[tuple[int, str]]]:
    """Cues that somebody said, and (row, reason) of what machines wrote."""
    kept: list[Cue] = []
    dropped: list[tuple[int, str]] = []
    for cue in cues:
        reason = notice_reason(cue.text)
        if reason:
            dropped.append((cue.row, reason))
        else:
            kept.append(cue)
    return kept, dropped


def join_over_back_channels(
    found: Sequence[Stretch],
) -> tuple[list[Stretch], list[tuple[int, str]]]:
    """One stretch where somebody went on mid-sentence over another's "mhm"; the rest unchanged.

    A back-channel has at most three words and no content, the first part ends no sentence, or the
    second begins with a small letter. Where a file has few sentence marks, only sounds that never
    answer ("Mhm") are taken for it.
    """
    marked = _is_punctuated(found)
    listens = is_back_channel if marked else is_hum
    kept: list[Stretch] = []
    dropped: list[tuple[int, str]] = []
    for stretch in found:
        place = _interrupted(kept, stretch, listens)
        if place is None or not _goes_on(kept[place].text, stretch.text):
            kept.append(Stretch(speaker=stretch.speaker, cues=list(stretch.cues)))
            continue
        for interruption in kept[place + 1 :]:
            dropped += [(cue.row, BACK_CHANNEL) for cue in interruption.cues]
        del kept[place + 1 :]
        kept[place].cues += stretch.cues
    return kept, dropped


def _is_punctuated(found: Sequence[Stretch]) -> bool:
    longer = [text for stretch in found if word_count(text := stretch.text) >= _LONG_ENOUGH]
    return sum(map(ends_sentence, longer)) >= _PUNCTUATED * len(longer)


def _interrupted(
    kept: Sequence[Stretch], stretch: Stretch, listens: Callable[[str], bool]
) -> int | None:
    """Where this speaker was last heard, if since then others only listened (at most two)."""
    if not stretch.speaker:
        return None
    for place in range(len(kept) - 1, max(-1, len(kept) - 4), -1):
        if kept[place].speaker == stretch.speaker:
            return place if place < len(kept) - 1 else None
        if not listens(kept[place].text):
            return None
    return None


def _goes_on(first: str, second: str) -> bool:
    if not ends_sentence(first):
        return True
    return not first.rstrip().endswith("?") and second[:1].islower()


def conversation_key(texts: Sequence[str]) -> str:
    """Ten signs that stand for a conversation, whatever the file is called.

    The smallest hash over all pairs of neighbouring texts with at least twelve words: exporting it
    again, or mending a word elsewhere, keeps the key; only another conversation has another pair.
    """
    bare = ["".join(c for c in text.casefold() if c.isalnum() or c == " ") for text in texts]
    pairs = [" ".join((a + " " + b).split()) for a, b in pairwise(bare)] or bare
    long_enough = [pair for pair in pairs if len(pair.split()) >= _FEWEST_WORDS_OF_PAIR]
    return min(map(_hash, long_enough or pairs), default=_hash(""))


def _hash(text: str) -> str:
    return blake2b(text.encode("utf-8", "replace"), digest_size=5).hexdigest()


def unique(ids: Iterable[str]) -> list[str]:
    """The ids in order, later ones of the same name numbered: a, a-2, a-3."""
    seen: Counter[str] = Counter()
    found: list[str] = []
    for name in ids:
        seen[name] += 1
        found.append(name if seen[name] == 1 else f"{name}-{seen[name]}")
    return found


def turns_of(found: Sequence[Stretch]) -> tuple[Turn, ...]:
    """The turns. Ids: the export's own cue ids, else conversation key and start time or words."""
    texts = [stretch.text for stretch in found]
    key = conversation_key(texts)
    ids = unique(_turn_id(stretch, key) for stretch in found)
    return tuple(
        Turn(
            turn_id=turn_id,
            speaker=stretch.speaker,
            text=text,
            start_seconds=stretch.cues[0].start,
            is_question_like=is_question_like(text),
        )
        for turn_id, stretch, text in zip(ids, found, texts, strict=True)
    )


def _turn_id(stretch: Stretch, key: str) -> str:
    cue = stretch.cues[0]
    if cue.numbered:
        return cue.cue_id
    if cue.start is not None:
        return f"{key}/{_clock(cue.start)}"
    return f"{key}/{_hash(stretch.speaker + ' ' + stretch.text)}"


def _clock(start: float) -> str:
    milliseconds = round(start * 1000)
    minutes, rest = divmod(milliseconds, 60_000)
    hours, minutes = divmod(minutes, 60)
    return f"{hours:02d}:{minutes:02d}:{rest / 1000:06.3f}"


def rows_of(found: Iterable[Stretch]) -> set[int]:
    """The rows that these stretches are made of."""
    return {cue.row for stretch in found for cue in stretch.cues}


def group_by_speaker(turns: Iterable[Turn]) -> dict[str, list[Turn]]:
    """Speaker -> turns in order, speakers sorted."""
    ordered = sorted(turns, key=lambda turn: turn.speaker)
    return {speaker: list(group) for speaker, group in groupby(ordered, key=lambda t: t.speaker)}
