"""Place in the organisation, judged from level column, title and reporting lines, with the reason.

A small set of rules in a fixed order, the first that speaks decides. The words are in
`data/levels.toml`; where a title alone cannot tell (a "Director", a "Key Account Manager"), the
list's own reporting lines do, and without them how rare the title is.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from toolkit.intake.names import fold
from toolkit.intake.phrases import pattern, says
from toolkit.model.vocabulary import Level

LINES_KNOWN_FROM = 0.5
"""Reporting lines count as known when this share of the people has a manager in the list."""
COMMON_HOLDERS = 4
"""A "manager" title that so many hold, and so large a part of them, is a trade and no rank."""
COMMON_SHARE = 0.1
VICE_PRESIDENTS_AT_MOST = 0.1
"""Where more than this share of the list is "vice president", it is a grade and no rank."""
LEVELS_BELOW_TOP = 2
"""The one at the top of a list with so many levels below is an executive."""


_ASSISTANT_MANAGER = re.compile(r"(?: (?!to\b|of\b|der?\b|des\b|del\b|di\b|du\b)\w+)* manager")
"""An assistant store manager manages; an assistant to the manager does not."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Post:
    """What the list says of one person's job."""

    person_id: str
    title: str = ""
    level: str = ""
    """The level column's cell."""
    department: str = ""
    manager_id: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Judgement:
    """A level and the one reason for it."""

    level: Level
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Lines:
    """The reporting lines of a list."""

    reports: Mapping[str, int]
    """person id -> direct reports."""
    above: Mapping[str, int]
    """person id -> managers above, 0 at the top."""
    below: Mapping[str, int]
    """person id -> levels below."""
    known: bool
    top: str = ""
    """The one person at the top, if there is exactly one."""


def judge_levels(posts: Sequence[Post]) -> Mapping[str, Judgement]:
    """A judgement for every post; the order of the posts does not matter."""
    lines = reporting_lines(posts)
    holders = Counter(fold(post.title) for post in posts)
    scene = _Scene(lines=lines, holders=holders, people=len(posts))
    return {post.person_id: _judge(post, scene) for post in posts}


def reporting_lines(posts: Iterable[Post]) -> Lines:
    """Who reports to whom; loops and managers outside the list end a line."""
    managers = {post.person_id: post.manager_id for post in posts}
    managers = {
        key: boss if boss in managers and boss != key else "" for key, boss in managers.items()
    }
    reports = Counter(boss for boss in managers.values() if boss)
    below: Counter[str] = Counter()
    above: dict[str, int] = {}
    for key in managers:
        chain = _chain(key, managers)
        above[key] = len(chain)
        for step, boss in enumerate(chain, start=1):
            below[boss] = max(below[boss], step)
    tops = [key for key, boss in managers.items() if not boss and reports[key]]
    known = sum(map(bool, managers.values())) >= LINES_KNOWN_FROM * max(1, len(managers))
    return Lines(
        reports=reports,
        above=above,
        below=below,
        known=known,
        top=tops[0] if len(tops) == 1 and known else "",
    )


def _chain(key: str, managers: Mapping[str, str]) -> list[str]:
    chain: list[str] = []
    while (key := managers.get(key, "")) and key not in chain:
        chain.append(key)
    return chain


@dataclass(frozen=True, slots=True, kw_only=True)
class _Scene:
    lines: Lines
    holders: Mapping[str, int]
    people: int


def _says(table: str, key: str, text: str) -> str:
    return says("levels", table, key, text)


def _is_whole(table: str, key: str, text: str) -> bool:
    return bool(text) and pattern("levels", table, key).fullmatch(text) is not None


def _judge(post: Post, scene: _Scene) -> Judgement:
    title = _folded(post.title)
    for rule in (
        _by_column,
        _by_helping,
        _by_top_title,
        _by_direction,
        _by_leading,
        _by_back_office,
    ):
        if found := rule(post, title, scene):
            return found
    return _by_lines(post, title, scene)


def _folded(title: str) -> str:
    """Folded, without what stands in brackets; "d'équipe" is two words."""
    return fold(re.sub(r"\([^)]*\)|['’]", " ", title))


def _given(level: Level, reason: str) -> Judgement:
    return Judgement(level=level, reason=reason)


def _by_column(post: Post, title: str, scene: _Scene) -> Judgement | None:
    """The level column, where its word is one that says so by itself."""
    cell = _folded(post.level)
    for level in (Level.CONTRIBUTOR, Level.SUPPORT, Level.MANAGER, Level.EXECUTIVE):
        if not _is_whole("column", level, cell):
            continue
        if level is not Level.MANAGER or not _says("title", "of_things", cell):
            return _given(level, f"the level column says “{post.level}”")
    return None


def _is_employee(post: Post) -> bool:
    return _is_whole("column", "employee", _folded(post.level))


def _by_helping(post: Post, title: str, scene: _Scene) -> Judgement | None:
    """Assistants and secretaries, whoever it is that they help."""
    if _says("title", "trade", title) or not (word := _says("title", "assistant", title)):
        return None
    before, _, after = title.partition(word)
    if _says("title", "manager", before) or _ASSISTANT_MANAGER.match(after):
        return None
    return _given(Level.SUPPORT, f"the title names an assistant (“{post.title}”)")


def _by_top_title(post: Post, title: str, scene: _Scene) -> Judgement | None:
    found = _says("title", "executive", title)
    if not found or (_says("title", "no_executive", title) and "executive" not in title):
        return None
    return _given(Level.EXECUTIVE, f"the title “{post.title}” is one of the top")


def _by_direction(post: Post, title: str, scene: _Scene) -> Judgement | None:
    """Directors and vice presidents: executives next to the top, else managers."""
    found = _says("title", "director", title)
    if not found or _says("title", "craft", title) or _says("title", "no_manager", title):
        return None
    lines = scene.lines
    near = lines.known and bool(lines.top) and _steps_from_top(post, lines) <= 1
    if near and not _says("title", "territory", title):
        return _given(Level.EXECUTIVE, f"“{post.title}”, next to the top of the list")
    if "president" in title or found in {"vp", "svp", "avp"}:
        return _vice_president(post, title, scene)
    return _given(Level.MANAGER, f"the title “{post.title}” names a director, not next to the top")


def _steps_from_top(post: Post, lines: Lines) -> int:
    return (
        lines.above.get(post.person_id, 9) if post.manager_id or post.person_id == lines.top else 9
    )


def _vice_president(post: Post, title: str, scene: _Scene) -> Judgement:
    reports = scene.lines.reports.get(post.person_id, 0)
    if scene.lines.known:
        level = Level.MANAGER if reports else Level.CONTRIBUTOR
        return _given(level, f"“{post.title}” with {reports} direct reports")
    rare = scene.holders[fold(post.title)] <= VICE_PRESIDENTS_AT_MOST * scene.people
    level = Level.EXECUTIVE if rare else Level.CONTRIBUTOR
    return _given(level, f"“{post.title}” is {'rare' if rare else 'a grade'} in this list")


def _by_leading(post: Post, title: str, scene: _Scene) -> Judgement | None:
    """Heads, leaders, supervisors; "managers" as far as the list shows people under them."""
    if _is_top_of_many(post, scene):
        return None
    if not _says("title", "no_manager", title) and _says("title", "manager", title):
        return _given(Level.MANAGER, f"the title “{post.title}” names one who leads")
    if not _says("title", "perhaps", title) or _says("title", "support", title):
        return None
    reports = scene.lines.reports.get(post.person_id, 0)
    if reports:
        return _given(Level.MANAGER, f"“{post.title}” with {reports} direct reports")
    if scene.lines.known:
        return _given(Level.CONTRIBUTOR, f"“{post.title}”, and nobody reports here")
    return _unlined_manager(post, title, scene)


def _unlined_manager(post: Post, title: str, scene: _Scene) -> Judgement:
    """A "manager" in a list without reporting lines."""
    holders = scene.holders[fold(post.title)]
    common = holders >= COMMON_HOLDERS and holders > COMMON_SHARE * scene.people
    of_things = _says("title", "of_things", title) or _says("title", "no_manager", title)
    if of_things or common or _is_employee(post) or "manager" not in title:
        why = "many hold it" if common and not of_things else "a manager of things, not of people"
        return _given(Level.CONTRIBUTOR, f"“{post.title}”: {why}")
    return _given(Level.MANAGER, f"“{post.title}”; the list shows no reporting lines")


def _by_back_office(post: Post, title: str, scene: _Scene) -> Judgement | None:
    if _says("title", "no_support", title) or _says("title", "trade", title):
        return None
    if _says("title", "support", title):
        return _given(Level.SUPPORT, f"the title “{post.title}” is one of the back office")
    department = _is_whole("department", "back_office", fold(post.department))
    if department and _says("title", "either", title):
        return _given(Level.SUPPORT, f"“{post.title}” in the department “{post.department}”")
    return None


def _is_top_of_many(post: Post, scene: _Scene) -> bool:
    lines = scene.lines
    is_top = bool(lines.top) and post.person_id == lines.top
    return is_top and lines.below.get(post.person_id, 0) >= LEVELS_BELOW_TOP


def _by_lines(post: Post, title: str, scene: _Scene) -> Judgement:
    reports = scene.lines.reports.get(post.person_id, 0)
    if _is_top_of_many(post, scene) and not _says("title", "territory", title):
        return _given(Level.EXECUTIVE, "stands at the top of the whole list")
    if reports:
        return _given(Level.MANAGER, f"{reports} people report here")
    return _given(Level.CONTRIBUTOR, f"nothing in “{post.title}” or the lines says otherwise")
