"""Fields of review.toml on a screen: what stands in them, what was found, and saving."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from toolkit.desk.opening import Opened
from toolkit.errors import WrongDecision, WrongSettings
from toolkit.pipeline.correcting import changes_since_run, correct_mine
from toolkit.pipeline.own_settings import FIELDS, Own, Typed, default_value, parsed, typed_value
from toolkit.settings import Settings

Say = Callable[..., str]


@dataclass(frozen=True, slots=True, kw_only=True)
class Cell:
    """One field of a row."""

    key: str
    title: str
    sort: str


@dataclass(frozen=True, slots=True, kw_only=True)
class FieldRow:
    """One field of a form."""

    key: str
    title: str
    hint: str
    sort: str
    value: Typed
    otherwise: str
    """What counts while it is empty."""
    columns: tuple[Cell, ...]
    waits: bool
    """Changed since the last run."""


@dataclass(frozen=True, slots=True, kw_only=True)
class OwnForm:
    """The fields of a screen."""

    fields: tuple[FieldRow, ...]
    waits: int
    """How many of them, or of those named beside, changed since the last run."""


class OwnSettings:
    """What a person fills in into review.toml on one screen.

    `keys` are the fields it has, `beside` those that it changes otherwise.
    """

    def __init__(self, opened: Opened, keys: Sequence[str], beside: Sequence[str] = ()) -> None:
        self._opened = opened
        self._keys = tuple(keys)
        self._beside = tuple(beside)

    @property
    def settings(self) -> Settings:
        """review.toml as it stands now."""
        return self._opened.settings

    def form(self, say: Say, only: Sequence[str] = ()) -> OwnForm:
        """The fields (of these only) as they stand now, in the person's language."""
        self._opened.settings_changed()
        changed = self._changed()
        keys = only or self._keys
        rows = tuple(self._row(FIELDS[key], say, changed) for key in keys)
        beside = sum(any(one.startswith(key) for one in changed) for key in self._beside)
        return OwnForm(fields=rows, waits=sum(one.waits for one in rows) + beside)

    def save(self, key: str, typed: Typed, say: Say) -> None:
        """Write what was typed into a field.

        Raises WrongSettings where it cannot be meant, WrongDecision for a field there is not.
        """
        if key not in self._keys:
            raise WrongDecision("there is no such field.", what_to_do="Use the form.")
        own = FIELDS[key]
        try:
            value = parsed(own, typed)
        except WrongSettings as error:
            where = say(error.where)
            raise WrongSettings(error.what, where=where, what_to_do=error.what_to_do) from error
        self.write({key: value})

    def write(self, changes: Mapping[str, object]) -> None:
        """Write into review.toml. Raises WrongSettings where it would not be valid afterwards."""
        self._opened.places.make()
        correct_mine(self._opened.places.settings, changes)
        self._opened.settings_changed()

    def _changed(self) -> frozenset[str]:
        if not self._opened.exists:
            return frozenset()
        with self._opened.workspace() as workspace:
            return frozenset(changes_since_run(workspace, self._opened.settings))

    def _row(self, own: Own, say: Say, changed: frozenset[str]) -> FieldRow:
        settings = self._opened.settings
        found = settings.found.launch_on if own.key == "project.launch_on" else None
        basis = f" ({say(settings.found.launch_basis)})" if settings.found.launch_basis else ""
        return FieldRow(
            key=own.key,
            title=say(own.title),
            hint=say(own.hint) if own.hint else "",
            sort=str(own.sort),
            value=typed_value(own, settings),
            otherwise=f"{found.isoformat()}{basis}" if found else default_value(own),
            columns=tuple(
                Cell(key=one.key, title=say(one.title), sort=str(one.sort)) for one in own.columns
            ),
            waits=own.key in changed,
        )


def typed_of(said: Mapping[str, object]) -> Typed:
    """What a form sent: a text, or rows of texts."""
    found = said.get("value")
    if isinstance(found, list):
        return [
            {str(name): str(value) for name, value in row.items()}
            for row in found
            if isinstance(row, dict)
        ]
    return str(found or "")
