"""The command line: ``python -m scripts.sandbox``.

Exit codes: 0 ended by Ctrl-C or SIGTERM; 2 bad arguments, an unusable document, a port or a file that cannot be had.
"""

from __future__ import annotations

import argparse
import ipaddress
import os
import signal
import sys
from collections.abc import Callable
from pathlib import Path
from typing import TypeVar

from scripts.document import DOCUMENT, DocumentError, load
from scripts.reference.notes import notes_of
from scripts.sandbox.app import Sandbox, create_app
from scripts.sandbox.clock import MAX_SPEED, Clock, from_text
from scripts.sandbox.faults import FAULTS, described
from scripts.sandbox.limit import Limit
from scripts.sandbox.reload import Reload
from scripts.sandbox.server import LOOPBACK, listen, server
from scripts.sandbox.settings import TOKEN
from scripts.sandbox.simulation import Simulation
from scripts.sandbox.state import StateError, check_place, load_state, save_state
from scripts.sandbox.vectors import VectorsError, load_vectors
from scripts.sandbox.webhooks import Webhooks

Read = TypeVar("Read")


def main(arguments: list[str] | None = None) -> int:
    """Serve until interrupted; the exit code is the module's."""
    options = _parser().parse_args(arguments)
    if options.list_faults:
        print(*described(), sep="\n")
        return 0
    try:
        if options.save is not None:
            check_place(options.save)
        app = _app(options)
        listener = listen(options.host, options.port)
    except (DocumentError, StateError, VectorsError) as error:
        print(f"sandbox: {error}", file=sys.stderr)
        return 2
    except OSError as error:
        print(f"sandbox: cannot listen on {options.host}:{options.port}: {error.strerror}", file=sys.stderr)
        return 2
    with listener:
        host, port = listener.getsockname()[:2]
        if not ipaddress.ip_address(host.partition("%")[0]).is_loopback:
            print(f"sandbox: warning: {host} can be reached from other machines", file=sys.stderr)
        running = server(app)

        def end(*_: object) -> None:
            running.should_exit = True

        # A signal that comes before the server listens for it, or that it hands on when it has drained, does no harm.
        for number in {signal.SIGINT, signal.SIGTERM, getattr(signal, "SIGHUP", signal.SIGTERM)}:
            signal.signal(number, end)
        _greet(app, f"http://{f'[{host}]' if ':' in host else host}:{port}", options)
        running.run([listener])
    app.close()
    return _saved(app, options.save)


def _app(options: argparse.Namespace) -> Sandbox:
    source = options.document
    simulation = webhooks = None
    if not options.static:
        clock = Clock(options.clock, speed=options.speed, frozen=options.freeze)
        simulation = Simulation(clock, seed=options.seed)
        if options.call_webhooks:
            webhooks = Webhooks(simulation, lambda line: print(f"sandbox: {line}", file=sys.stderr))
    app = create_app(
        load(source),
        token=os.environ.get("USEAPI_TOKEN") or TOKEN,
        simulation=simulation,
        control=options.control,
        faults=options.fault,
        limit=options.limit,
        log=(lambda line: print(line, file=sys.stderr)) if sys.stderr.isatty() and not options.quiet else None,
        webhooks=webhooks,
        vectors=None if options.vectors is None else load_vectors(options.vectors),
        host=options.host,
        notes=notes_of(source),
    )
    if simulation is not None and options.load is not None:
        load_state(simulation, options.load)
    if options.reload:
        app.look_at(Reload(app, source).look)
    return app


def _saved(app: Sandbox, path: Path | None) -> int:
    """Save the simulation where the user wants it; the exit code."""
    if path is not None and app.simulation is not None:
        try:
            save_state(app.simulation, path)
        except StateError as error:
            print(f"sandbox: {error}", file=sys.stderr)
            return 2
    return 0


def _greet(app: Sandbox, root: str, options: argparse.Namespace) -> None:
    """Say how to call the sandbox; a token that the user brought is named, never shown."""
    print(f"sandbox: {root}{app.base_path}")
    print(f"page:    {root}{app.front}")
    if os.environ.get("USEAPI_TOKEN"):
        print("token:   the one in USEAPI_TOKEN")
        call = "printf 'Authorization: Bearer %s' \"$USEAPI_TOKEN\" | curl --header @-"
    else:
        print(f"token:   {TOKEN}")
        call = f'curl --header "Authorization: Bearer {TOKEN}"'
    first = next((endpoint.operation for endpoint in app.contract if endpoint.operation.method == "GET"), None)
    if first is not None:
        print(f"try:     {call} {root}{app.base_path}{first.path}")
    if options.control and app.simulation is not None:
        print(f"control: {root}/_sandbox/openapi.json")
    if app.vectors is not None and app.vectors.first is not None:
        print(f"vectors: {root}{app.vectors.first}")
    if options.fault:
        print(f"faults:  {', '.join(options.fault)}")
    sys.stdout.flush()


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="sandbox",
        description="Serve an OpenAPI document on this machine; its lists of running tasks are simulated.",
        epilog="The token is the one in USEAPI_TOKEN, else a public one that is printed.",
    )
    add = parser.add_argument
    add("--host", default=LOOPBACK, help="the address to listen on (default: %(default)s)")
    add("--port", type=_reader(_port), default=4010, help="0 picks a free one (default: %(default)s)")
    add("--document", type=Path, metavar="FILE", default=DOCUMENT, help="the OpenAPI document (default: openapi.yaml)")
    add("--reload", action="store_true", help="serve the document anew when its file changes; tasks go on")
    add("--static", action="store_true", help="answer documented examples instead of simulated tasks")
    add("--seed", type=_reader(_seed), default=0, metavar="N", help="which tasks there are (default: %(default)s)")
    add("--clock", type=_reader(from_text), metavar="MOMENT", help="start at a moment such as 2025-04-18T12:34:56Z")
    add("--freeze", action="store_true", help="the simulation's clock stands still")
    add("--speed", type=_reader(_speed), default=1.0, metavar="TIMES", help="the simulation's clock runs faster")
    add("--no-control", dest="control", action="store_false", help="no control interface under /_sandbox/")
    add("--call-webhooks", action="store_true", help="tell a task's end to its webhook, on this machine alone")
    add("--load", type=Path, metavar="FILE", help="restore the simulation from a JSON file")
    add("--save", type=Path, metavar="FILE", help="save the simulation to a JSON file at the end")
    add("--vectors", type=Path, metavar="FILE", help="serve the test vectors of a bundle under /_vectors/ too")
    add("--limit", type=_reader(Limit), metavar="RATE", help="answer 429 above a rate such as 10/s or 100/m")
    add("--fault", action="append", default=[], choices=FAULTS, metavar="NAME", help="break every answer; repeatable")
    add("--quiet", action="store_true", help="do not tell requests on a terminal")
    add("--list-faults", action="store_true", help="list the ways to break an answer, and end")
    return parser


def _reader(read: Callable[[str], Read]) -> Callable[[str], Read]:
    """``read`` with its ValueError as argparse wants it."""

    def convert(text: str) -> Read:
        try:
            return read(text)
        except ValueError as error:
            raise argparse.ArgumentTypeError(str(error)) from None

    return convert


def _port(text: str) -> int:
    if not (text.isascii() and text.isdecimal()) or int(text) > 65535:
        raise ValueError(f"{text!r} is no port: write a number from 0 to 65535")
    return int(text)


def _seed(text: str) -> int:
    if not (text.isascii() and text.isdecimal()) or len(text) > 18:
        raise ValueError(f"{text!r} is no seed: write a whole number of up to 18 digits")
    return int(text)


def _speed(text: str) -> float:
    try:
        speed = float(text)
    except ValueError:
        speed = 0.0
    if not 0.001 <= speed <= MAX_SPEED:
        raise ValueError(f"{text!r} is no speed: write a number from 0.001 to {MAX_SPEED:g}")
    return speed
