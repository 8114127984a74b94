"""The language model as one more coder: batches, controls, second tries, and honest abstaining."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass, field, replace
from typing import Final, Protocol

from toolkit.errors import LanguageModelUnavailable
from toolkit.llm.answers import Answer, check_answers
from toolkit.llm.cache import Cache
from toolkit.llm.canary import CONTROLS, controls_hold, gives_orders, visible, with_controls
from toolkit.llm.client import NoAnswer, Question, QuestionTooLong, Reply
from toolkit.llm.prompts import Asked, CodingRules, coding_question
from toolkit.llm.spending import BudgetSpent, estimate_tokens
from toolkit.model.vocabulary import Cause, Kind

_MOST_SILENCES: Final = 4
"""So many questions in a row without an answer, each asked several times: the server is gone."""
_TRIES_ALONE: Final = 2

OnProgress = Callable[[int, int], None]


class Model(Protocol):
    """Whatever answers questions: the client, or a stand-in."""

    def ask(self, question: Question) -> Reply:
        """The reply; may raise NoAnswer, QuestionTooLong, BudgetSpent, LanguageModelUnavailable."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Job:
    """What is to be coded, by which model under which rules, and what is known already."""

    asked: tuple[Asked, ...]
    """Distinct words to distinct questions, in the order of their keys."""
    model: str
    rules: CodingRules
    batch_size: int
    cache: Cache

    def cache_key(self, one: Asked) -> str:
        """Model, rules and words: whatever changes the answer."""
        parts = "\x00".join((self.model, self.rules.fingerprint, one.key))
        return hashlib.blake2b(parts.encode(), digest_size=20).hexdigest()


@dataclass(frozen=True, slots=True, kw_only=True)
class Waiting:
    """What of a job is known, and what must be asked: by itself, or in batches."""

    known: Mapping[str, Answer]
    """By the key of what was asked."""
    alone: tuple[Asked, ...]
    together: tuple[tuple[Asked, ...], ...]

    def estimated_tokens(self, rules: CodingRules) -> int:
        """Read and written, if every answer is good."""
        batches: list[Sequence[Asked]] = [(one,) for one in self.alone]
        batches += [with_controls(batch, _CONTROL_NAMES) for batch in self.together]
        questions = (coding_question(rules, batch) for batch in batches)
        return sum(
            estimate_tokens(one.system + one.user) + one.expected_tokens for one in questions
        )


@dataclass(slots=True)
class Outcome:
    """What came of a job. Every key of it is in `answers` or in `abstained`, never in both."""

    answers: dict[str, Answer] = field(default_factory=dict)
    abstained: dict[str, str] = field(default_factory=dict)
    """Key -> why there is no code."""
    distrusted: int = 0
    """Batches whose controls came back wrong: nothing of these answers was taken."""
    batches: int = 0
    stopped: str = ""
    """Why the job ended before its end; what was coded until then is kept."""


_CONTROL_NAMES: Final = tuple(
    hashlib.blake2b(control.text.encode(), digest_size=4).hexdigest() for control in CONTROLS
)


def asked_of(pairs: Iterable[tuple[str, str]]) -> tuple[Asked, ...]:
    """What is asked for (text, question) pairs: each once, by key, named by its own digest.

    A name says nothing of order or number, so no statement can speak of another one.
    """
    shown = (Asked(name="", text=visible(t), question=visible(q)) for t, q in pairs)
    found = {one.key: one for one in shown}
    return tuple(replace(found[key], name=key[:10]) for key in sorted(found))


def look_up(job: Job) -> Waiting:
    """What of a job is known from before; the rest in batches that depend on their words alone."""
    keys = {job.cache_key(one): one.key for one in job.asked}
    known = {
        keys[key]: answer
        for key, text in job.cache.known(keys).items()
        if (answer := _from_text(text)) is not None
    }
    rest = [one for one in job.asked if one.key not in known]
    alone = tuple(one for one in rest if gives_orders(f"{one.question}\n{one.text}"))
    apart = {one.key for one in alone}
    together = [one for one in rest if one.key not in apart]
    return Waiting(known=known, alone=alone, together=tuple(_cut(together, job.batch_size)))


def code_job(job: Job, model: Model, on_progress: OnProgress = lambda done, of: None) -> Outcome:
    """Ask for everything that is not known; what is answered is kept batch by batch.

    A spent budget, a silent server or a refusal end the job early, said in `stopped`.
    """
    waiting = look_up(job)
    run = _Run(job=job, model=model, on_progress=on_progress)
    run.outcome.answers.update(waiting.known)
    try:
        for batch in waiting.together:
            run.ask(batch)
        for one in waiting.alone:
            run.ask((one,))
    except (BudgetSpent, LanguageModelUnavailable) as error:
        run.outcome.stopped = str(error)
    for one in job.asked:
        if one.key not in run.outcome.answers:
            run.outcome.abstained.setdefault(one.key, "not asked: the job ended before")
    return run.outcome


@dataclass(slots=True)
class _Run:
    """One job on its way."""

    job: Job
    model: Model
    on_progress: OnProgress
    outcome: Outcome = field(default_factory=Outcome)
    silences: int = 0

    def ask(self, batch: Sequence[Asked]) -> None:
        """Code a batch; what has no good answer is asked again in halves, at last by itself."""
        if len(batch) == 1:
            self._ask_alone(batch[0])
            return
        reply = self._reply(with_controls(batch, _CONTROL_NAMES))
        rest: Sequence[Asked] = batch
        smaller = (len(batch) + 1) // 2
        if reply is not None:
            names = [*(one.name for one in batch), *_CONTROL_NAMES]
            good = check_answers(reply.text, names).good
            self.outcome.batches += 1
            least = 1 if reply.cut_off else len(CONTROLS)
            if not good or controls_hold(good, _CONTROL_NAMES, least):
                rest = self._keep(batch, good)
            else:
                self.outcome.distrusted += 1
                smaller = 1
        for part in _cut(rest, smaller):
            self.ask(part)

    def _ask_alone(self, one: Asked) -> None:
        why = "the server did not answer"
        for attempt in range(_TRIES_ALONE):
            reply = self._reply((one,), remark=why if attempt else "")
            if reply is None:
                break
            checked = check_answers(reply.text, [one.name])
            if checked.good:
                self._keep((one,), checked.good)
                return
            why = "the model refused" if reply.refused else checked.wrong[one.name]
            why = f"{why} (the answer was cut off)" if reply.cut_off else why
        self.outcome.abstained[one.key] = why
        self._tell()

    def _reply(self, batch: Sequence[Asked], remark: str = "") -> Reply | None:
        """The reply; None where there is none and less should be asked at once."""
        try:
            reply = self.model.ask(coding_question(self.job.rules, batch, remark))
        except QuestionTooLong:
            return None
        except NoAnswer as error:
            self.silences += 1
            if self.silences >= _MOST_SILENCES:
                raise LanguageModelUnavailable(str(error)) from error
            return None
        self.silences = 0
        return reply

    def _keep(self, batch: Sequence[Asked], good: Mapping[str, Answer]) -> list[Asked]:
        """Keep what was answered, on disk at once; what is left."""
        answered = [one for one in batch if one.name in good]
        self.job.cache.keep({self.job.cache_key(one): _to_text(good[one.name]) for one in answered})
        self.outcome.answers.update((one.key, good[one.name]) for one in answered)
        self._tell()
        return [one for one in batch if one.name not in good]

    def _tell(self) -> None:
        done = len(self.outcome.answers) + len(self.outcome.abstained)
        self.on_progress(done, len(self.job.asked))


def _cut(asked: Sequence[Asked], size: int) -> Iterator[tuple[Asked, ...]]:
    for start in range(0, len(asked), size):
        yield tuple(asked[start : start + size])


def _to_text(answer: Answer) -> str:
    return json.dumps(asdict(answer), sort_keys=True)


def _from_text(text: str) -> Answer | None:
    """A kept answer; None where it is damaged or of another version: it is asked again."""
    try:
        row = json.loads(text)
        return Answer(
            kind=Kind(row["kind"]),
            cause=Cause(row["cause"]) if row["cause"] else None,
            confidence=float(row["confidence"]),
            second_cause=Cause(row["second_cause"]) if row["second_cause"] else None,
            severity=int(row["severity"]) if row["severity"] else None,
        )
    except (ValueError, KeyError, TypeError):
        return None
