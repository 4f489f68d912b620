# Written from openapi.yaml by scripts/generate. Do not edit: change the document, then `tox run -e generate`.
"""The command line: one sub-command for each operation.

The token comes from ``USEAPI_TOKEN`` and from nowhere else, since arguments show in process lists.

Exit codes: 0 done; 1 the service answered with an error; 2 wrong usage, token, base URL or proxy, or an output that
takes nothing; 3 no answer, or one that is not what the document describes; 130 interrupted.
"""

from __future__ import annotations

import argparse
import os
import sys
from types import ModuleType

from . import _command, errors
from ._setup import TOKEN_VARIABLE
from ._show import Screen
from .api.scheduler import get_running_tasks as scheduler_get_running_tasks
from .client import USER_AGENT, AuthenticatedClient, Client

# By sub-command: the operation, what it does, whether it needs the token; None when it may have one.
COMMANDS: dict[str, tuple[ModuleType, str, bool | None]] = {
    "get-running-tasks": (scheduler_get_running_tasks, "List running tasks", True),
}

# The command that waits until what another one lists is listed no longer.
WAIT, LISTING = "wait", "get-running-tasks"


def main(arguments: list[str] | None = None) -> int:
    """Run one sub-command and return the exit code."""
    options = _parser().parse_args(arguments)
    if getattr(sys, "stdout", None) is None:
        return _fail("standard output is closed", 2)
    reconfigure = getattr(sys.stdout, "reconfigure", None)
    if reconfigure is not None:
        # What a terminal cannot show is told by its number.
        reconfigure(errors="backslashreplace")
    module, _, needs_token = COMMANDS[LISTING if options.command == WAIT else options.command]
    try:
        kind = (
            AuthenticatedClient if needs_token or (needs_token is None and os.environ.get(TOKEN_VARIABLE)) else Client
        )
        with kind(
            base_url=options.base_url,
            allow_http=options.allow_http,
            timeout=options.timeout,
            max_retries=options.max_retries,
        ) as client:
            call = _command.bind(module, options, client)
            if options.command == WAIT:
                return _command.wait(call, options.names, options.every)
            screen = Screen(as_json=options.json or not sys.stdout.isatty())
            if options.watch is not None:
                return _command.watch(call, screen, options.watch)
            screen.show(call())
            return 0
    except (errors.ConfigurationError, _command.UsageError) as error:
        return _fail(_command.in_options(str(error)), 2)
    except errors.InvalidResponse as error:
        return _fail(str(error), 3)
    except errors.ApiError as error:
        return _fail(str(error), 1)
    except errors.NoAnswer as error:
        return _fail(str(error), 3)
    except KeyboardInterrupt:
        return 130
    except BrokenPipeError:
        # The reader has had enough.
        _give_up_output()
        return 0
    except OSError as error:
        _give_up_output()
        return _fail(f"standard output cannot be written: {error.strerror or error}", 2)


def _give_up_output() -> None:
    # The interpreter's own last flush must not complain either.
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="kling-scheduler",
        description=_command.help_of("Call Kling scheduler of useapi.net."),
        epilog="The token comes from USEAPI_TOKEN. Exit codes: 0 done; 1 the service answered with an error; "
        "2 wrong usage, token, base URL or proxy, or an output that takes nothing; 3 no answer or a bad one; 130 interrupted.",
    )
    parser.add_argument("--version", action="version", version=USER_AGENT)
    parser.add_argument(
        "--completion", action=_command.Completion, choices=("bash", "zsh"), help="write what a shell completes with"
    )
    commands = parser.add_subparsers(dest="command", required=True, metavar="COMMAND")
    for name, (module, summary, _) in COMMANDS.items():
        command = commands.add_parser(name, help=_command.help_of(summary), description=_command.help_of(f"{summary}."))
        _command.add_inputs(command, module)
        _add_settings(command)
        command.add_argument("--json", action="store_true", help="write JSON, as when the output is no terminal")
        command.add_argument("--watch", type=_command.interval, metavar="SECONDS", help="ask again and again")
    summary = f"wait until nothing is left of what {LISTING} lists"
    waiting = commands.add_parser(WAIT, help=summary, description=f"{summary.capitalize()}; exit code 0 then.")
    waiting.add_argument("names", nargs="*", metavar="ID", help="as in the first column; by default all that is listed")
    waiting.add_argument("--every", type=_command.interval, default=5.0, metavar="SECONDS", help="default: 5")
    _add_settings(waiting)
    return parser


def _add_settings(command: argparse.ArgumentParser) -> None:
    command.add_argument(
        "--timeout", type=_command.interval, default=30.0, metavar="SECONDS", help="for each part; default: 30"
    )
    command.add_argument(
        "--max-retries", type=_command.retries, default=2, metavar="N", help="how often to ask again; default: 2"
    )
    command.add_argument(
        "--base-url", metavar="URL", help=_command.help_of("default: USEAPI_BASE_URL, else https://api.useapi.net/v1")
    )
    command.add_argument("--allow-http", action="store_true", help="permit plain http to another machine")


def _fail(message: str, code: int) -> int:
    print("kling-scheduler: " + message, file=sys.stderr)
    return code


if __name__ == "__main__":
    sys.exit(main())
