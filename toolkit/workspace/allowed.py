"""What may be decided: the form of a subject, and the values that each field knows."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime
from enum import StrEnum
from math import isfinite
from typing import Final

from toolkit.errors import WrongDecision
from toolkit.model import vocabulary as words
from toolkit.model.decisions import SUBJECTS, Decision
from toolkit.model.plan_parts import OptionName, RungName, State
from toolkit.model.shapes import SHAPES, SPLIT_AT, read_members

OF_PROMISE: Final = "#"
"""`promise_kept_on#UUID`: of the promise that was made in the decision of this uuid (or number)."""
PROMISE_FIELDS: Final = (
    "promise",
    "promise_owner",
    "promise_due",
    "promise_kept_on",
    "told_on",
)
INTENTS: Final = ("works against it", "does not work against it")
INTERESTS: Final = ("gains from failure", "does not gain from failure")
HELD_AGAINST: Final = ("intent", "private_interest")
"""What only a person may enter, with a memo; nothing is computed from it."""


@dataclass(frozen=True, slots=True)
class Rule:
    """The values of a field: a test, and the same in words."""

    accepts: Callable[[str], bool]
    allowed: str


def check(draft: Decision) -> None:
    """Raise WrongDecision, with all that is wrong, unless the decision can be meant.

    Checked are the form of the subject, the field's and the coder's name, the value (None passes),
    and the confidence (None or 0-1). Memos and texts are free. On a person and a wave only known
    fields are taken.
    """
    faults = [
        *_subject_faults(draft.subject),
        *_field_faults(draft),
        *_name_faults("the coder", draft.coder),
        *_value_faults(draft),
        *_confidence_faults(draft.confidence),
    ]
    _refuse(draft, faults)


def check_reason(draft: Decision) -> None:
    """Raise WrongDecision where a person decides what must not be written without a reason.

    What is held against somebody, another stance than the suggested one, and a wave that goes in
    spite of its go list are taken only with a memo that says what they rest on.
    """
    _refuse(draft, _memo_faults(draft))


def _refuse(draft: Decision, faults: Sequence[_Fault]) -> None:
    if faults:
        raise WrongDecision(
            " ".join(what for what, _ in faults),
            where=f"{draft.subject} {draft.field}",
            what_to_do=" ".join(what_to_do for _, what_to_do in faults),
        )


def check_coder(coder: str) -> None:
    """Raise WrongDecision unless the coder has a name, in one line."""
    for what, what_to_do in _name_faults("the coder", coder):
        raise WrongDecision(what, what_to_do=what_to_do)


def is_words(subject: str, field: str) -> bool:
    """Whether a field's values are somebody's own words: neither of the vocabulary nor an id."""
    is_id = field.endswith(("_id", "_ids")) or subject.startswith("match:")
    return not is_id and rule_of(subject, field) is None


def rule_of(subject: str, field: str) -> Rule | None:
    """What a field of a subject accepts; None for free text."""
    kind = subject.split(":", 1)[0]
    own = field.partition(OF_PROMISE)[0] if kind == "person" else field
    return _RULES_BY_SUBJECT.get((kind, own)) or _RULES.get(own)


def utc(at: datetime) -> datetime:
    """The same instant in UTC. Raises WrongDecision for a time without its zone."""
    if at.tzinfo is None:
        raise WrongDecision("the time has no zone.", what_to_do="Give a time in UTC.")
    return at.astimezone(UTC)


_Fault = tuple[str, str]


def _subject_faults(subject: str) -> list[_Fault]:
    kind, colon, name = subject.partition(":")
    if kind in SUBJECTS and colon and name.strip() and name.isprintable():
        return []
    forms = ", ".join(f"{kind}:ID" for kind in SUBJECTS)
    return [(f"'{subject}' is no subject of a decision.", f"Use one of {forms}.")]


def _name_faults(what: str, name: str) -> list[_Fault]:
    if name.strip() and name.isprintable():
        return []
    return [(f"{what} has no name.", f"Name {what}, in one line.")]


def _field_faults(draft: Decision) -> list[_Fault]:
    faults = _name_faults("the field", draft.field)
    kind, field = draft.subject.split(":", 1)[0], draft.field
    known = KNOWN.get(kind)
    if faults or known is None or field in known:
        return faults
    own, mark, which = field.partition(OF_PROMISE)
    if kind == "person" and own in PROMISE_FIELDS and mark and which:
        return []
    return [(f"there is no field '{field}' of a {kind}.", f"There is: {', '.join(sorted(known))}.")]


def _memo_faults(draft: Decision) -> list[_Fault]:
    kind, value = draft.subject.partition(":")[0], draft.decided
    if value is None or draft.memo.strip():
        return []
    if kind == "person" and draft.field in HELD_AGAINST and value:
        return [
            (
                f"'{draft.field}' is written without what it rests on.",
                "Give the words or the deed as the memo: this is held against somebody.",
            )
        ]
    if kind == "person" and draft.field == "stance" and value != draft.suggested:
        return [
            (
                "another stance than the suggested one needs its reason.",
                "Write in a few words, as the memo, what it rests on.",
            )
        ]
    if kind == "wave" and draft.field == "overruled" and value == "yes":
        return [("going all the same needs a reason.", "Write it as the memo.")]
    return []


def _value_faults(draft: Decision) -> list[_Fault]:
    rule = rule_of(draft.subject, draft.field)
    if rule is None or draft.decided is None or rule.accepts(draft.decided):
        return []
    return [(f"'{draft.decided}' is no {draft.field}.", f"Allowed: {rule.allowed}.")]


def _confidence_faults(confidence: float | None) -> list[_Fault]:
    if confidence is None or 0 <= confidence <= 1:
        return []
    return [(f"{confidence} is no confidence.", "Give a number from 0 to 1, or none.")]


def _one_of(values: type[StrEnum] | tuple[str, ...], *, empty: bool = False) -> Rule:
    names = tuple(str(value) for value in values)
    allowed = ", ".join(name for name in names if name)
    if empty or "" in names:
        allowed += ", or empty"
    known = frozenset(names) | ({""} if empty else set())
    return Rule(known.__contains__, allowed)


def _is_whole(value: str) -> bool:
    return value.isascii() and value.isdigit()


def _is_share(value: str) -> bool:
    try:
        return 0 <= float(value) <= 1
    except ValueError:
        return False


def _is_number(value: str) -> bool:
    try:
        return isfinite(float(value))
    except ValueError:
        return False


def _is_day(value: str) -> bool:
    try:
        return date.fromisoformat(value).isoformat() == value
    except ValueError:
        return False


def _is_members(value: str) -> bool:
    try:
        read_members(value)
    except WrongDecision:
        return False
    return True


_MEMBERS: Final = Rule(_is_members, "themes with their statements, like T01=S-1 S-2; T02=S-3")
_YES_NO: Final = _one_of(("yes", "no"), empty=True)
_WHOLE: Final = Rule(_is_whole, "a whole number from 0")
_SHARE: Final = Rule(lambda value: not value or _is_share(value), "a number from 0 to 1, or empty")
_NUMBER: Final = Rule(lambda value: not value or _is_number(value), "a number, or empty")
_DAY: Final = Rule(lambda value: not value or _is_day(value), "a date like 2026-04-13, or empty")
_WAVE: Final = Rule(lambda value: not value or _is_whole(value), "a whole number, or empty")
_CAUSE: Final = _one_of(words.Cause, empty=True)
_STANCE: Final = _one_of(words.Stance, empty=True)

# What may be empty in the tables contract may be decided to be empty.
_RULES: Final[Mapping[str, Rule]] = {
    "kind": _one_of(words.Kind),
    "cause": _CAUSE,
    "second_cause": _CAUSE,
    "final_cause": _CAUSE,
    "verdict": _one_of(words.Cause),
    "family": _one_of(words.Family, empty=True),
    "route": _one_of(words.Route),
    "severity": _one_of(("1", "2", "3"), empty=True),
    "status": _one_of(words.Status),
    "stance": _STANCE,
    "stance_before": _STANCE,
    "influence": _one_of(words.Influence, empty=True),
    "level": _one_of(words.Level),
    "usage_state": _one_of(words.UsageState),
    "convertible": _one_of(words.Convertible, empty=True),
    "path": _one_of(words.Path, empty=True),
    "place": _one_of(words.Place),
    "horizon": _one_of(words.Horizon),
    "channel": _one_of(words.Channel),
    "wave": _one_of(words.Wave),
    "former_champion": _YES_NO,
    "in_scope": _YES_NO,
    "in_org": _YES_NO,
    "off_record": _YES_NO,
    "skip": _YES_NO,
    "influence_score": _SHARE,
    "convertibility": _SHARE,
    "minutes": _WHOLE,
    SPLIT_AT: _WHOLE,
    "rank": _WHOLE,
    "said_on": _DAY,
    "due": _DAY,
    "launch_on": _DAY,
}
_PERSON_DAYS: Final = ("promise_due", "promise_kept_on", "talk_due", "talk_on", "told_on")
_RULES_BY_SUBJECT: Final[Mapping[tuple[str, str], Rule]] = {
    ("agenda", "type"): _one_of(("idea", "question", "concern", "proposal", "decision", "action")),
    ("agenda", "removed"): _one_of(("yes",)),
    ("agenda", "votes"): _WHOLE,
    **{("agenda", field): _DAY for field in ("return_on", "answered_on", "told_on")},
    ("file", "kind"): _one_of(words.FileKind),
    ("person", "wave"): _WAVE,
    ("person", "seat"): _one_of(("in", "out"), empty=True),
    ("person", "intent"): _one_of(INTENTS, empty=True),
    ("person", "private_interest"): _one_of(INTERESTS, empty=True),
    ("wave", "wave"): _WHOLE,
    ("wave", "size"): _WHOLE,
    ("wave", "starts_on"): _DAY,
    ("wave", "overruled"): _YES_NO,
    **{("wave", item): _one_of(("green", "red"), empty=True) for item in words.GoItemName},
    **{("wave", f"weight_{part}"): _NUMBER for part in words.WavePart},
    **{("person", f"part_{part}"): _one_of(("on", "off")) for part in words.ScorePart},
    **{("person", name): _YES_NO for name in ("may_approach", "may_quote", "may_name", "helper")},
    **{("person", name): _DAY for name in _PERSON_DAYS},
    ("person", "forgotten"): _one_of(("yes",)),
    **{("theme", name): _DAY for name in ("fixed_on", "told_on")},
    ("statement", "told_on"): _DAY,
    ("text", "before_wave"): _WAVE,
    ("text", "state"): _one_of(State),
    ("text", "choice"): _one_of(OptionName, empty=True),
    ("text", "rung"): _one_of(RungName),
    **{("theme", field): _MEMBERS for field in SHAPES},
}
_JUDGED: Final = (
    "stance",
    "stance_before",
    "usage_state",
    "influence",
    "influence_score",
    "former_champion",
    "convertible",
    "convertibility",
    "path",
    "main_reason",
    "offer",
)
_AGREED: Final = ("talk_owner", "talk_due", "talk_on", "may_approach", "may_quote", "may_name")
KNOWN: Final[Mapping[str, frozenset[str]]] = {
    "person": frozenset(
        {
            *_JUDGED,
            *_AGREED,
            *PROMISE_FIELDS,
            *HELD_AGAINST,
            *(f"part_{part}" for part in words.ScorePart),
            *("helper", "wave", "seat", "forgotten", "memo", "status"),
            *("level", "in_scope", "in_org"),
        }
    ),
    "wave": frozenset(
        {
            *("wave", "size", "starts_on", "overruled"),
            *words.GoItemName,
            *(f"{item}_owner" for item in words.GoItemName),
            *(f"weight_{part}" for part in words.WavePart),
        }
    ),
}
"""Subject -> its fields, where others are refused."""
