from __future__ import annotations

import io
import json
import zipfile
from pathlib import Path

import pytest

from tests.privacy.people import ROSTER
from toolkit.privacy import Leak, RosterEntry, find_leaks


def leaks_in(folder: Path, name: str, content: str | bytes, **options: object) -> list[Leak]:
    path = folder / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(content.encode("utf-8") if isinstance(content, str) else content)
    return find_leaks(folder, ROSTER, **options)  # type: ignore[arg-type]


def zipped(**members: str) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        for name, text in members.items():
            archive.writestr(name.replace("__", "/").replace("_xml", ".xml"), text)
    return buffer.getvalue()


def test_a_clean_folder_gives_nothing(tmp_path):
    assert leaks_in(tmp_path, "themes.csv", "theme_id,people\nT01,12\n") == []


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("Lan Nguyen", "full name"),
        ("NGUYEN, Lan", "full name"),
        ("Zoe Smith Jones", "full name"),
        ("ask Szczepanski", "name"),
        ("Krügers Liste", "name"),
        ("lan.nguyen@norda.example", "e-mail"),
        ("mailto:lan.nguyen%40norda.example", "e-mail"),
        ("of n1046", "id"),
    ],
)
def test_names_addresses_and_ids_are_found(tmp_path, text, kind):
    assert leaks_in(tmp_path, "a.txt", f"one\n{text} here") == [Leak("a.txt", "line 2", kind)]


@pytest.mark.parametrize(
    "text",
    ["the price of a cook book", "Price list", "In May and im Sommer", "Paris", "will mark 1042"],
)
def test_words_that_are_names_too_are_no_leaks(tmp_path, text):
    assert leaks_in(tmp_path, "a.txt", text) == []


def test_a_word_that_is_used_as_a_name_is_a_leak(tmp_path):
    assert leaks_in(tmp_path, "a.txt", "Frag Sommer, der weiß es.") == [
        Leak("a.txt", "line 1", "name")
    ]


def test_tables_say_row_and_column_and_may_leave_columns_out(tmp_path):
    table = 'statement_id,quote,redacted\nS1,"two\nlines, Lan Nguyen",Lan Nguyen\n'
    assert leaks_in(tmp_path, "t.csv", table, verbatim_columns=("quote",)) == [
        Leak("t.csv", "row 2, column redacted", "full name")
    ]
    assert len(find_leaks(tmp_path, ROSTER)) == 2


def test_short_ids_are_found_where_a_persons_id_belongs(tmp_path):
    roster = [RosterEntry(pseudonym="P-1", name="Ana Poza", given_id="17")]
    (tmp_path / "t.csv").write_text("person_id,people\n17,17\nP-1,17\n")
    assert find_leaks(tmp_path, roster) == [Leak("t.csv", "row 2, column person_id", "id")]


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("r.html", "<p>Lan&nbsp;Nguy&#101;n</p>"),
        ("r.html", '<td title="Lan Nguyen">x</td>'),
        ("r.html", "<script>const who = 'Lan Nguyen'</script>"),
        ("r.html", "<p>L<b>an</b> Ngu<i>yen</i></p>"),
        ("n.ipynb", json.dumps({"cells": [{"source": ["Lan Ng", "uyen"]}]})),
        ("j.json", '{"who": "L\\u0061n Nguyen"}'),
        ("s.toml", 'who = "Lan Nguyen"'),
        ("s.md", "**Lan Nguyen**"),
        ("log", "Lan Nguyen"),
        ("u.txt", "\ufeffLan Nguyen".encode("utf-16")),
        ("x.xlsx", zipped(xl__sharedStrings_xml="<si><r><t>Lan </t></r><r><t>Nguyen</t></r></si>")),
        ("d.docx", zipped(word__document_xml="<w:p><w:t>Lan Ngu</w:t><w:t>yen</w:t></w:p>")),
        ("p.pptx", zipped(ppt__slides__slide1_xml="<a:p><a:t>Lan Nguyen</a:t></a:p>")),
        ("d.docx", zipped(docProps__core_xml="<dc:creator>Lan Nguyen</dc:creator>")),
        ("z.zip", zipped(inner="Lan Nguyen")),
        ("share/Lan Nguyen.txt", "nothing"),
    ],
)
def test_every_format_is_read(tmp_path, name, content):
    found = leaks_in(tmp_path, name, content)
    assert {leak.kind for leak in found} == {"full name"}, found
    assert found[0].file == name


def test_a_pdf_is_read_where_its_reader_is_installed(tmp_path):
    pytest.importorskip("pypdf")
    import typst

    (tmp_path / "r.typ").write_text("Page one\n#pagebreak()\nLan Nguyen")
    pdf = typst.compile(str(tmp_path / "r.typ"))
    (tmp_path / "r.typ").unlink()
    assert leaks_in(tmp_path, "r.pdf", pdf) == [Leak("r.pdf", "page 2", "full name")]


@pytest.mark.parametrize("name", ["x.xlsx", "r.pdf", "p.png", "d.docx", "t.csv", "j.json"])
def test_damaged_and_binary_files_do_not_stop_the_scan(tmp_path, name):
    leaks_in(tmp_path, name, b"\x00\xffPK\x03\x04 broken \x80")
    assert leaks_in(tmp_path, "z.txt", "Lan Nguyen") == [Leak("z.txt", "line 1", "full name")]


def test_a_leak_does_not_repeat_what_was_found(tmp_path):
    assert "Nguyen" not in repr(leaks_in(tmp_path, "a.txt", "Lan Nguyen"))


LISTED = [
    RosterEntry(
        pseudonym="P-1",
        name="Odalys Brenninck",
        email="odalys.brenninck@norda.example",
        other_names=("obrennin", "Dalya", "B7", "k40031"),
        given_id="44",
    ),
    RosterEntry(pseudonym="P-2", name="Ruth Amsel", other_names=("ramsel", "price", "rua")),
]


@pytest.mark.parametrize(
    "text", ["asked by obrennin twice", "OBRENNIN", "see K40031", "rua", "RUA."]
)
def test_logins_and_second_ids_are_found_in_any_column(tmp_path, text):
    (tmp_path / "t.csv").write_text(f"theme_id,redacted\nT1,{text}\n")
    assert find_leaks(tmp_path, LISTED) == [Leak("t.csv", "row 2, column redacted", "id")]


@pytest.mark.parametrize("text", ["the price list", "price", "44", "B7 is a cell", "ask a rua"])
def test_logins_that_are_words_and_ids_that_may_be_counts_are_no_leaks(tmp_path, text):
    (tmp_path / "t.csv").write_text(f"theme_id,redacted\nT1,{text}\n")
    assert find_leaks(tmp_path, LISTED) == []


def test_a_short_second_id_is_found_where_a_persons_id_belongs(tmp_path):
    (tmp_path / "t.csv").write_text("person_id,people\nB7,7\n")
    assert find_leaks(tmp_path, LISTED) == [Leak("t.csv", "row 2, column person_id", "id")]
