"""Verdicts follow the facts of the raw folder: exchange, take away or add facts, and they move."""

from __future__ import annotations

import csv
import io
import re
import shutil
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import pandas as pd
import pytest

from tests.pipeline import hire_company as hire
from tests.pipeline.conftest import review_of
from toolkit.model.vocabulary import DecidedBy
from toolkit.pipeline import Review

SAMPLE = Path(__file__).parents[2] / "surveys" / "sample" / "raw"
ASKED = re.compile(r"instead if (\d+) of the \d+ who raise it had a ticket of their own on .* that "
                   r"was (.*?); ")  # fmt: skip
PLAIN = {
    "defect": "a fault of the tool",
    "missing": "something the tool cannot do",
    "friction": "a step that works but costs too much",
    "data": "bad data",
    "training": "a training gap",
    "communication": "something not told, or told wrongly",
}


@dataclass(frozen=True)
class Evidence:
    """What a would_overturn asks for: so many people's own tickets with such an ending."""

    theme_id: str
    becomes: str
    own: tuple[tuple[str, str], ...]
    """(id in the org list, own words) of each person."""
    ending: Sequence[str]


def evidence_named(review: Review, theme_id: str) -> Evidence | None:
    """The rows that the theme's would_overturn names; None where it names nothing a file holds."""
    asked = ASKED.search(review.findings.verdicts[theme_id].would_overturn)
    if asked is None:
        return None
    sentence = review.findings.verdicts[theme_id].would_overturn
    said: dict[str, str] = {}
    theme = next(one for one in review.findings.themes if one.theme_id == theme_id)
    for one in review.findings.statements:
        if one.statement_id in theme.statement_ids and one.source.person_id:
            said.setdefault(review.key.real(one.source.person_id), one.text)
    own = tuple(sorted(said.items()))[: int(asked.group(1))]
    if len(own) < int(asked.group(1)):
        return None  # some who raise it are anonymous
    ending = next(texts for words, texts in hire.ENDINGS.items() if words in asked.group(2))
    becomes = next(cause for cause, words in PLAIN.items() if sentence.startswith(
        f"It would be {words} instead"))  # fmt: skip
    return Evidence(theme_id, becomes, own, ending)


def by_people(review: Review) -> dict[str, set[str]]:
    """Statement ids of each theme."""
    return {one.theme_id: set(one.statement_ids) for one in review.findings.themes}


def verdict_of_its_words(review: Review, statement_ids: set[str]) -> tuple[str, float]:
    """Verdict and confidence of the theme that now holds most of these statements."""
    held = by_people(review)
    best = max(sorted(held), key=lambda key: len(held[key] & statement_ids))
    verdict = review.findings.verdicts[best]
    return str(verdict.cause), verdict.confidence


@pytest.fixture(scope="module")
def place(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("hire")


def again(place: Path, tickets: list[Sequence[str]] | None) -> Review:
    """The company's review with these tickets, in the same folder: themes keep their ids."""
    return review_of(hire.write_raw(place / "raw", tickets), place / "out", place / "key.json")


@pytest.fixture(scope="module")
def told(place: Path) -> Review:
    return again(place, hire.desk())


@pytest.fixture(scope="module")
def matters(told: Review) -> tuple[set[str], set[str]]:
    """Ids of the statements on photos and of those on deposits."""
    found = defaultdict(set)
    for one in told.findings.statements:
        for name, texts in (("photos", hire.PHOTOS), ("deposits", hire.DEPOSITS)):
            if one.source.text.startswith(tuple(texts)):
                found[name].add(one.statement_id)
    return found["photos"], found["deposits"]


def test_the_service_desk_tells_a_fault_from_a_gap_behind_the_same_words(told, matters):
    photos, deposits = matters
    assert verdict_of_its_words(told, photos)[0] == "defect"
    assert verdict_of_its_words(told, deposits)[0] == "training"


def test_exchanging_the_resolutions_exchanges_the_verdicts(place, told, matters):
    photos, deposits = matters
    exchanged = again(place, hire.desk(hire.SHOWN, hire.FAULT))
    assert verdict_of_its_words(exchanged, photos)[0] == "training"
    assert verdict_of_its_words(exchanged, deposits)[0] == "defect"


def test_without_the_ticket_file_what_tickets_decided_is_less_sure_or_another(place, told):
    without = again(place, None)
    decided = {
        key: one
        for key, one in told.findings.verdicts.items()
        if one.decided_by in (DecidedBy.TICKETS, DecidedBy.SEVERAL)
    }
    assert decided
    for key, before in decided.items():
        cause, sure = verdict_of_its_words(without, by_people(told)[key])
        assert cause != before.cause or sure < before.confidence, key


def test_what_would_overturn_a_verdict_does(place, told):
    themes = [evidence_named(told, one.theme_id) for one in told.findings.themes]
    named = [one for one in themes if one is not None and len(one.own) > 1]
    assert len(named) >= 4
    held = by_people(told)
    turned = {}
    for evidence in named:
        rows = [
            hire.ticket(900 + n, hire.NAMES[int(who) - 201], words, evidence.ending[n % 2])
            for n, (who, words) in enumerate(evidence.own)
        ]
        after = again(place, [*hire.desk(), *rows])
        turned[evidence.theme_id] = (
            verdict_of_its_words(after, held[evidence.theme_id])[0],
            evidence.becomes,
        )
    assert {key: found == becomes for key, (found, becomes) in turned.items()} == dict.fromkeys(
        turned, True
    ), turned


def sample_ticket(number: int, person: pd.Series, words: str, ending: str) -> list[str]:
    """A row as the sample's help desk exports it."""
    day = f"2026-04-{2 + number % 25:02d}"
    return [
        f"9{number:03d}", f"{day} 09:00", f"{day} 15:00", f"{day} 15:00", person["name"],
        person["email"], " ".join(words.split()[:6]), words, "Closed", "Normal",
        "Keelmark support", "Rosalind Keane", "", ending,
    ]  # fmt: skip


def sample_people() -> pd.DataFrame:
    """Id, name and e-mail of the sample's staff list (its header stands below a title)."""
    table = pd.read_excel(SAMPLE / "staff_list.xlsx", header=None, dtype=str, engine="calamine")
    head = next(row for row in range(len(table)) if table.iloc[row].notna().sum() >= 5)
    named = [str(one).casefold() for one in table.iloc[head]]
    mail = next(place for place, one in enumerate(named) if "mail" in one)
    rows = table.iloc[head + 1 :]
    ids = next(p for p in range(len(named)) if rows[p].astype(str).str.startswith("BL-").any())
    found = pd.DataFrame({"id": rows[ids], "email": rows[mail]}).dropna()
    found["name"] = found["email"].str.split("@").str[0]
    return found.set_index("id")


@pytest.mark.long
def test_in_the_sample_case_what_would_overturn_ten_verdicts_does(tmp_path):
    shutil.copytree(SAMPLE, tmp_path / "raw")
    review = review_of(tmp_path / "raw", tmp_path / "out", tmp_path / "key.json")
    themes = [evidence_named(review, one.theme_id) for one in review.findings.themes]
    named = [one for one in themes if one is not None][:10]
    assert len(named) == 10
    staff, held = sample_people(), by_people(review)
    rows = io.StringIO()
    writer = csv.writer(rows, lineterminator="\n", quoting=csv.QUOTE_ALL)
    for place, evidence in enumerate(named):
        for n, (who, words) in enumerate(evidence.own):
            ending = evidence.ending[n % len(evidence.ending)]
            writer.writerow(sample_ticket(place * 30 + n, staff.loc[who], words, ending))
    path = tmp_path / "raw" / "tickets.csv"
    plain = path.read_text(encoding="utf-8-sig").rstrip("\n")
    path.write_text(f"{plain}\n{rows.getvalue()}", encoding="utf-8")
    after = review_of(tmp_path / "raw", tmp_path / "out", tmp_path / "key.json")
    turned = {
        one.theme_id: (
            str(review.findings.verdicts[one.theme_id].cause),
            one.becomes,
            verdict_of_its_words(after, held[one.theme_id])[0],
        )
        for one in named
    }
    assert {key: one for key, one in turned.items() if one[0] == one[2]} == {}
