# Written from openapi.yaml by scripts/generate. Do not edit: change the document, then `tox run -e generate`.
"""How a sub-command's options become an operation's arguments."""

from __future__ import annotations

import argparse
import functools
import inspect
import sys
import time
from collections.abc import Callable
from contextlib import suppress
from datetime import datetime
from pathlib import Path
from types import ModuleType
from typing import Any, get_args, get_origin, get_type_hints

from msgspec import DecodeError, ValidationError, convert
from msgspec.json import decode

from . import errors
from ._fit import Misfit, fit, loads
from ._setup import LONGEST
from ._show import Screen, names_of
from .client import Client
from .types import File, Unset

Call = Callable[[], object]
# The options that every sub-command has.
_OWN = ("help", "json", "watch", "timeout", "max-retries", "base-url", "allow-http")
# After these no further attempt will do.
_REFUSALS = (401, 403)
_WORDS = (("pass token= or set", "set"), ("pass allow_http=True", "say --allow-http"), ("base_url ", "--base-url "))


class UsageError(ValueError):
    """An option's value does not fit the operation's input."""


def add_inputs(parser: argparse.ArgumentParser, module: ModuleType) -> None:
    """Add one option for each input of the operation in ``module``; what its path names is positional."""
    for name, parameter in _inputs(module).items():
        option = name.replace("_", "-")
        if parameter.kind is parameter.POSITIONAL_OR_KEYWORD:
            parser.add_argument(_destination(name), metavar=option.upper())
            continue
        kind = _kind(module, name)
        parser.add_argument(
            f"--{option}{'-value' if option in _OWN else ''}",
            dest=_destination(name),
            required=parameter.default is parameter.empty,
            action="append" if name != "body" and get_origin(kind) is list else "store",
            metavar=("FILE" if kind is bytes else "TEXT" if kind is str else "JSON") if name == "body" else "VALUE",
        )


def bind(module: ModuleType, options: argparse.Namespace, client: Client) -> Call:
    """Return the call of the operation in ``module`` with what ``options`` say. Raises UsageError."""
    given: dict[str, Any] = {}
    for name in _inputs(module):
        value = getattr(options, _destination(name))
        if value is None:
            continue
        kind = _kind(module, name)
        try:
            given[name] = _body(value, kind) if name == "body" else _value(value, kind)
        except (ValidationError, DecodeError, OSError) as error:
            raise UsageError(f"--{name.replace('_', '-')}: {error}") from None
        except Misfit as misfit:
            raise UsageError(f"--{name.replace('_', '-')}: {misfit.reason} - at {misfit.path}") from None
    return functools.partial(_call, module, client, given)


def help_of(text: str) -> str:
    """``text`` for argparse, to which a percent sign is a command."""
    return text.replace("%", "%%")


def _call(module: ModuleType, client: Client, given: dict[str, Any]) -> object:
    return module.sync(client=client, **given)


def _destination(name: str) -> str:
    return f"input_{name}"


def _body(text: str, kind: Any) -> Any:
    if kind is str:
        return text
    if kind is bytes:
        return Path(text).read_bytes()
    # Where several media types are taken, what is no JSON is the name of a file.
    if bytes in get_args(kind) and not text.lstrip().startswith(("{", "[", '"')):
        return Path(text).read_bytes()
    try:
        return decode(text, type=kind, dec_hook=_file)
    except TypeError:
        return fit(loads(text.encode()), kind, [])


def _file(kind: type[Any], value: Any) -> Any:
    if kind is File:
        return File.read(str(value))
    raise TypeError


def _value(value: Any, kind: Any) -> Any:
    with suppress(ValidationError, TypeError):
        return convert(value, kind, strict=False)
    with suppress(Misfit):
        return fit(loads(value.encode()) if isinstance(value, str) else value, kind, [])
    try:
        return fit(value, kind, [])
    except Misfit:
        return convert(value, kind, strict=False)


def watch(call: Call, screen: Screen, seconds: float) -> int:
    """Show the result every ``seconds``, or later when the service asks for it, until interrupted."""
    try:
        while True:
            wait = seconds
            try:
                screen.refresh(call())
            except errors.ApiError as error:
                if error.status_code in _REFUSALS:
                    raise
                wait = max(seconds, error.retry_after or 0.0)
                screen.note(str(error))
            except errors.NoAnswer as error:
                screen.note(str(error))
            time.sleep(wait)
    except KeyboardInterrupt:
        return 130


def wait(call: Call, names: list[str], seconds: float) -> int:
    """Ask every ``seconds`` until nothing of these ``names`` is listed, or of all that is listed now. 0 when done."""
    asked_for, told = list(dict.fromkeys(names)), ""
    try:
        while True:
            pause, text = seconds, ""
            try:
                listed = names_of(call())
                asked_for = asked_for or listed
                left = [name for name in asked_for if name in listed]
                if not left:
                    print(f"none of {len(asked_for)} is listed" if asked_for else "nothing is listed", file=sys.stderr)
                    return 0
                text = f"{len(left)} of {len(asked_for)} still listed: {', '.join(left)}"
            except errors.ApiError as error:
                if error.status_code in _REFUSALS:
                    raise
                pause, text = max(seconds, error.retry_after or 0.0), str(error)
            except errors.NoAnswer as error:
                text = str(error)
            if text != told:
                print(f"{datetime.now():%H:%M:%S}  {text}", file=sys.stderr, flush=True)
                told = text
            time.sleep(pause)
    except KeyboardInterrupt:
        return 130


class Completion(argparse.Action):
    """Write what a shell completes the command line with, and end."""

    def __call__(self, parser: argparse.ArgumentParser, *given: Any) -> None:
        """Write it for the shell that was named."""
        try:
            from shtab import complete
        except ImportError:
            parser.exit(2, f"{parser.prog}: completion needs the package shtab: pip install shtab\n")
        print(complete(parser, str(given[1])))
        parser.exit()


def in_options(message: str) -> str:
    """A ``message`` about arguments in the words of the command line."""
    for argument, option in _WORDS:
        message = message.replace(argument, option)
    return message


def interval(text: str) -> float:
    """A number of seconds above zero, for argparse."""
    seconds = float(text)
    if not 0 < seconds <= LONGEST:
        raise ValueError
    return seconds


def retries(text: str) -> int:
    """How often to ask again, for argparse."""
    number = int(text)
    if number < 0:
        raise ValueError
    return number


def _inputs(module: ModuleType) -> dict[str, inspect.Parameter]:
    parameters = inspect.signature(module.sync).parameters
    return {name: parameter for name, parameter in parameters.items() if name != "client"}


def _kind(module: ModuleType, name: str) -> Any:
    kind = _hints(module)[name]
    members = [member for member in get_args(kind) if member is not Unset]
    if Unset not in get_args(kind):
        return kind
    union: Any = members[0]
    for member in members[1:]:
        union = union | member
    return union


@functools.cache
def _hints(module: ModuleType) -> dict[str, Any]:
    return get_type_hints(module.sync, include_extras=True)
