"""Ticked and rated answers: distributions, means by group, and change since before launch."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence

from toolkit.model.intake import ClosedAnswer
from toolkit.model.vocabulary import Wave
from toolkit.privacy import Figure
from toolkit.reports.counting import difference_of, mean_of
from toolkit.reports.lens import TOO_FEW, Lens
from toolkit.reports.summary_types import ClosedQuestion, Estimate, GroupFigure

ORDERED = ("rating", "likert")
MOST_ANSWERS = 12
"""Answers shown of a question without an order; the rest are added up."""
FEWEST_IN_BOTH = 8
"""People who must have answered both waves before their own change is shown."""
REST = "other answers"
_Answers = list[ClosedAnswer]


def closed_questions(lens: Lens) -> tuple[ClosedQuestion, ...]:
    """Every closed question, the overall judgement first, then by file as the file has them."""
    groups = _asked(lens)
    earlier = {
        _words(question): answers
        for (_, question, wave), answers in sorted(groups.items(), key=lambda item: item[0])
        if wave is Wave.BEFORE
    }
    found = [
        _question(answers, earlier if wave is not Wave.BEFORE else {}, lens)
        for (_, _, wave), answers in groups.items()
    ]
    first = {key: answers[0].recommendation for key, answers in groups.items()}
    order = sorted(
        zip(groups, found, strict=True),
        key=lambda item: (
            item[0][2] is Wave.BEFORE,
            not first[item[0]],
            item[1].source,
            item[0][1],
        ),
    )
    return tuple(one for _, one in order)


def _asked(lens: Lens) -> dict[tuple[str, str, Wave], _Answers]:
    groups: dict[tuple[str, str, Wave], _Answers] = defaultdict(list)
    for one in lens.findings.intake.closed:
        groups[one.file, one.question, one.wave].append(one)
    return groups


def _words(question: str) -> str:
    return re.sub(r"[\W_]+", " ", question).casefold().strip()


def _question(answers: _Answers, earlier: Mapping[str, _Answers], lens: Lens) -> ClosedQuestion:
    one = answers[0]
    people = {answer.respondent_id for answer in answers}
    before = earlier.get(_words(one.question), [])
    withheld = TOO_FEW.format(least=lens.least) if lens.shared and len(people) < lens.least else ""
    withheld = withheld or lens.told_before([_figure(answers)])
    ordered = one.scale in ORDERED and not withheld
    return ClosedQuestion(
        question=lens.text(one.question),
        scale=one.scale,
        wave=one.wave,
        source=lens.numbers.get(one.file, ""),
        n=0 if withheld else len(people),
        answers=() if withheld else _distribution(answers, lens),
        mean=mean_of(_agreements(answers)) if ordered else None,
        by_group=_by_group(answers, lens) if ordered else (),
        change=_own_change(answers, before) if ordered else None,
        change_all=_change(answers, before, lens) if ordered else None,
        withheld=withheld,
    )


def _agreements(answers: Sequence[ClosedAnswer]) -> list[float]:
    return sorted(one.agreement for one in answers if one.agreement is not None)


def _distribution(answers: _Answers, lens: Lens) -> tuple[tuple[str, int], ...]:
    count = Counter(one.value for one in answers)
    scale = answers[0].scale
    if scale == "rating":
        for step in _unused_steps(count):
            count[step] = 0
        return tuple(sorted(count.items(), key=lambda item: (_rating(item[0]), item[0])))
    if scale == "likert":
        place = {one.value: one.agreement or 0.0 for one in answers}
        return tuple(sorted(count.items(), key=lambda item: (place[item[0]], item[0])))
    ranked = sorted(count.items(), key=lambda item: (-item[1], item[0]))
    # Typed in by one person, an answer may tell who it was.
    shown = [(lens.text(value), n) for value, n in ranked if n > 1 or not lens.shared][
        :MOST_ANSWERS
    ]
    rest = len(answers) - sum(n for _, n in shown)
    return (*shown, (REST, rest)) if rest else tuple(shown)


def _unused_steps(used: Mapping[str, int]) -> list[str]:
    """Whole steps between the lowest and the highest answer that nobody chose."""
    if not all(re.fullmatch(r"-?\d{1,3}", value) for value in used):
        return []
    steps = {int(value) for value in used}
    if max(steps) - min(steps) > MOST_ANSWERS:
        return []
    return [str(step) for step in range(min(steps), max(steps)) if step not in steps]


def _rating(value: str) -> float:
    found = re.search(r"-?\d+(?:[.,]\d+)?", value)
    return float(found[0].replace(",", ".")) if found else 0.0


def _by_group(answers: _Answers, lens: Lens) -> tuple[GroupFigure, ...]:
    dimensions = (
        ("department", "location", "role") if answers[0].recommendation else ("department",)
    )
    return tuple(figure for name in dimensions for figure in _by(name, answers, lens))


def _by(dimension: str, answers: _Answers, lens: Lens) -> list[GroupFigure]:
    groups = lens.groups(dimension)
    if len(groups) < 2:
        return []
    said = {
        name: [one for one in answers if one.person_id in people] for name, people in groups.items()
    }
    sizes = {name: len({one.person_id for one in found}) for name, found in said.items()}
    hidden = dict(lens.hidden(sizes, dimension))
    shown = [_figure(said[name], dimension, name) for name in groups if name not in hidden]
    if before := lens.told_before(shown):
        hidden = dict.fromkeys(groups, before)
    return [
        GroupFigure(
            dimension=dimension,
            group=name,
            people=None if name in hidden else len(people),
            estimate=None if name in hidden else mean_of(_agreements(said[name])),
            withheld=lens.reason(len(people), hidden.get(name, "")),
        )
        for name, people in groups.items()
    ]


def _figure(answers: _Answers, dimension: str = "", name: str = "") -> Figure:
    """The figure that one question gives of everybody, or of one group."""
    return Figure(
        name=f"{answers[0].question} · {answers[0].wave} · {dimension}" if answers else dimension,
        value="mean",
        group=name,
        people=frozenset(one.respondent_id for one in answers),
    )


def figures_shown(lens: Lens) -> tuple[Figure, ...]:
    """What this edition tells of whom in closed questions, for the ledger of releases."""
    found: list[Figure] = []
    for answers in _asked(lens).values():
        shown = _question(answers, {}, lens)
        if not shown.withheld:
            found.append(_figure(answers))
        for figure in shown.by_group:
            if figure.people is not None:
                people = lens.groups(figure.dimension)[figure.group]
                own = [one for one in answers if one.person_id in people]
                found.append(_figure(own, figure.dimension, figure.group))
    return tuple(found)


def _own_change(answers: _Answers, before: _Answers) -> Estimate | None:
    """Mean change of the people who answered in both waves; None where they are too few."""
    then = _by_person(before)
    now = _by_person(answers)
    both = sorted(set(then) & set(now))
    if len(both) < FEWEST_IN_BOTH:
        return None
    return mean_of([now[person] - then[person] for person in both])


def _by_person(answers: _Answers) -> dict[str, float]:
    return {
        one.person_id: one.agreement
        for one in answers
        if one.person_id and one.agreement is not None
    }


def _change(answers: _Answers, before: _Answers, lens: Lens) -> Estimate | None:
    if lens.shared and len({one.respondent_id for one in before}) < lens.least:
        return None
    return difference_of(_agreements(answers), _agreements(before))
