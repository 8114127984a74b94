"""What was promised to those who spoke, per file: kept, printed, tightened, never loosened."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from toolkit.errors import WithheldByPromise
from toolkit.model.intake import FileReading
from toolkit.model.vocabulary import FileKind
from toolkit.settings import Promise, Settings

ASSUMED = "assumed, please confirm"
SPOKEN = (FileKind.SURVEY, FileKind.COMMENT_SHEET, FileKind.TRANSCRIPT, FileKind.NOTES)
"""Kinds of files in which people speak: only these carry a promise."""
_ATTRIBUTION = ("attributable", "confidential", "anonymous")
_QUOTES = ("named", "redacted", "none")
"""From the loosest to the tightest."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Allowed:
    """What a promise allows to be done with one file."""

    match: bool
    """Whether a row may be matched to the org list."""
    stance: bool
    """Whether a stance may be suggested from it."""
    join: bool
    """Whether it may be joined with usage, training and tickets."""
    quote: bool
    """Whether anything may be quoted, redacted."""


def promises_in_force(settings: Settings, files: Iterable[FileReading]) -> dict[str, Promise]:
    """The promise for each file in which people speak, by file in the order of their names.

    What a person wrote, else the default; made coherent: anonymous means no join, and no names.
    """
    spoken = sorted((one for one in files if one.kind in SPOKEN), key=lambda one: one.file)
    return {
        one.file: _coherent(settings.promise(one.file, anonymous=one.anonymous)) for one in spoken
    }


def _coherent(promise: Promise) -> Promise:
    if promise.attribution != "anonymous":
        return promise
    quotes = "redacted" if promise.quotes == "named" else promise.quotes
    return promise.model_copy(update={"join_usage": False, "quotes": quotes})


def allowed_by(promise: Promise) -> Allowed:
    """What the promise allows. Anonymous: no match, no stance, no join, whatever else it says."""
    known = promise.attribution != "anonymous"
    return Allowed(
        match=known,
        stance=known,
        join=known and promise.join_usage,
        quote=promise.quotes != "none",
    )


def tighten(old: Promise, new: Promise, *, file: str = "") -> Promise:
    """The new promise, if it promises at least what the old one did.

    Raises WithheldByPromise that names every part which would be loosened: attribution towards
    attributable, quotes towards named, a join that was excluded, smaller groups, a later or no day
    of deletion. For promises of files of which something was released.
    """
    loosened = list(_loosened(_coherent(old), _coherent(new)))
    if loosened:
        raise WithheldByPromise(
            f"a promise may be tightened, never loosened after a release: {'; '.join(loosened)}.",
            where=file,
            what_to_do="Write the promise as it was in review.toml, or ask those who spoke and "
            "record their answer in a new file.",
        )
    return new


def tighten_all(released: Mapping[str, Promise], now: Mapping[str, Promise]) -> dict[str, Promise]:
    """The promises now, file by file, each held against the one under which it was released.

    Files that were not released before may promise anything; those that are gone are left out. That
    rows were anonymous is no promise where nobody made it (`wrongly_anonymous`). Raises
    WithheldByPromise.
    """
    held = dict(released)
    for file in wrongly_anonymous(released, now):
        held[file] = _as_now(released[file], now[file])
    return {
        file: tighten(held[file], promise, file=file) if file in held else promise
        for file, promise in sorted(now.items())
    }


def wrongly_anonymous(
    released: Mapping[str, Promise], now: Mapping[str, Promise]
) -> tuple[str, ...]:
    """Files that were taken for anonymous, though nobody promised it, and are no longer."""
    return tuple(
        file
        for file, promise in sorted(now.items())
        if (old := released.get(file)) is not None
        and old.assumed
        and old.attribution == "anonymous" != promise.attribution
    )


def _as_now(old: Promise, new: Promise) -> Promise:
    """The old promise without what only follows from having found no names."""
    found = {"attribution": new.attribution, "join_usage": new.join_usage}
    return old.model_copy(update=found)


def _loosened(old: Promise, new: Promise) -> Iterable[str]:
    if _ATTRIBUTION.index(new.attribution) < _ATTRIBUTION.index(old.attribution):
        yield f"attribution was {old.attribution}, now {new.attribution}"
    if _QUOTES.index(new.quotes) < _QUOTES.index(old.quotes):
        yield f"quotes were {old.quotes}, now {new.quotes}"
    if new.join_usage and not old.join_usage:
        yield "no join with usage was promised"
    if new.smallest_group < old.smallest_group:
        yield f"smallest group was {old.smallest_group}, now {new.smallest_group}"
    if new.smallest_group_quotes < old.smallest_group_quotes:
        yield (
            f"smallest group for quotes was {old.smallest_group_quotes}, "
            f"now {new.smallest_group_quotes}"
        )
    if old.stays_on_machine and not new.stays_on_machine:
        yield "it was promised that no words leave this machine"
    if old.delete_by and (new.delete_by is None or new.delete_by > old.delete_by):
        yield f"deletion was promised by {old.delete_by.isoformat()}"


def promise_lines(settings: Settings, files: Iterable[FileReading]) -> list[tuple[str, str]]:
    """(file, its promise in words) for printing, in the order of the files' names."""
    return [
        (file, promise_in_words(promise))
        for file, promise in promises_in_force(settings, files).items()
    ]


def promise_in_words(promise: Promise) -> str:
    """One line: "confidential; quotes redacted; joined with usage; …; assumed, please confirm"."""
    parts = [
        promise.attribution,
        "no quotes" if promise.quotes == "none" else f"quotes {promise.quotes}",
        "joined with usage" if allowed_by(promise).join else "not joined with usage",
        f"no group under {promise.smallest_group}, {promise.smallest_group_quotes} beside quotes",
        _deletion(promise.delete_by),
        *(["no words leave this machine"] if promise.stays_on_machine else []),
    ]
    return "; ".join([*parts, ASSUMED] if promise.assumed else parts)


def _deletion(day: date | None) -> str:
    return f"deleted by {day.isoformat()}" if day else "no day of deletion"
