"""What a person says of files and of the project, written into [mine] of review.toml."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any

import tomlkit
from pydantic import ValidationError

from toolkit.errors import WrongSettings
from toolkit.reports import write_text_confidential
from toolkit.settings import Mine, Settings

if TYPE_CHECKING:
    from toolkit.workspace import Workspace


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


def correct_mine(path: Path, changes: Mapping[str, object]) -> None:
    """Write `changes` under [mine]; an empty value takes one back.

    Keys are dotted ("themes.k", "project.launch_on"). Everything else in the file stays to the
    letter. Raises WrongSettings, and writes nothing, where the file would not be valid afterwards.
    """
    text = path.read_text(encoding="utf-8") if path.exists() else ""
    document = tomlkit.parse(text)
    for key, value in changes.items():
        *sections, name = key.split(".")
        table = _table(document, "mine")
        for section in sections:
            table = _table(table, section)
        _put(table, name, value)
    _check(document.unwrap(), path)
    write_text_confidential(path, tomlkit.dumps(document))


def changes_since_run(workspace: Workspace, settings: Settings) -> tuple[str, ...]:
    """Dotted keys of [mine] that are other than in the last run; none before the first."""
    before = workspace.meta_get("mine")
    if before is None:
        return ()
    return keys_differing(before, settings.mine.model_dump_json())


def keys_differing(then: str, now: str) -> tuple[str, ...]:
    """Dotted keys that are other in two values of [mine], as JSON; none where either is faulty."""
    try:
        one, other = Mine.model_validate_json(then), Mine.model_validate_json(now)
    except ValidationError:
        # Another version wrote it: what differs cannot be told.
        return ()
    return tuple(sorted(_differing(one.model_dump(), other.model_dump())))


def _differing(then: Mapping[str, Any], now: Mapping[str, Any], above: str = "") -> Iterator[str]:
    for name in {*then, *now}:
        one, other = then.get(name), now.get(name)
        if one == other:
            continue
        if isinstance(one, Mapping) and isinstance(other, Mapping) and above != "files.":
            yield from _differing(one, other, f"{above}{name}.")
        else:
            yield f"{above}{name}"


def _put_all(table: Any, values: Mapping[str, object]) -> None:  # noqa: ANN401
    for name, value in values.items():
        _put(table, name, value)


def _put(table: Any, name: str, value: object) -> None:  # noqa: ANN401
    if not value:
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
