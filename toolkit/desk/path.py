"""The numbered path of a review: where each step stands, and which is worth most now."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum

from toolkit.desk.progress import progress_of
from toolkit.model.decisions import Decisions
from toolkit.model.findings import Findings
from toolkit.model.vocabulary import Kind, Place, Stance
from toolkit.privacy.promises import SPOKEN
from toolkit.settings import Settings

Say = Callable[..., str]
ENOUGH = 0.8
"""The expected share of concerns with the right cause from which other steps are worth more."""


class Mark(StrEnum):
    """Where a step stands."""

    TODO = "todo"
    """Nothing is there yet."""
    SUGGESTED = "suggested"
    """The machine did its part; nobody has looked."""
    STARTED = "started"
    """Somebody decided some of it."""
    LOOK = "look"
    """Something needs a person."""
    DONE = "done"


@dataclass(frozen=True, slots=True, kw_only=True)
class Step:
    """One step of the path."""

    name: str
    """load, check, redact, code, themes, people, session, plan, report."""
    title: str
    mark: Mark
    says: str
    """Where it stands, with its numbers, in one sentence."""
    screen: str
    """Where one goes to do it; a page of it after a colon."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Known:
    """What the path is told from."""

    findings: Findings | None
    """None before a run came to its end, or where another version ran it."""
    never_run: bool
    settings: Settings
    decisions: Decisions
    waiting: int
    """Decisions, and fields of review.toml, since the last run."""
    files_changed: int
    has_key: bool
    reports: tuple[str, ...]


def path_of(known: Known, say: Say) -> tuple[Step, ...]:
    """The nine steps. `say` puts a text and its values into the person's language."""
    found = known.findings
    if found is None:
        waits = "" if known.never_run else "Waits for the review to be run."
        return tuple(
            Step(
                name=name,
                title=say(title),
                mark=Mark.TODO,
                says=say(waits or _TO_COME[name]),
                screen=screen,
            )
            for name, title, screen in _STEPS
        )
    return tuple(
        Step(name=name, title=say(title), mark=mark, says=says, screen=screen)
        for (name, title, screen), (mark, says) in zip(
            _STEPS, [one(known, found, say) for one in _STATES], strict=True
        )
    )


def what_next(known: Known, say: Say) -> Step:
    """The one step that is worth most now, with a sentence that says what to do."""
    steps = {one.name: one for one in path_of(known, say)}
    found = known.findings
    if found is None and not known.never_run:
        text = say("Another version ran this review: run it again. All decisions are kept.")
        return Step(name="run", title=say("Run again"), mark=Mark.LOOK, says=text, screen="run")
    if found is None:
        text = say("Choose the folder as you received it: exports, transcripts, notes, lists.")
        return _asking(steps["load"], text)
    for name in ("check", "redact"):
        if steps[name].mark is Mark.LOOK:
            return _asking(steps[name], steps[name].says)
    if known.waiting or known.files_changed:
        text = say("Run the review again: then what was decided since is in tables and reports.")
        return Step(name="run", title=say("Run again"), mark=Mark.LOOK, says=text, screen="run")
    return _work_left(steps, found, known, say)


def _work_left(steps: dict[str, Step], found: Findings, known: Known, say: Say) -> Step:
    open_themes = _themes_open(known, found)
    if steps["code"].mark in (Mark.SUGGESTED, Mark.STARTED) and _expected(found) < ENOUGH:
        text = say("Decide the next twenty statements: they are those that teach most.")
        return _asking(steps["code"], text)
    if open_themes:
        text = _count(
            say,
            open_themes,
            "Give your verdict on the one theme that has none.",
            "Give your verdict on {n} themes, most people first.",
        )
        return _asking(steps["themes"], text)
    return _asking(steps["report"], say("Read page one, and hand over what lies in share/."))


def _asking(step: Step, says: str) -> Step:
    return Step(name=step.name, title=step.title, mark=step.mark, says=says, screen=step.screen)


def _load(known: Known, found: Findings, say: Say) -> tuple[Mark, str]:
    files = found.intake.files
    kept = sum(one.rows_kept for one in files)
    says = _count(
        say, len(files), "{n} file, {rows} rows kept.", "{n} files, {rows} rows kept.", rows=kept
    )
    if known.files_changed:
        return Mark.LOOK, f"{says} {say('{n} changed since.', n=known.files_changed)}"
    return Mark.DONE, says


def _check(known: Known, found: Findings, say: Say) -> tuple[Mark, str]:
    problems = sum(bool(one.problem) for one in found.intake.files)
    doubtful = sum(
        one.doubtful and known.decisions.value(f"match:{one.match_id}", "person_id") is None
        for one in found.intake.matches
    )
    aside = sum(one.rows_set_aside for one in found.intake.files)
    says = _count(
        say,
        aside,
        "{n} row set aside, with its reason.",
        "{n} rows set aside, each with its reason.",
    )
    if problems or doubtful:
        asks = [
            _many(say, problems, "{n} file could not be read.", "{n} files could not be read."),
            _many(say, doubtful, "{n} name waits for you.", "{n} names wait for you."),
        ]
        return Mark.LOOK, " ".join(filter(None, asks))
    return Mark.DONE, says


def _redact(known: Known, found: Findings, say: Say) -> tuple[Mark, str]:
    withheld = sum(not found.redacted.get(one.statement_id) for one in found.statements)
    spoken = [one.file for one in found.intake.files if one.kind in SPOKEN]
    mine = known.settings.mine.files
    assumed = sum(not (one in mine and mine[one].promise) for one in spoken)
    shown = len(found.statements) - withheld
    says = say(
        "{shown} statements may be shown, {withheld} are withheld.", shown=shown, withheld=withheld
    )
    if assumed:
        promises = _count(say, assumed, "{n} promise is assumed.", "{n} promises are assumed.")
        return Mark.SUGGESTED, f"{says} {promises}"
    return Mark.DONE, says


def _code(known: Known, found: Findings, say: Say) -> tuple[Mark, str]:
    states = [progress_of(one.statement_id, known.decisions) for one in found.statements]
    done = sum(one in ("confirmed", "changed") for one in states)
    says = say("{done} of {of} statements decided.", done=done, of=len(states))
    sure = say(
        "About {n} of the concerns should have the right cause.",
        n=f"{100 * _expected(found):.0f} %",
    )
    return _how_far(done, len(states)), f"{says} {sure}"


def _themes(known: Known, found: Findings, say: Say) -> tuple[Mark, str]:
    left = _themes_open(known, found)
    of = len(found.themes)
    says = say("{done} of {of} themes judged by a person.", done=of - left, of=of)
    return _how_far(of - left, of), says


def _people(known: Known, found: Findings, say: Say) -> tuple[Mark, str]:
    rows = [one for one in found.stakeholders if one.stance is not None]
    decided = sum(
        known.decisions.value(f"person:{one.person_id}", "stance") is not None for one in rows
    )
    against = sum(one.stance in (Stance.ANTAGONIST, Stance.DETRACTOR) for one in rows)
    says = _count(
        say,
        len(rows),
        "{n} person with a stance, {against} against.",
        "{n} people with a stance, {against} against.",
        against=against,
    )
    return _how_far(decided, len(rows)), f"{says} {say('{n} confirmed or changed.', n=decided)}"


def _session(known: Known, found: Findings, say: Say) -> tuple[Mark, str]:
    inside = [one for one in found.agenda if one.place is Place.SESSION]
    minutes = sum(one.minutes for one in inside)
    touched = sum(1 for _ in known.decisions.in_force("agenda"))
    says = _count(
        say,
        len(inside),
        "{n} topic in {minutes} minutes.",
        "{n} topics in {minutes} minutes.",
        minutes=minutes,
    )
    return _how_far(touched, len(inside)), says


def _plan(known: Known, found: Findings, say: Say) -> tuple[Mark, str]:
    owned = sum(bool(one.answer) for one in found.actions)
    says = _count(
        say,
        len(found.actions),
        "{n} action, {owned} answered.",
        "{n} actions, {owned} answered.",
        owned=owned,
    )
    return _how_far(owned, len(found.actions)), says


def _report(known: Known, _: Findings, say: Say) -> tuple[Mark, str]:
    says = _count(
        say, len(known.reports), "{n} file may be passed on.", "{n} files may be passed on."
    )
    if known.waiting:
        late = _count(
            say,
            known.waiting,
            "{n} decision is not in them yet.",
            "{n} decisions are not in them yet.",
        )
        return Mark.LOOK, f"{says} {late}"
    return (Mark.DONE if known.reports else Mark.TODO), says


def _count(say: Say, n: int, one: str, more: str, **values: object) -> str:
    return say(one if n == 1 else more, n=n, **values)


def _many(say: Say, n: int, one: str, more: str) -> str:
    return _count(say, n, one, more) if n else ""


def _how_far(done: int, of: int) -> Mark:
    if not of:
        return Mark.TODO
    return Mark.DONE if done >= of else Mark.STARTED if done else Mark.SUGGESTED


def _themes_open(known: Known, found: Findings) -> int:
    return sum(
        known.decisions.value(f"theme:{one.theme_id}", "verdict") is None for one in found.themes
    )


def _expected(found: Findings) -> float:
    """The expected share of concerns with the right cause: mean of calibrated confidences, 0-1."""
    sure = [
        final.confidence
        for key, coding in found.codings.items()
        if coding.kind is Kind.CONCERN and (final := found.final_causes.get(key)) and final.cause
    ]
    return sum(sure) / len(sure) if sure else 1.0


_STEPS = (
    ("load", "Load", "files:files"),
    ("check", "Check", "files:files"),
    ("redact", "Redact", "files:masked"),
    ("code", "Code", "codes"),
    ("themes", "Themes", "themes"),
    ("people", "People", "people"),
    ("session", "Session", "session"),
    ("plan", "Plan", "plan"),
    ("report", "Report", "report"),
)
_STATES = (_load, _check, _redact, _code, _themes, _people, _session, _plan, _report)
_TO_COME = {
    "load": "The folder as you received it is read: nothing is renamed, nothing in it is changed.",
    "check": "See what each file was taken for, and correct it.",
    "redact": "See what is masked and what is withheld.",
    "code": "Say what lies behind a statement; those come first that teach most.",
    "themes": "Judge what people speak of, beside what the files show.",
    "people": "See who stands where and whom to meet next.",
    "session": "Prepare the agenda, and hold the session with its board.",
    "plan": "Choose the way on; say who does what until when.",
    "report": "Read the documents, and write the files to pass on.",
}
"""What one does in a step, where there is nothing to be told of it yet."""
