"""A person's corrections of what files were taken for, written into [mine] of review.toml."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

import tomlkit
from pydantic import ValidationError

from toolkit.errors import WrongSettings
from toolkit.reports import write_text_confidential
from toolkit.settings import Settings


def correct_file(path: Path, file: str, changes: Mapping[str, object]) -> None:
    """Write `changes` under [mine.files."FILE"]; an empty value takes a correction back.

    Keys are those of FileSettings; `columns` is itself a mapping of column name to role, and only
    the columns named in it are touched. Everything else in the file stays to the letter. Raises
    WrongSettings, and writes nothing, where the file would not be valid afterwards.
    """
    text = path.read_text(encoding="utf-8") if path.exists() else ""
    document = tomlkit.parse(text)
    own = _table(_table(_table(document, "mine"), "files"), file)
    for name, value in changes.items():
        if isinstance(value, Mapping):
            _put_all(_table(own, name), value)
        else:
            _put(own, name, value)
    _check(document.unwrap(), path)
    write_text_confidential(path, tomlkit.dumps(document))


def _put_all(table: Any, values: Mapping[str, object]) -> None:  # noqa: ANN401
    for name, value in values.items():
        _put(table, name, value)


def _put(table: Any, name: str, value: object) -> None:  # noqa: ANN401
    if value in ("", None, False):
        table.pop(name, None)
    else:
        table[name] = value


def _table(within: Any, name: str) -> Any:  # noqa: ANN401  (tomlkit's containers)
    if name not in within:
        within[name] = tomlkit.table()
    return within[name]


def _check(content: Mapping[str, Any], path: Path) -> None:
    try:
        Settings.model_validate(content)
    except ValidationError as error:
        faults = "; ".join(
            f"{'.'.join(map(str, fault['loc']))}: {fault['msg']}" for fault in error.errors()
        )
        raise WrongSettings(faults, where=path.name, what_to_do="Choose another value.") from error
