"""Training units: one step each, the real failing case as its exercise, for those who lack it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence

from toolkit.language.telling import telling_words
from toolkit.model.findings import Statement
from toolkit.model.plan import NoUnit, TrainingUnit
from toolkit.model.plan_parts import Exercise, GroupNeed
from toolkit.model.vocabulary import Cause, Kind, Route, Stance, UsageState
from toolkit.relaunch.changes import measure_of
from toolkit.relaunch.ground import Ground
from toolkit.relaunch.matters import (
    Matter,
    callers,
    cited_tickets,
    complaining,
    first_wave_of,
    hand_for,
)

MOST_MINUTES = 45
_SHOWING, _DOING = 15, 10
"""Minutes to show the step, and for each case that everybody then does alone."""
_MOST_CASES = 3
KNOWLEDGE = frozenset(
    {
        "tickets_shown_how",
        "course_missed",
        "course_cancelled",
        "course_left_early",
        "course_too_early",
        "course_in_a_foreign_language",
        "course_after_the_complaint",
        "course_on_it_missed",
        "in_no_attendance_list",
        "low_course_score",
        "complaint_among_untrained",
        "complaint_by_course_format",
    }
)
"""Signals that knowledge is missing."""
_LEAST_SIGNS = 2
_SAYS_SO, _LEAST_SAYING = 0.7, 3
"""Words that say themselves that it was never shown, with this probability, of so many people."""
_DAYS = 7
_LEAST_SHARED = 2
"""Words that a case shares with what callers wrote."""
_COARSE = (
    (True, True, True),
    (True, True, False),
    (False, True, True),
    (True, False, False),
    (False, True, False),
    (False, False, True),
)
"""Which of department, language and earlier course are told, finest first."""


def draft_units(
    matters: Sequence[Matter], ground: Ground
) -> tuple[tuple[TrainingUnit, ...], tuple[NoUnit, ...]]:
    """Units, and what sounds like training and gets none, with the reason."""
    teaching, refused = list[Matter](), list[NoUnit]()
    for matter in matters:
        if matter.route is not Route.TRAIN:
            continue
        reason = _why_none(matter, ground)
        if reason:
            refused.append(
                NoUnit(
                    theme_ids=(matter.theme.theme_id,),
                    reason=reason,
                    evidence=ground.evidence(matter.said, matter.theme, Cause.TRAINING),
                )
            )
        else:
            teaching.append(matter)
    cases = _cases_of(teaching, ground)
    units = [_unit(one, cases[one.line], ground) for one in teaching]
    units.sort(key=lambda one: (one.hand.before_wave or 99, -one.people, one.line_id))
    return tuple(units), tuple(refused)


def _cases_of(matters: Sequence[Matter], ground: Ground) -> Mapping[str, tuple[str, ...]]:
    """Line -> rows of the tickets that were closed by showing how, most cited first.

    A ticket is the case of one unit: of those that cite it the one with most such tickets.
    """
    cited = {one.line: cited_tickets(one, "tickets_shown_how", ground) for one in matters}
    ranked = sorted(cited, key=lambda line: (-len(cited[line]), line))
    owner = {row: line for line in reversed(ranked) for row in cited[line]}
    return {line: tuple(row for row in cited[line] if owner[row] == line) for line in cited}


def _why_none(matter: Matter, ground: Ground) -> str:
    """Why knowledge cannot be said to be missing; "" where it can."""
    signals = ground.signals(matter.theme, Cause.TRAINING)
    signs = sum(one.n for one in signals if one.name in KNOWLEDGE)
    saying = _say_so(matter, ground)
    if signs < _LEAST_SIGNS and saying < _LEAST_SAYING:
        return ground.say(
            "no evidence that knowledge is missing in {title}: neither courses nor tickets show it",
            title=matter.theme.title,
        )
    shown = any(one.name == "tickets_shown_how" for one in signals)
    practised = [
        one
        for one in ground.against(matter.theme, Cause.TRAINING)
        if one.name == "trained_and_practised"
    ]
    able = practised[0].n if practised else 0
    if not shown and able * 2 > matter.verdict.people:
        return ground.say(
            "{n} of {m} who raise {title} were trained and use it steadily: look at the design",
            n=able,
            m=matter.verdict.people,
            title=matter.theme.title,
        )
    return ""


def _say_so(matter: Matter, ground: Ground) -> int:
    codings = ground.findings.codings
    return len(
        ground.speakers(
            one
            for one in matter.said
            if codings[one.statement_id].causes.get(Cause.TRAINING, 0.0) >= _SAYS_SO
        )
    )


def _unit(matter: Matter, rows: Sequence[str], ground: Ground) -> TrainingUnit:
    lacking = ground.known(complaining(matter, ground)) | callers(rows, ground)
    cases = _exercises(matter, rows, ground)
    wave = first_wave_of(lacking, ground)
    helper = _power_user(lacking, matter, ground)
    return TrainingUnit(
        line_id=matter.line,
        theme_ids=(matter.theme.theme_id,),
        step=_step(matter, rows, ground),
        exercises=cases,
        minutes=min(_SHOWING + _DOING * max(len(cases), 1), MOST_MINUTES),
        needs=_needs(lacking, ground),
        people=len(lacking),
        attendee_ids=ground.named(lacking),
        power_user_id=helper,
        power_user=_power_user_words(helper, lacking, ground),
        signal=measure_of(matter, ground),
        evidence=ground.evidence(complaining(matter, ground), matter.theme, Cause.TRAINING),
        hand=hand_for(matter, ground, before_wave=wave, days_before=_DAYS),
    )


def _step(matter: Matter, rows: Sequence[str], ground: Ground) -> str:
    case = next((ground.ticket_texts[row].title for row in rows if row in ground.ticket_texts), "")
    if case:
        return ground.say(
            "{title}: the step of the ticket “{words}”",
            title=matter.theme.title,
            words=case.rstrip(" .?!:"),
        )
    if matter.words is None:
        return matter.theme.title
    return ground.say("{title}: “{words}”", title=matter.theme.title, words=matter.words.text)


def _exercises(matter: Matter, rows: Sequence[str], ground: Ground) -> tuple[Exercise, ...]:
    """Tickets that were closed by showing how, most cited first; then people's own cases.

    A case is a description of doing a step: somebody's own words, on the matter, in the words in
    which callers describe what they did when it failed. Where there is none, the unit says so.
    """
    texts = [ground.ticket_texts[row] for row in rows if row in ground.ticket_texts]
    cases = [
        Exercise(
            text=". ".join(filter(None, (one.title.rstrip("."), one.asked))),
            language="",
            row=one.row,
        )
        for one in texts
        if one.asked or one.title
    ][: _MOST_CASES - 1]
    left = _MOST_CASES - len(cases)
    doing = [one for one in complaining(matter, ground) if _describes(one, ground)]
    said = ground.quotes(doing, matter.theme, (Kind.CONCERN, Kind.QUESTION), min(left, 2))
    cases += [
        Exercise(text=one.text, language=one.language, statement_id=one.statement_id)
        for one in said
    ]
    if not cases:
        text = ground.say("no failing case is on file: each who is invited brings one")
        cases = [Exercise(text=text, language="")]
    return tuple(cases)


def _describes(one: Statement, ground: Ground) -> bool:
    """Whether own words describe a step as callers do in their tickets."""
    shared = telling_words(one.text) & ground.callers_words
    return one.source.verbatim and len(shared) >= _LEAST_SHARED


def _needs(people: Iterable[str], ground: Ground) -> tuple[GroupNeed, ...]:
    """How many by department, language and earlier course; too small groups are put together.

    Where no group of all three may be told, fewer of them are told: two, then one,
    never two tables of the same people. What is left over is never fewer than the smallest
    group, unless everybody is.
    """
    everybody = sorted(set(people))
    known = [
        (ground.people[one].department, ground.languages.get(one, ""), earlier_course(one, ground))
        for one in everybody
    ]
    kept: dict[tuple[str, str, str], int] = {}
    rest = len(known)
    for mask in _COARSE:
        kept, rest = _large_enough(known, mask, ground.least)
        if kept:
            break
    found = [
        GroupNeed(department=department, language=language, earlier=earlier, people=n)
        for (department, language, earlier), n in sorted(
            kept.items(), key=lambda pair: (-pair[1], pair[0])
        )
    ]
    if rest:
        shown = rest if rest >= ground.least else None
        found.append(GroupNeed(department="", language="", earlier="", people=shown))
    return tuple(found)


def _large_enough(
    known: Sequence[tuple[str, str, str]], mask: tuple[bool, bool, bool], least: int
) -> tuple[dict[tuple[str, str, str], int], int]:
    """Groups by what the mask tells, and how many people are in none of them."""
    seen = Counter(
        (one[0] if mask[0] else "", one[1] if mask[1] else "", one[2] if mask[2] else "")
        for one in known
    )
    kept = {key: n for key, n in seen.items() if n >= least and any(key)}
    rest = len(known) - sum(kept.values())
    while 0 < rest < least and kept:
        fewest = min(kept, key=lambda key: (kept[key], key))
        rest += kept.pop(fewest)
    return kept, rest


def earlier_course(person_id: str, ground: Ground) -> str:
    """What the attendance lists say of somebody's course; "" where they do not or may not."""
    table = ground.findings.facts.people
    if (
        person_id in ground.unjoined
        or "trained" not in table.columns
        or person_id not in table.index
    ):
        return ""
    return str(table.loc[person_id, "trained"] or "")


def _power_user(lacking: frozenset[str], matter: Matter, ground: Ground) -> str:
    """Who uses it well, stands behind it and sits near those who need it; "" for nobody."""
    if not ground.individual:
        return ""
    near = ground.departments(lacking)
    languages = Counter(ground.languages.get(one, "") for one in lacking)
    content = ground.known(
        one for one in matter.said if ground.findings.codings[one.statement_id].kind is Kind.PRAISE
    )
    others = ground.ids_in_scope - lacking - ground.unjoined
    fit = [
        (
            one.person_id in content,
            near[ground.people[one.person_id].department],
            languages[ground.languages.get(one.person_id, "")],
            one.influence_score,
            -ground.people[one.person_id].rank,
            one.person_id,
        )
        for one in ground.findings.stakeholders
        if one.person_id in others
        and one.usage_state in (UsageState.STEADY, UsageState.HEAVY)
        and (one.stance in (Stance.SUPPORTER, Stance.CHAMPION) or one.person_id in content)
    ]
    return max(fit)[-1] if fit else ""


def _power_user_words(helper: str, lacking: frozenset[str], ground: Ground) -> str:
    if helper:
        department = ground.people[helper].department
        return ground.say("a steady user of {group} who speaks for it", group=department or "—")
    counts = ground.departments(lacking)
    if not counts:
        return ground.say("nobody known: ask the training lead")
    most = min(counts, key=lambda name: (-counts[name], name))
    return ground.say("nobody known who fits: ask {role}", role=ground.head_of(most))
