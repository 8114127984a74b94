"""What day it is, as somebody says it at the beginning of a recording, in five languages."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from datetime import date
from functools import cache

from toolkit.intake.dates import MONTHS, parse_date
from toolkit.intake.headers import strip_accents

_ORDINALS = """
first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth thirteenth
fourteenth fifteenth sixteenth seventeenth eighteenth nineteenth twentieth twenty-first
twenty-second twenty-third twenty-fourth twenty-fifth twenty-sixth twenty-seventh twenty-eighth
twenty-ninth thirtieth thirty-first
"""
_GERMAN = """
erste zweite dritte vierte funfte sechste siebte achte neunte zehnte elfte zwolfte dreizehnte
vierzehnte funfzehnte sechzehnte siebzehnte achtzehnte neunzehnte zwanzigste einundzwanzigste
zweiundzwanzigste dreiundzwanzigste vierundzwanzigste funfundzwanzigste sechsundzwanzigste
siebenundzwanzigste achtundzwanzigste neunundzwanzigste dreissigste einunddreissigste
"""
_ITALIAN = """
primo due tre quattro cinque sei sette otto nove dieci undici dodici tredici quattordici quindici
sedici diciassette diciotto diciannove venti ventuno ventidue ventitre ventiquattro venticinque
ventisei ventisette ventotto ventinove trenta trentuno
"""
_FRENCH = """
premier deux trois quatre cinq six sept huit neuf dix onze douze treize quatorze quinze seize
dix-sept dix-huit dix-neuf vingt vingt-et-un vingt-deux vingt-trois vingt-quatre vingt-cinq
vingt-six vingt-sept vingt-huit vingt-neuf trente trente-et-un
"""
_SPANISH = """
primero dos tres cuatro cinco seis siete ocho nueve diez once doce trece catorce quince dieciseis
diecisiete dieciocho diecinueve veinte veintiuno veintidos veintitres veinticuatro veinticinco
veintiseis veintisiete veintiocho veintinueve treinta treinta-y-uno
"""
_IT_IS = (
    r"(?:(?:it|today|that|this)(?:'s| is)|date is|we are on|heute ist|es ist|heute haben wir"
    r"|wir haben(?: heute)?|oggi e|e|siamo al|nous sommes|on est|c'est|aujourd'hui|hoy es|es"
    r"|estamos a)"
)
"""Only a day that is said to be this one counts: people tell of many others."""
_GAP = r"[\s,]+"
_BETWEEN = rf"(?:{_GAP}[a-z]{{2,12}})??{_GAP}(?:(?:the|der|den|il|l'|le|el)\s*)?"
"""A weekday and an article."""


def spoken_day(text: str, year: int) -> date | None:
    """The first day that somebody says it is ("Today is Monday, the ninth of June"), else None."""
    plain = strip_accents(text.replace("’", "'")).casefold()
    for found in _said().finditer(plain):
        groups = found.groupdict()
        number = groups["day"] or groups["day_behind"]
        month = groups["month"] or groups["month_before"]
        day = _numbers().get(re.sub(r"\s+", "-", number), number.rstrip(".stndrh"))
        if read := parse_date([f"{year}-{_months().get(month, 0)}-{day}"])[0]:
            return read
    return None


@cache
def _months() -> Mapping[str, int]:
    pairs = ((name, number) for number, names in MONTHS.items() for name in names.split())
    return {strip_accents(name): number for name, number in pairs}


@cache
def _numbers() -> Mapping[str, int]:
    return dict(_number_words())


def _number_words() -> Iterator[tuple[str, int]]:
    for words in (_ORDINALS, _ITALIAN, _FRENCH, _SPANISH):
        yield from ((word, number) for number, word in enumerate(words.split(), start=1))
    for number, word in enumerate(_GERMAN.split(), start=1):
        yield from ((word + end, number) for end in ("", "n", "r"))
    yield from (("uno", 1), ("un", 1))


@cache
def _said() -> re.Pattern[str]:
    words = sorted(_numbers(), key=len, reverse=True)
    spelt = "|".join(word.replace("-", r"[\s-]") for word in words)
    number = rf"{spelt}|\d{{1,2}}(?:st|nd|rd|th|\.)?"
    month = r"[a-z]{3,10}"
    return re.compile(
        rf"(?<![\w']){_IT_IS}{_BETWEEN}"
        rf"(?:(?P<day>{number})\s+(?:of |de |di )?(?P<month>{month})"
        rf"|(?P<month_before>{month})\s+(?:the )?(?P<day_behind>{number}))(?!\w)"
    )
