"""The register of shadow systems: what people work in instead, why it lives, when it can go."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Sequence

from toolkit.model.findings import Statement
from toolkit.model.plan import ShadowSystem
from toolkit.model.plan_parts import Mention, ShadowKind, Words
from toolkit.model.vocabulary import CAUSE_WORDS, ROUTE_OF, Cause, Kind
from toolkit.relaunch.edits import Draft, hand_of, line_id
from toolkit.relaunch.ground import Ground
from toolkit.relaunch.matters import Matter, date_before, first_wave_of
from toolkit.relaunch.named_things import Thing, group_things, is_proper, own_words

SURE = 0.5
"""A mention counts from this probability: precision and recall there are in the benchmark. To ask
for the end of a system that is none costs more than to hear of one in the next talk."""
_MOSTLY = 0.6
_QUOTES, _REASONS = 2, 3
_OWN: dict[ShadowKind, str] = {
    ShadowKind.SPREADSHEET: "spreadsheets of their own",
    ShadowKind.PAPER: "notes on paper",
    ShadowKind.MESSENGER: "chats",
    ShadowKind.MAIL: "mails",
    ShadowKind.DOCUMENT: "documents of their own",
    ShadowKind.OLD_SYSTEM: "the system before this one",
    ShadowKind.OTHER: "lists and calendars of their own",
}


def draft_register(matters: Sequence[Matter], ground: Ground) -> tuple[ShadowSystem, ...]:
    """A line per system that somebody works in, most people first.

    Systems with a name, and those that several people mention, have a line of their own; what
    single people keep for themselves is put together by kind, so that nobody is pointed at.
    """
    sure = [pair for pair in works_beside(ground) if pair[0].thing]
    found = [_line(one, matters, ground) for one in _apart(group_things(sure), ground)]
    return tuple(sorted(found, key=lambda one: (-len(one.speaker_ids), one.line_id)))


def works_beside(ground: Ground) -> list[tuple[Mention, Statement]]:
    """Mentions that somebody works beside the tool; praise of the tool is none of them."""
    codings = ground.findings.codings
    return [
        (mention, said)
        for mention, said in ground.mentions
        if mention.shadow >= SURE and codings[said.statement_id].kind is not Kind.PRAISE
    ]


def _apart(things: Sequence[Thing], ground: Ground) -> list[tuple[str, str, Thing]]:
    """Key, name and mentions of each line."""
    lines: list[tuple[str, str, Thing]] = []
    single: dict[ShadowKind, list[tuple[Mention, Statement]]] = defaultdict(list)
    for thing in things:
        first, said = thing.mentions[0]
        if len(thing.people) > 1 or is_proper(thing.name, said.language):
            key = "-".join(sorted(own_words(thing.name))) or first.statement_id
            lines.append((key, thing.name, thing))
        else:
            for mention, statement in thing.mentions:
                single[mention.kind].append((mention, statement))
    for kind in sorted(single):
        name = ground.say(_OWN[kind])
        lines.append((f"own-{kind}", name, Thing(name=name, mentions=tuple(single[kind]))))
    return lines


def _line(line: tuple[str, str, Thing], matters: Sequence[Matter], ground: Ground) -> ShadowSystem:
    key, name, thing = line
    said = [statement for _, statement in thing.mentions]
    users = ground.known(said)
    needed = _needed(said, matters)
    wave = first_wave_of(users, ground)
    counts = ground.departments(users)
    identity = line_id("shadow", key)
    return ShadowSystem(
        line_id=identity,
        name=name,
        kind=_kind(thing),
        owner=_owner(users, ground),
        people=ground.count(thing.people),
        departments=tuple(sorted(one for one in counts if counts[one] >= ground.least)),
        why_it_lives=_reasons(said, ground),
        must_work_first=tuple(one.line for one in needed),
        retire=_retire(needed, wave, ground),
        words=_quotes(thing, ground),
        sureness=round(max(one.shadow for one, _ in thing.mentions), 4),
        evidence=ground.evidence(said),
        hand=hand_of(
            identity,
            Draft(
                owner=_owner(users, ground),
                due=date_before(wave, 0, ground) if needed else None,
                before_wave=None,
            ),
            ground.given.decisions,
        ),
        speaker_ids=ground.named(users),
    )


def _kind(thing: Thing) -> ShadowKind:
    counts = Counter(one.kind for one, _ in thing.mentions)
    return min(counts, key=lambda kind: (-counts[kind], kind))


def _owner(users: frozenset[str], ground: Ground) -> str:
    counts = ground.departments(users)
    if counts:
        most = min(counts, key=lambda name: (-counts[name], name))
        if counts[most] >= _MOSTLY * len(users):
            return ground.head_of(most)
    return ground.say("not known: ask those who use it")


def _reasons(said: Sequence[Statement], ground: Ground) -> tuple[str, ...]:
    """The themes in which it is mentioned, each with what its trouble is."""
    themes = Counter(
        theme.theme_id
        for one in said
        if (theme := ground.theme_of.get(one.statement_id)) is not None
    )
    best = sorted(themes, key=lambda key: (-themes[key], key))[:_REASONS]
    return tuple(
        ground.say(
            "{title} ({cause})",
            title=ground.themes[key].title,
            cause=ground.say(CAUSE_WORDS[ground.findings.verdicts[key].cause]),
        )
        for key in best
    )


def _needed(said: Sequence[Statement], matters: Sequence[Matter]) -> list[Matter]:
    """The matters on which its mentions stand: what must work before it can go."""
    ids = {one.statement_id for one in said}
    touched = [
        one
        for one in matters
        if ids & {statement.statement_id for statement in one.said}
        and ROUTE_OF[one.cause] is not ROUTE_OF[Cause.UNCLEAR]
    ]
    return touched[:_REASONS]


def _retire(needed: Sequence[Matter], wave: int, ground: Ground) -> str:
    if not needed:
        return ground.say("no date yet: ask first why it lives")
    lines, one = ", ".join(each.line for each in needed), len(needed) == 1
    start = date_before(wave, 0, ground)
    if start is None:
        pattern = (
            "at the start of wave {n}, once {line} is done"
            if one
            else "at the start of wave {n}, once {lines} are done"
        )
        return ground.say(pattern, n=wave, line=lines, lines=lines)
    pattern = "on {day}, once {line} is done" if one else "on {day}, once {lines} are done"
    return ground.say(pattern, day=ground.say.day(start), line=lines, lines=lines)


def _quotes(thing: Thing, ground: Ground) -> tuple[Words, ...]:
    """The surest mentions that may be quoted, each of another person."""
    found: dict[str, Words] = {}
    for mention, said in sorted(
        thing.mentions, key=lambda pair: (-pair[0].shadow, pair[0].statement_id)
    ):
        text = " ".join(ground.findings.redacted.get(said.statement_id, "").split())
        if text and said.speaker not in found and len(found) < _QUOTES:
            found[said.speaker] = Words(
                statement_id=mention.statement_id, text=text, language=said.language
            )
    return tuple(found.values())
