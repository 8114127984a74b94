"""What holds for the scripts and styles of every screen, present and to come."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path

import pytest

from toolkit.desk import strings
from toolkit.desk.screen import HERE, script, style
from toolkit.language.catalogue import all_entries
from toolkit.reports.palette import FAMILY_TONE

SCRIPTS = sorted(HERE.rglob("*.js"))
STYLES = sorted(HERE.rglob("*.css"))
SAID = re.compile(
    r"\b(?:t|many)\(\s*(?:[^\"`(),]+,\s*)?\"((?:[^\"\\]|\\.)+)\"(?:,\s*\"([^\"]+)\")?"
)
ROOTS = {
    "review_desk.css": "rl-review",
    "adjudication.css": "rl-adjudication",
    "app.css": "rl-app",
    "home.css": "rl-home",
    "intake.css": "rl-intake",
    "people.css": "rl-people",
    "plan.css": "rl-planning",
    "report.css": "rl-report",
    "session.css": "rl-session",
    "theme_board.css": "rl-board",
}
"""The class of a screen's outermost element."""
KEY_ROWS = re.compile(r"\[\"[^\"]+\", \"([^\"]+)\"\],?$", re.M)


def words_of(path: Path) -> set[str]:
    """Every English text that a script says."""
    text = path.read_text(encoding="utf-8")
    found = {part for match in SAID.finditer(text) for part in match.groups() if part}
    keys = re.findall(r"(?:keys: \[|KEYS_OF_ALL = \[)(.*?)\n\s*\]", text, re.S)
    return found | {row for part in keys for row in KEY_ROWS.findall(part)}


@pytest.mark.parametrize("path", SCRIPTS, ids=lambda path: path.name)
def test_a_screen_writes_text_and_never_markup(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    assert not re.search(r"innerHTML|outerHTML|insertAdjacent|document\.write|eval\(", text)


@pytest.mark.parametrize("path", [*SCRIPTS, *STYLES], ids=lambda path: path.name)
def test_a_screen_asks_no_other_host(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    assert not re.search(r"https?:|fetch\(|import\(|XMLHttp|@import|url\(", text)


@pytest.mark.parametrize("path", SCRIPTS, ids=lambda path: path.name)
def test_a_screen_writes_decimals_as_its_language_does(path: Path) -> None:
    assert "toFixed" not in path.read_text(encoding="utf-8")


@pytest.mark.parametrize("path", SCRIPTS, ids=lambda path: path.name)
def test_everything_that_a_screen_says_is_said_in_german_too(path: Path) -> None:
    assert sorted(words_of(path) - set(strings.catalogue("de"))) == []


@pytest.mark.parametrize("path", sorted(strings.HERE.glob("*.toml")), ids=lambda path: path.name)
def test_a_translation_has_the_places_of_its_english_text(path: Path) -> None:
    place = re.compile(r"\{\w+\}")
    for english, other in tomllib.loads(path.read_text(encoding="utf-8")).items():
        assert sorted(set(place.findall(english))) == sorted(set(place.findall(other))), english


def test_a_text_has_one_translation_wherever_it_stands() -> None:
    """Of two files with the same English text the later one would win, on every screen.

    Lists have less room than documents: there "suggested" is the shorter "Vorschlag".
    """
    found: dict[str, set[str]] = {english: {german} for english, (german, _) in all_entries()}
    for path in sorted(strings.HERE.glob("*.toml")):
        for english, german in tomllib.loads(path.read_text(encoding="utf-8")).items():
            found.setdefault(english, set()).add(german)
    assert [english for english, said in found.items() if len(said) > 1] == ["suggested"]


@pytest.mark.parametrize("path", STYLES, ids=lambda path: path.name)
def test_colours_stand_in_the_tokens_alone(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    if path.name != "tokens.css":
        assert not re.search(r"#[0-9a-fA-F]{3,8}\b", text)


def selectors_of(path: Path) -> list[str]:
    """Every selector of a style sheet, without those of colour schemes and sizes."""
    text = re.sub(r"/\*.*?\*/", "", path.read_text(encoding="utf-8"), flags=re.S)
    heads = re.findall(r"([^{}]+)\{", text)
    return [one.strip() for head in heads if "@" not in head for one in head.split(",")]


def test_what_one_screen_styles_changes_no_other_screen() -> None:
    """All screens stand on one page of the app: each rule has a class that is this screen's own."""
    classes = re.compile(r"\.(rl-[\w-]+)")
    used = {
        path: {n for one in selectors_of(path) for n in classes.findall(one)} for path in STYLES
    }
    for path in (one for one in STYLES if one.parent == HERE):
        others = set().union(*(names for other, names in used.items() if other != path))
        own = (used[path] - others) | {ROOTS[path.name]}
        loose = [one for one in selectors_of(path) if not own & set(classes.findall(one))]
        assert loose == [], path.name


def test_the_family_colours_are_those_of_the_documents() -> None:
    text = style()
    for family, tone in FAMILY_TONE.items():
        assert f"--rl-{family}-light: {tone.light};" in text
        assert f"--rl-{family}-dark: {tone.dark};" in text


def test_a_screens_script_begins_with_what_is_common() -> None:
    text = script("theme_board.js")
    assert text.index("function el(") < text.index("function frame(") < text.index("buildBoard")


def test_a_text_without_a_translation_is_shown_in_english() -> None:
    assert strings.say("de", "No such line {n}", n=3) == "No such line 3"
    assert strings.say("de", "Next") == "Weiter"
    assert strings.say("en", "saved {time}", time="14:02") == "saved 14:02"


def test_what_rooms_drafted_is_shown_in_german_and_what_people_said_is_not_touched() -> None:
    said = "course on it attended: 2 of 3 who say it"
    shown = strings.drafted_in("de", {"facts": [{"sentence": said}], "words": said})
    assert shown == {
        "facts": [{"sentence": "Kurs dazu besucht: 2 von 3, die es sagen"}],
        "words": said,
    }
    assert strings.drafted_in("en", {"sentence": said}) == {"sentence": said}
