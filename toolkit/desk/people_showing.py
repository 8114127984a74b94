"""From the people of a review, as they stand now, to what the screen shows of them."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from datetime import date
from functools import cached_property
from typing import Final

from toolkit.desk.people_card import (
    ItemRow,
    LedgerRow,
    PartRow,
    PersonCard,
    PersonLine,
    PersonStatement,
    PromiseRow,
    RatingRow,
    WaveRow,
)
from toolkit.desk.people_drawing import SIGN
from toolkit.desk.showing import Showing, family_of, readable
from toolkit.desk.strings import drafted
from toolkit.model.findings import Part, Stakeholder, Statement
from toolkit.model.vocabulary import SHOWN_STANCE, Convertible, Influence, Stance, UsageState
from toolkit.pipeline.people_planning import Standing
from toolkit.reports.palette import CAUSE_SHORT
from toolkit.stakeholders.ledger import LedgerLine
from toolkit.stakeholders.promising import Promised
from toolkit.stakeholders.waves import size_of

SHOWN_STATEMENTS: Final = 60
PERSON_FIELDS: Final = (
    "talk_owner",
    "talk_due",
    "talk_on",
    "promise",
    "promise_owner",
    "promise_due",
    "promise_kept_on",
    "told_on",
    "may_approach",
    "may_quote",
    "may_name",
    "helper",
    "wave",
    "seat",
    "intent",
    "private_interest",
)
FILTERS: Final = ("all", "to win", "listened to", "late", "not looked at", "not heard")
_PERCENT: Final = re.compile(r"(?<=\d)%")
_PART: Final = {"reports": "people who report to them"}
_PATH: Final = {"voice_heard": "voice heard", "process_value": "value of the process shown"}


class PeopleShowing:
    """Makes lines, cards, waves and the ledger; `standing` holds every decision made so far."""

    def __init__(self, standing: Standing, showing: Showing, language: str = "en") -> None:
        self.standing = standing
        self._language = language
        self._showing = showing
        self.people = standing.findings.intake.by_id()
        self.by_id = {one.person_id: one for one in standing.stakeholders}
        self._lines: dict[str, PersonLine] = {}

    def say(self, sentence: str) -> str:
        """A sentence that was drafted in English, in the language of the screen."""
        said = drafted(self._language, sentence)
        for state in UsageState:
            said = said.replace(str(state), _plain(str(state)))
        return _PERCENT.sub("\N{NO-BREAK SPACE}%", said)

    @cached_property
    def _said(self) -> Mapping[str, tuple[Statement, ...]]:
        found: dict[str, list[Statement]] = {}
        for one in self.standing.findings.statements:
            if one.source.person_id and not one.empty:
                found.setdefault(one.source.person_id, []).append(one)
        return {key: tuple(own) for key, own in found.items()}

    @cached_property
    def _late(self) -> frozenset[str]:
        return frozenset(one.person_id for one in self.standing.plan.alarms)

    def listed(self, chosen: str, words: str) -> list[str]:
        """Ids of the people of a filter whose attributes hold the words, influential ones first."""
        wanted, fits = words.casefold(), self._test_of(chosen)
        found = [
            one
            for one in self.standing.stakeholders
            if (chosen == "all" or self.people[one.person_id].in_org)
            and fits(one)
            and (not wanted or wanted in f"{one.person_id} {self.who(one.person_id)}".casefold())
        ]
        found.sort(key=lambda one: (-one.influence_score, self.people[one.person_id].rank))
        return [one.person_id for one in found]

    def _test_of(self, chosen: str) -> Callable[[Stakeholder], bool]:
        """Whether somebody belongs to a filter; everybody does to an unknown one."""
        tests: Mapping[str, Callable[[Stakeholder], bool]] = {
            "to win": lambda one: one.convertible in (Convertible.YES, Convertible.UNCLEAR),
            "listened to": lambda one: one.influence is Influence.HIGH,
            "late": lambda one: one.person_id in self._late,
            "not looked at": lambda one: one.stance is not None and str(one.status) == "suggested",
            "not heard": lambda one: one.stance is None and self.people[one.person_id].in_scope,
        }
        return tests.get(chosen, lambda _: True)

    def who(self, person_id: str) -> str:
        """Role, department and location."""
        me = self.people[person_id]
        found = [me.role, me.department, me.location]
        return " · ".join(dict.fromkeys(part for part in found if part)) or "on no list"

    def line(self, person_id: str) -> PersonLine:
        """One row of the list."""
        if person_id not in self._lines:
            self._lines[person_id] = self._line(person_id)
        return self._lines[person_id]

    def _line(self, person_id: str) -> PersonLine:
        one = self.by_id[person_id]
        return PersonLine(
            person_id=person_id,
            who=self.who(person_id),
            stance=str(one.stance or ""),
            word=SHOWN_STANCE[one.stance] if one.stance else "not known",
            sign=SIGN[one.stance],
            status=str(one.status),
            influence=str(one.influence),
            convertible=str(one.convertible),
            late=person_id in self._late,
        )

    def card(self, person_id: str) -> PersonCard:
        """Everything about one person."""
        one, plan = self.by_id[person_id], self.standing.plan
        machine = one.suggestion
        own = self._said.get(person_id, ())
        talk = next((o for o in plan.conversations if o.person_id == person_id), None)
        place = next((o for o in plan.waves if o.person_id == person_id), None)
        pair = next((o for o in plan.pairings if o.helper_id == person_id), None)
        decided = bool(self.standing.decisions.value(f"person:{person_id}", "stance"))
        return PersonCard(
            line=self.line(person_id),
            level=str(self.people[person_id].level),
            stance_before=SHOWN_STANCE[one.stance_before] if one.stance_before else "",
            confidence=one.stance_confidence,
            suggested=_word(machine.stance) if machine and decided else "",
            reasons=tuple(map(self.say, (machine or one).stance_reasons)),
            days=self._days(one.stance_from, one.stance_until),
            before_confidence=one.before_confidence,
            before_reasons=tuple(map(self.say, one.before_reasons)),
            before_days=self._days(one.before_from, one.before_until),
            former=self.say(one.former_because),
            statements=tuple(self._statement(o) for o in own[:SHOWN_STATEMENTS]),
            more=max(len(own) - SHOWN_STATEMENTS, 0),
            ratings=self._ratings(person_id),
            usage="" if one.usage_state is UsageState.UNKNOWN else _plain(str(one.usage_state)),
            influence_score=one.influence_score,
            influence_parts=self._parts(one.influence_parts),
            convertibility=one.convertibility,
            convertibility_parts=self._parts(one.convertibility_parts),
            main_reason=self.say(one.main_reason),
            path=_PATH.get(str(one.path), ""),
            offer=self.say(one.offer),
            voices=tuple((key, self.say(why)) for key, why in talk.voices) if talk else (),
            fix_first=tuple(self._theme(key) for key in talk.fix_first) if talk else (),
            helps=tuple(f"{key}: {self.say(why)}" for key, why in pair.helped) if pair else (),
            is_power_user=any(o.person_id == person_id for o in plan.power_users),
            wave=place.wave if place else 0,
            wave_reason=self.say(place.reason) if place else "",
            gate=self.say(place.gate) if place else "",
            fields={
                name: self.standing.decisions.value(f"person:{person_id}", name) or ""
                for name in PERSON_FIELDS
            },
            promises=tuple(self._promise(o) for o in plan.promises if o.person_id == person_id),
            decisions=tuple(
                readable(row)
                for row in self.standing.decisions.history
                if row.subject == f"person:{person_id}"
            )[::-1],
        )

    def _days(self, first: date | None, last: date | None) -> str:
        if first is None or last is None:
            return ""
        if first == last:
            return self.say(f"said on {first.isoformat()}")
        return self.say(f"said from {first.isoformat()} to {last.isoformat()}")

    def _statement(self, one: Statement) -> PersonStatement:
        final = self.standing.findings.final_causes.get(one.statement_id)
        cause = final.cause if final else None
        return PersonStatement(
            statement_id=one.statement_id,
            words=self._showing.words(one.statement_id),
            theme=self._theme(self._showing.theme_of(one.statement_id)),
            cause=CAUSE_SHORT[cause] if cause else "",
            family=family_of(cause) if cause else "",
            when=one.source.said_on.isoformat() if one.source.said_on else "",
        )

    def _ratings(self, person_id: str) -> tuple[RatingRow, ...]:
        rows = [o for o in self.standing.findings.intake.closed if o.person_id == person_id]
        with_it: dict[tuple[str, str], list[str]] = {}
        for one in self._said.get(person_id, ()):
            where = (one.source.file, one.source.respondent_id)
            with_it.setdefault(where, []).append(one.statement_id)
        return tuple(
            RatingRow(
                question=o.question,
                value=o.value,
                statement_ids=tuple(with_it.get((o.file, o.respondent_id), ())),
            )
            for o in rows
            if o.agreement is not None
        )

    def _promise(self, one: Promised) -> PromiseRow:
        kept = f"kept {one.kept_on.isoformat()}" if one.kept_on else ""
        told = f"told {one.told_on.isoformat()}" if one.told_on else ""
        return PromiseRow(
            promise_id=one.promise_id,
            is_open=one.is_open,
            kept_on=one.kept_on.isoformat() if one.kept_on else "",
            told_on=one.told_on.isoformat() if one.told_on else "",
            words=one.words,
            owner=one.owner,
            due=one.due.isoformat() if one.due else "",
            state=self.say(kept or told or "open"),
            late=one.is_open and one.person_id in self._late,
        )

    def _parts(self, parts: Sequence[Part]) -> tuple[PartRow, ...]:
        return tuple(
            PartRow(
                name=one.name,
                label=_PART.get(one.name, _plain(one.name)),
                value=one.value,
                weight=one.weight,
                because=self.say(one.because),
                on=not one.because.startswith("switched off by "),
            )
            for one in parts
        )

    def _theme(self, theme_id: str) -> str:
        return f"{theme_id} {self._titles.get(theme_id, '')}".strip()

    @cached_property
    def _titles(self) -> Mapping[str, str]:
        return {one.theme_id: one.title for one in self.standing.findings.themes}

    def waves(self) -> tuple[WaveRow, ...]:
        """Every wave with its go list."""
        own, gates = self.standing.settings.mine.stakeholders, self.standing.plan.gates
        in_scope = sum(len(gate.people) for gate in gates)
        return tuple(
            WaveRow(
                wave=gate.wave,
                state=str(gate.state),
                people=gate.people,
                size=size_of(gate.wave, own, self.standing.decisions, in_scope),
                starts_on=gate.starts_on.isoformat() if gate.starts_on else "",
                items=tuple(
                    ItemRow(
                        name=str(item.name),
                        label=_plain(str(item.name)),
                        state=str(item.state),
                        sentence=self.say(item.sentence),
                        owner=self.say(item.owner),
                        people=item.people,
                        decided_by=item.decided_by,
                    )
                    for item in gate.items
                ),
                overruled_by=gate.overruled_by,
                because=gate.because,
            )
            for gate in gates
        )

    def ledger(self, stage: str, words: str) -> tuple[LedgerLine, ...]:
        """What was asked for and what became of it, of one stage or of all."""
        wanted = words.casefold()
        return tuple(
            one
            for one in self.standing.plan.ledger
            if stage in ("", str(one.stage)) and (not wanted or wanted in self._text_of(one))
        )

    def _text_of(self, line: LedgerLine) -> str:
        row = self.ledger_row(line)
        return f"{row.person_id} {row.theme} {row.words}".casefold()

    def ledger_row(self, one: LedgerLine) -> LedgerRow:
        """One point of the ledger as it is shown."""
        return LedgerRow(
            statement_id=one.statement_id,
            person_id=one.person_id or "anonymous",
            theme=self._theme(self._showing.theme_of(one.statement_id)),
            words=self._showing.words(one.statement_id),
            stage=str(one.stage),
            change=self.say(one.change) if one.suggested else one.change,
            suggested=one.suggested,
            release=one.release,
            told_on=one.told_on.isoformat() if one.told_on else "",
        )


def _word(stance: Stance | None) -> str:
    return SHOWN_STANCE[stance] if stance else "not known"


def _plain(name: str) -> str:
    return name.replace("_", " ")
