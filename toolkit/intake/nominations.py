"""Free answers to "who do you go to for help?": names become ties."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from toolkit.intake.names import fold, is_particle, is_title, tokens
from toolkit.intake.people import CERTAIN, Roster, match
from toolkit.intake.phrases import folded, pattern
from toolkit.intake.raw import Identity, Nomination
from toolkit.model.intake import Match, Tie

LONGEST_NAME = 4
"""A name has at most so many words, particles not counted."""
_WINDOW = 6
_PIECES = re.compile(
    r"[;,/&+|\n\r•·]|(?<=\w\w)\.\s+|\b\d{1,2}[.)]\s|\s-\s|"
    r"\b(?:and|or|then|und|oder|dann|sowie|bzw\.?|oppure|poi|et|ou|puis|o|y|u|e|ed)\b",
    re.IGNORECASE,
)
_WORD = re.compile(r"[^\W\d_][\w'’.\-]*", re.UNICODE)
_BOOK = "nominations"


@dataclass(frozen=True, slots=True, kw_only=True)
class NominationReading:
    """The ties of one survey, and what its answers gave."""

    ties: tuple[Tie, ...] = ()
    matches: tuple[Match, ...] = ()
    """One for each name that was found, certain, doubtful or of nobody in the list."""
    counts: Mapping[str, int] = field(default_factory=dict)
    """"answers", "names", "nobody" (there is none, or a thing is named), "not understood"."""


@dataclass(frozen=True, slots=True, kw_only=True)
class NamesSaid:
    """What one answer holds."""

    names: tuple[str, ...]
    manager: bool
    nobody: bool


def read_nominations(
    nominations: Iterable[Nomination],
    who: Mapping[str, str],
    roster: Roster,
    decisions: Mapping[str, str] | None = None,
    file: str = "",
) -> NominationReading:
    """Ties from whoever answered to everybody named for certain.

    `who` maps respondent ids to person ids; answers of respondents who are nobody's give matches
    but no ties. "My manager" is the manager of the list. "Nobody", "Google", "the help desk" give
    none and are counted. Naming oneself and naming somebody twice give no further tie.
    """
    counts: Counter[str] = Counter()
    ties: dict[tuple[str, str, str], Tie] = {}
    matches: dict[str, Match] = {}
    work = words_of_work(roster)
    for nomination in sorted(nominations, key=_order):
        if not nomination.text.strip():
            continue
        found = find_names(nomination.text, roster, work)
        _count(found, counts)
        teller = who.get(nomination.respondent_id, "")
        named = [match(Identity(name=name), roster, decisions, file=file) for name in found.names]
        matches.update({one.match_id: one for one in named})
        ids = [one.person_id for one in named if one.person_id]
        if found.manager and teller in roster.people:
            ids.append(roster.people[teller].manager_id)
        for to_id in ids:
            if teller and to_id and to_id != teller:
                key = (teller, to_id, nomination.question)
                ties[key] = Tie(from_id=teller, to_id=to_id, file=file, question=key[2])
    return NominationReading(
        ties=tuple(ties[key] for key in sorted(ties)),
        matches=tuple(matches[key] for key in sorted(matches)),
        counts=dict(sorted(counts.items())),
    )


def _order(nomination: Nomination) -> tuple[str, str, str]:
    return nomination.respondent_id, nomination.question, nomination.text


def _count(found: NamesSaid, counts: Counter[str]) -> None:
    counts["answers"] += 1
    counts["names"] += len(found.names) + found.manager
    if not (found.names or found.manager):
        counts["nobody" if found.nobody else "not understood"] += 1


def find_names(text: str, roster: Roster, work: frozenset[str] = frozenset()) -> NamesSaid:
    """The names in a free answer, in their order.

    Names of the list are found anywhere in the text, whatever words stand round them; what is left
    is a name where it is written like one ("Bob from IT" holds "Bob") and not of `work`, the words
    of the list's departments, places and roles.
    """
    names: list[str] = []
    manager, nobody = False, _says_nobody(text)
    if nobody:
        return NamesSaid(names=(), manager=False, nobody=True)
    for piece in _pieces(text, roster):
        plain = fold(piece)
        if pattern(_BOOK, "said", "manager").search(plain):
            manager = True
            piece = _without(piece, "manager")
        found = _listed(piece, roster) or _strangers(piece, work)
        names += found
        nobody = nobody or (not found and bool(pattern(_BOOK, "said", "nobody").search(plain)))
    return NamesSaid(names=tuple(dict.fromkeys(names)), manager=manager, nobody=nobody)


def _says_nobody(text: str) -> bool:
    """Whether the whole answer is a "nobody", or signs without a word."""
    return not fold(text) or bool(pattern(_BOOK, "said", "nobody").fullmatch(fold(text)))


def _pieces(text: str, roster: Roster) -> list[str]:
    """The answer in pieces of one name each; "Keller, Anna" stays whole."""
    whole = text.strip()
    if (
        "," in whole
        and len(tokens(whole)) <= LONGEST_NAME
        and _run_likeness(whole.split(), roster) >= CERTAIN
    ):
        return [whole]
    pieces = [piece.strip() for piece in _PIECES.split(whole) if piece and piece.strip()]
    joined: list[str] = []
    for piece in pieces:
        if joined and _belong_together(joined[-1], piece, roster):
            joined[-1] = f"{joined[-1]}, {piece}"
        else:
            joined.append(piece)
    return joined


def _belong_together(last: str, first: str, roster: Roster) -> bool:
    """Whether two single words are surname and first name of one person of the list."""
    if len(tokens(last)) != 1 or len(tokens(first)) != 1:
        return False
    key = " ".join(sorted((*tokens(last), *tokens(first))))
    return key in roster.spelt


def _listed(piece: str, roster: Roster) -> list[str]:
    """Names of the list in a piece: of runs of words that overlap the one most like a name."""
    words = _WORD.findall(piece)
    runs = [
        (alike, end - start, -start)
        for start in range(len(words))
        for end in range(start + 1, min(start + _WINDOW, len(words)) + 1)
        if (alike := _run_likeness(words[start:end], roster)) >= CERTAIN
    ]
    taken: dict[int, str] = {}
    for _, size, negative in sorted(runs, reverse=True):
        places = range(-negative, size - negative)
        if not any(place in taken for place in places):
            taken.update(dict.fromkeys(places, ""))
            taken[places[0]] = " ".join(words[places[0] : places[0] + size])
    return [taken[place] for place in sorted(taken) if taken[place]]


def _run_likeness(words: Sequence[str], roster: Roster) -> float:
    """Likeness of a run of words to a name of the list; a common word at its ends makes it 0."""
    inner = [word for word in words[1:-1] if not is_particle(word)]
    if any(_is_common(word) for word in (words[0], words[-1], *inner)):
        return 0.0
    count = len(tokens(" ".join(words)))
    is_single_small = count == 1 and not (words[-1][:1].isupper() and len(words[-1]) > 2)
    if count > LONGEST_NAME or is_single_small:
        return 0.0
    found = match(Identity(name=" ".join(words)), roster)
    return found.candidates[0][1] if found.candidates else 0.0


def _is_common(word: str) -> bool:
    is_initial = len(word) == 2 and word[0].isupper() and word[1] == "."
    return not is_initial and fold(word) in folded(_BOOK, "said", "common")


def _strangers(piece: str, work: frozenset[str]) -> list[str]:
    """What is written like a name and is no place, department or role of the list."""
    return [
        name
        for name in _written_like_names(piece)
        if not all(word in work for word in fold(name).split())
    ]


def words_of_work(roster: Roster) -> frozenset[str]:
    """Folded words of the list's departments, places and roles: no names by themselves."""
    return frozenset(
        word
        for person in roster.people.values()
        for text in (person.department, person.location, person.role)
        for word in fold(text).split()
    )


def _written_like_names(piece: str) -> list[str]:
    """The first run of capitalised words that are no common words."""
    run: list[str] = []
    for word in _WORD.findall(piece):
        is_name = word[:1].isupper() and not _is_common(word) and not is_title(word)
        if is_name and len(run) < LONGEST_NAME:
            run.append(word)
        elif run:
            break
    name = " ".join(run)
    is_thing = bool(name) and bool(pattern(_BOOK, "said", "nobody").search(fold(name)))
    return [name] if name and not is_thing and not name.isupper() else []


def _without(piece: str, key: str) -> str:
    """The piece without the words of a list."""
    wanted = pattern(_BOOK, "said", key)
    words = piece.split()
    for size in range(min(4, len(words)), 0, -1):
        for at in range(len(words) - size + 1):
            if wanted.fullmatch(fold(" ".join(words[at : at + size]))):
                return " ".join([*words[:at], *words[at + size :]])
    return piece
