"""Page one in words, at most 250 of them; every number keeps its way back to ids."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from toolkit.language.catalogue import ENGLISH, Words, words_of
from toolkit.model.findings import Action, Request
from toolkit.model.vocabulary import DecidedBy, Family, Status
from toolkit.reports.action_words import short_title
from toolkit.reports.counting import share_of, whole
from toolkit.reports.palette import CAUSE_SHORT, FAMILY_WORD, UNTOLD_WORD
from toolkit.reports.summary_types import CauseLine, GroupFigure, PageOne, Summary, Sureness

MOST_WORDS = 250
HEAD_WORDS = 26
"""Of these, so many are kept for the headline, the date and the legend."""
CANNOT_TELL = "cannot tell"


@dataclass(frozen=True, slots=True, kw_only=True)
class Run:
    """A stretch of words; with an anchor where it leads to ids."""

    text: str
    anchor: str = ""
    strong: bool = False


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


_LONGEST, _SHORTEST = 18, 3
"""Words that a title, an action or a question keeps, at most and at least."""
_ASKED = 3
"""Words that a question keeps where the page is full: what it is about; its link has the rest."""
_FACT_FROM = 10
"""A fact stands in its own words where lines may have so many; else its origin and number do."""


def page_one_parts(found: PageOne, say: Words = ENGLISH) -> tuple[Part, ...]:
    """The seven parts, their lines cut (with …) as far as 250 words demand."""
    for most in range(_LONGEST, _SHORTEST - 1, -1):
        parts = _parts(found, most, say)
        if count_words(parts) <= MOST_WORDS - HEAD_WORDS:
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
    say = words_of("en", summary.labels)
    rows = [headline(summary, say), ""]
    for number, part in enumerate(page_one_parts(summary.page_one, say), start=1):
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


def headline(summary: Summary, say: Words = ENGLISH) -> str:
    """The whole review in one sentence: how far from plan, and what is named most."""
    now = summary.page_one.adoption
    use, tool = "", summary.tool or say("the tool")
    if now is not None and now.planned:
        portion = _portion(now.active / now.planned, say)
        use = say("{portion} of the planned users work with {tool}", portion=portion, tool=tool)
    elif now is not None and now.in_scope:
        portion = _portion(now.active / now.in_scope, say)
        use = say("{portion} of those in scope work with {tool}", portion=portion, tool=tool)
    named = _NAMED[leaning(summary.page_one)]
    said = "; ".join(filter(None, (use, say(named) if named else "")))
    return said[:1].upper() + said[1:] or say("What came in does not yet tell what is wrong")


_NAMED = {
    "tool": "more people name the tool than the launch",
    "launch": "more people name the launch than the tool",
    "both": "tool and launch are named alike",
    "": "",
}


def _portion(share: float, say: Words) -> str:
    return say("All") if share >= 0.995 else percent(share)


def leaning(found: PageOne) -> str:
    """Wrong tool or wrong launch: "tool", "launch" or "both" as the numbers allow; "" for none.

    Of those who name one side alone, more than half must name it beyond chance: the Wilson interval
    does not hold one half (a sign test). Who names both does not decide.
    """
    alone = share_of(found.only_tool, found.only_tool + found.only_launch)
    if alone is None:
        return "both" if found.both else ""
    if alone.low > 0.5:
        return "tool"
    return "launch" if alone.high < 0.5 else "both"


def _parts(found: PageOne, most: int, say: Words) -> tuple[Part, ...]:
    return (
        Part(key="plan", question=say("How far from plan?"), answer=_adoption(found, say)),
        _families(found, say),
        _causes(found, most, say),
        _do(found, most, say),
        Part(
            key="executive",
            question=say("For an executive"),
            answer=() if found.executive else (Run(text=say("Nothing found so far.")),),
            blocks=_block("", found.executive, most, say),
        ),
        _unknowns(found, most, say),
        Part(key="sure", question=say("How sure?"), answer=_sure(found.sure, say)),
    )


def _adoption(found: PageOne, say: Words) -> Sentence:
    now = found.adoption
    if now is None:
        return (Run(text=say("Use cannot be told: it is not recorded in the files.")),)
    active = whole(now.active)
    share = f" ({percent(now.active / now.in_scope)})" if now.in_scope else ""
    said = say("{n} of {m} people use it weekly", n=active, m=now.in_scope) + share
    start = Run(text=said, anchor="n-adoption")
    if now.planned is None or now.plan_by is None:
        return (start, Run(text=say(". No plan given: actual only.")))
    planned = say("planned {n} by {day}", n=now.planned, day=say.day(now.plan_by))
    met = "." if active < now.planned else say(": met.")
    return (start, Run(text="; "), Run(text=planned, anchor="n-adoption"), Run(text=met))


def _families(found: PageOne, say: Words) -> Part:
    both = say.count(found.both, "{n} person name both", "{n} people name both")
    answer: Sentence = (
        Run(text=both, anchor="n-both"),
        Run(text=", "),
        Run(text=say("{n} only the tool", n=found.only_tool), anchor="n-only-the-tool"),
        Run(text=", "),
        Run(text=say("{n} only the launch", n=found.only_launch), anchor="n-only-the-launch"),
        Run(text="."),
    )
    lines = tuple(
        Line(
            words=(
                Run(text=f"{say(_family_name(one.label))} "),
                Run(
                    text=f"{percent(one.share)} ({one.low * 100:.0f}–{one.high * 100:.0f})",
                    anchor=f"n-{one.label.replace(' ', '-')}",
                ),
            ),
            family=_family(one.label),
        )
        for one in found.families
    )
    return Part(
        key="families",
        question=say("Wrong tool or wrong launch?"),
        answer=answer if lines else (Run(text=say("Nobody has spoken since launch.")),),
        blocks=(Block(heading="", lines=lines),) if lines else (),
    )


def _family(label: str) -> Family | None:
    return Family(label) if label != CANNOT_TELL else None


def _family_name(label: str) -> str:
    return family_word(_family(label))


def _causes(found: PageOne, most: int, say: Words) -> Part:
    lines = tuple(_cause_line(one, most, say) for one in found.causes)
    none = () if lines else (Run(text=say("Too few statements to tell.")),)
    return Part(
        key="causes",
        question=say("What weighs most"),
        answer=none,
        blocks=(Block(heading="", lines=lines),) if lines else (),
    )


def _cause_line(one: CauseLine, most: int, say: Words) -> Line:
    runs = [
        Run(text=cut(one.title, most), anchor=one.theme_id),
        Run(text=f" — {say(CAUSE_SHORT[one.cause])}, "),
        Run(text=say.people(one.people), anchor=f"{one.theme_id}-ids"),
    ]
    if one.fact:
        entire = most >= _FACT_FROM and len(one.fact.split()) <= most
        told = say.drafted(one.fact.rstrip(".")) if entire else _agree(one, say)
        runs += [Run(text="; "), Run(text=told, anchor=one.theme_id)]
    return Line(words=tuple(runs), family=one.family, status=one.status)


def _agree(one: CauseLine, say: Words) -> str:
    """A fact too long for page one, by its origin and number alone."""
    if one.origin is DecidedBy.TICKETS:
        several, alone = "{n} tickets agree", "tickets agree"
    elif one.origin is DecidedBy.TRAINING:
        several, alone = "attendance of {n} people agrees", "attendance agrees"
    else:
        several, alone = "use of {n} people agrees", "use agrees"
    return say(several, n=one.fact_n) if one.fact_n > 1 else say(alone)


def _do(found: PageOne, most: int, say: Words) -> Part:
    blocks = (
        *_block(say("Quick wins"), found.quick_wins, most, say),
        *_block(say("Mend first"), found.to_mend, most, say),
        *_block(say("Explain or train"), found.to_explain, most, say),
    )
    none = () if blocks else (Run(text=say("No action drafted.")),)
    return Part(key="actions", question=say("What to do"), answer=none, blocks=blocks)


def _block(heading: str, actions: Sequence[Action], most: int, say: Words) -> tuple[Block, ...]:
    lines = tuple(
        Line(
            words=(Run(text=cut(short_title(one, say), most), anchor=one.action_id),),
            status=one.status,
        )
        for one in actions
    )
    return (Block(heading=heading, lines=lines),) if lines else ()


def _unknowns(found: PageOne, most: int, say: Words) -> Part:
    kept = most if most >= _FACT_FROM else min(most, _ASKED)
    lines = tuple(
        Line(
            words=(
                Run(text=f"{say.drafted(one.addressee_role)}: "),
                Run(text=cut(say.drafted(_wanted(one)), kept), anchor=one.request_id),
            )
        )
        for one in found.unknowns
    )
    return Part(
        key="unknown",
        question=say("Not known: ask"),
        answer=() if lines else (Run(text=say("No open question would change a verdict.")),),
        blocks=(Block(heading="", lines=lines),) if lines else (),
    )


def _wanted(one: Request) -> str:
    """The question; for a missing file what it should hold."""
    return one.data.split(":")[0] if one.kind == "file" and one.data else one.question


def _sure(sure: Sureness, say: Words) -> Sentence:
    if sure.in_scope is None:
        heard = (
            Run(text=say.people(sure.heard), anchor="n-heard"),
            Run(text=say(" heard, of how many unknown")),
        )
    else:
        said = say("{n} of {m} people", n=sure.heard, m=sure.in_scope)
        heard = (Run(text=said, anchor="n-heard"), Run(text=say(" heard")))
    spread = _spread(sure.lowest, sure.highest, say)
    runs = [*heard, Run(text=spread, anchor="n-heard"), Run(text="; ")]
    if sure.expected_wrong is not None:
        wrong = say("{p} of causes", p=percent(sure.expected_wrong))
        runs += [Run(text=wrong, anchor="n-error"), Run(text=say(" may be wrong; "))]
    seen = say("{n} of {m} statements", n=sure.reviewed.seen, m=sure.reviewed.all)
    return (*runs, Run(text=seen, anchor="n-reviewed"), Run(text=say(" checked by a person.")))


def _spread(lowest: GroupFigure | None, highest: GroupFigure | None, say: Words) -> str:
    ends = [one for one in (lowest, highest) if one and one.estimate]
    said = [f"{one.group} {percent(one.estimate.value)}" for one in ends if one.estimate]
    return f" ({say(' to ').join(said)})" if said else ""


_DANGLING = 3
"""A cut title does not end in words this short (of, the, and)."""


def cut(text: str, most: int) -> str:
    """The first `most` words, with … where more follow; a short last word is dropped."""
    words = text.split()
    if len(words) <= most + 1:
        return text
    kept = words[:most]
    if len(kept) > 2 and len(kept[-1]) <= _DANGLING:
        kept.pop()
    return " ".join(kept).rstrip(",;:.–—") + " …"


def percent(share: float) -> str:
    """A share as people read it: 43 %, with a space that does not break."""
    return ENGLISH.percent(share)


def people(n: int) -> str:
    """1 person, 2 people."""
    return ENGLISH.people(n)


def long_day(day: date) -> str:
    """30 March 2026."""
    return ENGLISH.day(day)


def family_word(family: Family | None) -> str:
    """The family's word, also where there is none."""
    return FAMILY_WORD[family] if family else UNTOLD_WORD
