from __future__ import annotations

from toolkit.intake.org import read_org, recognise
from toolkit.intake.raw import OrgReading, RawFile, RawSheet
from toolkit.model.intake import Person
from toolkit.settings import FileSettings


def grid(*rows: tuple[str, ...], name: str = "Staff") -> RawFile:
    return RawFile(
        file="org.csv", form="table", extension="csv", sheets=(RawSheet(name=name, rows=rows),)
    )


def by_name(reading: OrgReading) -> dict[str, Person]:
    return {person.name: person for person in reading.people}


SIDE_BY_SIDE = (
    ("Offices", "", "", "", "", "", ""),
    ("Depot North", "", "", "", "Depot South", "", ""),
    ("Position", "Name", "E-mail", "", "Position", "Name", "E-mail"),
    ("Head", "Ada Brun", "a.brun@mill.example", "", "Head", "Ole Falk", "o.falk@mill.example"),
    ("Clerk", "Bea Cole", "b.cole@mill.example", "", "Clerk", "Pia Gram", "p.gram@mill.example"),
    ("Clerk", "Cy Dorn", "c.dorn@mill.example", "", "Clerk", "Rio Hald", "r.hald@mill.example"),
    ("", "", "", "", "", "", ""),
    ("Workshop", "", "", "", "", "", ""),
    ("Position", "Name", "E-mail", "", "", "", ""),
    ("Fitter", "Dan Eick", "d.eick@mill.example", "", "", "", ""),
)


def test_blocks_that_stand_side_by_side_are_both_read_each_under_its_own_heading():
    raw = grid(*SIDE_BY_SIDE, name="Offices")
    assert recognise(raw)
    found = read_org(raw, FileSettings())
    assert {name: one.department for name, one in by_name(found).items()} == {
        "Ada Brun": "Depot North",
        "Bea Cole": "Depot North",
        "Cy Dorn": "Depot North",
        "Dan Eick": "Workshop",
        "Ole Falk": "Depot South",
        "Pia Gram": "Depot South",
        "Rio Hald": "Depot South",
    }
    reading = found.reading
    assert reading.rows_in == reading.rows_kept + reading.rows_set_aside
    assert reading.rows_kept == 7


def test_an_empty_column_before_the_managers_name_parts_no_list():
    found = read_org(
        grid(
            ("Name", "Position", "", "Manager", "Manager e-mail"),
            ("Ada Brun", "Head", "", "", ""),
            ("Bea Cole", "Clerk", "", "Ada Brun", "a.brun@mill.example"),
            ("Cy Dorn", "Clerk", "", "Ada Brun", "a.brun@mill.example"),
        ),
        FileSettings(),
    )
    people = by_name(found)
    assert set(people) == {"Ada Brun", "Bea Cole", "Cy Dorn"}
    assert people["Cy Dorn"].manager_id == people["Ada Brun"].person_id


def test_the_first_block_has_the_heading_over_it_where_later_blocks_have_theirs():
    found = read_org(
        grid(
            ("Mill Ltd, who is who", "", ""),
            ("Board", "", ""),
            ("Position", "Name", "E-mail"),
            ("Director", "Ada Brun", "a.brun@mill.example"),
            ("Workshop", "", ""),
            ("Position", "Name", "E-mail"),
            ("Fitter", "Dan Eick", "d.eick@mill.example"),
            ("Fitter", "Eva Fink", "e.fink@mill.example"),
        ),
        FileSettings(),
    )
    assert by_name(found)["Ada Brun"].department == "Board"


def test_a_title_over_a_list_without_blocks_is_no_department():
    found = read_org(
        grid(
            ("Mill Ltd, who is who", "", ""),
            ("Position", "Name", "E-mail"),
            ("Director", "Ada Brun", "a.brun@mill.example"),
            ("Fitter", "Dan Eick", "d.eick@mill.example"),
            ("Fitter", "Eva Fink", "e.fink@mill.example"),
        ),
        FileSettings(),
    )
    assert {one.department for one in found.people} == {""}
