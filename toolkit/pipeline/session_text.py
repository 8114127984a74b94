"""The session as plain text and as plain values, for a terminal and for other programs."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from dataclasses import asdict
from textwrap import fill

from toolkit.model.session import Session, Topic
from toolkit.model.vocabulary import Place
from toolkit.session.phrases import say

_PLACES = (Place.SESSION, Place.SETTLE_BEFORE, Place.CONFIRM, Place.PARKING_LOT)


def session_text(session: Session) -> str:
    """The agenda for people: goal, win, the session's topics in full, the rest in rank order."""
    language = session.language
    lines = ["# " + say(language, "goal_heading")]
    lines += [_goal(one.change, one.value) for one in session.goal] or [
        say(language, "say_goal_none")
    ]
    win = session.win
    lines += ["", f"{win.text} {win.why}" if win else session.no_win, ""]
    for place in _PLACES:
        own = [one for one in session.topics if one.item.place is place]
        if own:
            lines.append(f"## {say(language, f'place_{place}')}")
            lines += _topics(own, session, in_full=place is Place.SESSION)
            lines.append("")
    return "\n".join(lines).rstrip()


def _goal(change: str, value: str) -> str:
    return f"- {change} ({value})" if value else f"- {change}"


def _topics(topics: Sequence[Topic], session: Session, *, in_full: bool) -> Iterator[str]:
    for one in topics:
        minutes = f", {one.item.minutes} min" if one.item.minutes else ""
        yield f"{one.item.rank:2d}. {one.item.title} ({one.item.theme_id}{minutes})"
        if not in_full:
            yield _indented(one.place_why)
            continue
        yield _indented(one.card.claim)
        for text in (
            one.item.fact,
            one.item.opinion,
            one.item.wiifm,
            one.item.who_cares,
            one.technique_why,
        ):
            if text:
                yield _indented(text)


def _indented(text: str) -> str:
    return fill(text, 96, initial_indent="    ", subsequent_indent="      ")


def session_json(session: Session) -> str:
    """All of it as JSON."""
    return json.dumps(asdict(session), ensure_ascii=False, indent=1, default=str)
