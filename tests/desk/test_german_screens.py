"""A German desk is German: the sample case is walked through on every screen, and read."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import Any

import pytest

from tests.desk.pressing import Browser
from toolkit.desk.opening import Opened
from toolkit.desk.screens import SCREENS, Entry
from toolkit.desk.strings import catalogue, drafted, drafted_in
from toolkit.model.findings import Findings
from toolkit.pipeline import run
from toolkit.pipeline.rooms import Silent

pytestmark = [pytest.mark.check]

Press = Callable[..., dict[str, Any]]
View = Mapping[str, Any]

ENGLISH = re.compile(
    r"\b(?:the|of|is|are|to|not|by|with|for|it|were|who|this|that|from|said|they|has|have|nobody"
    r"|nothing|than|its|but|and|or|people|statements?|points?|weeks?|days|your|should|would)\b",
    re.IGNORECASE,
)
"""Words that no German sentence of ours holds."""
QUOTED = re.compile(r"“[^”]*”|„[^“]*“|'[^']*'|\[[^\]]*\]")
SAID = frozenset(
    {"words", "excerpt", "text", "asked", "ratings", "folder", "file", "draft", "shown"}
)
"""Fields that hold what people said, the names of files, and texts of documents."""
CODES = frozenset(
    {"id", "name", "role", "roles", "line_id", "current", "section", "tongue", "path", "value"}
)
"""Fields that hold codes, which the script says in words."""
NOT_READ = frozenset({"preview", "tongues", "said"})
"""What stands in the documents, in a language of its own, and statements by their ids."""
SAMPLE = Path(__file__).parents[2] / "surveys" / "sample" / "raw"


def leaves(shown: Any, field: str = "") -> Iterator[tuple[str, str]]:
    """Every text of a view with the field that it stands in."""
    if isinstance(shown, Mapping):
        of_a_row = {"file", "row"} <= set(shown)
        for name, one in shown.items():
            if name not in NOT_READ and not (of_a_row and name == "says"):
                yield from leaves(one, str(name))
    elif isinstance(shown, list | tuple) and field == "rows":
        yield from leaves([one[0] if isinstance(one, list) else one for one in shown], "label")
    elif isinstance(shown, list | tuple):
        for one in shown:
            yield from leaves(one, field)
    elif isinstance(shown, str):
        yield field, shown


def english_in(shown: Any, named: Mapping[str, None]) -> list[tuple[str, str]]:
    """What is English in a view, but for what people said and named, and for codes."""
    found = dict.fromkeys(
        (field, text) for field, text in leaves(shown) if field not in SAID | CODES
    )
    return [
        (field, text)
        for field, text in found
        if ENGLISH.search(without(QUOTED.sub("", text), named)) and text not in catalogue("de")
    ]


def without(text: str, named: Mapping[str, None]) -> str:
    """The text without the names that people and organisations gave."""
    for name in named:
        text = text.replace(name, "")
    return text


def names_of(findings: Findings) -> dict[str, None]:
    """What people said and named: statements, titles, questions, roles, files; longest first."""
    intake = findings.intake
    found = {one.text for one in findings.statements} | set(findings.redacted.values())
    for theme in findings.themes:
        found |= {theme.title, ", ".join(theme.keywords), *theme.keywords}
    for person in intake.people:
        found |= {person.role, person.department, person.location}
    for answer in intake.closed:
        found |= {answer.question, answer.value}
    for file in intake.files:
        found |= {file.file, *(column.name for column in file.columns)}
    return dict.fromkeys(sorted((one for one in found if one), key=lambda one: (-len(one), one)))


def home(press: Press, _: View) -> None:
    press("undo", decision=99)


def files(press: Press, view: View) -> None:
    for line in view["lines"]:
        press("go", file=line["file"])
    press("correct", field="kind", value="poem")
    press("correct", field="hue", value="red")
    press("column", name="x", role="y")
    press("match", match="x", person="y")
    press("choose", folder="/nowhere/at/all")
    press("end_drop")


def codes(press: Press, _: View) -> None:
    for _ in range(8):
        press("next")
    press("accept")
    press("previous")
    press("change", field="cause", value="friction")
    press("previous")
    press("undo")
    press("split", at=0)
    press("together", least=0.7)
    press("confirm", least=0.1)
    press("cancel")
    press("confirm", least=0.7)
    press("search", text="nowhere to be found")
    press("accept")
    press("blind")


def disagreements(press: Press, _: View) -> None:
    press("take", coder="somebody")
    press("decide", field="hue", value="red")
    press("undo")


def themes(press: Press, view: View) -> None:
    ids = [line["theme_id"] for line in view["lines"]][:8]
    for one in ids:
        seen = press("go", theme=one)
    press("confirm")
    press("rename", text="")
    press("rename", text="Neuer Titel")
    press("confirm")
    press("pin")
    press("confirm")
    for cause in ("friction", "defect", "trust"):
        press("verdict", value=cause)
    press("confirm", memo="")
    press("merge", theme=ids[0])
    press("cancel")
    press("merge", theme=seen["card"]["line"]["theme_id"])
    own = [one["statement_id"] for one in seen["card"]["statements"]]
    for some in (own[:1], own, []):
        press("split", statements=some)
        press("move", statements=some, theme=ids[0])
        press("move", statements=some, theme="")
    press("cancel")
    press("undo")


def people(press: Press, view: View) -> None:
    for line in view["lines"]:
        press("go", person=line["person_id"])
    press("stance", value="blue", memo="")
    press("stance", value="critical", memo="weil")
    press("confirm", memo="so")
    press("switch", part="hue", on=False)
    press("note", field="hue", value="red")
    press("note", field="promise", value="Rückruf")
    for page in ("heard", "invited", "start", "waves", "pictures", "ledger"):
        press("page", page=page)
    press("overrule", wave=1, memo="")
    press("wave", wave=1, field="starts_on", value="soon")
    press("item", wave=1, item="hue", value="red", memo="")
    press("weigh", part="hue", value="red")
    press("seat", person="P03", value="blue")
    press("helper", person="P03", value="blue")
    press("own", theme="T99", person="P03")
    press("unlock")
    press("undo")


def session(press: Press, view: View) -> None:
    for topic in view["topics"]:
        press("go", topic=topic["theme_id"])
    for place in ("settle_before", "confirm", "parking_lot", "hue"):
        press("place", value=place)
    press("edit", field="minutes", value="soon")
    press("edit", field="minutes", value="12")
    press("begin")
    press("add", kind="note", fields={"type": "song", "text": "Hallo"})
    press("add", kind="note", fields={"type": "idea", "text": ""})
    press("vote", key="x")
    press("remove", key="x")
    press("heard", role="nobody")
    press("recap", audience="x")
    press("go_on")
    press("end")
    press("undo")


def plan(press: Press, view: View) -> None:
    for tab in view["tabs"]:
        seen = press("section", section=tab["key"])
        for line in seen["lines"]:
            press("go", line=line["line_id"])
        press("edit", field="state", value="blue")
        press("edit", field="due", value="soon")
    press("choose", option="blue", memo="")
    press("climb", rung="blue", memo="")
    press("start", wave=1, day="soon")
    press("undo")


def report(press: Press, view: View) -> None:
    for document in view["documents"]:
        press("choose", document=document["key"])
    press("dress", template="brand.txt")
    press("edition", edition="shareable")
    press("rewrite", key="x", text="")


WALKS: Mapping[str, Callable[[Press, View], None]] = {
    one.__name__: one
    for one in (home, files, codes, disagreements, themes, people, session, plan, report)
}


def test_every_screen_is_walked_through() -> None:
    assert {one.name for one in SCREENS} == set(WALKS)


@pytest.fixture(scope="module")
def sample(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder in which the review of the sample case lies, beside its key."""
    folder = tmp_path_factory.mktemp("sample")
    run(SAMPLE, folder / "out", key=folder / "key.json", progress=Silent())
    return folder


@pytest.mark.parametrize("entry", SCREENS, ids=lambda one: one.name)
def test_a_german_screen_says_everything_in_german(
    entry: Entry, sample: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    opened = Opened(sample / "out", key=sample / "key.json", coder="Ann", language="de")
    screen = entry.make(opened)
    browser = Browser(screen, monkeypatch)
    with screen.sitting:
        WALKS[entry.name](browser.press, browser.press("look"))
    views = [one["view"] for one in browser.heard]
    assert len({view["trouble"] for view in views}) > 1
    assert english_in(views, names_of(opened.findings)) == []


def test_what_others_withhold_is_said_in_german_wherever_it_stands(
    out: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    opened = Opened(out, key=out / "nowhere.json", coder="Ann", language="de")
    screen = next(one for one in SCREENS if one.name == "codes").make(opened)
    browser = Browser(screen, monkeypatch)
    with screen.sitting:
        for _ in range(12):
            browser.press("next")
    said = {text for one in browser.heard for _, text in leaves(one["view"])}
    assert not [one for one in said if one.startswith("[withheld")]


def test_a_verdict_that_is_planned_is_told_in_german() -> None:
    said = drafted(
        "de",
        "Your verdict: a training gap, instead of bad data (suggested, 77% sure). "
        "What follows is “train” instead of “cleanse”.",
    )
    assert said == (
        "Ihr Urteil: eine Schulungslücke; vorgeschlagen war: schlechte Daten (77\N{NBSP}% sicher). "
        "Daraus folgt „schulen“ statt „bereinigen“."
    )


def test_what_was_decided_is_told_in_german_and_a_persons_own_title_is_not_touched() -> None:
    rows = [
        {"field": "final cause", "value": "taken back: tool fault again", "memo": "no"},
        {"field": "title", "value": "Open: no training"},
    ]
    assert drafted_in("de", {"decisions": rows})["decisions"] == [
        {"field": "Ursache", "value": "zurückgenommen: wieder Fehler im Werkzeug", "memo": "no"},
        {"field": "Titel", "value": "Open: no training"},
    ]
