# ruff: noqa: E501  (rows of an export are as long as they are)
"""A small raw folder of an invented bakery wholesaler, and one review of it for all tests here."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

import pytest

from toolkit.pipeline import Review, run
from toolkit.pipeline.rooms import Silent

NOW = datetime(2026, 5, 4, 9, 30, tzinfo=UTC)
ORG = """Employee no.;Name;E-mail;Department;Title;Office;Manager no.
11;Odalys Ferreira-Quist;odalys.quist@krume.example;Board;Managing Director;Ghent;
12;Barnaby Thrupp;barnaby.thrupp@krume.example;Field Sales;Head of Field Sales;Ghent;11
13;Ilse Vandermeulen;ilse.v@krume.example;Field Sales;Sales Representative;Ghent;12
14;Cosimo Abbatiello;cosimo.a@krume.example;Field Sales;Sales Representative;Ghent;12
15;Renske Hofstra;renske.h@krume.example;Field Sales;Sales Representative;Breda;12
16;Wolfram Eichelmann;wolfram.e@krume.example;Field Sales;Sales Representative;Breda;12
17;Saoirse Mulqueen;saoirse.m@krume.example;Order Desk;Order Clerk;Breda;12
18;Thaddeus Pennyfeather;thaddeus.p@krume.example;Order Desk;Order Clerk;Breda;12
"""
SURVEY = """Timestamp,E-mail,"How likely are you to recommend Teigwerk to a colleague? (0-10)","What gets in your way?","What works well?","What should change?"
4/20/2026 9:00:00,ilse.v@krume.example,2,"The order list loses lines when I save on the road. Yesterday three were gone.",n/a,"Mend the saving before you ask us again."
4/20/2026 9:10:00,cosimo.a@krume.example,4,"Lines vanish when I save an order outside. Barnaby Thrupp says I press the wrong button.","The customer card is good.","Show us the saving once, on a real order."
4/20/2026 9:20:00,renske.h@krume.example,6,"I was never shown how to copy last week's order, so I type all of it again.","The stock figure, finally.","A course in Breda and not only in Ghent."
4/20/2026 9:30:00,wolfram.e@krume.example,1,"Barnaby still wants his own list every Friday, so why should I enter it twice?",nothing,"Stop the Friday list."
4/20/2026 9:40:00,saoirse.m@krume.example,8,"Nobody told us that the desk keeps its phone orders. We thought we would be closed.","Orders come in readable.",
4/20/2026 9:50:00,thaddeus.p@krume.example,7,"Half of the addresses are old, the van goes to bakeries that have closed.","Less paper.","Clean the addresses before the next start."
"""


def write_raw(folder: Path, *, survey: str = SURVEY, org: str = ORG) -> Path:
    """The raw folder of the wholesaler."""
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "staff.csv").write_text(org, encoding="utf-8")
    (folder / "Feedback Teigwerk.csv").write_text(survey, encoding="utf-8")
    return folder


def review_of(raw: Path, out: Path, key: Path) -> Review:
    """One run with a fixed clock and nothing shown."""
    return run(raw, out, key=key, clock=lambda: NOW, progress=Silent())


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("wholesaler")


@pytest.fixture(scope="module")
def review(folder: Path) -> Review:
    return review_of(write_raw(folder / "raw"), folder / "out", folder / "key.json")
