"""What two statements share brings them into one theme, and their language alone does not."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import numpy as np
import pytest

from toolkit.model.findings import Coding, Signal, Statement, Theme
from toolkit.model.intake import Source
from toolkit.model.vocabulary import Bearing, Cause, Channel, DecidedBy, Kind
from toolkit.settings import ThemeSettings
from toolkit.themes import Sight, ThemeInput, ThemeSearch, find_themes
from toolkit.themes.halves import grow_trees, halve
from toolkit.themes.likeness import SAME_TICKET, shipped_weights

FITTED = dict(
    zip(shipped_weights()["without"].names, shipped_weights()["without"].weights, strict=True)
)


def said(key: str, language: str = "en") -> Statement:
    """A concern of a person of its own, in words that nobody else uses."""
    text = key * 5
    source = Source(
        source_id=key, file="f.csv", channel=Channel.SURVEY, text=text, person_id=f"P-{key}"
    )
    return Statement(
        statement_id=key, source=source, start=0, end=len(text), text=text, language=language
    )


def searched(
    statements: Sequence[Statement],
    *,
    causes: Mapping[str, Cause] | None = None,
    tickets: Mapping[str, str] | None = None,
    vectors: np.ndarray | None = None,
) -> ThemeSearch:
    """Two themes of these statements; without vectors no two are alike in what they mean."""
    likely = {key: {cause: 1.0} for key, cause in (causes or {}).items()}
    blank = np.zeros((len(statements), 4), dtype=np.float32)
    return find_themes(
        ThemeInput(
            statements=statements,
            codings={
                one.statement_id: Coding(
                    statement_id=one.statement_id,
                    coder="made",
                    kind=Kind.CONCERN,
                    cause=None,
                    causes=likely.get(one.statement_id, {}),
                )
                for one in statements
            },
            signals={key: (pointing(key, row),) for key, row in (tickets or {}).items()},
            sight=Sight(blank if vectors is None else vectors),
            shown={one.statement_id: one.text for one in statements},
            settings=ThemeSettings(least=2, most=4, k=2, resamples=0, too_few=4),
        )
    )


def pointing(key: str, row: str) -> Signal:
    return Signal(
        name="tickets_confirmed_defect",
        subject_id=key,
        origin=DecidedBy.TICKETS,
        cause=Cause.DEFECT,
        bearing=Bearing.SUPPORTS,
        weight=1.0,
        sentence="a ticket says so",
        rows=(row,),
    )


SHARED = {
    "ticket": {"tickets": {"a": "t:1", "c": "t:1", "b": "t:2", "d": "t:2"}},
    "cause": {"causes": dict(zip("acbd", [Cause.DEFECT] * 2 + [Cause.TRAINING] * 2, strict=True))},
}


@pytest.mark.parametrize("shared", SHARED.values(), ids=SHARED)
def test_where_words_tell_nothing_those_stay_together_who_share_a_ticket_or_a_cause(shared):
    found = searched([said(key) for key in "abcd"], **shared)
    assert found.matters is not None
    theme = Theme(theme_id="T01", title="t", statement_ids=tuple("abcd"))
    assert set(halve(grow_trees([theme], found.matters), "abcd")) == {("a", "c"), ("b", "d")}


@pytest.mark.parametrize(
    ("shared", "languages", "worth"),
    [
        (SHARED["ticket"], "en en en en", SAME_TICKET),
        (SHARED["cause"], "en en en en", FITTED["cause"] + FITTED["cause_surely"]),
        ({}, "en de en de", FITTED["language"]),
    ],
    ids=["ticket", "cause", "language"],
)
def test_what_two_statements_share_counts_as_much_as_was_fitted(shared, languages, worth):
    statements = [said(*one) for one in zip("abcd", languages.split(), strict=True)]
    found = searched(statements, **shared)
    assert found.matters is not None
    odds = found.matters.odds("abc")
    assert worth
    assert odds[0, 2] - odds[0, 1] == pytest.approx(worth, abs=1e-3)


def test_one_matter_told_in_two_languages_is_one_theme():
    """The language turns a vector three times as far as the matter does."""
    statements = [
        said(f"{'xy'[n % 2]}{n:02d}", language="de" if n < 6 else "en") for n in range(12)
    ]
    rows = np.zeros((12, 4 + 12), dtype=np.float32)
    for place, one in enumerate(statements):
        rows[place, "xy".index(one.statement_id[0])] = 1.0
        rows[place, 2 + ("de", "en").index(one.language)] = 3.0
        rows[place, 4 + place] = 0.3
    rows /= np.linalg.norm(rows, axis=1, keepdims=True)
    found = searched(statements, vectors=rows)
    matters = [{key[0] for key in one.statement_ids} for one in found.themes]
    assert sorted(matters, key=min) == [{"x"}, {"y"}]
