"""Names of languages as training files write them, as two-letter codes."""

from __future__ import annotations

import re
from collections.abc import Collection

_NAMES = {
    "en": "english englisch inglese anglais ingles gb uk eng",
    "de": "german deutsch tedesco allemand aleman ger deu",
    "it": "italian italienisch italiano italien ita",
    "fr": "french französisch francese francais français frances francés fra fre",
    "es": "spanish spanisch spagnolo espagnol espanol español castellano spa esp",
    "nl": "dutch niederländisch nederlands olandese neerlandais nld",
    "pt": "portuguese portugiesisch português portoghese portugais por",
    "pl": "polish polnisch polski polacco polonais pol",
}
_SHORTEST = 3
"""Names in words are longer than that; "GER" stands in columns only."""
_CODE_OF = {name: code for code, names in _NAMES.items() for name in (code, *names.split())}


def language_code(name: str) -> str:
    """The code of a language, "" where the name is not known: Deutsch, DE and de-AT are de."""
    return _CODE_OF.get(name.strip().casefold().replace("_", "-").split("-")[0].strip(), "")


def names_language(text: str, codes: Collection[str]) -> bool:
    """Whether words say that something is in one of these languages ("it was in Spanish")."""
    names = [name for code in sorted(codes) for name in _NAMES.get(code, "").split()]
    longer = [re.escape(name) for name in names if len(name) > _SHORTEST]
    if not longer:
        return False
    said = rf"(?:in|auf|en|completely|only|all|nur|solo|tutto|todo|tout)\s+(?:{'|'.join(longer)})"
    return re.search(rf"(?<!\w){said}(?!\w)", text.casefold()) is not None


def language_codes(names: str, separator: str = ";") -> frozenset[str]:
    """The codes of a joined list; names that are not known are left out."""
    found = {language_code(part) for part in names.replace(",", separator).split(separator)}
    return frozenset(found - {""})
