"""The review session in a Python caller's hands: what `Review` can do with it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import UTC, date, datetime
from pathlib import Path
from typing import TYPE_CHECKING

from toolkit.model.session import Session
from toolkit.model.session_record import Audience, Recap, Record
from toolkit.pipeline.deciding import login
from toolkit.settings import read_settings

if TYPE_CHECKING:
    from toolkit.model.decisions import Decision, Decisions
    from toolkit.model.findings import Findings
    from toolkit.pipeline.places import Places
    from toolkit.pipeline.session_board import FormTaken
    from toolkit.pipeline.shaping import Draft


class SessionReview:
    """What a review holds of its session. Edits show at once, in tables after the next run."""

    if TYPE_CHECKING:
        key_place: Path | None

        @property
        def places(self) -> Places:
            """Where the review lies."""

        @property
        def findings(self) -> Findings:
            """What the last run found."""

        @property
        def decisions(self) -> Decisions:
            """The decisions in force now."""

    def session(self, language: str = "en") -> Session:
        """The session with all that was decided until now, in English, German or Italian.

        Raises WrongSettings for another language.
        """
        from toolkit.pipeline.session_room import session_of

        settings = read_settings(self.places.settings)
        return session_of(self.findings, settings, self.decisions, language)

    @property
    def record(self) -> Record:
        """What came out of the session up to now."""
        from toolkit.pipeline.session_room import record_of

        return record_of(self.decisions)

    def recap(
        self, audience: str = "participants", language: str = "en", *, today: date | None = None
    ) -> Recap:
        """What the participants, the sponsors or everybody are told; `.mail` is its text.

        What goes to everybody names nobody, for which the key is needed (raises KeyMissing).
        Raises WrongDecision for another audience and WrongSettings for another language.
        """
        from toolkit.pipeline.recapping import audience_of, recap_for
        from toolkit.pipeline.session_room import recap_of

        told = (language, today or datetime.now(UTC).date())
        reader = audience_of(audience)
        if reader is Audience.EVERYBODY:
            return recap_for(self.places.out, reader, told, key=self.key_place)
        settings = read_settings(self.places.settings)
        return recap_of(self.findings, settings, self.decisions, reader, told)

    def write_recap(
        self,
        audience: str = "participants",
        formats: str = "",
        *,
        language: str = "en",
        template: str | Path | None = None,
    ) -> tuple[Path, ...]:
        """Write the recap as docx, pdf, txt; for everybody into share/, else into confidential/.

        All three where no format is named. Raises WrongSettings for what there is not.
        """
        from toolkit.pipeline.recapping import recap_order, write_recap

        order = recap_order(audience, formats, language, Path(template) if template else None)
        return write_recap(self.places.out, order, key=self.key_place)

    def edit_agenda(
        self, theme_id: str, field: str, value: str, *, memo: str = "", coder: str = ""
    ) -> tuple[Decision, ...]:
        """Change a topic's rank, place, net minutes or words (title, goal, fact, ...), for good.

        Raises UnknownSubject or WrongDecision.
        """
        from toolkit.pipeline.session_board import edit_topic
        from toolkit.pipeline.session_room import suggested_items

        items = suggested_items(self.findings, read_settings(self.places.settings))
        return self._act(lambda _: edit_topic(items, theme_id, field, value), coder, memo)

    def park(
        self, text: str, *, owner: str = "", return_on: date | None = None, coder: str = ""
    ) -> tuple[Decision, ...]:
        """Put something into the parking lot, with who brings it back and when."""
        back = return_on.isoformat() if return_on else ""
        return self._add("parked", {"text": text, "owner": owner, "return_on": back}, coder)

    def answer(
        self, concern: str, answer: str, *, theme_id: str = "", by: str = "", coder: str = ""
    ) -> tuple[Decision, ...]:
        """Keep what a decision maker answers, beside the concern."""
        fields = {"text": concern, "answer": answer, "topic": theme_id, "by": by}
        return self._add("answer", fields, coder)

    def agree(
        self, text: str, *, owner: str = "", due: date | None = None, coder: str = ""
    ) -> tuple[Decision, ...]:
        """Keep who does what by when; without owner and date it is a decision."""
        is_action = bool(owner or due)
        fields = {
            "text": text,
            "type": "action" if is_action else "decision",
            "owner": owner,
            "due": due.isoformat() if due else "",
        }
        return self._add("agreed", fields, coder)

    def told(
        self, text: str, *, group: str = "everybody", on: date | None = None, coder: str = ""
    ) -> tuple[Decision, ...]:
        """Keep that news went to a department, or to everybody."""
        day = on or datetime.now(UTC).date()
        return self._add("news", {"text": text, "group": group, "told_on": day.isoformat()}, coder)

    def take_form(self, form: str | Path, *, coder: str = "") -> FormTaken:
        """Write down what a session's form that came back says; taken twice it adds nothing.

        Raises UnreadableFile, or WrongDecision naming every wrong row.
        """
        from toolkit.pipeline.session_board import take_form
        from toolkit.pipeline.shaping import Who

        who = Who(coder=coder or login(), at=datetime.now(UTC))
        return take_form(self.places.out, Path(form).resolve(), who)

    def _add(self, kind: str, fields: Mapping[str, str], coder: str) -> tuple[Decision, ...]:
        from toolkit.pipeline.session_board import new_entry

        return self._act(lambda _: new_entry(kind, fields), coder, "")

    def _act(
        self, drafts: Callable[[Findings], tuple[Draft, ...]], coder: str, memo: str
    ) -> tuple[Decision, ...]:
        from toolkit.pipeline.session_board import act

        return act(self.places.out, drafts, coder=coder or login(), memo=memo)
