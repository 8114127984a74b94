"""The session in a notebook or in the app: agenda, board of the day, beamer and recap, wired."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from pathlib import Path
from typing import Any, ClassVar

from toolkit.desk.opening import Opened
from toolkit.desk.screen import Action, Said, Screen, number_of, plain, script, style, text_of
from toolkit.desk.session_state import SessionState, day_of, seconds
from toolkit.desk.showing import Showing
from toolkit.desk.written import one_of, written_file
from toolkit.language.catalogue import words_of
from toolkit.model.session import FactCard, FactPoint, Slot, Topic
from toolkit.model.session_record import Record
from toolkit.model.vocabulary import FAMILY_OF

_ENTRY = ("text", "type", "group", "topic", "owner", "answer", "by")
_SHOWN = 8
"""Statements of a topic whose words are shown where there is no coding desk to go to."""
_DAYS = ("due", "return_on", "answered_on", "told_on")


def _fields(said: Said) -> Mapping[str, str]:
    found = {name: text_of(said, name) for name in _ENTRY}
    return found | {name: day_of(text_of(said, name)) for name in _DAYS}


class SessionScreen(Screen):
    """One screen over a SessionState."""

    _esm = script("session.js")
    _css = style("session.css")
    actions: ClassVar[Mapping[str, Action]] = {
        "next": lambda state, _: state.next(),
        "previous": lambda state, _: state.previous(),
        "go": lambda state, said: state.go(text_of(said, "topic")),
        "move": lambda state, said: state.move(number_of(said, "by")),
        "edit": lambda state, said: state.edit(text_of(said, "field"), text_of(said, "value")),
        "place": lambda state, said: state.place(text_of(said, "value")),
        "begin": lambda state, _: state.begin(),
        "go_on": lambda state, _: state.go_on(),
        "end": lambda state, _: state.end(),
        "add": lambda state, said: state.add(text_of(said, "kind"), _fields(said)),
        "change": lambda state, said: state.change(text_of(said, "key"), _fields(said)),
        "ungroup": lambda state, said: state.ungroup(text_of(said, "key")),
        "remove": lambda state, said: state.remove(text_of(said, "key")),
        "vote": lambda state, said: state.vote(text_of(said, "key"), number_of(said, "by", 1)),
        "heard": lambda state, said: state.heard(text_of(said, "role")),
        "recap": lambda state, said: state.tell_recap(text_of(said, "audience")),
        "recap_files": lambda state, _: state.write_recap(),
        "undo": lambda state, _: state.undo(),
    }

    def __init__(self, state: SessionState, named: Showing | None = None) -> None:
        self.state = state
        super().__init__(state, named)

    def _do(self, said: Said, buffers: Any) -> None:  # noqa: ANN401
        super()._do(said, buffers)
        if said.get("do") == "behind" and self.opens:
            self.opens("codes", self.state.behind(text_of(said, "key")))
        elif said.get("do") == "download":
            self.hand_over(one_of(self.state.recap_files, text_of(said, "file")))

    def view(self) -> dict[str, Any]:
        """What the screen shows, as plain values; nothing that names a person."""
        state = self.state
        state.follow_language()
        topic = state.topic
        return {
            "topics": [self._line(one) for one in state.topics],
            "current": state.current,
            "topic": self._topic(topic) if topic else None,
            "slots": [self._slot(one) for one in state.slots],
            "goal": plain(state.base.goal),
            "win": state.base.win.text if state.base.win else state.base.no_win,
            "minutes": state.base.minutes,
            "record": _record(state.record),
            "clock": self._clock(),
            "roles": [
                {
                    "role": one.role,
                    "before": one.heard,
                    "of": one.in_scope,
                    "unheard": one.is_unheard,
                    "here": state.record.heard.get(one.role, 0),
                }
                for one in state.roles
            ],
            "recap": state.recap_text,
            "audience": state.audience,
            "recap_files": [plain(written_file(path)) for path in state.recap_files],
        }

    def _line(self, one: Topic) -> dict[str, Any]:
        cause = self.state.findings.verdicts[one.item.theme_id].cause
        return {
            "theme_id": one.item.theme_id,
            "rank": one.item.rank,
            "title": one.item.title,
            "place": one.item.place.value,
            "people": one.people,
            "known": one.known,
            "family": str(FAMILY_OF.get(cause, "")),
            "net": self._net(one.item.theme_id),
            "votes": self.state.record.votes.get(one.item.theme_id, 0),
            "edited": bool(one.edited),
            "stale": bool(one.stale),
        }

    def _net(self, theme_id: str) -> int:
        return next((one.minutes for one in self.state.slots if one.theme_id == theme_id), 0)

    def _topic(self, one: Topic) -> dict[str, Any]:
        return {
            **self._line(one),
            "texts": {
                name: getattr(one.item, name)
                for name in ("goal", "fact", "opinion", "wiifm", "who_cares")
            },
            "card": _card(one.card, self.state.language),
            "quotes": [{"words": quote.words, "side": quote.side.value} for quote in one.quotes],
            "parts": [
                {"name": part.name, "value": part.value, "weight": part.weight, "why": part.because}
                for part in one.item.parts
            ],
            "technique": one.technique.value,
            "technique_why": one.technique_why,
            "place_why": one.place_why,
            "invite": list(one.invite),
            "edited": list(one.edited),
            "stale": list(one.stale),
            "statements": len(one.statement_ids),
            "ids": [] if self.opens else list(one.statement_ids[:_SHOWN]),
            "concern": self.state.concern(one),
        }

    def _slot(self, one: Slot) -> dict[str, Any]:
        key = one.theme_id or one.kind
        return {**plain(one), "spent": self.state.record.spent.get(key, 0.0)}

    def _clock(self) -> dict[str, Any]:
        record, now = self.state.record, self.state.clock()
        running = record.began_at is not None and record.ended_at is None
        return {
            "running": running,
            "ended": record.ended_at is not None,
            "at": record.topic,
            "seconds": seconds(record.topic_since, now) if running else None,
            "whole": seconds(record.began_at, record.ended_at or now),
        }


def _card(card: FactCard, language: str) -> dict[str, Any]:
    return {
        "claim": card.claim,
        "verdict": card.verdict,
        "supports": [_point(one, language) for one in card.supports],
        "against": [_point(one, language) for one in card.against],
        "unknown": list(card.unknown),
        "as_of": _day(card.as_of, language),
        "withheld": card.withheld,
    }


def _point(one: FactPoint, language: str) -> dict[str, Any]:
    as_of = _day(one.as_of, language)
    return {"sentence": one.sentence, "origin": one.origin, "n": one.n, "as_of": as_of}


def _day(on: date | None, language: str) -> str:
    return words_of(language).day(on) if on else ""


def _record(record: Record) -> dict[str, Any]:
    return {
        name: [_entry(one) for one in getattr(record, name)]
        for name in ("notes", "groups", "parked", "answers", "agreed", "told")
    }


def _entry(one: Any) -> dict[str, Any]:  # noqa: ANN401  (any of the record's entries)
    return {name: _text(value) for name, value in plain(one).items()}


def _text(value: object) -> object:
    return value if isinstance(value, (str, int, bool, list, tuple)) else str(value or "")


def session_screen(opened: Opened) -> SessionScreen:
    """The session of a review that is open."""
    found = (opened.findings, opened.settings)
    review = (opened.places.out, opened.key)
    state = SessionState(found, opened.workspace(), **opened.person, review=review)
    return SessionScreen(state, opened.showing)


def session_desk(out: str | Path, *, coder: str = "", language: str = "en") -> SessionScreen:
    """The session of a review. Raises ToolkitError where there is none."""
    return session_screen(Opened(out, coder=coder, language=language))
