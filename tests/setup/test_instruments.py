"""The instruments: one schema, five languages, files that say what the YAML says, and an export of
each survey that the intake reads as it was meant."""

from __future__ import annotations

import csv
import io
import re
import zipfile
from collections.abc import Iterator
from pathlib import Path

import openpyxl
import pytest
import yaml
from docx import Document
from docx.table import Table
from docx.text.paragraph import Paragraph
from openpyxl import Workbook
from pydantic import ValidationError

from surveys import make_instruments
from surveys.instrument import HERE, LANGUAGES, Instrument, Item, Words, load_instruments
from surveys.instrument_pages import MADE, make_document
from toolkit.intake import detect, gate, surveys
from toolkit.intake.raw import SurveyReading
from toolkit.model.vocabulary import CAUSES, FileKind, QuestionMeaning
from toolkit.privacy.off_record import said_off_record
from toolkit.settings import FileSettings, Promise

INSTRUMENTS = load_instruments()
SURVEYS = [one for one in INSTRUMENTS.values() if one.kind == "survey"]
NAMES = sorted(INSTRUMENTS)
FILLED = {"tool": "Meridian", "company": "Ostermoor"}


def texts_of(path: Path) -> list[str]:
    """Every text of a made file, in its order."""
    if path.suffix == ".xlsx":
        book = openpyxl.load_workbook(path, read_only=True)
        return [
            str(cell)
            for sheet in book.worksheets
            for row in sheet.iter_rows(values_only=True)
            for cell in row
            if cell is not None
        ]
    if path.suffix in (".csv", ".txt"):
        return path.read_text("utf-8-sig").splitlines()
    document = Document(str(path))
    blocks = document.iter_inner_content()
    return [paragraph.text for block in blocks for paragraph in _paragraphs(block)]


def _paragraphs(block: Paragraph | Table) -> list[Paragraph]:
    if isinstance(block, Paragraph):
        return [block]
    cells = [cell for row in block.rows for cell in row.cells]
    return [paragraph for cell in cells for paragraph in cell.paragraphs]


def wordings(value: object) -> Iterator[dict[str, object]]:
    """Every place of a YAML where something is said in a language."""
    if isinstance(value, dict):
        if set(value) & set(LANGUAGES):
            yield value
        else:
            for part in value.values():
                yield from wordings(part)
    elif isinstance(value, list):
        for part in value:
            yield from wordings(part)


# --------------------------------------------------------------------------- the YAML


def test_the_four_instruments_are_there() -> None:
    assert NAMES == [
        "interview_guide", "nomination_question", "pre_work_survey", "pulse_survey",
    ]  # fmt: skip


@pytest.mark.parametrize("name", [*NAMES, "words"])
def test_everything_is_said_in_five_languages(name: str) -> None:
    content = yaml.safe_load((HERE / f"{name}.yaml").read_text(encoding="utf-8"))
    found = list(wordings(content))
    assert found
    for wording in found:
        assert list(wording) == list(LANGUAGES)
        assert all(wording.values())
        sizes = {len(text) if isinstance(text, list) else 0 for text in wording.values()}
        assert len(sizes) == 1


@pytest.mark.parametrize("name", [*NAMES])
def test_a_blank_stands_in_every_language_or_in_none(name: str) -> None:
    content = yaml.safe_load((HERE / f"{name}.yaml").read_text(encoding="utf-8"))
    for wording in wordings(content):
        blanks = {tuple(sorted(set(re.findall(r"{\w+}", str(text))))) for text in wording.values()}
        assert len(blanks) == 1


def test_a_key_that_the_schema_does_not_know_is_refused() -> None:
    content = yaml.safe_load((HERE / "pulse_survey.yaml").read_text(encoding="utf-8"))
    content["items"][0]["revresed"] = True
    with pytest.raises(ValidationError, match="revresed"):
        Instrument.model_validate(content)


@pytest.mark.parametrize("one", INSTRUMENTS.values(), ids=NAMES)
def test_ids_are_unique_and_the_sender_is_told_whom_when_and_why(one: Instrument) -> None:
    ids = [item.id for item in one.all_items]
    assert len(ids) == len(set(ids))
    assert one.purpose
    assert one.audience
    assert one.send
    assert one.languages == list(LANGUAGES)


@pytest.mark.parametrize("one", INSTRUMENTS.values(), ids=NAMES)
def test_the_terms_are_a_promise_that_the_program_keeps(one: Instrument) -> None:
    assert Promise.model_validate(one.promise.terms.model_dump())


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_sizes_that_people_are_promised_are_those_of_the_terms(language: str) -> None:
    one = INSTRUMENTS["pre_work_survey"]
    text = " ".join(one.promise.text[language])
    assert {int(number) for number in re.findall(r"\d+", text)} == {
        one.promise.terms.smallest_group,
        one.promise.terms.smallest_group_quotes,
    }


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("name", ["pre_work_survey", "pulse_survey", "interview_guide"])
def test_the_words_that_keep_something_off_the_record_do(name: str, language: str) -> None:
    one = INSTRUMENTS[name]
    ids = {item.id: item for item in one.all_items}
    lines = one.promise.text[language]
    if name == "interview_guide":
        lines = [ids[place].wording[language] for place in ("off_record", "write_up")]
    told = re.findall("[“„«]\\s?([^“”„«»]+?)\\s?[“”»]", " ".join(lines))
    assert told
    for words in told:
        colon = "" if words.endswith(":") else ":"
        assert said_off_record(f"{words}{colon} It loses my orders."), words


def test_the_guide_takes_45_minutes_and_asks_three_things_of_everyone() -> None:
    guide = INSTRUMENTS["interview_guide"]
    assert sum(section.minutes for section in guide.sections) == guide.minutes == 45
    assert [item.id for item in guide.all_items if item.core] == [
        "launch", "not_working", "missing",
    ]  # fmt: skip
    assert guide.pointers is not None
    assert tuple(row.cause for row in guide.pointers.rows) == CAUSES


def test_the_pre_work_survey_asks_what_a_review_needs() -> None:
    items = INSTRUMENTS["pre_work_survey"].items
    assert {item.kind for item in items} == {"multi", "rating", "likert", "open", "nomination"}
    meanings = {item.meaning for item in items}
    assert {QuestionMeaning.WORKS, QuestionMeaning.HINDERS, QuestionMeaning.CHANGE} <= meanings
    assert sum(item.reversed for item in items) == 1


@pytest.mark.parametrize("name", ["pulse_survey", "nomination_question"])
def test_what_two_surveys_share_has_the_same_words_so_that_waves_compare(name: str) -> None:
    first = {item.id: item for item in INSTRUMENTS["pre_work_survey"].items}
    shared = [item for item in INSTRUMENTS[name].items if item.id in first]
    assert len(shared) >= len(INSTRUMENTS[name].items) - 1
    for item in shared:
        assert (item.wording, item.scale) == (first[item.id].wording, first[item.id].scale)


def test_the_pulse_has_five_items() -> None:
    assert len(INSTRUMENTS["pulse_survey"].items) == 5


# --------------------------------------------------------------------------- the made files


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("ready")
    assert make_instruments.main(["--to", str(folder)]) == 0
    return folder


def test_the_files_ready_to_send_say_what_the_yaml_says(made: Path) -> None:
    fresh = sorted(path.relative_to(made) for path in made.rglob("*.*"))
    kept = sorted(path.relative_to(make_instruments.READY)
                  for path in make_instruments.READY.rglob("*.*"))  # fmt: skip
    assert fresh == kept, "run: python -m surveys.make_instruments"
    stale = [name for name in fresh
             if texts_of(made / name) != texts_of(make_instruments.READY / name)]  # fmt: skip
    assert not stale, "run: python -m surveys.make_instruments"


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("one", INSTRUMENTS.values(), ids=NAMES)
def test_a_document_holds_every_question_and_the_whole_promise(
    one: Instrument, language: str
) -> None:
    words = Words(language, {})
    text = "\n".join(texts_of(make_instruments.READY / language / f"{one.id}.docx"))
    said = [one.title[language], one.instructions[language], *one.promise.text[language]]
    said += [item.wording[language] for item in one.all_items]
    said += [choice for item in one.all_items for choice in item.choices.get(language, [])]
    assert not [line for line in said if words.text(line) not in text]


@pytest.mark.parametrize("one", SURVEYS, ids=lambda one: one.id)
def test_a_workbook_has_a_row_for_every_question_with_its_choices(one: Instrument) -> None:
    book = openpyxl.load_workbook(make_instruments.READY / f"{one.id}.xlsx", read_only=True)
    assert book.sheetnames == ["about", *LANGUAGES]
    for language in LANGUAGES:
        words = Words(language, {})
        rows = [row for row in book[language].iter_rows(values_only=True) if row[0]][1:]
        assert [row[2] for row in rows] == [words.question(item) for item in one.items]
        for row, item in zip(rows, one.items, strict=True):
            choices = words.levels(item.scale) if item.scale else item.choices.get(language, [])
            assert [cell for cell in row[4:] if cell] == choices


def test_blanks_are_marked_until_they_are_filled_in(tmp_path: Path) -> None:
    path = tmp_path / "pulse.docx"
    path.write_bytes(make_document(INSTRUMENTS["pulse_survey"], Words("en", {"tool": "Meridian"})))
    text = "\n".join(texts_of(path))
    assert "Meridian: how is it going?" in text
    assert "[TOOL]" not in text
    marked = {
        run.text
        for block in Document(str(path)).iter_inner_content()
        for paragraph in _paragraphs(block)
        for run in paragraph.runs
        if run.font.highlight_color is not None
    }
    assert marked == set(re.findall(r"\[[^\]]+\]", text))
    assert "[DATE OF DELETION]" in marked


def test_a_word_that_nothing_asks_for_is_refused(tmp_path: Path, capsys) -> None:
    assert make_instruments.main(["--to", str(tmp_path), "tol=Meridian"]) == 2
    assert "tol" in capsys.readouterr().err


@pytest.mark.parametrize("one", INSTRUMENTS.values(), ids=NAMES)
def test_the_same_yaml_gives_the_same_bytes(one: Instrument, made: Path) -> None:
    again = make_document(one, Words("fr", {}))
    assert again == (made / "fr" / f"{one.id}.docx").read_bytes()
    with zipfile.ZipFile(io.BytesIO(again)) as packed:
        assert {entry.date_time[0] for entry in packed.infolist()} == {MADE.year}


# --------------------------------------------------------------------------- read by the intake

PEOPLE = 12
OPEN_ANSWERS = {
    "en": ["The list of my customers is all there", "Searching takes far too long in the morning",
           "Somebody should show us with our own customers", "Nobody told us what it is for"],
    "de": ["Die Kundenliste ist vollständig", "Die Suche dauert morgens viel zu lange",
           "Man müsste es uns an eigenen Kunden zeigen", "Niemand hat uns gesagt, wozu es dient"],
    "it": ["L'elenco dei clienti è completo", "La ricerca al mattino è troppo lenta",
           "Qualcuno dovrebbe mostrarcelo con i nostri clienti", "Nessuno ci ha detto a che serve"],
    "fr": ["La liste de mes clients est complète", "La recherche est bien trop lente le matin",
           "Il faudrait nous le montrer avec nos clients", "Personne ne nous a dit à quoi il sert"],
    "es": ["La lista de mis clientes está completa", "La búsqueda tarda demasiado por la mañana",
           "Alguien debería enseñarlo con nuestros clientes", "Nadie nos dijo para qué sirve"],
}  # fmt: skip
HEADS = {
    "en": ("ID", "Start time", "Completion time", "Email", "Name"),
    "de": ("ID", "Startzeit", "Fertigstellungszeit", "E-Mail", "Name"),
    "it": ("ID", "Ora di inizio", "Ora di completamento", "Posta elettronica", "Nome"),
    "fr": ("ID", "Heure de début", "Heure de fin", "Adresse de messagerie", "Nom"),
    "es": ("ID", "Hora de inicio", "Hora de finalización", "Correo electrónico", "Nombre"),
}
STAMPS = {
    "en": "Timestamp", "de": "Zeitstempel", "it": "Informazioni cronologiche",
    "fr": "Horodateur", "es": "Marca temporal",
}  # fmt: skip
ADDRESS = {
    "en": "Email Address", "de": "E-Mail-Adresse", "it": "Indirizzo email",
    "fr": "Adresse e-mail", "es": "Dirección de correo electrónico",
}  # fmt: skip


def answer(item: Item, person: int, words: Words, joint: str) -> str:
    """One person's answer, other persons answering otherwise."""
    if item.kind == "multi":
        choices = item.choices[words.language]
        return joint.join((choices[person % 4], choices[4 + person % 3]))
    if item.kind == "rating":
        return str(person % 11)
    if item.kind == "likert":
        satisfied = person % 5
        return words.levels(item.scale)[4 - satisfied if item.reversed else satisfied]
    if item.kind == "nomination":
        nobody = "-" if item.required else ""
        return ("Ines Marlow", "Tomas Heyer, Ines Marlow", "Carla Bonetti", nobody)[person % 4]
    texts = OPEN_ANSWERS[words.language]
    return f"{texts[person % 4]}. {texts[(person + 1 + person // 4) % 4]} ({person + 1})."


def forms_export(one: Instrument, words: Words, folder: Path) -> str:
    """What Microsoft Forms gives: a workbook, one column for each row of a Likert block."""
    book = Workbook()
    sheet = book.active
    sheet.append([*HEADS[words.language], *(words.question(item) for item in one.items)])
    for person in range(PEOPLE):
        at = f"2026-04-{person + 10} 09:1{person % 10}:00"
        who = f"person{person}@ostermoor.example"
        given = [answer(item, person, words, ";") for item in one.items]
        given = [int(text) if text.isdigit() else text for text in given]
        sheet.append([person + 1, at, at, who, f"Person{chr(65 + person)} Marlow", *given])
    book.save(folder / "answers.xlsx")
    return "answers.xlsx"


def google_export(one: Instrument, words: Words, folder: Path) -> str:
    """What Google Forms gives: CSV, the rows of a grid in brackets behind its question."""
    head = [STAMPS[words.language], ADDRESS[words.language]]
    for item in one.items:
        asked = words.question(item)
        head.append(f"{words.label(item.block, 'blocks')} [{asked}]" if item.block else asked)
    out = io.StringIO()
    writer = csv.writer(out)
    writer.writerow(head)
    for person in range(PEOPLE):
        given = [answer(item, person, words, ", ") for item in one.items]
        who = f"person{person}@ostermoor.example"
        writer.writerow([f"2026/04/{person + 10} 9:10:00", who, *given])
    (folder / "answers.csv").write_text(out.getvalue(), encoding="utf-8")
    return "answers.csv"


def meant(item: Item) -> tuple[str, ...]:
    """The role that the intake should find, and what it should say of it."""
    flags = ["reversed"] if item.reversed else []
    flags += ["recommendation"] if item.scale == "recommendation" else []
    return (item.kind, str(item.meaning), *flags)


def found(reading: SurveyReading, one: Instrument) -> list[tuple[str, ...]]:
    """The same of the columns as read."""
    columns = reading.reading.columns[-len(one.items) :]
    taken = []
    for column in columns:
        details = column.detail.split(", ")
        meaning = next((part for part in details if part in set(QuestionMeaning)), "")
        flags = [flag for flag in ("reversed", "recommendation") if flag in details]
        taken.append((column.role, meaning, *flags))
    return taken


@pytest.mark.parametrize("export", [forms_export, google_export])
@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("one", SURVEYS, ids=lambda one: one.id)
def test_the_intake_reads_the_answers_as_they_were_meant(
    one: Instrument, language: str, export, tmp_path: Path
) -> None:
    file = export(one, Words(language, FILLED), tmp_path)
    raw = gate.open_file(tmp_path, file)
    kind, _ = detect.classify(raw, FileSettings())
    assert kind is FileKind.SURVEY
    reading = surveys.read_survey(raw, FileSettings())
    assert found(reading, one) == [meant(item) for item in one.items]
    assert len(reading.respondents) == PEOPLE
    assert not reading.reading.anonymous
    assert reading.reading.wave == ""
    assert reading.reading.rows_in == PEOPLE


@pytest.mark.parametrize("language", LANGUAGES)
def test_whoever_is_for_it_is_for_it_on_every_statement(language: str, tmp_path: Path) -> None:
    one = INSTRUMENTS["pre_work_survey"]
    file = google_export(one, Words(language, FILLED), tmp_path)
    reading = surveys.read_survey(gate.open_file(tmp_path, file), FileSettings())
    by_person: dict[str, set[float | None]] = {}
    for answered in reading.closed:
        if answered.scale == "likert":
            by_person.setdefault(answered.respondent_id, set()).add(answered.agreement)
    assert len(by_person) == PEOPLE
    assert all(len(levels) == 1 and None not in levels for levels in by_person.values())


@pytest.mark.parametrize("language", LANGUAGES)
def test_an_answer_that_must_not_be_quoted_is_off_the_record(language: str, tmp_path: Path) -> None:
    one = INSTRUMENTS["pre_work_survey"]
    [told] = re.findall("[“„«]\\s?(.+?)\\s?[“”»]", " ".join(one.promise.text[language]))
    file = google_export(one, Words(language, FILLED), tmp_path)
    path = tmp_path / file
    plain = OPEN_ANSWERS[language][1]
    path.write_text(
        path.read_text(encoding="utf-8").replace(f"{plain}. ", f"{plain} ({told}). "),
        encoding="utf-8",
    )
    reading = surveys.read_survey(gate.open_file(tmp_path, file), FileSettings())
    marked = {source.off_record for source in reading.sources if told in source.text}
    assert marked == {True}
    assert not [one for one in reading.sources if one.off_record and told not in one.text]
