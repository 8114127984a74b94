"""The rooms' results as JSON and back: any frozen dataclass of the model, never pickle.

`dump` goes by the values, `load` by the types that the dataclasses declare. Known are dataclasses,
enums, dates and datetimes, text, numbers (nan and infinity too, numpy's scalars), None and unions
with None, tuples, lists, sets, frozensets, mappings with any of these as keys, and pandas' tables
(see `tables`). The text names the fields of each dataclass that it holds, so that a value written
for another shape is refused, not misread.
"""

from __future__ import annotations

import collections.abc as abc
import gc
import json
import math
import types
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import fields, is_dataclass
from datetime import date, datetime
from enum import Enum
from operator import attrgetter
from typing import Any, Final, TypeAlias, TypeVar, Union, get_args, get_origin, get_type_hints

T = TypeVar("T")
_Way = Callable[[Any], Any]
_Json: TypeAlias = Any
_TypeForm: TypeAlias = Any
"""A class, or an alias like tuple[str, ...] or X | None."""


def dump(value: object) -> str:
    """The value as JSON (ASCII). Raises TypeError where a value is of a kind not named above."""
    writer = _Writer()
    plain = writer.plain(value)
    document = {"shapes": writer.shapes, "value": plain}
    return json.dumps(document, separators=(",", ":"), allow_nan=False)


def load(type_: type[T], text: str) -> T:
    """The value that `dump` wrote, as `type_`: a dataclass or an alias like tuple[Statement, ...].

    Raises ValueError where the text is damaged or was written for other fields or enum members, and
    TypeError where `type_` declares something that is not named above.
    """
    reader = _reader(type_)
    try:
        with _without_collecting():
            document = json.loads(text)
            if document["shapes"].items() - _shapes(type_).items():
                raise ValueError("other fields")
            value: T = reader(document["value"])
    except (AttributeError, IndexError, KeyError, TypeError, ValueError) as error:
        raise ValueError(f"the snapshot does not fit its types ({error}).") from error
    return value


@contextmanager
def _without_collecting() -> Iterator[None]:
    """All that is read stays: to look for garbage in it, again and again, takes half the time."""
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()


class _Writer:
    """Finds, once per type, the way in which its values become plain JSON."""

    def __init__(self) -> None:
        self.shapes: dict[str, str] = {}
        self._ways: dict[type, _Way] = {
            str: _as_is,
            int: _as_is,
            bool: _as_is,
            type(None): _as_is,
            float: _finite,
            date: date.isoformat,
            datetime: datetime.isoformat,
            tuple: self._list,
            list: self._list,
            frozenset: self._set,
            set: self._set,
            dict: self._mapping,
        }

    def plain(self, value: object) -> _Json:
        kind = type(value)
        way = self._ways.get(kind) or self._ways.setdefault(kind, self._learn(kind))
        return way(value)

    def _list(self, value: Iterable[object]) -> list[Any]:
        plain = self.plain
        return [plain(item) for item in value]

    def _set(self, value: Iterable[object]) -> list[Any]:
        return sorted(self._list(value), key=json.dumps)

    def _mapping(self, value: Mapping[object, object]) -> list[Any]:
        return [self._list(value), self._list(value.values())]

    def _learn(self, kind: type) -> _Way:
        if is_dataclass(kind):
            return self._dataclass(kind)
        if issubclass(kind, Enum):
            return lambda value: value.value
        if issubclass(kind, abc.Mapping):
            return self._mapping
        if kind.__module__.partition(".")[0] in ("numpy", "pandas"):
            return self._foreign(kind)
        raise TypeError(f"a {kind.__qualname__} cannot be kept in a snapshot.")

    def _dataclass(self, kind: type) -> _Way:
        names = _names(kind)
        self.shapes[kind.__qualname__] = " ".join(names)
        plain = self.plain
        if len(names) < 2:
            return lambda value: [plain(getattr(value, name)) for name in names]
        get = attrgetter(*names)
        return lambda value: [plain(item) for item in get(value)]

    def _foreign(self, kind: type) -> _Way:
        # Loaded already, or there would be no such value.
        import numpy as np
        import pandas as pd

        from toolkit.workspace.tables import table_to_plain

        if issubclass(kind, pd.DataFrame):
            return table_to_plain
        if issubclass(kind, np.bool_ | np.integer | np.floating | np.str_):
            return lambda value: self.plain(value.item())
        raise TypeError(f"a {kind.__qualname__} cannot be kept in a snapshot.")


def _finite(value: float) -> float | str:
    """A float that JSON knows: what is not finite becomes "nan", "inf" or "-inf"."""
    return value if math.isfinite(value) else repr(value)


def _as_is(value: T) -> T:
    return value


def _names(kind: _TypeForm) -> tuple[str, ...]:
    return tuple(field.name for field in fields(kind))


def _reader(kind: _TypeForm) -> _Way:
    """The way back from plain JSON to a type."""
    make = _MAKERS.get(get_origin(kind))
    if make is not None:
        return make(get_args(kind))
    way = _BY_TYPE.get(kind) or (_class_reader(kind) if isinstance(kind, type) else None)
    if way is None:
        raise TypeError(f"{kind} cannot be read from a snapshot.")
    return way


def _class_reader(kind: type) -> _Way | None:
    if is_dataclass(kind):
        return _dataclass_reader(kind)
    if issubclass(kind, Enum):
        return {member.value: member for member in kind}.__getitem__
    return _read_table if kind.__module__.partition(".")[0] == "pandas" else None


def _dataclass_reader(kind: _TypeForm) -> _Way:
    hints = get_type_hints(kind)
    names = _names(kind)
    readers = [_reader(hints[name]) for name in names]

    def read(plain: _Json) -> object:
        return kind(
            **{name: way(item) for name, way, item in zip(names, readers, plain, strict=True)}
        )

    return read


def _optional(args: tuple[Any, ...]) -> _Way:
    kinds = [kind for kind in args if kind is not type(None)]
    if len(kinds) != 1 or len(args) != 2:
        raise TypeError(f"a union of {args} cannot be read from a snapshot.")
    way = _reader(kinds[0])
    return lambda plain: None if plain is None else way(plain)


def _tuple(args: tuple[Any, ...]) -> _Way:
    if len(args) == 2 and args[1] is Ellipsis:
        way = _reader(args[0])
        return lambda plain: tuple([way(item) for item in plain])
    ways = [_reader(kind) for kind in args]
    return lambda plain: tuple(way(item) for way, item in zip(ways, plain, strict=True))


def _collection(make: Callable[[Any], Any]) -> Callable[[tuple[Any, ...]], _Way]:
    def collection(args: tuple[Any, ...]) -> _Way:
        way = _reader(args[0])
        return lambda plain: make([way(item) for item in plain])

    return collection


def _mapping(args: tuple[Any, ...]) -> _Way:
    key, value = map(_reader, args)
    return lambda plain: dict(zip(map(key, plain[0]), map(value, plain[1]), strict=True))


def _read_table(plain: _Json) -> object:
    from toolkit.workspace.tables import table_from_plain

    return table_from_plain(plain)


def _exactly(kind: type) -> _Way:
    def read(plain: _Json) -> object:
        if type(plain) is not kind:
            raise TypeError(f"{plain!r} is no {kind.__name__}")
        return plain

    return read


_BY_TYPE: Final[Mapping[Any, _Way]] = {
    str: _exactly(str),
    int: _exactly(int),
    bool: _exactly(bool),
    type(None): _exactly(type(None)),
    float: float,
    date: date.fromisoformat,
    datetime: datetime.fromisoformat,
}
_MAKERS: Final[Mapping[Any, Callable[[tuple[Any, ...]], _Way]]] = {
    Union: _optional,
    types.UnionType: _optional,
    tuple: _tuple,
    list: _collection(list),
    abc.Sequence: _collection(tuple),
    set: _collection(set),
    frozenset: _collection(frozenset),
    dict: _mapping,
    abc.Mapping: _mapping,
}


def _shapes(kind: _TypeForm) -> dict[str, str]:
    """The dataclasses that a type is made of, with their fields."""
    shapes: dict[str, str] = {}
    waiting: list[_TypeForm] = [kind]
    while waiting:
        part = waiting.pop()
        waiting.extend(get_args(part))
        if isinstance(part, type) and is_dataclass(part) and part.__qualname__ not in shapes:
            shapes[part.__qualname__] = " ".join(_names(part))
            waiting.extend(get_type_hints(part).values())
    return shapes
