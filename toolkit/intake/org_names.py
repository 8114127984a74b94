"""Names of a list whose one column gives the surname first: "DE SANTIS PAOLA"."""

from __future__ import annotations

from collections.abc import Sequence

from toolkit.intake.headers import compact_key
from toolkit.intake.names import PersonName, fold, is_first_name, is_particle, parse_name, tokens

_SURNAME_FIRST = frozenset(
    "cognomeenome cognomenome nachnamevorname nachnameundvorname namevorname familiennamevorname "
    "zunamevorname nometprenom nomprenom nomprenoms nometprenoms apellidosynombre "
    "apellidosnombre apellidosynombres lastnamefirstname surnamefirstname surnameandname "
    "surnamename lastnameandfirstname".split()
)
_FIRST_NAME_FIRST = frozenset(
    "nomeecognome nomecognome vornamenachname vornameundnachname vorundnachname vornamename "
    "prenometnom prenomnom nombreyapellidos nombreapellidos nombreyapellido firstnamelastname "
    "firstandlastname namesurname nameandsurname".split()
)
_FEWEST = 3
_MUCH_MORE = 2
_TWO_SURNAMES = "apellidos"
_SURNAME = "surname"


def turned_as(header: str, cells: Sequence[str]) -> str:
    """How a column writes the surname before the first name, without a comma; "" if it does not.

    Its header says so; else most of the first names that the lists know stand behind, and where
    most names have three words and more, people have two surnames.
    """
    key = compact_key(header)
    if key in _FIRST_NAME_FIRST:
        return ""
    if key in _SURNAME_FIRST:
        return key
    words = [tokens(cell) for cell in cells if "," not in cell]
    ends = [(one[0], one[-1]) for one in words if len(one) > 1]
    before = sum(is_first_name(first) and not is_first_name(last) for first, last in ends)
    behind = sum(is_first_name(last) and not is_first_name(first) for first, last in ends)
    if behind < _FEWEST or behind <= _MUCH_MORE * before:
        return ""
    long = sum(len(one) > 2 for one in words)
    return _TWO_SURNAMES if 2 * long > len(words) else _SURNAME


def parse_turned(text: str, turned: str) -> PersonName:
    """The parts of a name whose surname comes first; a comma or capitals part it as ever.

    `turned` is what `turned_as` says of the column.
    """
    words = text.split()
    loud = [word.isupper() for word in words if len(word) > 1]
    if "," in text or len(words) < 2 or (any(loud) and not all(loud)):
        return parse_name(text)
    at = _first_name_at(words, turned)
    return parse_name(f"{' '.join(words[:at])}, {' '.join(words[at:])}")


def _first_name_at(words: Sequence[str], turned: str) -> int:
    """Where the first name begins: behind particles and a surname, at a word known for one."""
    least = 1
    while least < len(words) - 1 and is_particle(words[least - 1].lower()):
        least += 1
    known = (at for at in range(least, len(words)) if is_first_name(fold(words[at])))
    usual = min(least + 1, len(words) - 1) if turned.startswith(_TWO_SURNAMES) else least
    return next(known, usual)


def without_leader(department: str, names: frozenset[str]) -> str:
    """The department without its head in brackets: "Inside Sales (Karen Dobbs)"."""
    head, bracket, inside = department.rstrip().rpartition("(")
    if not bracket or not inside.endswith(")") or not head.strip():
        return department
    words = tokens(inside[:-1])
    return head.strip() if " ".join(sorted(words)) in names else department
