"""Between two runs codings, final causes and verdicts follow each answer; nothing else does."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from tests import world
from tests.doubt.hotel import decisions
from toolkit.coding import learner_of
from toolkit.doubt import principal_axes
from toolkit.model.decisions import Decisions
from toolkit.model.findings import Coding
from toolkit.model.vocabulary import CAUSES, Cause, DecidedBy, Kind
from toolkit.pipeline import doubting as corridor
from toolkit.pipeline.doubting import Doubting, doubting_of
from toolkit.pipeline.places import Places
from toolkit.settings import Settings
from toolkit.workspace import Workspace

SHARES = dict.fromkeys(CAUSES, 0.025) | {Cause.DEFECT: 0.42, Cause.TRAINING: 0.38}


def torn(coding: Coding) -> Coding:
    return replace(
        coding,
        kind=Kind.CONCERN,
        kinds={Kind.CONCERN: 0.9, Kind.PROPOSAL: 0.1},
        cause=Cause.DEFECT,
        cause_confidence=0.42,
        causes=SHARES,
    )


@pytest.fixture(scope="module")
def doubting() -> Doubting:
    """Statements of one theme mean the same; every cause is torn between two."""
    found = world.findings()
    codings = {key: torn(one) for key, one in found.codings.items()}
    finals = {
        key: replace(one, cause=Cause.DEFECT, confidence=0.42, causes=SHARES)
        for key, one in found.final_causes.items()
    }
    verdicts = {
        key: replace(one, causes=SHARES, confidence=0.42, cause=Cause.DEFECT)
        for key, one in found.verdicts.items()
    }
    findings = replace(found, codings=codings, final_causes=finals, verdicts=verdicts)
    home = {key: n for n, theme in enumerate(found.themes, 1) for key in theme.statement_ids}
    places = [home.get(one.statement_id, 0) for one in findings.statements]
    vectors = np.eye(len(found.themes) + 1, dtype=np.float32)[places]
    return Doubting(
        findings=findings,
        settings=Settings(),
        learner=learner_of(findings.statements, codings, vectors),
        meaning=principal_axes(vectors),
    )


def test_without_answers_everything_stands_as_the_last_run_left_it(doubting: Doubting) -> None:
    standing = doubting.standing(Decisions())
    assert dict(standing.codings) == doubting.findings.codings
    assert dict(standing.final_causes) == doubting.findings.final_causes
    assert dict(standing.verdicts) == doubting.findings.verdicts


def test_answers_move_the_verdict_of_their_theme_and_no_other(doubting: Doubting) -> None:
    theme = doubting.findings.themes[0]
    said = [(one, "cause", "training") for one in theme.statement_ids[:3]]
    standing = doubting.standing(decisions(*said))
    assert standing.verdicts[theme.theme_id].cause is Cause.TRAINING
    others = {k: one for k, one in standing.verdicts.items() if k != theme.theme_id}
    assert {one.cause for one in others.values()} == {Cause.DEFECT}


def test_an_answer_is_final_for_its_statement_and_lifts_its_like(doubting: Doubting) -> None:
    first, second = doubting.findings.themes[0].statement_ids[:2]
    finals = doubting.standing(decisions((first, "final_cause", "training"))).final_causes
    assert (finals[first].cause, finals[first].decided_by) == (Cause.TRAINING, DecidedBy.PERSON)
    assert finals[second].causes[Cause.TRAINING] > 0.5


def test_the_more_is_answered_the_surer_it_is(doubting: Doubting) -> None:
    ids = [one.statement_id for one in doubting.findings.statements if not one.empty]
    few = doubting.sureness(decisions(*[(one, "cause", "defect") for one in ids[:2]]))
    many = doubting.sureness(decisions(*[(one, "cause", "defect") for one in ids[:12]]))
    assert few.expected_accuracy is not None
    assert many.expected_accuracy is not None
    assert many.expected_accuracy > few.expected_accuracy


def test_a_verdict_that_a_person_gave_is_not_moved(doubting: Doubting) -> None:
    found = doubting.findings
    theme = found.themes[0]
    said = replace(found.verdicts[theme.theme_id], decided_by=DecidedBy.PERSON)
    fixed = replace(
        doubting,
        findings=replace(found, verdicts={**found.verdicts, theme.theme_id: said}),
    )
    answers = [(one, "cause", "training") for one in theme.statement_ids[:3]]
    assert fixed.standing(decisions(*answers)).verdicts[theme.theme_id] == said


def test_nobody_who_opens_a_screen_waits_for_vectors_that_an_earlier_version_made_otherwise(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    places = Places(tmp_path)
    places.cache.mkdir(parents=True)
    (places.cache / "another-encoder.npy").write_bytes(b"its vectors")

    def encode(*_: object, **__: object) -> None:
        raise AssertionError("thousands of statements are encoded anew")

    monkeypatch.setattr(corridor.language, "encode", encode)
    with Workspace.open(places.workspace) as workspace:
        found = doubting_of(world.findings(), Settings(), workspace, places)
    assert found.learner is None
    assert found.queue(found.standing(Decisions()))
