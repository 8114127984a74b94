from __future__ import annotations

import random

import pytest

from toolkit.intake.levels import Post, judge_levels, reporting_lines
from toolkit.model.vocabulary import Level


def level(title: str, column: str = "", department: str = "") -> Level:
    post = Post(person_id="1", title=title, level=column, department=department)
    others = [Post(person_id=f"x{n}", title=f"Someone {n}") for n in range(30)]
    return judge_levels([post, *others])["1"].level


@pytest.mark.parametrize(
    "title",
    [
        "Chief Executive Officer", "CFO", "Managing Director", "President", "Managing Partner",
        "Owner", "Geschäftsführerin", "Vorstandsvorsitzender", "Mitglied der Geschäftsleitung",
        "Amministratore delegato", "Direttrice generale", "Directeur général", "Gérante",
        "Consejera Delegada", "Director General", "Titolare",
    ],
)  # fmt: skip
def test_titles_of_the_top(title: str):
    assert level(title) is Level.EXECUTIVE


@pytest.mark.parametrize(
    "title",
    [
        "Head of Claims", "Country Manager Spain", "Regional Sales Manager North", "Team Leader",
        "Store Manager", "Ward Manager", "Plant Manager", "Shift Supervisor", "School Principal",
        "Leiter Vertrieb", "Filialleiterin", "Pflegedienstleitung", "Vorarbeiter", "Prokurist",
        "Chefärztin", "Küchenchef", "Responsabile vendite", "Capo turno", "Caporeparto",
        "Chef d'équipe", "Responsable d'agence", "Contremaître", "Jefa de tienda", "Encargado",
        "Gerente de ventas", "Director de operaciones", "Deputy Head of Sales", "IT Manager",
    ],
)  # fmt: skip
def test_titles_of_those_who_lead(title: str):
    assert level(title) is Level.MANAGER


@pytest.mark.parametrize(
    "title",
    [
        "Nurse", "Underwriter", "Claims Handler", "Truck Driver", "Key Account Manager",
        "Territory Manager", "Product Owner", "Principal Engineer", "Teaching Assistant", "Barista",
        "Sous Chef", "System Administrator", "Art Director", "HR Business Partner",
        "Store Assistant",
        "Zugbegleiter", "Hausmeister", "Projektleiterin", "Sachbearbeiter Schaden", "Monteur",
        "Pflegeassistentin", "Agente di commercio", "Magazziniere", "Assistente sociale",
        "Chef de produit", "Conducteur routier", "Assistante sociale", "Cariste",
        "Técnico de campo",
        "Delegado de ventas", "Camarera", "Warehouse Operative",
    ],
)  # fmt: skip
def test_titles_of_those_who_do_the_work(title: str):
    assert level(title) is Level.CONTRIBUTOR


@pytest.mark.parametrize(
    "title",
    [
        "Executive Assistant to the CEO", "Receptionist", "Office Manager", "Sales Administrator",
        "Data Entry Clerk", "Secretary", "Assistentin der Geschäftsführung",
        "Empfangsmitarbeiterin",
        "Sachbearbeiter Innendienst", "Teamassistenz", "Impiegata amministrativa", "Segretaria",
        "Addetto back office", "Assistante commerciale", "Secrétaire de direction", "Standardiste",
        "Auxiliar administrativo", "Recepcionista", "Secretaria de dirección",
    ],
)  # fmt: skip
def test_titles_of_the_back_office(title: str):
    assert level(title) is Level.SUPPORT


@pytest.mark.parametrize(
    ("column", "expected"),
    [
        ("executive", Level.EXECUTIVE),
        ("country manager", Level.MANAGER),
        ("individual contributor", Level.CONTRIBUTOR),
        ("sales administrator", Level.SUPPORT),
        ("Führungskraft", Level.MANAGER),
        ("Cadre dirigeant", Level.EXECUTIVE),
        ("Mando intermedio", Level.MANAGER),
        ("Dirigente", Level.EXECUTIVE),
        ("Innendienst", Level.SUPPORT),
    ],
)
def test_a_level_column_that_says_so_wins_over_the_title(column: str, expected: Level):
    assert level("Adviser", column) is expected


def test_a_grade_that_says_nothing_leaves_it_to_the_title():
    assert level("Head of Claims", "L3") is Level.MANAGER
    assert level("Segretaria", "Impiegato") is Level.SUPPORT


def test_a_helper_of_the_top_is_not_of_the_top():
    assert level("Assistant to the Managing Director") is Level.SUPPORT


def test_who_has_reports_is_a_manager_whatever_the_title():
    posts = [
        Post(person_id="1", title="Key Account Manager"),
        Post(person_id="2", title="Field Nurse"),
        Post(person_id="3", title="Adviser", manager_id="1"),
        Post(person_id="4", title="Adviser", manager_id="2"),
    ]
    found = judge_levels(posts)
    assert found["1"].level is Level.MANAGER
    assert found["2"].level is Level.MANAGER
    assert "1" in found["2"].reason


def test_a_manager_of_things_without_reports_is_a_contributor_where_lines_are_known():
    posts = [Post(person_id="1", title="Sales Director")]
    posts += [Post(person_id=str(n), title="Fleet Manager", manager_id="1") for n in range(2, 6)]
    assert judge_levels(posts)["2"].level is Level.CONTRIBUTOR


def test_a_director_next_to_the_top_is_an_executive_and_further_down_a_manager():
    posts = [
        Post(person_id="1", title="Chief Executive Officer"),
        Post(person_id="2", title="Director Digital", manager_id="1"),
        Post(person_id="3", title="Head of Apps", manager_id="2"),
        Post(person_id="4", title="Programme Director", manager_id="3"),
        Post(person_id="5", title="Country Director", manager_id="1"),
    ]
    found = judge_levels(posts)
    assert found["2"].level is Level.EXECUTIVE
    assert found["4"].level is Level.MANAGER
    assert found["5"].level is Level.MANAGER


def test_the_one_at_the_top_of_a_deep_list_is_an_executive():
    posts = [
        Post(person_id="1", title="Bürgermeisterin"),
        Post(person_id="2", title="Amtsleiter", manager_id="1"),
        Post(person_id="3", title="Sachbearbeiter Bau", manager_id="2"),
    ]
    assert judge_levels(posts)["1"].level is Level.EXECUTIVE


def test_vice_president_is_a_grade_where_many_hold_it():
    bank = [Post(person_id=str(n), title="Vice President") for n in range(10)]
    assert judge_levels(bank)["3"].level is Level.CONTRIBUTOR
    assert level("Vice President Sales") is Level.EXECUTIVE


def test_a_loop_of_managers_ends():
    posts = [
        Post(person_id="1", manager_id="2"),
        Post(person_id="2", manager_id="1"),
        Post(person_id="3", manager_id="3"),
    ]
    assert reporting_lines(posts).top == ""
    assert set(judge_levels(posts)) == {"1", "2", "3"}


def test_levels_do_not_depend_on_the_order_of_the_list():
    posts = [Post(person_id="1", title="Sales Director")]
    posts += [Post(person_id=str(n), title="Adviser", manager_id="1") for n in range(2, 9)]
    shuffled = posts[:]
    random.Random(1).shuffle(shuffled)
    assert judge_levels(posts) == judge_levels(shuffled)


@pytest.mark.parametrize(
    "title",
    [
        "Directeur Suisse", "Director España", "Direttrice Germania", "Landesdirektor Österreich",
        "Director, United Kingdom", "Directeur régional", "Direttore nazionale", "Director DACH",
    ],
)  # fmt: skip
def test_whoever_directs_a_country_or_region_manages_even_next_to_the_top(title: str):
    assert near_the_top(title) is Level.MANAGER


@pytest.mark.parametrize(
    "title", ["Directeur commercial", "Director of Sales", "Direttore vendite"]
)
def test_other_directors_next_to_the_top_are_executives(title: str):
    assert near_the_top(title) is Level.EXECUTIVE


def near_the_top(title: str) -> Level:
    posts = [
        Post(person_id="top", title="Chief Executive Officer"),
        Post(person_id="1", title=title, manager_id="top"),
        *(Post(person_id=f"x{n}", title=f"Clerk {n}", manager_id="1") for n in range(9)),
    ]
    return judge_levels(posts)["1"].level
