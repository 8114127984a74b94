"""What the tests of the notebooks share: a raw folder, and a kernel that finds the toolkit."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]

SURVEY = """\
Respondent ID,Department,What gets in your way?,What works well?
1,Freight,Bookings vanish when the pier loses its signal.,The day sheet is quick.
2,Freight,I saved a lorry twice and it was gone by lunch.,
3,Freight,"Nobody showed us how to split a group. The course was in October.",Search works.
4,Passengers,It takes eleven boxes to book one van.,
5,Passengers,Lost three bookings in one crossing.,I like the map.
6,Passengers,"We were never told why this replaces the ledger.",
7,Desk,My manager still asks for the old list.,It is fast.
8,Desk,"<script>fetch('//elsewhere.example')</script> is all I see on a bad day.",
"""


@pytest.fixture
def raw(tmp_path: Path) -> Path:
    """A raw folder with one small survey of an invented ferry company; one answer is hostile."""
    folder = tmp_path / "raw"
    folder.mkdir()
    (folder / "spring survey.csv").write_text(SURVEY, encoding="utf-8")
    return folder


@pytest.fixture(autouse=True)
def kernel_finds_the_toolkit(tmp_path: Path) -> Iterator[None]:
    """Kernels import this toolkit, and keep the key of what they review among the test's files."""
    with pytest.MonkeyPatch.context() as patch:
        known = [str(ROOT), *filter(None, [os.environ.get("PYTHONPATH")])]
        patch.setenv("PYTHONPATH", os.pathsep.join(known))
        patch.setenv("XDG_DATA_HOME", str(tmp_path / "keys"))
        yield
