"""Where a ticket's words name other tickets of the file, and which of these they take back."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

_PARTS = re.compile(r"(?P<prefix>[^\W\d_][^\W_]*?)?[-_ #]?0*(?P<number>\d+)")
_BLANKS = re.compile(r"(?<=\d)[ \u00a0\u202f.'’](?=\d{3}(?!\d))")
_NUMBER = r"(?:\d{1,3}(?:[ \u00a0\u202f.'’]\d{3})+|\d+)"
_BARE = re.compile(
    rf"(?<![\w.,:/€$£+-])(?P<hash>(?:[^\W\d_][\w-]{{0,30}})?[#!]\s?)?(?P<first>{_NUMBER})"
    r"(?P<more>(?:/#?\d+)*)(?![\w%€$£-]|[.,:/]\d)"
)
"""A number alone, or behind the sign with which developers' tools refer ("AB#12", "app#12")."""
_DAY = re.compile(r"(?:0?[1-9]|[12]\d|3[01])/(?:0?[1-9]|1[0-2])(?:/\d{2,4})?")
JUDGED_NUMBER = 3
"""A ticket's number of so many digits is meant where it is said to be closed wrongly or opened."""
LONG_NUMBER = 5
"""A number of so many digits that is a ticket's is no amount."""
_REPEATS = re.compile(
    r"\b(?:dup\w*|doppel\w*|duplikat|doublon|tickets?|ticket-?nr|incident|incidencia|vorgang"
    r"|segnalazione|demande|caso|case|n[.°ºo]|nr|no|num)\W{1,2}(?:(?:of|de|du|von|zu|di|del)\s)?\s?$",
    re.IGNORECASE,
)
_LIKE = re.compile(
    r"\b(?:as|see|like|cf|vgl|siehe|wie|zu|voir|comme|idem|ver|v[ée]ase|como|igual que|vedi|come"
    r"|uguale a|correct\w*|rectif\w*|corrig\w*|corregge|rettifica|korrig\w*|berichtigt|reopens?)"
    r"\W{1,2}(?:(?:of|de|à|au|a|al|von|zu|ticket)\s)?\s?$",
    re.IGNORECASE,
)
_AND = r"(?:and|und|e|et|y|or|oder|ou|o|&|/|\+)"
_JOINED = re.compile(rf"\s*(?:,|,?\s*{_AND})\s*(?:#\s?)?$", re.IGNORECASE)
_MORE_OF_KEY = re.compile(
    rf"\s*(?:[,;/]|,?\s*{_AND})\s*[-–]\s?0*(?P<n>\d+)(?![\w-])", re.IGNORECASE
)
"""What goes on with a key's prefix left out: "ABC-12, -15 and -17"."""
_WORD_AFTER = re.compile(r"\s+[^\W\d_]")
_TAKEN = "\u00a7"
_LIST = re.compile(rf"{_TAKEN}(?:\s*(?:[,;]|,?\s*{_AND})\s*{_TAKEN})+", re.IGNORECASE)
_SENTENCE = re.compile(r"(?<=[.;!?])\s+|\n+")
_UP_TO_THREE = r"\W+(?:\w+\W+){0,3}?"
_REOPENS = (
    r"(?:re-?open(?:s|ed|ing)?|wieder(?:er)?(?:ge)?[öo]ffnet|wieder (?:auf|auf ?gemacht|offen)"
    r"|r[ée]-?ouv(?:erte?s?|re|rons)|riap(?:ert[oaie]|erta|re|riamo)|reab(?:iert[oa]s?|re|rimos))"
)
_CORRECTS = (
    r"(?:"
    + _REOPENS
    + r"|corrects?|correcting|correction (?:of|to)|supersedes|overrules|revises|retracts"
    r"|korrigiert|berichtigt|revidiert|korrektur (?:von|zu)|ersetzt"
    r"|rectifie|corrige|rectification (?:de|du)|annule|remplace"
    r"|rectifica|rectificaci[óo]n de|correcci[óo]n de|anula"
    r"|rettifica|corregge|correzione (?:di|del)|annulla)"
)
_IS = (
    r"(?:is|was|are|were|ist|war|sind|waren|est|sont|[ée]tait|[ée]taient|es|son|era|eran|fue|fueron"
    r"|estaba|estaban|è|sono|erano)"
)
_CLOSED = (
    r"(?:closed|answered|judged|rejected|geschlossen|beantwortet|abgelehnt|clos\w*|ferm[ée]\w*"
    r"|rejet[ée]\w*|cerrad\w+|contestad\w+|rechazad\w+|chius\w|rispost\w|respint\w"
    r"|zugemacht|gel[öo]st|solved|resolved|r[ée]solue?s?|risolt\w|resuelt\w+)"
)
_WRONGLY = (
    r"(?:wrongly|in error|by mistake|incorrectly|mistakenly|prematurely|f[äa]lschlich\w*|zu unrecht"
    r"|irrt[üu]mlich\w*|versehentlich|à tort|par erreur|erron[ée]ment|por error|err[óo]neamente"
    r"|mal|male|per errore|erroneamente|a torto|per sbaglio|por equivocaci[óo]n|par m[ée]garde"
    r"|aus versehen|too (?:early|soon)|zu fr[üu]h|trop t[ôo]t|troppo presto|demasiado pronto)"
)
_WRONG = (
    r"(?:wrong|incorrect|mistaken|a mistake|falsch|ein irrtum|faux|fausses?|erron[ée]e?s?"
    r"|equivocad\w+|incorrect\w+|sbagliat\w|errat\w|un errore|un error|une erreur)"
)
_FIRST_ANSWER = (
    r"(?:(?:first|initial|earlier|previous|our|my) (?:answer|advice|reply|diagnosis|info)\W+"
    r"(?:(?:was|is)\W+)?(?:wrong|incorrect)"
    r"|wrong (?:first |initial |earlier )?(?:answer|advice|info)"
    r"|(?:erst)?(?:auskunft|antwort|diagnose)\W+(?:war\W+)?falsch"
    r"|falsche (?:erst)?(?:auskunft|antwort|diagnose)"
    r"|(?:mauvaise|fausse) (?:premi[èe]re )?(?:r[ée]ponse|info)"
    r"|r[ée]ponse (?:[ée]tait )?(?:fausse|erron[ée]e)"
    r"|(?:risposta|diagnosi) (?:era )?(?:sbagliata|errata)|(?:sbagliata|errata) risposta"
    r"|(?:respuesta|diagn[óo]stico) (?:era )?(?:equivocad\w|err[óo]ne\w|incorrect\w))"
)
_NOT_RIGHTLY = _WRONGLY.replace("|mal|", "|")
"""Without what also means "times" beside a number."""
_TAKES_BACK = re.compile(
    rf"\b{_CORRECTS}{_UP_TO_THREE}{_TAKEN}"
    rf"|{_TAKEN}\W+(?:{_IS}\W+)(?:\w+\W+)?{_WRONG}\b"
    rf"|{_TAKEN}\W+(?:\w+\W+){{0,2}}?(?:{_CLOSED}\W+{_WRONGLY}|{_WRONGLY}\W+(?:\w+\W+)?{_CLOSED})\b"
    rf"|\b(?:{_CLOSED}\W+{_WRONGLY}|{_WRONGLY}\W+{_CLOSED}){_UP_TO_THREE}{_TAKEN}"
    rf"|{_TAKEN}\W+{_NOT_RIGHTLY}\b"
    rf"|{_TAKEN}\W+(?:\w+\W+){{0,3}}?{_FIRST_ANSWER}\b|\b{_FIRST_ANSWER}{_UP_TO_THREE}{_TAKEN}",
    re.IGNORECASE,
)
_JUDGED_AFTER = re.compile(
    rf"\W{{1,3}}(?:{_NOT_RIGHTLY}\b|{_IS}\W+(?:\w+\W+)?{_WRONG}\b"
    rf"|(?:\w+\W+){{0,2}}?(?:{_CLOSED}\W+{_WRONGLY}|{_WRONGLY}\W+(?:\w+\W+)?{_CLOSED})\b)",
    re.IGNORECASE,
)
_JUDGED_BEFORE = re.compile(
    rf"\b(?:{_REOPENS}|{_CLOSED}\W+{_WRONGLY}|{_WRONGLY}\W+{_CLOSED}){_UP_TO_THREE}#?$",
    re.IGNORECASE,
)
_DENIES = re.compile(
    r"(?:\b(?:not|no|nicht|kein\w*|pas|non|isn't|aren't|ni|unlike|rather than)\s+"
    r"(?:(?:as|the|a|an|same as|the same as|due to|because of|caused by|related to|part of|wegen"
    r"|durch|der|die|das|le|la|il|el|un|une|una|ein|eine|es|è|est)\s+){0,2}"
    r"|\b(?:nothing to do with|nichts zu tun mit|rien à voir avec|nada que ver con"
    r"|niente a che (?:fare|vedere) con|(?:first|at first) (?:thought|taken for)"
    r"|zuerst (?:gedacht|vermutet)|d'abord (?:pensé à|cru)|primero pens[ée] en"
    r"|all'inizio pensavo a)\s+(?:of\s+|at\s+|an?\s+)?)#?\s?$",
    re.IGNORECASE,
)

_NOT_THE_CAUSE = re.compile(
    r"[^.;!?]{0,60}\b(?:not the (?:reason|cause|same)|nicht (?:der grund|die ursache)"
    r"|(?:ist|sind) es nicht|pas la (?:cause|raison)|no es la causa|non è la causa)\b",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Mention:
    """One place in a text, [start, end), that names a ticket of the file."""

    ticket_id: str
    start: int
    end: int


class OwnIds:
    """The ids of a file's tickets, to be found in texts however people write them."""

    def __init__(self, ids: Iterable[str]) -> None:
        """Ids are a prefix and a number ("ABC-12"), or a number alone ("12 345", "#12")."""
        split = {one: _PARTS.fullmatch(_BLANKS.sub("", one.strip())) for one in ids}
        keys = {one: ((m["prefix"] or "").upper(), m["number"]) for one, m in split.items() if m}
        numbers = Counter(number for _, number in keys.values())
        self._by_key = {key: one for one, key in keys.items()}
        self._by_number = {n: one for one, (_, n) in keys.items() if numbers[n] == 1}
        prefixes = sorted({prefix for prefix, _ in keys.values() if prefix})
        self._key = (
            re.compile(
                rf"(?<![\w-])(?P<prefix>{'|'.join(prefixes)})[-_ ]?0*(?P<n>\d+)(?![\w-])", re.I
            )
            if prefixes
            else None
        )

    def find(self, text: str) -> tuple[Mention, ...]:
        """Where a text names tickets, in its order.

        A bare number counts where a reference sign or word stands before it, where it stands in a
        list with another ticket, or where it is too long to be an amount.
        """
        found = [] if self._key is None else self._keys(self._key, text)
        taken = [(one.start, one.end) for one in found]
        for one in _BARE.finditer(text):
            if any(start < one.end() and one.start() < end for start, end in taken):
                continue
            for mention in self._bare(one, text, found):
                found.append(mention)
        return tuple(sorted(found, key=lambda one: (one.start, one.end)))

    def _keys(self, pattern: re.Pattern[str], text: str) -> list[Mention]:
        found: list[Mention] = []
        for one in pattern.finditer(text):
            prefix, more = one["prefix"].upper(), one
            while (prefix, more["n"]) in self._by_key:
                start = text.index("-", more.start()) if more is not one else one.start()
                found.append(Mention(self._by_key[prefix, more["n"]], start, more.end()))
                after = _MORE_OF_KEY.match(text, more.end())
                if after is None:
                    break
                more = after
        return found

    def _bare(self, one: re.Match[str], text: str, found: Sequence[Mention]) -> list[Mention]:
        several = one["more"].replace("#", "").split("/")[1:]
        numbers = [_BLANKS.sub("", one["first"]), *several]
        ids = [self._by_number.get(number) for number in numbers]
        if None in ids or not (several or _names(one, text, numbers[0], found)):
            return []
        if several and _DAY.fullmatch(one["first"] + one["more"]):
            return []
        return [Mention(str(own), one.start(), one.end()) for own in ids]


def _names(one: re.Match[str], text: str, number: str, found: Sequence[Mention]) -> bool:
    """Whether a number that is a ticket's is meant as the ticket."""
    if one["hash"] or len(number) >= LONG_NUMBER:
        return True
    before, alone = text[: one.start()], not _WORD_AFTER.match(text, one.end())
    if _REPEATS.search(before) or (alone and _LIKE.search(before)) or _judged(one, text, number):
        return True
    last = max((mention.end for mention in found if mention.end <= one.start()), default=-1)
    between = text[last : one.start()] if last >= 0 else ""
    if between and between.isspace() and last >= len(number) >= JUDGED_NUMBER:
        return alone and text[last - len(number) : last].isdecimal()
    listed = _JOINED.fullmatch(between) is not None
    return listed and (alone or not between.lstrip().startswith(","))


def _judged(one: re.Match[str], text: str, number: str) -> bool:
    """Whether a number's ticket is said to be closed wrongly or opened again."""
    if len(number) < JUDGED_NUMBER:
        return False
    after, before = _JUDGED_AFTER.match(text, one.end()), text[: one.start()]
    return bool(after or _JUDGED_BEFORE.search(before))


def without_mentions(text: str, found: Sequence[Mention]) -> str:
    """The text with the tickets that it names left out."""
    return "".join(_masked(text, found, " "))


def taken_back(text: str, ids: OwnIds) -> frozenset[str]:
    """The tickets of which a text says that they were closed wrongly."""
    wrong: set[str] = set()
    for sentence in _SENTENCE.split(text):
        found = ids.find(sentence)
        masked = _LIST.sub(_TAKEN, _masked(sentence.replace(_TAKEN, " "), found, _TAKEN))
        if found and _TAKES_BACK.search(masked):
            wrong.update(one.ticket_id for one in found)
    return frozenset(wrong)


def denies(text: str, start: int) -> bool:
    """Whether the words around place `start` say that what is named there is not the matter."""
    return bool(_DENIES.search(text[:start]) or _NOT_THE_CAUSE.match(text, start))


def _masked(text: str, found: Sequence[Mention], mark: str) -> str:
    masked, at = [], 0
    for start, end in sorted({(one.start, one.end) for one in found}):
        masked += [text[at:start], mark]
        at = end
    return "".join([*masked, text[at:]])
