"""`relaunch queue` and `relaunch interview` on a written review."""

from __future__ import annotations

import csv
import io
import json
from dataclasses import replace
from pathlib import Path

import pytest
from typer.testing import CliRunner

from tests import world
from tests.desk.conftest import save
from toolkit import cli
from toolkit.errors import ToolkitError, UnknownSubject
from toolkit.model.findings import Findings
from toolkit.model.vocabulary import Cause
from toolkit.pipeline import deciding
from toolkit.pipeline.doubting import interview, open_doubts
from toolkit.pipeline.places import Places


@pytest.fixture(scope="module")
def findings() -> Findings:
    """The ferry company's, with an open verdict on the bookings that vanish."""
    found = world.findings()
    likely = {Cause.DEFECT: 0.4, Cause.TRAINING: 0.35, Cause.FRICTION: 0.25}
    open_one = replace(found.verdicts["T01"], confidence=0.4, cause=Cause.DEFECT, causes=likely)
    return replace(found, verdicts={**found.verdicts, "T01": open_one})


@pytest.fixture
def out(tmp_path: Path, findings: Findings) -> Path:
    return save(tmp_path / "out", findings)


def said(*words: object) -> str:
    done = CliRunner().invoke(cli.app, [str(word) for word in words])
    assert done.exit_code == 0, done.output
    return done.stdout


def test_the_queue_prints_sureness_words_and_reasons(out: Path, findings: Findings) -> None:
    text = said("queue", out, "-n", 5)
    assert text.startswith("About ")
    first = open_doubts(out).doubting
    top = first.queue(first.standing(open_doubts(out).decisions))[0].statement_id
    assert f"  1. {top}" in text
    assert findings.redacted[top][:40] in text


def test_the_queue_as_csv_has_a_row_per_place_and_starts_no_formula(tmp_path: Path) -> None:
    found = world.findings()
    evil = dict.fromkeys(found.redacted, "=1+1")
    out = save(tmp_path / "evil", replace(found, redacted=evil))
    rows = list(csv.DictReader(io.StringIO(said("queue", out, "-n", 3, "--csv"))))
    assert [row["rank"] for row in rows] == ["1", "2", "3"]
    assert {row["words"] for row in rows} == {"'=1+1"}


def test_the_queue_for_programs_holds_the_same(out: Path) -> None:
    found = json.loads(said("queue", out, "-n", 2, "--json"))
    assert len(found["queue"]) == 2
    assert 0 <= found["sureness"]["expected_accuracy"] <= 1


def test_a_decided_statement_leaves_the_queue(out: Path) -> None:
    first = json.loads(said("queue", out, "-n", 1, "--json"))["queue"][0]["statement_id"]
    deciding.decide(out, f"statement:{first}", "cause", "defect", coder="Ann")
    left = json.loads(said("queue", out, "-n", 99, "--json"))["queue"]
    assert first not in {row["statement_id"] for row in left if not row["slip"]}


def test_an_interview_asks_about_what_the_person_said(out: Path) -> None:
    text = said("interview", out, "P03")
    assert 'You said: "Bookings vanish when the pier loses its signal."' in text
    assert "-> training (train)" in text


def test_an_interview_shows_nobody_elses_words(out: Path, findings: Findings) -> None:
    text = said("interview", out, "P03")
    others = [
        words
        for one in findings.statements
        if one.source.person_id != "P03" and (words := findings.redacted.get(one.statement_id))
    ]
    assert not [words for words in others if words in text]


def test_somebody_unknown_is_refused(out: Path) -> None:
    with pytest.raises(UnknownSubject, match="nobody in the review is called 'P99'"):
        interview(out, "P99", out.parent / "no-key.json")


def test_where_nobody_is_looked_at_alone_there_is_no_interview(out: Path) -> None:
    Places(out).settings.write_text("[mine.privacy]\nindividual = false\n", encoding="utf-8")
    with pytest.raises(ToolkitError, match="looks at nobody alone"):
        interview(out, "P03")
