"""Two invented companies whose people's names are hard: words, accents, particles, short forms."""

from __future__ import annotations

from toolkit.privacy import Redactor, RosterEntry

_NAMES = """
Jürgen Sommer; Stephen O'Brien (Steve); Will Marks; Anna von der Heide; Rossi, Maria;
Katharina Krüger; Mark Rose; Rose Frank; Grant May; Art Koch; Giuseppe Conti; Chiara Bianchi;
Élodie Lefèvre; Jean-Pierre Petit; François Le Goff; José García Márquez; Lucía Fernández;
Thomas Müller; Siobhán Murphy; Lan Nguyen; Priya Raman; Oluwaseun Adeyemi (Seun);
Zoë Smith-Jones; Björn Ångström; Bettina Fröhlich; Lang, Peter; Franz Josef Huber; Ines Weiß;
Paolo De Luca; Federica Leone; Claire Marchand; Hugo Blanc; Pilar Cruz; Ángel Torres;
Margaret Page; Robert Price; Elizabeth Cook; Jan Winter; Uwe Klein; Stefanie Schneider;
Ed Young; Li Wei; Summer Banks; Hope Field; Charlotte Paris; Austin Reed;
Wojciech Szczepański; Dimitrios Papadopoulos; Fatima Al-Zahra; Kim Park
"""
_OTHER_NAMES = """
Domenico Fontana; Grazia Pane; Salvatore Greco; Rosa Bianchi; Carlotta Serra; Jean-Luc Renard;
Marguerite Dubois; Olivier Roy; Noël Faure; Solène Guichard; Mercedes Llamas; Rosario Campos;
Ignacio Herrera (Nacho); Inmaculada Prieto; Wolfgang Kaiser; Heike Schwarz; August Winkler;
Ernst Vogel; Dagmar Freitag; Björn Hansen; Holly Wood; Jack Archer; Faith Okafor; Dean Carter;
Sandy Beach; Rich Fields; Victor Chan; Amit Patel; Ngozi Eze; Hao Wang
"""


def _entry(place: int, text: str) -> RosterEntry:
    name, _, nick = text.strip().rstrip(")").partition(" (")
    login = name.replace(",", "").lower().replace(" ", ".")
    return RosterEntry(
        pseudonym=f"P-{place:03d}",
        name=name,
        email=f"{login}@norda.example",
        other_names=(f"{nick} {name.split()[-1]}",) if nick else (),
        given_id=f"N{1042 + place}",
    )


def _roster(names: str) -> tuple[RosterEntry, ...]:
    return tuple(
        _entry(place, text) for place, text in enumerate(names.replace("\n", " ").split(";"))
    )


ROSTER = _roster(_NAMES)
OTHER_ROSTER = _roster(_OTHER_NAMES)
REDACTOR = Redactor(
    ROSTER,
    product_names=("Salto", "Einstein"),
    also=("Norsk Kraft", "Helvia", "Brückner & Sohn"),
    unique_titles=(
        "Chief Commercial Officer",
        "Head of Sales Operations",
        "Leiterin Innendienst",
        "Direttore Vendite",
        "Responsable des ventes",
        "Manager",
    ),
)
OTHER_REDACTOR = Redactor(OTHER_ROSTER)
