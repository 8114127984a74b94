"""pandas' tables as plain JSON and back: columns, index, their types, and the types of cells.

Imports pandas: only `snapshots` uses it, and only where there is a table. Not kept are the
frequency of an index of dates and the table's `attrs`.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping
from datetime import date, datetime
from enum import Enum
from typing import Any, Final, TypeAlias

import numpy as np
import pandas as pd

from toolkit.model import vocabulary

_Dtype: TypeAlias = Any
_Plain = dict[str, Any]
_Json: TypeAlias = Any
_Array: TypeAlias = Any
"""One of numpy's or of pandas' arrays: they share no type."""
_AS_THEY_ARE: Final = frozenset((str, int, bool, type(None)))


def table_to_plain(table: pd.DataFrame) -> _Plain:
    """The table in JSON's own types. Raises TypeError for a column or cell of an unknown type."""
    return {
        "names": _to_plain(table.columns),
        "index": _to_plain(table.index),
        "columns": [_to_plain(table.iloc[:, place]) for place in range(table.shape[1])],
    }


def table_from_plain(plain: _Plain) -> pd.DataFrame:
    """The table that `table_to_plain` took apart. Raises ValueError where its parts do not fit."""
    index = _index(plain["index"])
    arrays = enumerate(map(_array, plain["columns"]))
    # Said, not guessed: pandas would take objects that are all moments for a column of moments.
    columns = {place: pd.Series(array, index, array.dtype) for place, array in arrays}
    table = pd.DataFrame(columns, index=index)
    table.columns = _index(plain["names"])
    return table


def _to_plain(values: pd.Series | pd.Index) -> _Plain:
    if isinstance(values, pd.RangeIndex):
        steps = [values.start, values.stop, values.step]
        return {"range": steps, "name": _cell(values.name)}
    if isinstance(values, pd.MultiIndex):
        raise TypeError("a table with several levels of labels cannot be kept in a snapshot.")
    plain = _array_to_plain(values.array, values.dtype)
    return plain | {"dtype": str(values.dtype), "name": _cell(values.name)}


def _array_to_plain(array: _Array, dtype: _Dtype) -> _Plain:
    if isinstance(dtype, pd.CategoricalDtype):
        categories = _to_plain(dtype.categories)
        return {
            "values": array.codes.tolist(),
            "categories": categories,
            "ordered": bool(dtype.ordered),
        }
    if dtype.kind == "f" and isinstance(dtype, np.dtype):
        return {"values": [_finite(value) for value in array.to_numpy().tolist()]}
    if dtype.kind in "iub" and isinstance(dtype, np.dtype):
        return {"values": array.to_numpy().tolist()}
    if dtype.kind in "mM":
        zone = getattr(dtype, "tz", None)
        return {"values": array.asi8.tolist(), "unit": array.unit, "zone": zone and str(zone)}
    if dtype.kind == "O" or isinstance(dtype, _MASKED):
        return {"values": [_cell(value) for value in array.astype(object)]}
    raise TypeError(f"a column of type {dtype} cannot be kept in a snapshot.")


_MASKED: Final = tuple(
    type(pd.api.types.pandas_dtype(name))
    for name in (
        *(f"{sign}Int{bits}" for sign in ("", "U") for bits in (8, 16, 32, 64)),
        "Float32",
        "Float64",
        "boolean",
    )
)


def _index(plain: _Plain) -> pd.Index:
    name = _value(plain["name"])
    if "range" in plain:
        start, stop, step = plain["range"]
        return pd.RangeIndex(start, stop, step, name=name)
    array = _array(plain)
    index: pd.Index = pd.Index(array, dtype=array.dtype, name=name)
    return index


def _array(plain: _Plain) -> _Array:
    values, dtype = plain["values"], plain["dtype"]
    if "categories" in plain:
        categories = _index(plain["categories"])
        return pd.Categorical.from_codes(values, categories, ordered=plain["ordered"])
    if "unit" in plain:
        return _moments(plain)
    if dtype == "object":
        return _objects(values)
    if dtype.startswith("float"):
        return np.array([float(value) for value in values], dtype=dtype)
    if dtype.startswith(("int", "uint", "bool")) and dtype != "boolean":
        return np.array(values, dtype=dtype)
    return pd.array([_value(value) for value in values], dtype=dtype)


def _objects(values: list[Any]) -> _Array:
    array = np.empty(len(values), dtype=object)
    # One by one: numpy would take a list of tuples for a table.
    for place, value in enumerate(values):
        array[place] = _value(value)
    return array


def _moments(plain: _Plain) -> _Array:
    kind = "timedelta64" if plain["dtype"].startswith("timedelta") else "datetime64"
    moments = pd.Series(np.array(plain["values"], dtype="int64").view(f"{kind}[{plain['unit']}]"))
    if plain["zone"]:
        moments = moments.dt.tz_localize("UTC").dt.tz_convert(plain["zone"])
    return moments.array


def _finite(value: float) -> float | str:
    return value if math.isfinite(value) else repr(value)


def _cell(value: object) -> _Json:
    """One cell: text, whole numbers, truth and nothing as they are, all else behind its tag."""
    kind = type(value)
    if kind in _AS_THEY_ARE or (
        isinstance(value, float) and kind is float and math.isfinite(value)
    ):
        return value
    if isinstance(value, np.generic):
        return _cell(value.item())
    for tag, (known, write, _) in _TAGGED.items():
        if isinstance(value, known):
            return [tag, write(value)]
    raise TypeError(f"a cell with a {kind.__qualname__} cannot be kept in a snapshot.")


def _value(plain: _Json) -> _Json:
    if type(plain) is not list:
        return plain
    _, _, read = _TAGGED[plain[0]]
    return read(plain[1])


def _enum_member(plain: list[str]) -> Enum:
    member: Enum = getattr(vocabulary, plain[0])(plain[1])
    return member


def _write_enum(value: Enum) -> list[Any]:
    name = type(value).__qualname__
    if getattr(vocabulary, name, None) is not type(value):
        raise TypeError(f"a cell with a {name} cannot be kept in a snapshot.")
    return [name, value.value]


_Tag = tuple[Any, Callable[[Any], Any], Callable[[Any], Any]]
# In this order: NaT and Timestamp are datetimes, and a datetime is a date.
_TAGGED: Final[Mapping[str, _Tag]] = {
    "enum": (Enum, _write_enum, _enum_member),
    "float": (float, repr, float),
    "nat": (type(pd.NaT), lambda _: None, lambda _: pd.NaT),
    "na": (type(pd.NA), lambda _: None, lambda _: pd.NA),
    "timestamp": (pd.Timestamp, pd.Timestamp.isoformat, pd.Timestamp),
    "datetime": (datetime, datetime.isoformat, datetime.fromisoformat),
    "date": (date, date.isoformat, date.fromisoformat),
    "tuple": (
        tuple,
        lambda value: list(map(_cell, value)),
        lambda plain: tuple(map(_value, plain)),
    ),
    "list": (list, lambda value: list(map(_cell, value)), lambda plain: list(map(_value, plain))),
}
