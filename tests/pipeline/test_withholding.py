"""Private matters and pleas for silence never reach what may be passed on."""

from __future__ import annotations

import json
from collections.abc import Sequence
from pathlib import Path

import numpy as np
import pytest
from numpy.typing import NDArray

from tests.pipeline.conftest import review_of
from toolkit import language
from toolkit.model.findings import Statement
from toolkit.model.intake import Source
from toolkit.model.vocabulary import Channel
from toolkit.pipeline.people_anonymity import small_groups
from toolkit.pipeline.people_anonymity_reading import printed_in
from toolkit.pipeline.places import Places
from toolkit.pipeline.withholding import marked
from toolkit.privacy import is_private_matter, said_off_record
from toolkit.privacy.private_reading import Matter, read_private
from toolkit.workspace import Workspace

pytestmark = [pytest.mark.check]

UNSEEN = Path(__file__).parents[1] / "privacy" / "private_unseen.jsonl"
SAMPLE = Path(__file__).parents[2] / "surveys" / "sample" / "raw"


def encode(texts: Sequence[str]) -> NDArray[np.float32]:
    return language.encode(texts).rows(list(texts))


def said(words: str, place: int = 0, *, before: str = "") -> Statement:
    source = Source(
        source_id=f"t{place}",
        file="talk.vtt",
        channel=Channel.INTERVIEW,
        text=words,
        person_id="P-1",
        before=before,
        position=place,
    )
    return Statement(
        statement_id=f"S-{place}",
        source=source,
        start=0,
        end=len(words),
        text=words,
        language="en",
    )


def test_a_plea_in_other_words_takes_everything_said_in_the_same_breath_off_the_record() -> None:
    words = "The stock list is wrong."
    plea = "I don't wish to see this in any paper."
    first = said(words)
    both = [first, said(plea)]
    found = marked(both, encode)
    assert [one.source.off_record for one in found] == [True, True]


def test_a_short_plea_covers_the_turn_before_and_not_the_one_before_that() -> None:
    turns = [
        said("Orders take ten clicks.", 0, before="What is slow?"),
        said("My director never opens the tool.", 1, before="Who else uses it?"),
        said("I would rather that stayed in this room.", 2, before="I see."),
    ]
    assert [one.source.off_record for one in marked(turns, encode)] == [False, True, True]


def test_an_answer_to_what_should_not_be_written_down_is_off_the_record() -> None:
    asked = "Thank you. Is there anything you would not like us to write down?"
    answer = said("The regional list is kept twice.", before=asked)
    assert marked([answer], encode)[0].source.off_record
    usual = said("The regional list is kept twice.", before="What would you change?")
    assert not marked([usual], encode)[0].source.off_record


@pytest.mark.parametrize(
    ("words", "reason"),
    [
        ("I speak for the union in our warehouse.", "union"),
        ("Der Kardiologe sagt, ich muss kürzertreten.", "health"),
        ("Nous nous séparons, ma femme et moi.", "family"),
    ],
)
def test_a_private_matter_is_known_by_its_meaning(words: str, reason: str) -> None:
    assert reason in marked([said(words)], encode)[0].private


def test_what_the_works_council_or_a_clinic_as_customer_does_is_no_private_matter() -> None:
    words = ("The union asked for the log.", "The clinic orders by fax.", "Orders get lost.")
    found = marked([said(one, place) for place, one in enumerate(words)], encode)
    assert [(one.private, one.source.off_record) for one in found] == [("", False)] * 3


def test_another_encoder_leaves_it_to_the_lists() -> None:
    def other(texts: Sequence[str]) -> NDArray[np.float32]:
        return np.ones((len(texts), 512), dtype=np.float32) / np.float32(np.sqrt(512))

    assert read_private(["Keep this between us."], other) == [Matter.NONE]
    assert read_private(["Keep this between us."], None) == [Matter.NONE]


def test_of_sentences_that_nothing_was_fitted_on_most_are_found_and_few_are_taken_in_vain() -> None:
    rows = [json.loads(line) for line in UNSEEN.read_text(encoding="utf-8").splitlines()]
    texts = [row["text"] for row in rows]
    hits = [
        bool(matter or is_private_matter(text) or said_off_record(text))
        for matter, text in zip(read_private(texts, encode), texts, strict=True)
    ]
    private = [hit for hit, row in zip(hits, rows, strict=True) if row["matter"]]
    usual = [hit for hit, row in zip(hits, rows, strict=True) if not row["matter"]]
    assert len(rows) >= 150
    assert sum(private) / len(private) >= 0.74
    assert sum(usual) / len(usual) <= 0.12


PRIVATE_IN_THE_SAMPLE = (
    "contact of the union",
    "she is the union",
    "stands in a paper",
    "stays in this car",
    "the doctor says",
    "in any deck",
    "off the record. I",
)


@pytest.fixture(scope="module")
def shared(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("sample")
    review = review_of(SAMPLE, folder / "out", folder / "key.json")
    review.report("all", draft=True)
    return review.places.share


def test_no_document_of_the_sample_prints_what_fewer_than_five_people_have_in_common(
    shared: Path,
) -> None:
    places = Places(shared.parent)
    kinds = {path.suffix for path in (shared / "documents").iterdir()}
    assert {".docx", ".pdf", ".pptx", ".html", ".xlsx"} <= kinds
    with Workspace.open(places.workspace, make=False) as workspace:
        assert small_groups(places, workspace) == ()


def test_no_shared_file_of_the_sample_holds_what_somebody_wished_unsaid(shared: Path) -> None:
    texts = {
        path.name: " ".join(" ".join(one.cells) for one in printed_in(path))
        for path in shared.rglob("*")
        if path.is_file()
    }
    assert len(texts) >= 15
    held = [
        (name, one) for name, text in texts.items() for one in PRIVATE_IN_THE_SAMPLE if one in text
    ]
    assert not held
