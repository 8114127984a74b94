"""The screen of people without its widget: stance, parts, promises, waves, the ledger, and undo.

Everything that is done is one row in the workspace, on disk when the method returns.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from functools import cached_property
from pathlib import Path
from typing import Final

from toolkit.desk.people_card import LedgerRow, PersonCard, PersonLine, WaveRow
from toolkit.desk.people_drawing import Picture, labelled
from toolkit.desk.people_group_pictures import coverage_heat
from toolkit.desk.people_hearing import (
    WISHES,
    HeardPage,
    InvitedPage,
    heard_page,
    invited_page,
)
from toolkit.desk.people_printing import all_pictures, write_pictures
from toolkit.desk.people_showing import FILTERS, PERSON_FIELDS
from toolkit.desk.people_sitting import LEDGER_FIELDS, PeopleSitting
from toolkit.desk.people_starting import StartPage, start_page
from toolkit.errors import WrongDecision
from toolkit.model.decisions import Decision
from toolkit.model.vocabulary import GoItemName, WavePart
from toolkit.pipeline.people_planning import late_entry_of
from toolkit.pipeline.people_text import late_text
from toolkit.stakeholders.ledger import LedgerLine
from toolkit.stakeholders.people_input import heard_in
from toolkit.stakeholders.promising import OF_PROMISE, promise_field
from toolkit.stakeholders.wave_order import ALL_WAVES, weights_in_force

PAGES: Final = ("people", "heard", "invited", "waves", "start", "pictures", "ledger")
SHOWN_POINTS: Final = 300
"""So many points of the ledger are shown; a search or a stage narrows them."""
PLANNED: Final = ("invited", "waves", "start", "pictures")
WAVE_FIELDS: Final = ("size", "starts_on", *(f"{name}_owner" for name in GoItemName))


class PeopleState(PeopleSitting):
    """A person at the list of people: one of them at hand, one of the PAGES in front."""

    out: Path | None = None
    """The review's folder, where it is known."""
    printed: tuple[str, ...] = ()
    """Pictures that were just written, from that folder."""
    page = PAGES[0]
    filter = FILTERS[0]
    words = ""
    stage = ""
    only = ""
    """Why these people alone are listed; empty where all are."""
    _only: frozenset[str] = frozenset()

    def __repr__(self) -> str:
        """How many people; nothing about anybody."""
        return f"PeopleState({len(self._listed)} people, {self.page})"

    # What is shown

    @property
    def waits_for_plan(self) -> bool:
        """Whether the page in front shows what is planned with everybody."""
        return self.page in PLANNED

    @property
    def listed(self) -> Sequence[str]:
        """The ids of the people that are listed."""
        return self._listed

    @property
    def lines(self) -> tuple[PersonLine, ...]:
        """The list, the most influential first."""
        return tuple(self._shown.line(one) for one in self._listed)

    @property
    def card(self) -> PersonCard | None:
        """The person at hand; None where nobody is listed."""
        return self._shown.card(self.current) if self.current else None

    @property
    def waves(self) -> tuple[WaveRow, ...]:
        """Every wave with its go list."""
        return self._shown.waves()

    @property
    def weights(self) -> dict[str, float]:
        """What brings somebody into an earlier wave, as it is in force."""
        own = self._settings.mine.stakeholders.waves.weights
        return {str(k): v for k, v in weights_in_force(own, self._standing.decisions).items()}

    @property
    def ledger(self) -> tuple[LedgerRow, ...]:
        """What was asked for and what became of it, as many points as a page shows."""
        return tuple(map(self._shown.ledger_row, self._points[:SHOWN_POINTS]))

    @property
    def points(self) -> int:
        """How many points there are of the stage and with the words that are looked for."""
        return len(self._points)

    @property
    def _points(self) -> tuple[LedgerLine, ...]:
        return self._shown.ledger(self.stage, self.words)

    @property
    def alarms(self) -> tuple[str, ...]:
        """Who heard nothing, as sentences."""
        return tuple(
            f"{one.person_id} {self._shown.say(one.sentence)}"
            f" ({self.say('{n} days over time', n=one.days)})"
            for one in self._standing.plan.alarms
        )

    @property
    def heard(self) -> HeardPage:
        """Who was heard, and whom to meet next."""
        return heard_page(self._shown, named=self.names.seconds_left > 0)

    @property
    def invited(self) -> InvitedPage:
        """Whom to invite, with the wishes by hand and what they cost."""
        return invited_page(self._shown)

    @property
    def start(self) -> StartPage:
        """First users, helpers, owners of data, and use by group."""
        return start_page(self._shown, self._late)

    @cached_property
    def _late(self) -> str:
        return late_text(late_entry_of(self._base.findings, self._settings))

    @property
    def coverage_picture(self) -> Picture | None:
        """Who was heard, by department and location."""
        people = self._standing.findings.intake.people
        found = coverage_heat(people, heard_in(self._standing.given))
        return self._in_words(found) if found else None

    @property
    def pictures(self) -> tuple[Picture, ...]:
        """The five pictures, without those that the files cannot show."""
        return tuple(self._in_words(one) for one in all_pictures(self._standing))

    def save_pictures(self) -> tuple[Path, ...]:
        """Write those of groups into share/pictures. Raises KeyMissing without the key."""
        if self.out is None:
            raise WrongDecision("there is no folder here.", what_to_do="Open the review by folder.")
        language = self.language
        written = write_pictures(self._standing, self.out, key=self.key, language=language)
        self.printed = tuple(str(one.relative_to(self.out.resolve())) for one in written)
        return written

    def _in_words(self, one: Picture) -> Picture:
        """The picture with what it says in the language of the screen."""
        said = replace(one, says=self._shown.say(one.says), note=self._shown.say(one.note))
        return said if self.language == "en" else labelled(said, self.say)

    @property
    def judges_people(self) -> bool:
        """False where the settings switch every judgement on single people off."""
        return self._settings.mine.privacy.individual

    @property
    def tally(self) -> tuple[int, int]:
        """How many stances a person has looked at, and how many there are."""
        known = [one for one in self._standing.stakeholders if one.stance is not None]
        return sum(str(one.status) != "suggested" for one in known), len(known)

    # Moving about

    def show_page(self, page: str) -> None:
        """One of the pages; stays where there is no such one."""
        if page in PAGES:
            self.page = page
            self.words = self.only = ""
            self._list_anew()
            if self.waits_for_plan:
                self.rest()

    def choose(self, name: str) -> None:
        """List the people of a filter; all for an unknown one."""
        self.filter = name if name in FILTERS else FILTERS[0]
        self.only = ""
        self._list_anew()

    def list_only(self, person_ids: Sequence[str], why: str) -> None:
        """List these people alone, on the page of people; all again where `why` is empty."""
        self.page, self.filter, self.words = PAGES[0], FILTERS[0], ""
        self.only, self._only = why.strip(), frozenset(person_ids)
        self._list_anew()

    def choose_stage(self, stage: str) -> None:
        """List the points of the ledger that came so far; all for none."""
        self.stage = stage

    def search(self, words: str) -> None:
        """List those whose attributes (or words, in the ledger) hold this."""
        self.words = words.strip()
        self._list_anew()

    # Deciding

    def decide_stance(self, stance: str, memo: str = "") -> Decision:
        """One's own word on where this person stands; the suggested one stays beside it.

        Raises WrongDecision for what is no stance, or where a change has no reason.
        """
        return self._write(f"person:{self._at_hand()}", "stance", stance, memo)

    def confirm(self, memo: str = "") -> Decision:
        """The suggested stance is right. Raises Overtaken where somebody just said otherwise."""
        self.look_first((f"person:{self._at_hand()}", "stance"))
        return self.decide_stance(self._machine_stance(), memo)

    def switch(self, part: str, *, on: bool, memo: str = "") -> Decision:
        """A part of a score counts, or counts for nothing, for this person."""
        one = self._shown.by_id[self._at_hand()]
        if part not in {own.name for own in (*one.influence_parts, *one.convertibility_parts)}:
            raise WrongDecision(f"there is no part {part!r}.", what_to_do="Choose one of the list.")
        value = "on" if on else "off"
        return self._write(f"person:{self._at_hand()}", f"part_{part}", value, memo)

    def note(self, field: str, value: str, memo: str = "") -> Decision:
        """What was agreed with this person: talk, promise, consent, helper, wave, seat.

        A field of one promise is written `promise_due#ID`. Intent and private interest need a memo.
        """
        if field.partition(OF_PROMISE)[0] not in PERSON_FIELDS:
            raise WrongDecision(f"there is no field {field!r}.", what_to_do="Use the form.")
        return self._write(f"person:{self._at_hand()}", field, value, memo)

    def keep(self, promise_id: str) -> Decision:
        """A promise to this person was kept today."""
        field = promise_field("promise_kept_on", promise_id)
        return self.note(field, self.clock().date().isoformat())

    def wish_seat(self, person_id: str, wish: str) -> Decision:
        """Somebody sits in the review session in any case, or in none; empty: as it is balanced."""
        if wish not in WISHES or person_id not in self._shown.people:
            raise WrongDecision("there is no such wish.", what_to_do="Use the form.")
        return self._write(f"person:{person_id}", "seat", wish)

    def name_helper(self, person_id: str, value: str) -> Decision:
        """Somebody helps peers, or does not; empty: as it is suggested."""
        if value not in ("", "yes", "no") or person_id not in self._shown.people:
            raise WrongDecision("there is no such choice.", what_to_do="Use the form.")
        return self._write(f"person:{person_id}", "helper", value)

    def own_data(self, theme_id: str, person_id: str) -> Decision:
        """Who owns the data that a theme complains of; empty: nobody yet."""
        known = {one.theme_id for one in self._standing.plan.data_sets}
        if theme_id not in known or (person_id and person_id not in self._shown.people):
            raise WrongDecision("there is no such set of data.", what_to_do="Use the form.")
        return self._write(f"theme:{theme_id}", "data_owner", person_id)

    def go_item(self, wave: int, item: str, state: str, memo: str = "") -> Decision:
        """An item of a wave's go list is green or red; empty: as the files say."""
        if item not in set(GoItemName):
            raise WrongDecision(f"there is no item {item!r}.", what_to_do="Choose one of the list.")
        return self._write(f"wave:{wave}", item, state, memo)

    def wave_field(self, wave: int, field: str, value: str) -> Decision:
        """A wave's size, its start, or who owns an item of its go list."""
        if field not in WAVE_FIELDS:
            raise WrongDecision(f"there is no field {field!r}.", what_to_do="Use the form.")
        return self._write(f"wave:{wave}", field, value)

    def overrule(self, wave: int, memo: str) -> Decision:
        """The wave goes in spite of its red items. Raises WrongDecision without a reason."""
        return self._write(f"wave:{wave}", "overruled", "yes", memo)

    def follow(self, wave: int, memo: str = "") -> Decision:
        """The wave goes by its go list again."""
        return self._write(f"wave:{wave}", "overruled", "no", memo)

    def weigh(self, part: str, value: str) -> Decision:
        """How much a part counts in the order of all waves."""
        if part not in set(WavePart):
            raise WrongDecision(f"there is no part {part!r}.", what_to_do="Choose one of the list.")
        return self._write(ALL_WAVES, f"weight_{part}", value)

    def book(self, statement_id: str, field: str, value: str) -> Decision:
        """What became of a point: the change, its release, the day it was told."""
        if field not in LEDGER_FIELDS:
            raise WrongDecision(f"there is no field {field!r}.", what_to_do="Use the form.")
        return self._write(f"statement:{statement_id}", field, value)

    # Inside

    def _list_anew(self) -> None:
        words = self.words if self.page == "people" else ""
        found = self._shown.listed(self.filter, words)
        self._listed = [one for one in found if not self.only or one in self._only]
        self.stay_or_first()
