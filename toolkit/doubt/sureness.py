"""How sure the diagnosis has become, and when more answers no longer pay."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from toolkit.doubt.values import Doubt, Sureness
from toolkit.model.findings import Coding, FinalCause, Verdict
from toolkit.model.vocabulary import Kind
from toolkit.settings import DoubtSettings

_WHOLE: Final = 2 / 3
"""From here on an answer is worth about one statement; below, several answers are."""
_NOTHING: Final = 0.02
"""Where more than fifty answers would set one statement right, none is worth a number."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Standing:
    """The diagnosis at one moment."""

    codings: Mapping[str, Coding]
    final_causes: Mapping[str, FinalCause]
    verdicts: Mapping[str, Verdict]
    given: Mapping[str, str]
    """Statement id -> the code that a person gave."""
    slips: Mapping[str, float]


def measure_sureness(
    now: Standing, before: Standing | None, queue: Sequence[Doubt], settings: DoubtSettings
) -> Sureness:
    """Expected accuracy from calibrated confidences, its change, and whether to stop.

    `before` is the diagnosis without the last `settings.steady_answers` answers; None where fewer
    were given. A concern is right with its final confidence, a decided one with one minus its
    chance of being a slip. Stop when no answer sets as much right as `settings.least_gain`, or
    when the last answers moved no verdict.
    """
    accuracy = expected_accuracy(now)
    earlier = expected_accuracy(before) if before is not None else None
    moved = _moved(now, before) if before else 0
    gain = max((one.gain for one in queue if not one.slip), default=0.0)
    steady = before is not None and bool(now.verdicts) and moved == 0
    change = None if accuracy is None or earlier is None else round(accuracy - earlier, 4)
    poor = gain < settings.least_gain
    return Sureness(
        decided=len(now.given),
        expected_accuracy=accuracy,
        expected_verdicts=_mean([one.confidence for one in now.verdicts.values()]),
        change=change,
        moved=moved,
        last=settings.steady_answers,
        gain=round(gain, 4),
        stop=poor or steady,
        sentence=_sentence(accuracy, change, moved if before else None, gain, settings),
    )


def expected_accuracy(standing: Standing) -> float | None:
    """Expected share of concerns whose final cause is right, 0-1; None without concerns."""
    chances = []
    for key in sorted(standing.codings):
        if standing.codings[key].kind is not Kind.CONCERN:
            continue
        final = standing.final_causes.get(key)
        if key in standing.given:
            chances.append(1.0 - standing.slips.get(key, 0.0))
        elif final is not None and final.cause is not None:
            chances.append(final.confidence)
    return _mean(chances)


def _moved(now: Standing, before: Standing) -> int:
    return sum(
        one.cause is not before.verdicts[key].cause
        for key, one in now.verdicts.items()
        if key in before.verdicts
    )


def _mean(values: Sequence[float]) -> float | None:
    return round(sum(values) / len(values), 4) if values else None


def _sentence(
    accuracy: float | None,
    change: float | None,
    moved: int | None,
    gain: float,
    settings: DoubtSettings,
) -> str:
    if accuracy is None:
        return "There is no concern to be sure of."
    text = f"About {accuracy:.0%} of the concerns should have the right cause"
    if change is not None:
        text += f", {_changed(change)} {settings.steady_answers} answers ago"
    if gain < settings.least_gain:
        return f"{text}; you can stop: {_worth(gain)}."
    if moved == 0:
        last = settings.steady_answers
        return f"{text}; you can stop: the last {last} answers changed no theme's verdict."
    text += f"; go on: {_worth(gain)}"
    if moved:
        themes = "1 theme" if moved == 1 else f"{moved} themes"
        text += f", and the last {settings.steady_answers} changed the verdict on {themes}"
    return text + "."


def _changed(change: float) -> str:
    """The change of a share, in statements of a hundred."""
    hundredths = round(abs(change) * 100)
    if not hundredths:
        return "much as"
    return f"about {hundredths} in a hundred {'more' if change > 0 else 'fewer'} than"


def _worth(gain: float) -> str:
    """What the next answer is worth, in whole statements or in whole answers for one of them."""
    if gain < _NOTHING:
        return "more answers would set almost nothing more right"
    if gain < _WHOLE:
        return f"it takes about {round(1.0 / gain)} answers to set one more statement right"
    if round(gain) == 1:
        return "the next answer should set about one more statement right"
    return f"the next answer should set about {round(gain)} more statements right"
