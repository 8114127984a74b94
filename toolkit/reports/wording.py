"""Page one in words, at most 250 of them; every number keeps its way back to ids."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from toolkit.language.catalogue import ENGLISH, Words, words_of
from toolkit.model.findings import Action, Request, Share
from toolkit.model.vocabulary import DecidedBy, Family, Status
from toolkit.reports.action_words import short_title
from toolkit.reports.captions import short_cause
from toolkit.reports.counting import share_of, whole
from toolkit.reports.summary_types import CauseLine, GroupFigure, PageOne, Summary, Sureness
from toolkit.reports.use_words import said_of_use
from toolkit.reports.word_parts import Block as Block
from toolkit.reports.word_parts import Line as Line
from toolkit.reports.word_parts import Part as Part
from toolkit.reports.word_parts import Run as Run
from toolkit.reports.word_parts import Sentence as Sentence
from toolkit.reports.word_parts import cut as cut
from toolkit.reports.word_parts import family_word as family_word
from toolkit.reports.word_parts import long_day as long_day
from toolkit.reports.word_parts import people as people
from toolkit.reports.word_parts import percent as percent

MOST_WORDS = 250
HEAD_WORDS = 26
"""Of these, so many are kept for the headline, the date and the legend."""
CANNOT_TELL = "cannot tell"


@dataclass(frozen=True, slots=True)
class _Room:
    """How many words titles, questions and facts may have on the page."""

    title: int
    asked: int
    """Of a question; a longer one leaves the first phrase of the title of what it is about."""
    fact: int
    """Of a fact; 0 leaves its origin and number."""
    entire: bool = True
    """Titles of actions stand entire; else as their first phrase, up to the first comma."""


_ROOMS = (
    *(_Room(most, most, most) for most in range(18, 9, -1)),
    _Room(12, 14, 0),
    _Room(12, 9, 0),
    _Room(12, 0, 0),
    *(_Room(most, 0, 0, entire=False) for most in (12, 9, 7, 6, 5, 4, 3, 2)),
)
"""From wide to narrow: facts and questions give way first, titles are cut (with …) last."""


def page_one_parts(found: PageOne, say: Words = ENGLISH) -> tuple[Part, ...]:
    """The seven parts, their lines as short as 250 words demand."""
    for room in _ROOMS:
        parts = _parts(found, room, say)
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
        portion = _portion(whole(now.active) / now.planned, say)
        use = say("{portion} of the planned users work with {tool}", portion=portion, tool=tool)
    elif now is not None and now.in_scope:
        portion = _portion(whole(now.active) / now.in_scope, say)
        use = say("{portion} of those in scope work with {tool}", portion=portion, tool=tool)
    named = _NAMED[leaning(summary.page_one)]
    waiting = summary.page_one.waiting
    rest = say(named) if named else ""
    if waiting and waiting.themes and not named:
        rest = say.count(waiting.themes, *_AWAIT)
    said = "; ".join(filter(None, (use, rest)))
    return said[:1].upper() + said[1:] or say("What came in does not yet tell what is wrong")


_AWAIT = ("{n} theme awaits a person's review", "{n} themes await a person's review")
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


def _parts(found: PageOne, room: _Room, say: Words) -> tuple[Part, ...]:
    return (
        Part(key="plan", question=say("How far from plan?"), answer=said_of_use(found, say)),
        _families(found, say),
        _causes(found, room, say),
        _do(found, room, say),
        Part(
            key="executive",
            question=say("For an executive"),
            answer=() if found.executive else _nothing(found, "Nothing found so far.", say),
            blocks=_block("", found.executive, room, say),
        ),
        _unknowns(found, room, say),
        Part(key="sure", question=say("How sure?"), answer=_sure(found.sure, say)),
    )


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
    estimated = any(one.corrected for one in found.families)
    heading = say("Estimated (interval); counted") if estimated else ""
    lines = tuple(
        Line(
            words=(
                Run(text=f"{say(_family_name(one.label))} "),
                Run(text=_share(one, estimated), anchor=f"n-{one.label.replace(' ', '-')}"),
            ),
            family=_family(one.label),
        )
        for one in found.families
    )
    return Part(
        key="families",
        question=say("Wrong tool or wrong launch?"),
        answer=answer if lines else _no_sides(found, say),
        blocks=(Block(heading=heading, lines=lines),) if lines else (),
    )


def _share(one: Share, estimated: bool) -> str:
    """The share with its interval; where it is estimated, the counted people beside it."""
    told = f"{percent(one.share)} ({one.low * 100:.0f}–{one.high * 100:.0f})"
    return f"{told}; {one.people}" if estimated else told


def _no_sides(found: PageOne, say: Words) -> Sentence:
    if found.waiting and found.waiting.themes:
        return (Run(text=say("Told when a person has reviewed every theme.")),)
    return (Run(text=say("Nobody has spoken since launch.")),)


def _nothing(found: PageOne, none: str, say: Words) -> Sentence:
    """Why a part is empty: nobody has reviewed what would stand there, or there is nothing."""
    if found.waiting:
        return (Run(text=say("Nothing reviewed so far.")),)
    return (Run(text=say(none)),)


def _awaited(found: PageOne, say: Words) -> Sentence:
    """How much waits, and where a person confirms it."""
    if not found.waiting:
        return ()
    said = say(
        "{themes} and {actions} await a person's review, at the desk.",
        themes=say.count(found.waiting.themes, "{n} theme", "{n} themes"),
        actions=say.count(found.waiting.actions, "{n} action", "{n} actions"),
    )
    return (Run(text=said, anchor="n-reviewed"),)


def _family(label: str) -> Family | None:
    return Family(label) if label != CANNOT_TELL else None


def _family_name(label: str) -> str:
    return family_word(_family(label))


def _causes(found: PageOne, room: _Room, say: Words) -> Part:
    lines = tuple(_cause_line(one, room, say) for one in found.causes)
    none = () if lines else (Run(text=say("Too few statements to tell.")),)
    return Part(
        key="causes",
        question=say("What weighs most"),
        answer=_awaited(found, say) or none,
        blocks=(Block(heading="", lines=lines),) if lines else (),
    )


def _cause_line(one: CauseLine, room: _Room, say: Words) -> Line:
    runs = [
        Run(text=_whole(one.title, room), anchor=one.theme_id),
        Run(text=f" — {short_cause(one, say)}, "),
        Run(text=say.people(one.people), anchor=f"{one.theme_id}-ids"),
    ]
    if one.fact:
        entire = len(one.fact.split()) <= room.fact
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


def _do(found: PageOne, room: _Room, say: Words) -> Part:
    blocks = (
        *_block(say("Quick wins"), found.quick_wins, room, say),
        *_block(say("Mend first"), found.to_mend, room, say),
        *_block(say("Explain or train"), found.to_explain, room, say),
    )
    none = () if blocks else _nothing(found, "No action drafted.", say)
    return Part(key="actions", question=say("What to do"), answer=none, blocks=blocks)


def _block(heading: str, actions: Sequence[Action], room: _Room, say: Words) -> tuple[Block, ...]:
    lines = tuple(
        Line(
            words=(Run(text=_titled(short_title(one, say), room), anchor=one.action_id),),
            status=one.status,
        )
        for one in actions
    )
    return (Block(heading=heading, lines=lines),) if lines else ()


def _whole(title: str, room: _Room) -> str:
    """The title where there is room, else its first phrase."""
    fits = len(title.split()) <= room.title
    return title if fits else cut(title.partition(", ")[0], room.title)


def _titled(title: str, room: _Room) -> str:
    return cut(title if room.entire else title.partition(", ")[0], room.title)


def _unknowns(found: PageOne, room: _Room, say: Words) -> Part:
    lines = tuple(
        Line(
            words=(
                Run(text=f"{say.drafted(one.addressee_role)}: "),
                Run(text=_asked(one, room, say), anchor=one.request_id),
            )
        )
        for one in found.unknowns
    )
    none = _nothing(found, "No open question would change a verdict.", say)
    return Part(
        key="unknown",
        question=say("Not known: ask"),
        answer=() if lines else none,
        blocks=(Block(heading="", lines=lines),) if lines else (),
    )


def _asked(one: Request, room: _Room, say: Words) -> str:
    """The question; where there is no room for it, what it is about."""
    wanted = _wanted(one)
    question = say.drafted(wanted)
    if len(question.split()) <= room.asked:
        return question
    about, colon, _ = wanted.partition(": ")
    if not colon:
        return cut(say.drafted(wanted), room.title)
    return cut(about.partition(" · ")[0].partition(", ")[0], room.title)


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
    runs += [Run(text=seen, anchor="n-reviewed"), Run(text=say(" checked by hand."))]
    return (*runs, *_faulty(sure, say))


def _faulty(sure: Sureness, say: Words) -> Iterator[Run]:
    """That files are missing from everything above, or have a problem; nothing where none is."""
    if sure.unread:
        said = say.count(sure.unread, " {n} file unread.", " {n} files unread.")
        yield Run(text=said, anchor="n-unread")
    if sure.flawed:
        said = say.count(sure.flawed, " {n} file has a problem.", " {n} files have a problem.")
        yield Run(text=said, anchor="n-flawed")


def _spread(lowest: GroupFigure | None, highest: GroupFigure | None, say: Words) -> str:
    ends = [one for one in (lowest, highest) if one and one.estimate]
    shares = [percent(one.estimate.value) for one in ends if one.estimate]
    if len(set(shares)) == 1:
        return say(" ({p} of every group that may be told)", p=shares[0])
    said = [f"{one.group} {share}" for one, share in zip(ends, shares, strict=True)]
    return f" ({say(' to ').join(said)})" if said else ""
