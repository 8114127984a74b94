"""What a sheet that names no course in its rows is about: its titles, its name, the meeting."""

from __future__ import annotations

import re
from pathlib import PurePosixPath

from toolkit.intake.grids import Grid
from toolkit.intake.names import fold
from toolkit.intake.raw import RawFile
from toolkit.intake.sign_in import names_session
from toolkit.intake.training_rows import DATE_IN_TITLE, LABELLED_LINE

_MEETING = re.compile(
    r"(?:meeting (?:title|topic|subject)|topic|besprechungstitel|besprechungsthema|thema|"
    r"titolo (?:della )?riunione|argomento|titre de la r[eé]union|sujet|"
    r"t[ií]tulo de la reuni[oó]n|tema)\b\s*:?\s*(?=\S)",
    re.IGNORECASE,
)


def sheet_title(grid: Grid, raw: RawFile) -> str:
    """The title over the people of a sheet with the day, else the sheet's own name or ""."""
    generic = re.fullmatch(r"(?:sheet|tabelle|foglio|feuil|hoja|blatt)\s*\d*", fold(grid.sheet))
    for text in grid.above:
        if found := _MEETING.match(text):
            return text[found.end() :].strip(" :")
    if grid.above:
        days = [found[0] for text in grid.above if (found := DATE_IN_TITLE.search(text))]
        names = [text for text in grid.above if not LABELLED_LINE.match(text)] or [grid.above[0]]
        title = next(filter(names_session, names), names[0])
        return title if DATE_IN_TITLE.search(title) else " ".join([title, *days[:1]])
    is_file = fold(grid.sheet) == fold(PurePosixPath(raw.file).stem)
    return "" if generic or (is_file and not DATE_IN_TITLE.search(grid.sheet)) else grid.sheet
