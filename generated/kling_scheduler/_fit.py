# Written from openapi.yaml by scripts/generate. Do not edit: change the document, then `tox run -e generate`.
"""Fit a JSON value to a type, field by field, so that one bad optional field costs nothing else."""

from __future__ import annotations

import enum
import functools
import json
import math
import types
from contextlib import suppress
from decimal import Decimal, InvalidOperation
from typing import (
    Annotated,
    Any,
    Literal,
    NamedTuple,
    NoReturn,
    Union,
    get_args,
    get_origin,
)

from msgspec import UNSET, ValidationError, convert
from msgspec import UnsetType as Unset
from msgspec.structs import FieldInfo, asdict, fields

from ._answer import is_array, is_object
from .types import ADDITIONAL, Model, Tagged, revive, wire_name

_NAMES: dict[type[Any], str] = {
    dict: "an object",
    list: "an array",
    str: "a string",
    bool: "a boolean",
    int: "an integer",
    float: "a number",
}
# The longest integer that Python reads without a change of its settings.
_DIGITS = 4000


class Misfit(Exception):
    """The value at ``path`` is not of its type; ``reason`` names no part of the value."""

    def __init__(self, path: str, reason: str) -> None:
        """Say where and why."""
        super().__init__(path, reason)
        self.path = path
        self.reason = reason


def loads(content: bytes) -> Any:
    """Read JSON of any shape: a byte order mark is skipped, numbers beyond a float or 4000 digits become Decimal."""
    try:
        return json.loads(content.decode("utf-8-sig"), parse_constant=_constant, parse_float=_float, parse_int=_integer)
    except UnicodeDecodeError:
        raise Misfit("$", "the body is not UTF-8") from None
    except RecursionError:
        raise Misfit("$", "the body is nested too deeply") from None
    except ValueError as error:
        position = f" at character {error.pos}" if isinstance(error, json.JSONDecodeError) else ""
        raise Misfit("$", f"the body is not JSON{position}" if content else "the body is empty") from None


def fit(value: Any, kind: Any, malformed: list[str], *, by_object: bool = False) -> Any:
    """Return ``value`` as ``kind``; the paths of optional fields that had to be left out are added to ``malformed``.

    ``by_object`` is for what msgspec has read: it then takes whole objects where they fit but for unknown properties.
    Raises Misfit when anything else does not fit.
    """
    fitting = _Fitting(by_object)
    try:
        fitted = fitting.fit(value, kind, "$")
    except RecursionError:
        raise Misfit("$", "the body is nested too deeply") from None
    malformed += fitting.malformed
    return fitted


class _Fitted(NamedTuple):
    value: Any
    malformed: list[str]
    unknown: int

    @property
    def lost(self) -> tuple[int, int]:
        return len(self.malformed), self.unknown


class _Fitting:
    def __init__(self, by_object: bool) -> None:
        self._by_object = by_object
        self.malformed: list[str] = []
        # How much stands in properties that the types so far have no place for.
        self.unknown = 0
        # A value is fitted to each type once, or unions within unions would take exponential time.
        self._known: dict[tuple[int, int], _Fitted | Misfit] = {}

    def fit(self, value: Any, kind: Any, path: str) -> Any:
        origin = get_origin(kind)
        if origin is Annotated:
            tags = [one for one in kind.__metadata__ if isinstance(one, Tagged)]
            return self._tagged(value, kind, tags[0], path) if tags else _leaf(value, kind, path)
        if origin in (Union, types.UnionType):
            return self._union(value, kind, path)
        if origin is list:
            (inner,) = get_args(kind)
            return [self.fit(item, inner, f"{path}[{index}]") for index, item in enumerate(_array(value, path))]
        if origin is dict:
            _, inner = get_args(kind)
            # A key is the service's data, which no message may carry.
            return {key: self.fit(item, inner, f"{path}[...]") for key, item in _object(value, path).items()}
        if isinstance(kind, type) and issubclass(kind, Model):
            return self._model(value, kind, path)
        return _leaf(value, kind, path)

    def _model(self, value: Any, kind: type[Model], path: str) -> Model:
        found = _object(value, path)
        fitted: dict[str, Any] = {}
        malformed: dict[str, Any] = {}
        known = _known(kind)
        unknown: dict[str, Any] = {}
        if ADDITIONAL in known:
            self._further(found, known, fitted, malformed, path)
        else:
            unknown = {name: item for name, item in found.items() if name not in known}
            self.unknown += sum(_size(item) for item in unknown.values())
            if self._by_object:
                with suppress(ValidationError, TypeError):
                    whole = convert({name: item for name, item in found.items() if name in known}, kind)
                    return revive(kind, asdict(whole), {}, unknown) if unknown else whole
        for name, field in known.items():
            if name == ADDITIONAL:
                continue
            here = f"{path}.{name}"
            if name not in found:
                if field.required:
                    raise Misfit(here, "it is required and missing")
                continue
            before = len(self.malformed)
            try:
                fitted[field.name] = self.fit(found[name], field.type, here)
            except Misfit:
                if field.required:
                    raise
                self.malformed[before:] = [here]
                malformed[name] = found[name]
                fitted[field.name] = UNSET
        return revive(kind, fitted, malformed, unknown)

    def _further(
        self,
        found: dict[str, Any],
        known: dict[str, FieldInfo],
        fitted: dict[str, Any],
        malformed: dict[str, Any],
        path: str,
    ) -> None:
        _, inner = get_args(known[ADDITIONAL].type)
        further: dict[str, Any] = {}
        for name in found:
            if name in known:
                continue
            before = len(self.malformed)
            try:
                further[name] = self.fit(found[name], inner, f"{path}[...]")
            except Misfit:
                self.malformed[before:] = [f"{path}[...]"]
                malformed[name] = found[name]
        fitted[known[ADDITIONAL].name] = further

    def _tagged(self, value: Any, kind: Any, tag: Tagged, path: str) -> Any:
        union = get_args(kind)[0]
        if is_object(value):
            wanted = tag.classes.get(str(value.get(tag.name)))
            for member in get_args(union):
                if member.__name__ == wanted:
                    return self.fit(value, member, path)
        return self.fit(value, union, path)

    def _union(self, value: Any, kind: Any, path: str) -> Any:
        best: _Fitted | None = None
        members = [member for member in get_args(kind) if member is not Unset]
        misfit = Misfit(path, f"{_name(value)} is none of the documented types")
        for member in members:
            attempt = self._attempt(value, member, path)
            if isinstance(attempt, Misfit):
                misfit = attempt if len(members) == 1 else misfit
            elif best is None or attempt.lost < best.lost:
                best = attempt
        if best is None:
            raise misfit
        self.malformed += best.malformed
        self.unknown += best.unknown
        return best.value

    def _attempt(self, value: Any, kind: Any, path: str) -> _Fitted | Misfit:
        key = (id(value), id(kind))
        if not isinstance(value, dict | list) or key not in self._known:
            before, unknown = len(self.malformed), self.unknown
            try:
                fitted = self.fit(value, kind, path)
                self._known[key] = _Fitted(fitted, self.malformed[before:], self.unknown - unknown)
            except Misfit as misfit:
                self._known[key] = misfit
            del self.malformed[before:]
            self.unknown = unknown
        return self._known[key]


def _size(value: Any) -> int:
    """How many values stand in it, itself included."""
    size, waiting = 0, [value]
    while waiting:
        one = waiting.pop()
        size += 1
        waiting += one.values() if is_object(one) else one if is_array(one) else ()
    return size


def _leaf(value: Any, kind: Any, path: str) -> Any:
    if kind is Any:
        return value
    if isinstance(value, str | int | float | None) and not _lone_surrogate(value):
        # JSON has one kind of number: 1.0 is an integer too.
        for candidate in (value, int(value)) if isinstance(value, float) and value.is_integer() else (value,):
            # Types that msgspec does not know at all fit nothing either.
            with suppress(ValidationError, TypeError):
                return convert(candidate, kind)
    raise Misfit(path, f"{_name(value)} does not fit {_expected(kind)}")


def _array(value: object, path: str) -> list[Any]:
    if is_array(value):
        return value
    raise Misfit(path, f"{_name(value)} stands where an array is documented")


def _object(value: object, path: str) -> dict[str, Any]:
    if is_object(value):
        return value
    raise Misfit(path, f"{_name(value)} stands where an object is documented")


def _lone_surrogate(value: object) -> bool:
    return isinstance(value, str) and any("\ud800" <= character <= "\udfff" for character in value)


def _name(value: object) -> str:
    if isinstance(value, Decimal):
        return "a number out of range"
    return "null" if value is None else _NAMES[type(value)]


def _expected(kind: Any) -> str:
    if get_origin(kind) is Annotated:
        return "a date-time with an offset"
    if get_origin(kind) is Literal:
        return "the documented constant"
    if isinstance(kind, enum.EnumMeta):
        return "the documented values"
    return _NAMES.get(kind, "the documented type")


@functools.cache
def _known(kind: type[Model]) -> dict[str, FieldInfo]:
    return {wire_name(field.encode_name): field for field in fields(kind)}


def _float(text: str) -> float | Decimal:
    number = float(text)
    return number if math.isfinite(number) else _decimal(text)


def _integer(text: str) -> int | Decimal:
    return int(text) if len(text) <= _DIGITS else _decimal(text)


def _decimal(text: str) -> Decimal:
    try:
        return Decimal(text)
    except InvalidOperation:
        raise Misfit("$", "a number is out of every range") from None


def _constant(_: str) -> NoReturn:
    raise ValueError
