"""The recap as files: owners stay among those who were there, nobody is named to everybody."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import docx
import pytest

from toolkit.errors import KeyMissing, WrongDecision, WrongSettings
from toolkit.pipeline import Review, open_review
from toolkit.pipeline.reporting import ALL, order_of
from toolkit.reports.documents.content import Key

TASK = "Ask Ilse Vandermeulen which lines were lost"


@pytest.fixture(scope="module")
def agreed(review: Review) -> Review:
    """A review after its session."""
    review.agree(TASK, owner="Barnaby Thrupp", due=date(2026, 6, 1), coder="ada")
    review.answer("Is the desk closing?", "No.", by="Odalys Ferreira-Quist", coder="ada")
    return review


def words_of(path: Path) -> str:
    file = docx.Document(str(path))
    cells = [cell.text for table in file.tables for row in table.rows for cell in row.cells]
    return "\n".join([line.text for line in file.paragraphs] + cells)


def written(review: Review, audience: str, formats: str = "docx,txt") -> dict[str, Path]:
    return {path.suffix: path for path in review.write_recap(audience, formats)}


def test_participants_read_who_does_what_in_a_file_that_is_not_for_sharing(agreed: Review) -> None:
    files = written(agreed, "participants")
    assert files[".docx"].parent == agreed.places.confidential / "documents"
    assert files[".docx"].name == "recap.participants.en.docx"
    assert "Barnaby Thrupp" in words_of(files[".docx"])
    assert f"{TASK} (Barnaby Thrupp, by 1 June 2026)" in files[".txt"].read_text("utf-8")


def test_everybody_reads_what_is_done_and_nobodys_name(agreed: Review) -> None:
    files = written(agreed, "everybody")
    assert files[".docx"].parent == agreed.places.share / "documents"
    for text in (words_of(files[".docx"]), files[".txt"].read_text("utf-8")):
        assert "which lines were lost" in text
        assert "Is the desk closing?" in text
        assert not any(name in text for name in ("Vandermeulen", "Ilse", "Thrupp", "Odalys"))


def test_the_mail_to_everybody_names_nobody_either(agreed: Review) -> None:
    mail = agreed.recap("everybody").mail
    assert "which lines were lost" in mail
    assert "Vandermeulen" not in mail


def test_without_the_key_nothing_is_told_to_everybody(agreed: Review, tmp_path: Path) -> None:
    with pytest.raises(KeyMissing):
        open_review(agreed.places.out, key=tmp_path / "none.json").recap("everybody")


def test_a_recap_in_another_language_has_its_headings(agreed: Review) -> None:
    (path,) = agreed.write_recap("sponsors", "docx", language="de")
    text = words_of(path)
    assert path.name == "recap.sponsors.de.docx"
    assert "Wer macht was bis wann" in text
    header = docx.Document(str(path)).sections[0].header.paragraphs[0].text
    assert header == "FÜR DIE AUFTRAGGEBENDEN"


def test_what_is_no_audience_or_no_format_is_refused(agreed: Review) -> None:
    with pytest.raises(WrongDecision, match="competitors"):
        agreed.write_recap("competitors")
    with pytest.raises(WrongSettings, match="pptx"):
        agreed.write_recap("sponsors", "pptx")


def test_a_recap_is_asked_for_by_itself() -> None:
    assert Key.RECAP not in order_of(ALL).documents
    assert order_of("recap").documents == (Key.RECAP,)
