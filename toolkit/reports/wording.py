"""Page one in words, at most 250 of them; every number keeps its way back to ids."""

from __future__ import annotations

import math
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from toolkit.model.findings import Action, Share
from toolkit.model.vocabulary import Family, Status
from toolkit.reports.palette import CAUSE_WORD, FAMILY_WORD
from toolkit.reports.summary_types import CauseLine, GroupFigure, PageOne, Summary, Sureness

MOST_WORDS = 250
CANNOT_TELL = "cannot tell"


@dataclass(frozen=True, slots=True, kw_only=True)
class Run:
    """A stretch of words; with an anchor where it leads to ids."""

    text: str
    anchor: str = ""


Sentence = tuple[Run, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """One line of a list, with what it shows of family and review."""

    words: Sentence
    family: Family | None = None
    status: Status | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Block:
    """A list under a small heading ("" for none)."""

    heading: str
    lines: tuple[Line, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """One of the seven parts: a question, the answer, and lists below it."""

    key: str
    question: str
    answer: Sentence
    blocks: tuple[Block, ...] = ()


@dataclass(frozen=True, slots=True)
class _Room:
    """How many words a title, an action and a fact may have."""

    title: int
    action: int
    fact: int
    question: int


_ROOMS = (
    _Room(12, 12, 16, 14),
    _Room(10, 10, 12, 12),
    _Room(8, 8, 10, 10),
    _Room(7, 7, 8, 8),
    _Room(6, 6, 6, 7),
    _Room(5, 5, 5, 6),
    _Room(4, 4, 0, 5),
    _Room(3, 3, 0, 3),
)


def page_one_parts(found: PageOne) -> tuple[Part, ...]:
    """The seven parts, their lines cut (with …) as far as 250 words demand."""
    for room in _ROOMS:
        parts = _parts(found, room)
        if count_words(parts) <= MOST_WORDS:
            break
    return parts


def count_words(parts: Iterable[Part]) -> int:
    """Words and numbers of all questions, answers and lists."""
    return sum(bool(re.search(r"\w", word)) for part in parts for word in _text_of(part).split())


def plain_sentence(words: Sentence) -> str:
    """The words alone."""
    return "".join(run.text for run in words)


def _text_of(part: Part) -> str:
    lines = [
        text
        for block in part.blocks
        for text in (block.heading, *(plain_sentence(line.words) for line in block.lines))
    ]
    return " ".join([part.question, plain_sentence(part.answer), *lines])


def page_one_text(summary: Summary) -> str:
    """Page one for a terminal."""
    rows = [headline(summary), ""]
    for number, part in enumerate(page_one_parts(summary.page_one), start=1):
        rows += [f"{number}. {part.question}", *_wrapped(plain_sentence(part.answer))]
        for block in part.blocks:
            rows += [f"   {block.heading}:"] if block.heading else []
            rows += [
                f"   - {plain_sentence(line.words)}{_mark(line.status)}" for line in block.lines
            ]
        rows.append("")
    return "\n".join(rows).rstrip() + "\n"


def _wrapped(text: str) -> list[str]:
    return [f"   {text}"] if text else []


def _mark(status: Status | None) -> str:
    return f"  [{status.value}]" if status else ""


def headline(summary: Summary) -> str:
    """The whole review in one sentence: how far from plan, and what is named most."""
    now = summary.page_one.adoption
    use = ""
    if now is not None and now.planned:
        use = f"{_portion(now.active / now.planned)} of the planned users work with it"
    elif now is not None and now.in_scope:
        use = f"{_portion(now.active / now.in_scope)} of those in scope work with it"
    named = _answer_of_families(summary.page_one.families)
    return "; ".join(filter(None, (use, named))) or "What came in does not yet tell what is wrong"


def _portion(share: float) -> str:
    if share >= 0.95:
        return "As many as" if share > 1.05 else "All"
    return f"{share:.0%}".replace("%", " %")


def _answer_of_families(families: Sequence[Share]) -> str:
    """Wrong tool or wrong launch: what the intervals allow to be said."""
    known = {one.label: one for one in families}
    tool = known.get(Family.TOOL.value)
    launch = max(
        (known[name.value] for name in Family if name is not Family.TOOL and name.value in known),
        key=lambda one: one.share,
        default=None,
    )
    if tool is None or launch is None:
        return ""
    if tool.low > launch.share and tool.share > launch.high:
        return "more people name the tool than the launch"
    if launch.low > tool.share and launch.share > tool.high:
        return "more people name the launch than the tool"
    return "tool and launch are named alike"


def _parts(found: PageOne, room: _Room) -> tuple[Part, ...]:
    return (
        Part(key="plan", question="How far from plan?", answer=_adoption(found)),
        Part(key="families", question="Wrong tool or wrong launch?", answer=_families(found)),
        _causes(found, room),
        _do(found, room),
        Part(
            key="executive",
            question="What only an executive can do",
            answer=() if found.executive else (Run(text="Nothing found so far."),),
            blocks=_block("", found.executive, room),
        ),
        _unknowns(found, room),
        Part(key="sure", question="How sure is this?", answer=_sure(found.sure)),
    )


def _adoption(found: PageOne) -> Sentence:
    now = found.adoption
    if now is None:
        return (Run(text="Use cannot be told: it is not recorded in the files."),)
    active = math.floor(now.active + 0.5)
    said = Run(text=f"{active} of {now.in_scope} people", anchor="n-adoption")
    share = f" ({percent(now.active / now.in_scope)})" if now.in_scope else ""
    start: Sentence = (said, Run(text=f"{share} use it in an average week"))
    if now.planned is None or now.plan_by is None:
        return (*start, Run(text=". No plan given: actual only."))
    short = now.planned - active
    gap = f"{short} short" if short > 0 else "plan met"
    return (*start, Run(text=f"; planned: {now.planned} by {long_day(now.plan_by)}, {gap}."))


def _families(found: PageOne) -> Sentence:
    if not found.families:
        return (Run(text="Nobody has spoken since launch."),)
    runs = [Run(text=f"Of {found.spoke} people who spoke, ")]
    for place, share in enumerate(found.families):
        name = "cannot be told" if share.label == CANNOT_TELL else _named(share.label)
        number = f"{percent(share.share)} ({share.low * 100:.0f}–{share.high * 100:.0f})"
        runs.append(Run(text=number, anchor=f"n-{share.label.replace(' ', '-')}"))
        runs.append(Run(text=f" {name}{'.' if place == len(found.families) - 1 else ', '}"))
    return tuple(runs)


def _named(family: str) -> str:
    names = {"tool": "name the tool", "understanding": "lack understanding"}
    return names.get(family, "lack commitment")


def _causes(found: PageOne, room: _Room) -> Part:
    lines = tuple(_cause_line(one, room) for one in found.causes)
    none = () if lines else (Run(text="Too few statements to tell."),)
    return Part(
        key="causes",
        question="What weighs most",
        answer=none,
        blocks=(Block(heading="", lines=lines),) if lines else (),
    )


def _cause_line(one: CauseLine, room: _Room) -> Line:
    runs = [
        Run(text=cut(one.title, room.title), anchor=one.theme_id),
        Run(text=f" — {CAUSE_WORD[one.cause]}, "),
        Run(text=people(one.people), anchor=f"{one.theme_id}-ids"),
    ]
    if one.fact and room.fact:
        runs.append(Run(text=f"; {cut(one.fact.rstrip('.'), room.fact)}"))
    return Line(words=tuple(runs), family=one.family, status=one.status)


def _do(found: PageOne, room: _Room) -> Part:
    blocks = (
        *_block("Quick wins", found.quick_wins, room),
        *_block("Mend first", found.to_mend, room),
        *_block("Explain or train", found.to_explain, room),
    )
    none = () if blocks else (Run(text="No action drafted."),)
    return Part(key="actions", question="What to do", answer=none, blocks=blocks)


def _block(heading: str, actions: Sequence[Action], room: _Room) -> tuple[Block, ...]:
    lines = tuple(
        Line(
            words=(Run(text=cut(one.title, room.action), anchor=one.action_id),), status=one.status
        )
        for one in actions
    )
    return (Block(heading=heading, lines=lines),) if lines else ()


def _unknowns(found: PageOne, room: _Room) -> Part:
    lines = tuple(
        Line(
            words=(
                Run(text=cut(one.question, room.question), anchor=one.request_id),
                Run(text=f" Ask: {one.addressee_role}."),
            )
        )
        for one in found.unknowns
    )
    return Part(
        key="unknown",
        question="What we do not know",
        answer=() if lines else (Run(text="No open question would change a verdict."),),
        blocks=(Block(heading="", lines=lines),) if lines else (),
    )


def _sure(sure: Sureness) -> Sentence:
    if sure.in_scope is None:
        runs = [
            Run(text=people(sure.heard), anchor="n-heard"),
            Run(text=" heard; of how many cannot be told"),
        ]
    else:
        runs = [
            Run(text=f"{sure.heard} of {sure.in_scope} people", anchor="n-heard"),
            Run(text=" heard"),
        ]
    runs.append(Run(text=_spread(sure.lowest, sure.highest) + "."))
    if sure.expected_wrong is not None:
        runs += [
            Run(text=" About "),
            Run(text=f"{percent(sure.expected_wrong)} of causes", anchor="n-error"),
            Run(text=" may be wrong."),
        ]
    seen = f"{sure.reviewed.seen} of {sure.reviewed.all} statements"
    return (
        *runs,
        Run(text=" A person has checked "),
        Run(text=seen, anchor="n-reviewed"),
        Run(text="."),
    )


def _spread(lowest: GroupFigure | None, highest: GroupFigure | None) -> str:
    ends = [one for one in (lowest, highest) if one and one.estimate]
    said = [f"{one.group} {percent(one.estimate.value)}" for one in ends if one.estimate]
    return f" ({' to '.join(said)})" if said else ""


_DANGLING = 3
"""A cut title does not end in words this short (of, the, and)."""


def cut(text: str, most: int) -> str:
    """The first `most` words, with … where more follow; short last words are dropped."""
    words = text.split()
    if len(words) <= most:
        return text
    kept = words[:most]
    while len(kept) > 1 and len(kept[-1]) <= _DANGLING:
        kept.pop()
    return " ".join(kept).rstrip(",;:.–—") + " …"


def percent(share: float) -> str:
    """A share as people read it: 43 %, with a space that does not break."""
    return f"{share * 100:.0f}\N{NO-BREAK SPACE}%"


def people(n: int) -> str:
    """1 person, 2 people."""
    return f"{n} person" if n == 1 else f"{n} people"


def long_day(day: date) -> str:
    """30 March 2026."""
    months = (
        "January February March April May June July August September October November December"
    ).split()
    return f"{day.day} {months[day.month - 1]} {day.year}"


def family_word(family: Family | None) -> str:
    """The family's word, also where there is none."""
    return FAMILY_WORD[family] if family else "Not clear"
