# Written from openapi.yaml by scripts/generate.py. Do not edit: change the document, then `tox run -e generate`.
"""How a sub-command's options become an operation's arguments."""

from __future__ import annotations

import argparse
import functools
import inspect
import math
import time
from collections.abc import Callable
from types import ModuleType
from typing import Any, get_args, get_origin, get_type_hints

import httpx
from msgspec import DecodeError, ValidationError, convert
from msgspec.json import decode

from . import errors
from ._show import Screen
from .client import Client
from .types import Unset

Call = Callable[[], object]


class UsageError(ValueError):
    """An option's value does not fit the operation's input."""


def add_inputs(parser: argparse.ArgumentParser, module: ModuleType) -> None:
    """Add one option for each input of the operation in ``module``; what its path names is positional."""
    for name, parameter in _inputs(module).items():
        option = name.replace("_", "-")
        if parameter.kind is parameter.POSITIONAL_OR_KEYWORD:
            parser.add_argument(name, metavar=option.upper())
        else:
            several = get_origin(_kind(module, name)) is list
            parser.add_argument(
                f"--{option}",
                dest=name,
                required=parameter.default is parameter.empty,
                action="append" if several else "store",
                metavar="JSON" if name == "body" else "VALUE",
            )


def bind(module: ModuleType, options: argparse.Namespace, client: Client) -> Call:
    """Return the call of the operation in ``module`` with what ``options`` say. Raises UsageError."""
    given: dict[str, Any] = {}
    for name in _inputs(module):
        value = getattr(options, name)
        if value is None:
            continue
        kind = _kind(module, name)
        try:
            given[name] = decode(value, type=kind) if name == "body" else convert(value, kind, strict=False)
        except (ValidationError, DecodeError) as error:
            raise UsageError(f"--{name.replace('_', '-')}: {error}") from None
    return functools.partial(module.sync, client=client, **given)


def watch(call: Call, screen: Screen, seconds: float) -> int:
    """Show the result every ``seconds``, or later when the service asks for it, until interrupted."""
    try:
        while True:
            wait = seconds
            try:
                screen.refresh(call())
            except errors.ApiError as error:
                wait = max(seconds, error.retry_after or 0.0)
                screen.note(str(error))
            except httpx.TransportError as error:
                screen.note(described(error))
            time.sleep(wait)
    except KeyboardInterrupt:
        return 0


def interval(text: str) -> float:
    """A number of seconds above zero, for argparse."""
    seconds = float(text)
    if not 0 < seconds < math.inf:
        raise ValueError
    return seconds


def described(error: httpx.TransportError) -> str:
    """One line about a fault of the network."""
    return f"no answer: {' '.join(str(error).split()) or type(error).__name__}"


def _inputs(module: ModuleType) -> dict[str, inspect.Parameter]:
    parameters = inspect.signature(module.sync).parameters
    return {name: parameter for name, parameter in parameters.items() if name != "client"}


def _kind(module: ModuleType, name: str) -> Any:
    kind = get_type_hints(module.sync, include_extras=True)[name]
    members = [member for member in get_args(kind) if member is not Unset]
    return members[0] if Unset in get_args(kind) and len(members) == 1 else kind
