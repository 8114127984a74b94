"""Fields of review.toml by a form: what is written, what is refused, and what waits for a run."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator
from datetime import date
from functools import partial
from pathlib import Path

import pytest

from tests.desk.conftest import AT
from tests.desk.pressing import Browser
from toolkit.desk import strings
from toolkit.desk.home_state import HomeState
from toolkit.desk.intake_state import PROJECT, IntakeState
from toolkit.desk.opening import Opened
from toolkit.desk.own_settings import OwnSettings
from toolkit.desk.people_screen import PRICE, SEATS, people_screen
from toolkit.desk.theme_board import theme_screen
from toolkit.errors import WrongDecision, WrongSettings
from toolkit.pipeline.own_settings import FIELDS, default_value
from toolkit.settings import Settings, read_settings
from toolkit.workspace import Workspace

ENGLISH = partial(strings.say, "en")
GERMAN = partial(strings.say, "de")


def opened(out: Path) -> Opened:
    found = Opened(out, key=out / "nowhere.json", coder="Ann")
    found.clock = lambda: AT
    return found


@pytest.fixture
def form(out: Path) -> OwnSettings:
    return OwnSettings(opened(out), [*PROJECT, *SEATS])


def mine(out: Path) -> dict[str, object]:
    path = opened(out).places.settings
    return tomllib.loads(path.read_text(encoding="utf-8"))["mine"]


def remember_as_run(out: Path) -> None:
    """As if a run had just taken review.toml as it stands."""
    with opened(out).workspace() as workspace:
        workspace.meta_set("mine", opened(out).settings.mine.model_dump_json())


@pytest.mark.parametrize(
    ("key", "typed", "kept"),
    [
        ("project.launch_on", "2026-01-12", date(2026, 1, 12)),
        ("project.company", "  Harbour   Ferries ", "Harbour Ferries"),
        ("project.licence_price_per_month", "42,5", 42.5),
        ("project.session_minutes", "90", 90),
        ("project.decision_makers", "Head of Freight\n\nManaging Director", None),
    ],
)
def test_what_is_typed_stands_in_review_toml_as_its_kind(
    form: OwnSettings, out: Path, key: str, typed: str, kept: object
) -> None:
    form.save(key, typed, ENGLISH)
    found = mine(out)["project"][key.split(".")[1]]
    assert found == (kept or ["Head of Freight", "Managing Director"])
    assert isinstance(read_settings(opened(out).places.settings), Settings)


def test_rows_of_a_plan_are_kept_as_shares_and_come_back_as_they_were_typed(
    form: OwnSettings, out: Path
) -> None:
    rows = [{"share": "80", "by": "2026-03-31", "group": ""}, {"share": "", "by": "", "group": ""}]
    form.save("project.plan", rows, ENGLISH)
    assert mine(out)["project"]["plan"] == [{"share": 0.8, "by": date(2026, 3, 31)}]
    plan = next(one for one in form.form(ENGLISH).fields if one.key == "project.plan")
    assert plan.value == rows[:1]


@pytest.mark.parametrize(
    ("key", "typed", "says"),
    [
        ("themes.k", "1", "whole number from 2 to 200"),
        ("themes.k", "twelve", "whole number"),
        ("themes.k", "12.5", "whole number"),
        ("project.licence_price_per_month", "-1", "not negative"),
        ("project.licence_price_per_month", "nan", "not negative"),
        ("project.licence_price_per_month", "inf", "not negative"),
        ("project.launch_on", "12.1.2026", "like 2026-03-31"),
    ],
)
def test_what_cannot_be_meant_is_refused_in_plain_words_and_nothing_is_written(
    form: OwnSettings, out: Path, key: str, typed: str, says: str
) -> None:
    with pytest.raises(WrongSettings, match=says):
        form.save(key, typed, ENGLISH)
    assert not opened(out).places.settings.exists()


def test_a_refusal_names_the_field_in_the_persons_language(form: OwnSettings) -> None:
    with pytest.raises(WrongSettings, match="Zahl der Themen"):
        form.save("themes.k", "1", GERMAN)


def test_half_a_row_is_refused(form: OwnSettings) -> None:
    with pytest.raises(WrongSettings, match="whole row"):
        form.save("project.releases", [{"name": "Spring", "on": ""}], ENGLISH)


def test_an_emptied_field_leaves_the_default_in_force(form: OwnSettings, out: Path) -> None:
    form.save("stakeholders.invitations", "20", ENGLISH)
    form.save("stakeholders.invitations", "", ENGLISH)
    assert opened(out).settings.mine.stakeholders.invitations == 16
    seats = next(o for o in form.form(ENGLISH).fields if o.key == "stakeholders.invitations")
    assert (seats.value, seats.otherwise) == ("", "16")


def test_a_field_of_another_screen_is_refused(out: Path) -> None:
    with pytest.raises(WrongDecision, match="no such field"):
        OwnSettings(opened(out), ["themes.k"]).save("llm.enabled", "yes", ENGLISH)


def test_a_field_that_changed_since_the_run_waits_for_the_next_and_home_says_so(
    form: OwnSettings, out: Path
) -> None:
    remember_as_run(out)
    assert form.form(ENGLISH).waits == 0
    form.save("themes.k", "14", ENGLISH)
    assert [one.key for one in form.form(ENGLISH).fields if one.waits] == ["themes.k"]
    with HomeState(opened(out)) as home:
        assert home.since.settings == ("Number of themes",)
        assert home.since.anything


def test_every_field_has_a_default_and_its_words_in_german() -> None:
    known = set(strings.catalogue("de"))
    for one in FIELDS.values():
        default_value(one)
        for text in (one.title, one.hint, *(column.title for column in one.columns)):
            assert not text or text in known, text


@pytest.fixture
def files(out: Path) -> Iterator[IntakeState]:
    with IntakeState(opened(out)) as state:
        yield state


def test_the_page_on_the_project_asks_for_another_run(files: IntakeState, out: Path) -> None:
    remember_as_run(out)
    assert not files.needs_run
    files.fill_in("project.session_on", "2026-06-02")
    assert files.needs_run


def test_the_seats_are_changed_on_the_page_of_the_invited_and_count_without_a_run(
    out: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    screen = people_screen(opened(out))
    browser = Browser(screen, monkeypatch)
    browser.press("page", page="invited")
    view = browser.press("setting", key="stakeholders.invitations", value="5")
    while view["planning"]:
        view = browser.press("rest")
    assert len(view["invited"]["seats"]) == 5
    assert view["own"]["fields"][0]["value"] == "5"
    assert (
        "4 to 200" in browser.press("setting", key="stakeholders.invitations", value="1")["trouble"]
    )
    screen.sitting.close()
    screen.close()


def test_a_price_tells_at_once_what_unused_licences_cost(
    out: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    screen = people_screen(opened(out))
    browser = Browser(screen, monkeypatch)
    assert not browser.press("page", page="start")["start"]["priced"]
    assert browser.press("setting", key=PRICE[0], value="40")["start"]["priced"]
    screen.sitting.close()
    screen.close()


def test_the_number_of_themes_is_set_at_the_board(
    out: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    remember_as_run(out)
    screen = theme_screen(opened(out))
    browser = Browser(screen, monkeypatch)
    view = browser.press("setting", key="themes.k", value="9")
    assert (view["own"]["fields"][0]["value"], view["own"]["waits"]) == ("9", 1)
    assert mine(out) == {"themes": {"k": 9}}
    screen.sitting.close()
    screen.close()


def test_what_a_run_recorded_of_review_toml_is_told_by_its_fields_and_taken_back_there(
    out: Path,
) -> None:
    before = Settings().mine
    now = before.model_copy(update={"seed": 3})
    with opened(out).workspace() as workspace:
        assert isinstance(workspace, Workspace)
        workspace.decide(
            "file:review.toml",
            "mine",
            now.model_dump_json(),
            coder="Ann",
            at=AT,
            suggested=before.model_dump_json(),
        )
    with HomeState(opened(out)) as home:
        row = home.history[0]
        assert (row.field, row.value, row.can_undo) == ("review.toml", "seed", False)
