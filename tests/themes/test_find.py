"""Themes: the same groups for any order, ids that stay, titles that people used."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime

import numpy as np

from tests import world
from toolkit.language.catalogue import words_of
from toolkit.model.decisions import Decision, Decisions
from toolkit.model.findings import Theme
from toolkit.model.vocabulary import Kind, Wave
from toolkit.settings import ThemeSettings
from toolkit.themes import Sight, ThemeInput, find_themes, name_themes, topical
from toolkit.themes.ids import keep_ids
from toolkit.themes.titles import title_themes


def vectors() -> np.ndarray:
    """Statements of one of the world's themes lie near one another."""
    random = np.random.default_rng(1)
    statements, themes = world.statements(), world.themes()
    home = {key: n for n, theme in enumerate(themes) for key in theme.statement_ids}
    centres = random.normal(size=(len(themes) + 1, 24))
    rows = np.array(
        [
            centres[home.get(one.statement_id, len(themes))] + 0.15 * random.normal(size=24)
            for one in statements
        ]
    )
    return (rows / np.linalg.norm(rows, axis=1, keepdims=True)).astype(np.float32)


def given_world(**changes) -> ThemeInput:
    base = ThemeInput(
        statements=world.statements(),
        codings=world.codings(),
        signals={},
        sight=Sight(vectors()),
        shown={one.statement_id: one.text for one in world.statements()},
        settings=ThemeSettings(least=2, most=8, resamples=3, too_few=4),
    )
    return replace(base, **changes)


def groups(found) -> set[frozenset[str]]:
    return {frozenset(one.statement_ids) for one in found.themes}


def test_every_topical_statement_is_in_one_theme():
    given = given_world()
    places = topical(given.statements, given.codings)
    wanted = sorted(given.statements[place].statement_id for place in places)
    found = find_themes(given)
    assert sorted(key for one in found.themes for key in one.statement_ids) == wanted


def test_any_order_of_statements_gives_the_same_themes():
    given = given_world()
    order = np.random.default_rng(5).permutation(len(given.statements))
    shuffled = replace(
        given,
        statements=tuple(given.statements[i] for i in order),
        sight=given.sight.of(order),
    )
    assert find_themes(shuffled).themes == find_themes(given).themes


def test_a_person_chooses_how_many():
    settings = ThemeSettings(least=2, most=8, k=4, resamples=0, too_few=4)
    assert len(find_themes(given_world(settings=settings)).themes) == 4


def test_too_few_points_are_said_to_be_too_few():
    settings = ThemeSettings(least=2, most=8, too_few=500)
    found = find_themes(given_world(settings=settings))
    assert found.note.startswith("Too few to group: ")
    assert words_of("de").drafted(found.note).startswith("Zu wenig zum Gruppieren: ")
    assert all(one.stability is None for one in found.themes)


def test_nothing_to_group_gives_no_theme_and_says_so():
    found = find_themes(given_world(statements=(), sight=Sight(vectors()[:0])))
    assert found.themes == ()
    assert words_of("it").drafted(found.note).startswith("Nessun problema")


def test_themes_keep_the_ids_of_the_previous_run():
    first = find_themes(given_world()).themes
    renamed = tuple(replace(one, theme_id=f"T{40 + n}") for n, one in enumerate(first))
    again = find_themes(given_world(previous=renamed)).themes
    assert {one.theme_id for one in again} == {one.theme_id for one in renamed}


def test_what_people_know_themes_as_makes_none_look_steadier_than_it_is():
    """Vectors without order: no group comes again by itself."""
    noise = np.random.default_rng(2).normal(size=vectors().shape)
    rows = (noise / np.linalg.norm(noise, axis=1, keepdims=True)).astype(np.float32)
    given = given_world(sight=Sight(rows))
    first = find_themes(given).themes
    again = find_themes(replace(given, previous=first, before=len(first))).themes
    assert [one.statement_ids for one in again] == [one.statement_ids for one in first]
    for name in ("stability", "cohesion"):
        assert [getattr(one, name) for one in again] == [getattr(one, name) for one in first]


def theme(theme_id: str, *keys: str) -> Theme:
    return Theme(theme_id=theme_id, title="t", statement_ids=keys)


def test_a_theme_with_less_than_half_in_common_is_a_new_one():
    (only,) = keep_ids([theme("", "a", "b", "c", "d")], [theme("T07", "a", "x", "y", "z")])
    assert only.theme_id == "T01"


def test_one_old_theme_gives_its_id_to_one_new_theme_only():
    found = keep_ids([theme("", "a", "b"), theme("", "c", "d")], [theme("T01", "a", "b", "c", "d")])
    assert sorted(one.theme_id for one in found) == ["T01", "T02"]


def decided(subject: str, field: str, value: str) -> Decisions:
    row = Decision(
        decision_id=1,
        subject=subject,
        field=field,
        suggested="",
        confidence=None,
        decided=value,
        coder="ana",
        at=datetime(2026, 1, 1, tzinfo=UTC),
    )
    return Decisions([row])


def test_a_moved_statement_is_in_the_theme_it_was_moved_to():
    first = find_themes(given_world()).themes
    key, target = first[0].statement_ids[0], first[1].theme_id
    moved = find_themes(given_world(decisions=decided(f"statement:{key}", "theme_id", target)))
    home = {k: one.theme_id for one in moved.themes for k in one.statement_ids}
    assert home[key] == target


def test_a_persons_title_wins():
    themes = name_themes(
        world.themes(),
        {one.statement_id: one for one in world.statements()},
        {},
        decided("theme:T01", "title", "What we call it"),
        None,
    )
    assert themes[0].title == "What we call it"


def test_titles_are_phrases_that_were_said_and_hold_no_redaction():
    said = {one.statement_id: f"[name] {one.text}" for one in world.statements()}

    def encode(texts):
        random = np.array([[len(text), text.count("e"), text.count("o")] for text in texts], float)
        return random / np.maximum(np.linalg.norm(random, axis=1, keepdims=True), 1e-9)

    by_id = {one.statement_id: one for one in world.statements()}
    for key, title in title_themes(world.themes(), by_id, said, encode).items():
        own = next(one for one in world.themes() if one.theme_id == key)
        texts = [by_id[one].text.casefold() for one in own.statement_ids]
        for phrase in title.casefold().split(", "):
            assert any(phrase in text for text in texts)
        assert "name" not in title.casefold().split()


def test_praise_forms_no_theme():
    given = given_world()
    praised = {
        one.statement_id
        for one in given.statements
        if given.codings[one.statement_id].kind == "praise"
    }
    assert praised
    assert not praised & {key for one in find_themes(given).themes for key in one.statement_ids}


def test_answers_that_say_nothing_or_stem_from_before_lie_in_no_theme_whatever_their_code():
    given = given_world()
    concerns = {key: replace(one, kind=Kind.CONCERN) for key, one in given.codings.items()}
    empty = {one.statement_id for one in given.statements if one.empty}
    early = {one.statement_id for one in given.statements if one.source.wave is Wave.BEFORE}
    assert empty
    assert early
    found = find_themes(replace(given, codings=concerns))
    grouped = {key for one in found.themes for key in one.statement_ids}
    assert grouped == concerns.keys() - empty - early
