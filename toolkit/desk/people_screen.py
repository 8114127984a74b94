"""The screen of people in a notebook or in voila: it only wires keys and forms to the state."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any, ClassVar, Final

from toolkit.desk.opening import Opened
from toolkit.desk.own_settings import OwnSettings, typed_of
from toolkit.desk.people_drawing import SIGN
from toolkit.desk.people_showing import FILTERS
from toolkit.desk.people_state import PeopleState
from toolkit.desk.screen import Action, Screen, number_of, plain, script, style, text_of, texts_of
from toolkit.desk.showing import Showing
from toolkit.model.vocabulary import SHOWN_STANCE, Stance

STANCES: Final = tuple(
    {"value": str(one), "word": SHOWN_STANCE[one], "sign": SIGN[one]} for one in Stance
)
SEATS: Final = ("stakeholders.invitations",)
PRICE: Final = ("project.licence_price_per_month", "project.currency")


class PeopleScreen(Screen):
    """One screen over a PeopleState."""

    _esm = script("people_pages.js", "people.js")
    _css = style("people.css")
    long = frozenset({"lines"})
    actions: ClassVar[Mapping[str, Action]] = {
        "next": lambda state, _: state.next(),
        "previous": lambda state, _: state.previous(),
        "go": lambda state, said: state.go(text_of(said, "person")),
        "page": lambda state, said: state.show_page(text_of(said, "page")),
        "choose": lambda state, said: state.choose(text_of(said, "filter")),
        "stage": lambda state, said: state.choose_stage(text_of(said, "stage")),
        "only": lambda state, said: state.list_only(
            texts_of(said, "people"), text_of(said, "label")
        ),
        "setting": lambda state, said: state.fill_in(text_of(said, "key"), typed_of(said)),
        "search": lambda state, said: state.search(text_of(said, "text")),
        "stance": lambda state, said: state.decide_stance(
            text_of(said, "value"), text_of(said, "memo")
        ),
        "confirm": lambda state, said: state.confirm(text_of(said, "memo")),
        "switch": lambda state, said: state.switch(
            text_of(said, "part"), on=said.get("on") is True, memo=text_of(said, "memo")
        ),
        "note": lambda state, said: state.note(
            text_of(said, "field"), text_of(said, "value"), text_of(said, "memo")
        ),
        "keep": lambda state, said: state.keep(text_of(said, "promise")),
        "follow": lambda state, said: state.follow(number_of(said, "wave"), text_of(said, "memo")),
        "item": lambda state, said: state.go_item(
            number_of(said, "wave"),
            text_of(said, "item"),
            text_of(said, "value"),
            text_of(said, "memo"),
        ),
        "wave": lambda state, said: state.wave_field(
            number_of(said, "wave"), text_of(said, "field"), text_of(said, "value")
        ),
        "overrule": lambda state, said: state.overrule(
            number_of(said, "wave"), text_of(said, "memo")
        ),
        "weigh": lambda state, said: state.weigh(text_of(said, "part"), text_of(said, "value")),
        "book": lambda state, said: state.book(
            text_of(said, "statement"), text_of(said, "field"), text_of(said, "value")
        ),
        "seat": lambda state, said: state.wish_seat(
            text_of(said, "person"), text_of(said, "value")
        ),
        "helper": lambda state, said: state.name_helper(
            text_of(said, "person"), text_of(said, "value")
        ),
        "own": lambda state, said: state.own_data(text_of(said, "theme"), text_of(said, "person")),
        "print": lambda state, _: state.save_pictures(),
        "unlock": lambda state, _: state.names.unlock(),
        "lock": lambda state, _: state.names.lock(),
        "undo": lambda state, _: state.undo(),
        "rest": lambda state, said: state.rest(begin=not said.get("again")),
    }

    def __init__(self, state: PeopleState, named: Showing | None = None) -> None:
        self.state = state
        super().__init__(state, named)

    def view(self) -> dict[str, Any]:
        """What the screen shows, as plain values: only the page in front is sent."""
        state = self.state
        looked, of = state.tally
        common = {
            "page": state.page,
            "judges": state.judges_people,
            "looked": looked,
            "of": of,
            "filters": list(FILTERS),
            "filter": state.filter,
            "search": state.words,
            "only": state.only,
            "stances": list(STANCES),
            "alarms": list(state.alarms),
            "busy": state.at_work or (state.planning and state.waits_for_plan),
            "planning": state.planning,
            "pause": state.pause_ms,
            "names": dict(state.names.shown()),
            "names_seconds": state.names.seconds_left,
        }
        return {**common, **self._page()}

    def open_page(self, page: str) -> None:
        """Show one of its pages."""
        self.state.show_page(page)

    def _form(self, keys: Sequence[str]) -> dict[str, Any] | None:
        own = self.state.own
        return plain(own.form(self.state.say, keys)) if own else None

    def _page(self) -> dict[str, Any]:
        state = self.state
        if state.page == "heard":
            picture = state.coverage_picture
            return {
                "heard": plain(state.heard),
                "pictures": [plain(picture)] if picture else [],
            }
        if state.page == "invited":
            return {"invited": plain(state.invited), "own": self._form(SEATS)}
        if state.page == "start":
            return {"start": plain(state.start), "own": self._form(PRICE)}
        if state.page == "waves":
            return {"waves": plain(state.waves), "weights": state.weights}
        if state.page == "pictures":
            return {
                "pictures": plain(state.pictures),
                "can_print": state.out is not None,
                "printed": list(state.printed),
            }
        if state.page == "ledger":
            return {
                "points": plain(state.ledger),
                "count": state.points,
                "stage": state.stage,
            }
        card = state.card
        return {
            "lines": plain(state.lines),
            "card": plain(card),
        }


def people_screen(opened: Opened) -> PeopleScreen:
    """The people of a review that is open."""
    state = PeopleState(
        opened.showing,
        opened.settings,
        opened.workspace(),
        key=opened.key,
        own=OwnSettings(opened, [*SEATS, *PRICE]),
        plans_at_once=False,
        **opened.person,
    )
    state.out = opened.places.out
    return PeopleScreen(state, opened.showing)


def people_desk(out: str | Path, *, coder: str = "", language: str = "en") -> PeopleScreen:
    """The people of a review: stance, promises, waves, pictures.

    Raises ToolkitError where there is no review.
    """
    return people_screen(Opened(out, coder=coder, language=language))
