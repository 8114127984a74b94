"""Verdicts follow the facts of the raw folder: exchange, take away or add facts, and they move."""

from __future__ import annotations

import csv
import io
import re
import shutil
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

import pandas as pd
import pytest

from tests.pipeline import hire_company as hire
from tests.pipeline.conftest import review_of
from toolkit.model.shapes import PIN, write_members
from toolkit.model.vocabulary import CAUSE_WORDS, DecidedBy
from toolkit.pipeline import Review

TOGETHER = 3
"""Themes of the sample that are given their evidence in one run: a run takes half a minute."""
SAMPLE = Path(__file__).parents[2] / "surveys" / "sample" / "raw"
ASKED = re.compile(r"instead if (?:each of the )?(\d+) (?:of the \d+ )?who raise it had a ticket "
                   r"of their own on it that was (.*?); ")  # fmt: skip


@dataclass(frozen=True)
class Evidence:
    """What a would_overturn asks for: so many people's own tickets with such an ending."""

    theme_id: str
    becomes: str
    own: tuple[tuple[str, str], ...]
    """(id in the org list, own words) of each person."""
    statement_ids: frozenset[str]
    """What these people say in the theme."""
    endings: Sequence[str]


def evidence_named(review: Review, theme_id: str) -> Evidence | None:
    """The rows that the theme's would_overturn names; None where it names nothing a file holds."""
    verdict = review.findings.verdicts[theme_id]
    asked = ASKED.search(verdict.would_overturn)
    theme = next(one for one in review.findings.themes if one.theme_id == theme_id)
    inside = set(theme.statement_ids)
    said: dict[str, dict[str, str]] = defaultdict(dict)
    for one in review.findings.statements:
        if one.statement_id in inside and one.source.person_id:
            said[review.key.real(one.source.person_id)][one.statement_id] = one.text
    if asked is None or len(said) < int(asked.group(1)):
        return None  # no file would turn it, or some who raise it are anonymous
    chosen = sorted(said)[: int(asked.group(1))]
    return Evidence(
        theme_id=theme_id,
        becomes=next(
            str(cause)
            for cause, words in CAUSE_WORDS.items()
            if verdict.would_overturn.startswith(f"It would be {words} instead")
        ),
        own=tuple((who, next(iter(said[who].values()))) for who in chosen),
        statement_ids=frozenset(key for who in chosen for key in said[who]),
        endings=next(texts for words, texts in hire.ENDINGS.items() if words in asked.group(2)),
    )


def held_by(review: Review) -> dict[str, set[str]]:
    """Statement ids of each theme."""
    return {one.theme_id: set(one.statement_ids) for one in review.findings.themes}


def pin_themes(review: Review) -> None:
    """A person holds the themes as they are: what is asked here is whether the verdict moves."""
    for theme_id, statement_ids in held_by(review).items():
        review.decide(f"theme:{theme_id}", write_members({theme_id: statement_ids}), PIN)


def verdict_on(review: Review, statement_ids: Iterable[str]) -> tuple[str, float]:
    """Verdict and confidence of the theme that holds most of these statements now.

    Facts may split a theme: evidence on some of its people sets them apart.
    """
    held, asked = held_by(review), set(statement_ids)
    best = max(sorted(held), key=lambda key: len(held[key] & asked))
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
    assert verdict_on(told, photos)[0] == "defect"
    assert verdict_on(told, deposits)[0] == "training"


def test_exchanging_the_resolutions_exchanges_the_verdicts(place, told, matters):
    photos, deposits = matters
    exchanged = again(place, hire.desk(hire.SHOWN, hire.FAULT))
    assert verdict_on(exchanged, photos)[0] == "training"
    assert verdict_on(exchanged, deposits)[0] == "defect"


def test_without_the_ticket_file_what_tickets_decided_is_less_sure_or_another(place, told):
    without = again(place, None)
    decided = {
        key: one
        for key, one in told.findings.verdicts.items()
        if one.decided_by in (DecidedBy.TICKETS, DecidedBy.SEVERAL)
    }
    assert decided
    for key, before in decided.items():
        cause, sure = verdict_on(without, held_by(told)[key])
        assert cause != before.cause or sure < before.confidence, key


def test_what_would_overturn_a_verdict_does(place, told):
    pin_themes(told)
    named = [evidence_named(told, one.theme_id) for one in told.findings.themes]
    several = [one for one in named if one is not None and len(one.own) > 1]
    assert len(several) >= 2
    turned = {}
    for evidence in several:
        rows = [
            hire.ticket(900 + n, hire.NAMES[int(who) - 201], words, evidence.endings[n % 2])
            for n, (who, words) in enumerate(evidence.own)
        ]
        after = again(place, [*hire.desk(), *rows])
        turned[evidence] = verdict_on(after, evidence.statement_ids)[0]
    assert [one for one, now in turned.items() if now != one.becomes] == []


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


def staff_rows(evidence: Evidence, staff: pd.DataFrame, first: int) -> str:
    """The tickets that a would_overturn names, as lines of the sample's export."""
    rows = io.StringIO()
    writer = csv.writer(rows, lineterminator="\n", quoting=csv.QUOTE_ALL)
    for n, (who, words) in enumerate(evidence.own, start=first):
        ending = evidence.endings[n % len(evidence.endings)]
        writer.writerow(sample_ticket(n, staff.loc[who], words, ending))
    return rows.getvalue()


@pytest.mark.long
def test_in_the_sample_case_what_would_overturn_a_verdict_does(tmp_path):
    """Every theme whose sentence names tickets of two people or more; three of them in a run."""
    shutil.copytree(SAMPLE, tmp_path / "raw")
    review = review_of(tmp_path / "raw", tmp_path / "out", tmp_path / "key.json")
    named = [evidence_named(review, one.theme_id) for one in review.findings.themes]
    several = [one for one in named if one is not None and len(one.own) > 1]
    assert len(several) >= 12
    pin_themes(review)
    staff, path = sample_people(), tmp_path / "raw" / "tickets.csv"
    plain = path.read_text(encoding="utf-8-sig").rstrip("\n")
    turned = {}
    for start in range(0, len(several), TOGETHER):
        chosen = several[start : start + TOGETHER]
        rows = [staff_rows(one, staff, 100 * place) for place, one in enumerate(chosen)]
        path.write_text("\n".join([plain, *rows]), encoding="utf-8")
        after = review_of(tmp_path / "raw", tmp_path / "out", tmp_path / "key.json")
        turned |= {one.theme_id: (one, verdict_on(after, one.statement_ids)[0]) for one in chosen}
    assert len(turned) == len(several)
    assert [one for one, now in turned.values() if now != one.becomes] == []


@pytest.mark.long
def test_in_the_sample_case_verdicts_that_tickets_decided_need_the_ticket_file(tmp_path):
    shutil.copytree(SAMPLE, tmp_path / "raw")
    review = review_of(tmp_path / "raw", tmp_path / "out", tmp_path / "key.json")
    decided = {
        key: one
        for key, one in review.findings.verdicts.items()
        if one.decided_by is DecidedBy.TICKETS
    }
    assert len(decided) >= 5
    pin_themes(review)
    (tmp_path / "raw" / "tickets.csv").unlink()
    without = review_of(tmp_path / "raw", tmp_path / "out", tmp_path / "key.json")
    held = held_by(review)
    for key, before in decided.items():
        cause, sure = verdict_on(without, held[key])
        assert cause != before.cause or sure < before.confidence, key
