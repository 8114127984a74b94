"""What is held on one person, in words that this person may read."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Final

import pandas as pd

from toolkit.language.catalogue import Words, words_of
from toolkit.model.decisions import Decision
from toolkit.model.findings import Findings, Part, Stakeholder, Statement
from toolkit.model.forgotten import FORGOTTEN, forgotten_in
from toolkit.model.intake import Person
from toolkit.model.vocabulary import CAUSE_SHORT, SHOWN_STANCE, Stance
from toolkit.pipeline import deciding
from toolkit.pipeline.people_about_planned import planned_lines
from toolkit.pipeline.people_about_words import FIELD, PART, PATH
from toolkit.pipeline.people_naming import find_person
from toolkit.pipeline.people_planning import Standing, standing_of
from toolkit.pipeline.places import Places
from toolkit.privacy import promises_in_force
from toolkit.reports.writers import write_confidential
from toolkit.settings import read_settings
from toolkit.stakeholders.promising import OF_PROMISE

FOLDER: Final = "about"
_STANCE_FIELDS: Final = ("stance", "stance_before")
_SWITCH: Final = "part_"
_OWN_WORDS: Final = ("promise", "promise_owner", "talk_owner", "main_reason", "offer", "memo")
_RECORDED: Final = {
    "weeks_in_scope": "weeks that count",
    "weeks_active": "weeks with a record",
    "records": "records made or changed",
    "errors": "errors met",
    "courses_attended": "courses attended",
    "courses_missed": "courses missed",
    "tickets": "tickets opened",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class About:
    """The text on one person, and where it was written."""

    person_id: str
    text: str
    path: Path


def about_person(
    out: Path, person: str, *, today: date, key: Path | None = None, language: str = "en"
) -> About:
    """Write down what a review holds on somebody: `confidential/about/PSEUDONYM.md`.

    Own words are given in full, as they stand in the files; of what others said only the number is
    told, for it is theirs. Stance is said in neutral words. Raises UnknownSubject for somebody who
    is not in the review and WrongSettings for a language we do not have.
    """
    places = Places(out.resolve())
    settings = read_settings(places.settings)
    with deciding.open_workspace(places.out) as workspace:
        findings = deciding.read_findings(workspace, places.out)
        decisions = workspace.decisions()
    known = findings.intake.by_id()
    person_id = find_person(person, known, places, key)
    writer = _Writer(
        say=words_of(language, findings.labels),
        me=known[person_id],
        standing=standing_of(findings, settings, decisions, today),
        today=today,
    )
    text = writer.text()
    path = write_confidential(places.confidential / FOLDER / f"{person_id}.md", text.encode())
    return About(person_id=person_id, text=text, path=path)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Writer:
    say: Words
    me: Person
    standing: Standing
    today: date

    @property
    def findings(self) -> Findings:
        return self.standing.findings

    @property
    def key(self) -> str:
        return self.me.person_id

    def text(self) -> str:
        say = self.say
        head = [
            f"# {say('What this review holds on you')}",
            "",
            say(
                "Written on {day} for the person who is called {pseudonym} in this review.",
                day=say.day(self.today),
                pseudonym=self.key,
            ),
        ]
        if self.key in forgotten_in(self.standing.decisions):
            gone = say("Your words, whom you named, and every judgement on you were removed.")
            return "\n".join([*head, "", gone, *self._list()]) + "\n"
        parts = [
            *self._list(),
            *self._said(),
            *self._answered(),
            *self._recorded(),
            *self._named(),
            *self._judged(),
            *self._planned(),
            *self._decided(),
            *self._promised(),
            *self._rights(),
        ]
        return "\n".join([*head, *parts]) + "\n"

    def _section(self, title: str, lines: Sequence[str], none: str) -> list[str]:
        body = [f"- {line}" for line in lines] if lines else [self.say(none)]
        return ["", f"## {self.say(title)}", "", *body]

    def _list(self) -> list[str]:
        say, me = self.say, self.me
        found = {
            "Department": me.department,
            "Role": me.role,
            "Level": say(me.level.value),
            "Location": me.location,
        }
        lines = [f"{say(name)}: {value}" for name, value in found.items() if value]
        return self._section("From the organisation's list", lines, "You are on no list.")

    def _said(self) -> list[str]:
        own = [one for one in self.findings.statements if one.source.person_id == self.key]
        lines = [self._statement(one) for one in own if not one.empty]
        return self._section("What you said", lines, "Nothing that you said is held.")

    def _statement(self, one: Statement) -> str:
        say, source = self.say, one.source
        final = self.findings.final_causes.get(one.statement_id)
        when = f", {say.day(source.said_on)}" if source.said_on else ""
        cause = final.cause if final else None
        read = f" {say('Read as')}: {say(CAUSE_SHORT[cause])}." if cause else ""
        off = f" {say('Off the record: never quoted.')}" if source.off_record else ""
        words = " ".join(one.text.split())
        held = f"“{words}” ({say(source.channel.value)}{when}; {one.statement_id})."
        return f"{held}{read}{off}"

    def _answered(self) -> list[str]:
        own = [one for one in self.findings.intake.closed if one.person_id == self.key]
        lines = [f"{one.question}: {one.value}" for one in own]
        return self._section("What you ticked or rated", lines, "No such answer of yours is held.")

    def _recorded(self) -> list[str]:
        facts = self.findings.facts
        lines = []
        if self.key in facts.people.index:
            row = facts.people.loc[self.key]
            lines = [
                f"{self.say(name)}: {self.say.number(float(str(row[column])), 0)}"
                for column, name in _RECORDED.items()
                if column in row and not pd.isna(row[column])
            ]
        state = facts.usage_states.get(self.key)
        if state is not None and self.standing.settings.mine.privacy.individual:
            lines.append(f"{self.say('Taken together')}: {self.say(state.value)}")
        return self._section("What systems recorded", lines, "No system recorded anything of you.")

    def _named(self) -> list[str]:
        ties = self.findings.intake.ties
        by = {one.from_id for one in ties if one.to_id == self.key} - {self.key}
        mine = sorted({one.to_id for one in ties if one.from_id == self.key} - {self.key})
        lines = []
        if by:
            lines.append(self.say("Named by others as somebody they turn to: {n}", n=len(by)))
        if mine:
            lines.append(self.say("You named, by pseudonym: {who}", who=", ".join(mine)))
        return self._section("Whom one turns to", lines, "You named nobody and nobody named you.")

    def _judged(self) -> list[str]:
        one = next((o for o in self.standing.stakeholders if o.person_id == self.key), None)
        lines = list(self._judgements(one)) if one is not None else []
        return self._section(
            "What is suggested about you", lines, "This review judges no single person."
        )

    def _judgements(self, one: Stakeholder) -> Iterator[str]:
        say = self.say
        yield f"{say('Attitude to the tool')}: {self._stance(one.stance)} ({say(one.status.value)})"
        if one.stance_confidence is not None:
            yield f"{say('How sure the program is')}: {say.percent(one.stance_confidence)}"
        yield from self._days(one.stance_from, one.stance_until)
        for reason in (one.suggestion or one).stance_reasons:
            yield f"{say('It rests on')}: {say.drafted(reason)}"
        yield from self._before(one)
        yield f"{say('How much others listen to you')}: {say(one.influence.value)}"
        yield from (self._part(part) for part in one.influence_parts)
        if one.convertibility is not None:
            yield f"{say('Whether the project could win you')}: {say(one.convertible.value)}"
            yield from (self._part(part) for part in one.convertibility_parts)
        if one.main_reason:
            yield f"{self._called('main_reason')}: {say.drafted(one.main_reason)}"
        if one.path:
            yield f"{self._called('path')}: {say(PATH[one.path])}"
        if one.offer:
            yield f"{self._called('offer')}: {say.drafted(one.offer)}"

    def _before(self, one: Stakeholder) -> Iterator[str]:
        say = self.say
        if one.former_because:
            yield f"{say('Spoke or worked for the launch')}: {say.drafted(one.former_because)}"
        if not one.stance_before:
            return
        yield f"{say('Attitude before the launch')}: {self._stance(one.stance_before)}"
        if one.before_confidence is not None:
            yield f"{say('How sure the program is')}: {say.percent(one.before_confidence)}"
        yield from self._days(one.before_from, one.before_until)
        for reason in one.before_reasons:
            yield f"{say('It rests on')}: {say.drafted(reason)}"

    def _days(self, first: date | None, last: date | None) -> Iterator[str]:
        if first is not None and last is not None:
            days = [self.say.day(day) for day in dict.fromkeys((first, last))]
            yield f"{self.say('Said on')}: {' – '.join(days)}"

    def _part(self, part: Part) -> str:
        name = self.say(PART.get(part.name, part.name.replace("_", " ")))
        why = f" — {self.say.drafted(part.because)}" if part.because else ""
        sizes = (self.say.number(number, 2) for number in (part.value, part.weight))
        return f"– {name}: {' × '.join(sizes)}{why}"

    def _called(self, field: str) -> str:
        """A field in the person's language, as the beginning of a line."""
        base, _, _ = field.partition(OF_PROMISE)
        if base.startswith(_SWITCH):
            name = PART.get(base.removeprefix(_SWITCH), base)
        else:
            name = FIELD.get(base, base.replace("_", " "))
        said = self.say(name)
        return said[:1].upper() + said[1:]

    def _planned(self) -> list[str]:
        lines = list(planned_lines(self.key, self.standing.plan, self.say))
        return self._section("What is planned with you", lines, "Nothing is planned with you.")

    def _stance(self, stance: Stance | None) -> str:
        return self.say(SHOWN_STANCE[stance]) if stance else self.say("not known")

    def _decided(self) -> list[str]:
        rows = [
            row
            for row in self.standing.decisions.history
            if row.subject == f"person:{self.key}" and row.field != FORGOTTEN
        ]
        lines = [self._decision(row) for row in rows]
        return self._section("What people decided about you", lines, "Nobody decided anything.")

    def _decision(self, row: Decision) -> str:
        value = row.decided
        if value is not None and row.field in _STANCE_FIELDS:
            value = self._stance(Stance(value) if value else None)
        elif value and row.field == "path":
            value = PATH[value]
        what = self.say("taken back") if value is None else self._word(row.field, value)
        memo = f" — {row.memo}" if row.memo else ""
        name = self._called(row.field)
        return f"{self.say.day(row.at.date())}, {row.coder}: {name} = {what}{memo}"

    def _word(self, field: str, value: str) -> str:
        """A word of the vocabulary in the person's language; somebody's own words as they are."""
        if field.partition(OF_PROMISE)[0] in _OWN_WORDS:
            return value
        return self.say(value) if value else "–"

    def _promised(self) -> list[str]:
        files = {
            *(o.source.file for o in self.findings.statements if o.source.person_id == self.key),
            *(one.file for one in self.findings.intake.closed if one.person_id == self.key),
        }
        promises = promises_in_force(self.standing.settings, self.findings.intake.files)
        lines = []
        for file in sorted(files & set(promises)):
            one = promises[file]
            until = self.say.day(one.delete_by) if one.delete_by else self.say("not agreed yet")
            lines.append(
                self.say(
                    "{attribution}; quotes: {quotes}; read beside usage: {join}; "
                    "deleted by: {until}",
                    attribution=self.say(one.attribution),
                    quotes=self.say(one.quotes),
                    join=self.say("yes" if one.join_usage else "no"),
                    until=until,
                )
            )
        return self._section("What you were promised", sorted(set(lines)), "Nothing was promised.")

    def _rights(self) -> list[str]:
        say = self.say
        lines = [
            say("Everything that is suggested is a guess of a program until a person confirms it."),
            say("You may have anything here corrected, and every judgement on you removed."),
            say("Only the review's own team sees this; reports show groups, never single people."),
        ]
        return self._section("What you may do", lines, "")
