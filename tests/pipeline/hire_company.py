# ruff: noqa: E501  (names and answers are as long as they are)
"""A raw folder of an invented outdoor hire company and its tool Karabiner, with a ticket file.

Two matters stand behind the same words, 'it is gone': photos of damage and deposits. What the
service desk found out about each is all that tells a fault from a gap in knowledge.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Mapping, Sequence
from datetime import date, timedelta
from pathlib import Path

NAMES = (
    "Aldous Wetherlam", "Britta Nordhavn", "Cato Fennimore", "Dagny Ulvestad", "Edda Marchetti",
    "Fergal Ashdown", "Greta Vandersteen", "Hamish Corrigall", "Iolanda Peverell", "Jarek Tomasik",
    "Kester Blomfield", "Lavinia Osgodby", "Morten Hallgrim", "Nuala Brackenbury", "Osric Penhallow",
    "Petra Zelenka", "Quentin Ravensdale", "Runa Steffensen", "Silvio Cattermole", "Thora Ingilby",
    "Ulric Bannerman", "Viola Drummond", "Wystan Hollowell", "Ysolde Carraway",
)  # fmt: skip
PHOTOS = (
    "The photos of the damage are gone when I open the return again.",
    "Photos of a torn tent: I put them on the return, next day they are gone.",
    "My photos of damage disappear from the return and I argue with the customer empty-handed.",
    "Damage photos are not there any more once the return is closed.",
    "I photograph every scratch and the photos are gone by the evening.",
    "The pictures of the broken ski went missing from the return, again.",
    "Photos of damage gone, so nobody pays for the tent.",
    "Where do the damage photos go? Mine are never on the return later.",
)
DEPOSITS = (
    "The deposits are gone when I open the hire again to pay them back.",
    "Deposit of a family of five: taken on Friday, on Sunday it is gone from the hire.",
    "My deposits disappear from the hire and I pay the customer out of the till.",
    "The deposit is not there any more once the hire is over.",
    "I take every deposit properly and it is gone by the weekend.",
    "The deposit for the canoe went missing from the hire, again.",
    "Deposits gone, so I give the money back in cash.",
    "Where do the deposits go? Mine are never on the hire later.",
)
OTHERS = {
    "customers": (
        "The same customer stands in there four times with four addresses.",
        "Half of the customers came over twice from the old list.",
        "I never know which of the double customer entries is the right one.",
        "Old customers who died years ago still get our letters out of Karabiner.",
        "Customer addresses are wrong since they were copied over.",
    ),
    "whiteboard": (
        "The area manager still wants the whiteboard photographed every Friday.",
        "Our manager runs the morning meeting from the whiteboard and never opens Karabiner.",
        "As long as the bosses count from the whiteboard I fill in both.",
        "The managers ask for the old sheet, so why should we enter anything?",
        "My manager told us the whiteboard is what counts for him.",
    ),
    "fields": (
        "Fourteen boxes to fill for one pair of snowshoes.",
        "Checking in a helmet takes four screens and the queue goes out of the door.",
        "Every return wants the height and weight of the customer again.",
        "Too many compulsory boxes on the check-in form.",
        "Six clicks for a walking pole, every time.",
    ),
    "league": (
        "The screen in the staff room shows who is slowest at the counter.",
        "I feel watched by that league table of names.",
        "Somebody will use the counter times against us in the next round of cuts.",
        "I do not want my name on a screen with my minutes beside it.",
    ),
}
FAULT = (
    "Reproduced by us and by the vendor: this is a bug in release 4.2, a fix is planned.",
    "Confirmed as an error in the program, known to the vendor, repair comes with the next version.",
    "We could reproduce it. Defect accepted by the developers.",
)
SHOWN = (
    "Showed the caller on the phone how it is done, it works. Short guide sent.",
    "Explained where to click, the function is there, caller could do it afterwards.",
    "User did not know the step. Walked through it together, nothing is broken.",
)
DECIDED = (
    "Not a fault. It works as designed, this was decided by the project board.",
    "Works as intended: a rule that was decided before the launch. No change.",
)
CORRECTED = (
    "The records had been migrated wrongly. Corrected by hand in the master data.",
    "Bad data from the old system, entries cleaned up and merged.",
)
WISH = (
    "The product cannot do this today. Taken up as a wish for the vendor.",
    "Not possible in the current product, passed on as a change request.",
)
ENDINGS: Mapping[str, Sequence[str]] = {
    "confirmed as a fault": FAULT,
    "closed by showing": SHOWN,
    "works as designed": DECIDED,
    "closed by correcting data": CORRECTED,
    "taken as a wish": WISH,
}
"""What a verdict's would_overturn asks for -> how a service desk writes it."""
TICKET_HEAD = ("Ticket no", "Opened", "Opened by", "Subject", "Description", "Status", "Closed",
               "Resolution")  # fmt: skip


def email(name: str) -> str:
    return name.lower().replace(" ", ".") + "@tarnfell.example"


def org() -> str:
    rows = [("Staff no", "Name", "E-mail", "Department", "Title", "Office", "Manager no")]
    for number, name in enumerate(NAMES, start=201):
        boss = number in (201, 213)
        rows.append(
            (
                str(number),
                name,
                email(name),
                "Counter" if number % 3 else "Workshop",
                "Branch Manager" if boss else "Hire Assistant",
                "Keswick" if number < 213 else "Aviemore",
                "" if boss else ("201" if number < 213 else "213"),
            )
        )
    return _csv(rows)


def answers() -> list[tuple[str, str]]:
    """(name, text): one answer of each person and matter; photos and deposits by eight each."""
    said = [(NAMES[4 + place], text) for place, text in enumerate(PHOTOS)]
    said += [(NAMES[12 + place], text) for place, text in enumerate(DEPOSITS)]
    others = [text for texts in OTHERS.values() for text in texts]
    said += [(NAMES[(5 * place) % 24], text) for place, text in enumerate(others)]
    return said


def survey() -> str:
    head = ("Timestamp", "E-mail", "What gets in your way?", "What else gets in your way?")
    told: dict[str, list[str]] = {}
    for name, text in answers():
        told.setdefault(name, []).append(text)
    rows: list[Sequence[str]] = [head]
    for place, (name, texts) in enumerate(sorted(told.items())):
        rows.append((f"4/{20 + place % 9}/2026 9:{place:02d}:00", email(name), texts[0],
                     " ".join(texts[1:])))  # fmt: skip
    return _csv(rows)


def desk(photos: Sequence[str] = FAULT, deposits: Sequence[str] = SHOWN) -> list[Sequence[str]]:
    """Five tickets on photos and five on deposits, with these resolutions in turn."""
    tickets = []
    for place in range(5):
        for number, texts, ending, first in (
            (500 + place, PHOTOS, photos, 4),
            (600 + place, DEPOSITS, deposits, 12),
        ):
            opener = NAMES[first + place]
            tickets.append(ticket(number, opener, texts[place], ending[place % len(ending)]))
    return tickets


def ticket(number: int, name: str, text: str, resolution: str) -> Sequence[str]:
    opened = date(2026, 4, 1) + timedelta(days=number % 17)
    closed = opened + timedelta(days=2)
    subject = " ".join(text.split()[:5])
    return (f"TF-{number}", f"{opened} 10:00", name, subject, text, "Closed", f"{closed} 16:00",
            resolution)  # fmt: skip


def write_raw(folder: Path, tickets: Iterable[Sequence[str]] | None) -> Path:
    """The raw folder; without a ticket file where `tickets` is None."""
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "staff.csv").write_text(org(), encoding="utf-8")
    (folder / "Karabiner feedback.csv").write_text(survey(), encoding="utf-8")
    (folder / "service desk.csv").unlink(missing_ok=True)
    if tickets is not None:
        (folder / "service desk.csv").write_text(_csv([TICKET_HEAD, *tickets]), encoding="utf-8")
    return folder


def _csv(rows: Iterable[Sequence[str]]) -> str:
    held = io.StringIO()
    csv.writer(held, lineterminator="\n").writerows(rows)
    return held.getvalue()
