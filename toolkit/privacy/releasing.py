"""What may leave: a wrapper that only this module makes, and the writers of share/ ask for."""

from __future__ import annotations

from typing import TYPE_CHECKING, Generic, NoReturn, TypeVar

from toolkit.errors import WithheldByPromise

if TYPE_CHECKING:
    from toolkit.privacy.scan import Guard

T = TypeVar("T")
C = TypeVar("C", str, bytes)
_MADE_HERE = object()
_SAID = 5


class Released(Generic[T]):
    """A value that `release` has looked at. It cannot be made, copied or changed elsewhere."""

    __slots__ = ("_value",)
    _value: T

    def __init__(self, value: T, made_by: object) -> None:
        if made_by is not _MADE_HERE:
            raise TypeError("only toolkit.privacy.release makes released values.")
        object.__setattr__(self, "_value", value)

    def __init_subclass__(cls) -> None:
        """Refuse: a subclass could leave the check out."""
        raise TypeError("a released value has no subclasses.")

    @property
    def value(self) -> T:
        """The value itself."""
        return self._value

    def __setattr__(self, name: str, value: object) -> NoReturn:
        """Refuse: what was released stays what was looked at."""
        raise AttributeError("a released value cannot be changed.")

    def __reduce__(self) -> NoReturn:
        """Refuse: what is unpickled was not looked at."""
        raise TypeError("a released value cannot be pickled or copied.")

    def __repr__(self) -> str:
        """What kind of value it is, not what it says."""
        return f"Released({type(self._value).__name__})"


def release(content: C, guard: Guard, *, name: str) -> Released[C]:
    """The content of one file of share/, after a look for the people of the roster.

    `name` is the file's name (its ending says how to read it), `guard` knows the roster. Looked for
    are full names, e-mail addresses and ids; `find_leaks` looks for more. Raises WithheldByPromise
    with the places if there are any: then nothing may be written.
    """
    leaks = guard.certain_leaks(content, name)
    if leaks:
        places = "; ".join(f"{one.kind} in {one.where}" for one in leaks[:_SAID])
        more = f"; and {len(leaks) - _SAID} more" if len(leaks) > _SAID else ""
        raise WithheldByPromise(
            f"somebody of the organisation could be known from it ({places}{more}).",
            where=f"share/{name}",
            what_to_do="Nothing was written to this file. Add the words under "
            "[mine.privacy] redact_also in review.toml and run again.",
        )
    return Released(content, _MADE_HERE)
