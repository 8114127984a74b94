"""The invented speakers, every statement of theirs as the room of people would read it.

benchmarks/data/persons.jsonl names speakers of the coder's invented cases (by case and speaker), or
brings their words. Nothing is read by a model that has seen it: attitudes by a model without the
speaker's trade; kinds and causes by the shipped coder where the words are not among its examples,
else as their writer coded them, softened to what a coder would know.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from sklearn.model_selection import GroupKFold

from toolkit import language
from toolkit.coding import Views, beside, pair_encoder, suggest_codings, tuned_encoder
from toolkit.coding.exemplars import Exemplar, read_exemplars
from toolkit.intake.survey_wording import meaning_of
from toolkit.model.findings import Statement
from toolkit.model.intake import Source
from toolkit.model.vocabulary import CAUSES, Channel, Kind, QuestionMeaning, Stance
from toolkit.settings import EncoderSettings
from toolkit.stakeholders.attitude_model import fit_attitudes
from toolkit.stakeholders.attitudes import Attitude, Encode, read_examples
from toolkit.stakeholders.person_signs import Point

PERSONS = Path(__file__).parent / "data" / "persons.jsonl"
FOLDS = 8
KIND_KNOWN, CAUSE_KNOWN = 0.65, 0.5
"""How much of a softened code is the writer's; the rest is the usual mix. About as often the coder
is right on cases that it has not seen."""
QUESTIONS: Mapping[str, Mapping[str, str]] = {
    "why this score": {
        "en": "Why did you give this score?",
        "de": "Warum diese Bewertung?",
        "it": "Perché questo voto?",
        "fr": "Pourquoi cette note ?",
        "es": "¿Por qué esta nota?",
    },
    "what works": {
        "en": "What works well for you?",
        "de": "Was funktioniert gut?",
        "it": "Che cosa funziona bene?",
        "fr": "Qu'est-ce qui marche bien ?",
        "es": "¿Qué funciona bien?",
    },
    "what hinders": {
        "en": "What gets in your way?",
        "de": "Was hindert Sie?",
        "it": "Che cosa la ostacola?",
        "fr": "Qu'est-ce qui vous gêne ?",
        "es": "¿Qué le estorba?",
    },
    "what should change": {
        "en": "What should change?",
        "de": "Was sollte sich ändern?",
        "it": "Che cosa dovrebbe cambiare?",
        "fr": "Qu'est-ce qui devrait changer ?",
        "es": "¿Qué debería cambiar?",
    },
    "anything else": {
        "en": "Anything else?",
        "de": "Sonst noch etwas?",
        "it": "Altro?",
        "fr": "Autre chose ?",
        "es": "¿Algo más?",
    },
}


@dataclass(frozen=True, slots=True)
class Coded:
    """A statement's kind and cause as shares, and its severity."""

    kinds: Mapping[Kind, float]
    causes: Mapping[object, float]
    severity: int | None


@dataclass(frozen=True, slots=True)
class Speaker:
    """An invented speaker."""

    stance: Stance
    trade: str
    """What is left out together: the case, or the trade."""
    said: tuple[str, ...]
    asked: tuple[QuestionMeaning, ...]
    coded: tuple[Coded, ...]


def read_speakers() -> tuple[Speaker, ...]:
    """The speakers in the file's order."""
    rows = [json.loads(line) for line in PERSONS.read_text(encoding="utf-8").splitlines()]
    words: dict[tuple[str, str], list[Exemplar]] = {}
    for one in read_exemplars():
        if one.speaker:
            words.setdefault((one.industry, one.speaker.rpartition(":")[2]), []).append(one)
    usual = _usual(read_exemplars())
    own = _by_the_coder([row for row in rows if "said" in row])
    return tuple(
        own.pop(0) if "said" in row else _of_case(row, words[row["case"], row["speaker"]], usual)
        for row in rows
    )


def vectors_of(texts: Sequence[str]) -> Encode:
    """The sentence encoder, each of the texts read once."""
    every = sorted({*texts, *(one.text for one in read_examples())})
    found = language.encode(every)
    return lambda some: found.rows(list(some))


def points_of(speakers: Sequence[Speaker], encode: Encode) -> list[list[Point]]:
    """Every speaker's statements that say something, as read by models without the trade."""
    found: list[list[Point]] = [[] for _ in speakers]
    trades = [one.trade for one in speakers]
    for _, left in GroupKFold(FOLDS).split(speakers, groups=trades):
        inside = {text for place in left for text in speakers[place].said}
        model = fit_attitudes([one for one in read_examples() if one.text not in inside], encode)
        for place in left:
            one = speakers[place]
            found[place] = _points(one, model.read(list(one.said), encode))
    return found


def _points(speaker: Speaker, read: Sequence[Attitude]) -> list[Point]:
    return [
        Point(
            kinds=coded.kinds,
            causes=coded.causes,
            severity=coded.severity,
            leaning=how.leaning,
            backed=how.backed,
            meaning=meaning,
        )
        for text, meaning, coded, how in zip(
            speaker.said, speaker.asked, speaker.coded, read, strict=True
        )
        if not language.is_empty_answer(text)
    ]


def _usual(exemplars: Sequence[Exemplar]) -> dict[Kind, float]:
    kinds = [one.kind for one in exemplars if one.speaker]
    return {kind: kinds.count(kind) / len(kinds) for kind in Kind}


def _of_case(
    row: Mapping[str, str], said: Sequence[Exemplar], usual: Mapping[Kind, float]
) -> Speaker:
    return Speaker(
        Stance(row["stance"]),
        row["case"],
        tuple(one.text for one in said),
        tuple(meaning_of(one.question) if one.question else QuestionMeaning.OTHER for one in said),
        tuple(_softened(one, usual) for one in said),
    )


def _softened(one: Exemplar, usual: Mapping[Kind, float]) -> Coded:
    kinds = {
        kind: KIND_KNOWN * (one.kind is kind) + (1 - KIND_KNOWN) * usual[kind] for kind in Kind
    }
    causes = {
        cause: CAUSE_KNOWN * (one.cause is cause) + (1 - CAUSE_KNOWN) / len(CAUSES)
        for cause in CAUSES
    }
    return Coded(kinds, causes, one.severity)


def _by_the_coder(rows: Sequence[Mapping[str, object]]) -> list[Speaker]:
    statements = [one for place, row in enumerate(rows) for one in _statements(place, row)]
    texts = [one.text for one in statements]
    asked = [one.source.question for one in statements]
    encoder = language.load_encoder(EncoderSettings(), texts)
    tuned = tuned_encoder(encoder)
    if tuned is None:
        raise SystemExit("The sentence encoder's package is not installed.")
    around = beside(statements)
    plain = language.encode([*asked, *around], encoder)
    pairs = [language.after(question, text) for question, text in zip(asked, texts, strict=True)]
    views = Views(
        language.encode(texts, tuned).rows(texts),
        plain.rows(asked),
        plain.rows(around),
        language.encode(pairs, pair_encoder()).rows(pairs),
    )
    found = suggest_codings(statements, {}, views)
    spoken: dict[str, list[Statement]] = {}
    for one in statements:
        spoken.setdefault(one.source.person_id, []).append(one)
    return [
        Speaker(
            Stance(str(row["stance"])),
            f"{row['language']} {row['industry']}",
            tuple(one.text for one in own),
            tuple(one.source.meaning for one in own),
            tuple(
                Coded(code.kinds, code.causes, code.severity)
                for code in (found[one.statement_id] for one in own)
            ),
        )
        for row, own in zip(rows, spoken.values(), strict=True)
    ]


def _statements(place: int, row: Mapping[str, object]) -> list[Statement]:
    said, tongue = row["said"], str(row["language"])
    if not isinstance(said, list):
        raise TypeError(f"{PERSONS.name}: 'said' of speaker {place} is no list")
    found = []
    for at, one in enumerate(said):
        text, asked = str(one["text"]), str(one["asked"])
        source = Source(
            source_id=f"{place}/{at}",
            file="persons",
            channel=Channel.SURVEY if asked else Channel.INTERVIEW,
            text=text,
            person_id=str(place),
            question=QUESTIONS[asked][tongue] if asked else "",
            meaning=QuestionMeaning(asked) if asked else QuestionMeaning.OTHER,
            position=at,
        )
        found.append(
            Statement(
                statement_id=f"{place}-{at}",
                source=source,
                start=0,
                end=len(text),
                text=text,
                language=tongue,
                empty=language.is_empty_answer(text),
            )
        )
    return found
