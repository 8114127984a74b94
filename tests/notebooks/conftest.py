"""What the tests of the notebooks share: one review that was run once, for all of them."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

import pytest

from toolkit import pipeline

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
8,Desk,Addresses are wrong in half of the records.,
"""


@pytest.fixture(scope="session")
def raw(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A raw folder with one small survey of an invented ferry company."""
    folder = tmp_path_factory.mktemp("ferry") / "raw"
    folder.mkdir()
    (folder / "spring survey.csv").write_text(SURVEY, encoding="utf-8")
    return folder


@pytest.fixture(scope="session")
def out(raw: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The review of that folder, with its key kept among the test's own files."""
    folder = tmp_path_factory.mktemp("review") / "out"
    pipeline.run(raw, folder, key=folder.parent / "key.json")
    return folder


@pytest.fixture(scope="session", autouse=True)
def kernel_paths() -> Iterator[None]:
    """Kernels find this toolkit, and leave this machine's Jupyter folders alone."""
    with pytest.MonkeyPatch.context() as patch:
        known = [str(ROOT), *filter(None, [os.environ.get("PYTHONPATH")])]
        patch.setenv("PYTHONPATH", os.pathsep.join(known))
        yield
