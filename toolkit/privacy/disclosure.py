"""Two pages for works council and data protection: what is read, computed, shown and deleted."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from importlib import resources
from string import Template
from typing import Any

from toolkit.errors import WrongSettings
from toolkit.model.intake import FileReading
from toolkit.privacy.promises import SPOKEN, allowed_by, promises_in_force
from toolkit.privacy.word_lists import read_data
from toolkit.settings import Promise, Settings

LANGUAGES = ("en", "de")
_IDENTITY = 4
"""So many column names of one role are printed; of more, the count."""
_LONGEST_NAME = 40
_UNUSED = frozenset({"ignored", ""})
_NOT_MARKDOWN = re.compile(r"([\\`*_{}\[\]<>()#+!|~$])")


def disclosure_text(settings: Settings, files: Sequence[FileReading], language: str = "en") -> str:
    """The disclosure as Markdown, about two pages, for the files of one review.

    Files are numbered S01, S02 … in the order of their names, as in the reports: a file's name may
    tell who was interviewed. `language` is "en" or "de"; raises WrongSettings for another.
    """
    if language not in LANGUAGES:
        raise WrongSettings(
            f"there is no disclosure in the language {language!r}.",
            what_to_do=f"Ask for one of: {', '.join(LANGUAGES)}.",
        )
    words: dict[str, Any] = read_data("disclosure.toml")[language]
    numbers = _numbers(files)
    promises = promises_in_force(settings, files)
    privacy, project = settings.mine.privacy, settings.mine.project
    least = [privacy.min_group, *(one.smallest_group for one in promises.values())]
    least_quotes = [
        privacy.min_group_quotes,
        *(one.smallest_group_quotes for one in promises.values()),
    ]
    content = resources.files("toolkit.privacy").joinpath(f"data/disclosure_{language}.md")
    return Template(content.read_text("utf-8")).substitute(
        company=_plain(project.company) or words["unknown"],
        tool=_plain(project.tool) or words["unknown"],
        read=_read(files, numbers, words),
        network=_network(settings, words),
        people=(words["individual"] if privacy.individual else words["group_only"]).strip(),
        least=_range(least),
        least_quotes=_range(least_quotes),
        most_quotes=privacy.max_quotes_per_person,
        promises=_promised(promises, numbers, words),
        deletion=_deletion(promises.values(), words),
    )


def _network(settings: Settings, words: Mapping[str, Any]) -> str:
    """What leaves the program, if anything."""
    own = settings.mine.llm
    if not own.enabled:
        return str(words["offline"])
    host = own.url.split("//", 1)[-1].rsplit("@", 1)[-1].split("/", 1)[0]
    return str(words["language_model"]).format(model=_plain(own.model), host=_plain(host))


def _numbers(files: Iterable[FileReading]) -> dict[str, str]:
    names = sorted({one.file for one in files})
    width = max(2, len(str(len(names))))
    return {name: f"S{place:0{width}d}" for place, name in enumerate(names, start=1)}


def _read(
    files: Iterable[FileReading], numbers: Mapping[str, str], words: Mapping[str, Any]
) -> str:
    rows = [
        [
            numbers[one.file],
            words["kinds"][str(one.kind)],
            f"{one.rows_kept} / {one.rows_in}",
            _columns(one, words),
        ]
        for one in sorted(files, key=lambda one: one.file)
    ]
    return _table(words["head"], rows) if rows else str(words["none_read"])


def _columns(file: FileReading, words: Mapping[str, Any]) -> str:
    """The columns used, by what they were taken for, and how many were not used."""
    by_role: dict[str, list[str]] = {}
    for column in file.columns:
        by_role.setdefault("" if column.role in _UNUSED else column.role, []).append(column.name)
    unused = len(by_role.pop("", []))
    parts = [f"{role}: {_named(names)}" for role, names in by_role.items()]
    if unused:
        parts.append(words["unused"].format(count=unused))
    if not parts and file.kind in SPOKEN:
        return str(words["whole_text"])
    return "; ".join(parts)


def _named(names: Sequence[str]) -> str:
    shown = [_shortened(name) for name in names[:_IDENTITY]]
    more = [f"+{len(names) - _IDENTITY}"] if len(names) > _IDENTITY else []
    return ", ".join([*shown, *more])


def _shortened(name: str) -> str:
    plain = " ".join(name.split())
    return _plain(plain if len(plain) <= _LONGEST_NAME else f"{plain[: _LONGEST_NAME - 1]}…")


def _promised(
    promises: Mapping[str, Promise], numbers: Mapping[str, str], words: Mapping[str, Any]
) -> str:
    rows = [
        [
            numbers[file],
            words["attribution"][promise.attribution],
            words["quotes"][promise.quotes],
            words["yes"] if allowed_by(promise).join else words["no"],
            f"{promise.smallest_group} ({promise.smallest_group_quotes})",
            promise.delete_by.isoformat() if promise.delete_by else words["not_agreed"],
            words["assumed"] if promise.assumed else words["yes"],
        ]
        for file, promise in promises.items()
    ]
    return _table(words["promise_head"], rows) if rows else str(words["none_spoken"])


def _deletion(promises: Iterable[Promise], words: Mapping[str, Any]) -> str:
    days = sorted({one.delete_by.isoformat() for one in promises if one.delete_by})
    when = words["deletion_days"].format(days=", ".join(days)) if days else words["deletion_none"]
    return f"{when} {words['deletion_how']}"


def _range(numbers: Sequence[int]) -> str:
    """The smallest group that is in force anywhere, and the largest where files differ."""
    low, high = min(numbers), max(numbers)
    return str(low) if low == high else f"{low}–{high}"


def _table(head: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    lines = [head, ["---"] * len(head), *rows]
    return "\n".join(f"| {' | '.join(line)} |" for line in lines)


def _plain(text: str) -> str:
    """Text that Markdown takes for nothing else."""
    return _NOT_MARKDOWN.sub(r"\\\1", " ".join(text.split()))
