"""Names of languages as training files write them, as two-letter codes."""

from __future__ import annotations

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
_CODE_OF = {name: code for code, names in _NAMES.items() for name in (code, *names.split())}


def language_code(name: str) -> str:
    """The code of a language, "" where the name is not known: Deutsch, DE and de-AT are de."""
    return _CODE_OF.get(name.strip().casefold().replace("_", "-").split("-")[0].strip(), "")


def language_codes(names: str, separator: str = ";") -> frozenset[str]:
    """The codes of a joined list; names that are not known are left out."""
    found = {language_code(part) for part in names.replace(",", separator).split(separator)}
    return frozenset(found - {""})
