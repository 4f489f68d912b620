"""The command line: ``python -m scripts.sandbox``.

Exit codes: 0 ended by Ctrl-C or SIGTERM; 2 bad arguments, an unusable document, or a port that cannot be had.
"""

from __future__ import annotations

import argparse
import os
import signal
import sys
from pathlib import Path

from scripts.document import DOCUMENT, DocumentError, load
from scripts.sandbox.app import TOKEN, Sandbox, create_app
from scripts.sandbox.server import LOOPBACK, listen, server


def main(arguments: list[str] | None = None) -> int:
    """Serve until interrupted; the exit code is the module's."""
    options = _parser().parse_args(arguments)
    token = os.environ.get("USEAPI_TOKEN") or TOKEN
    try:
        app = create_app(load(options.document), token=token)
    except DocumentError as error:
        print(f"sandbox: {error}", file=sys.stderr)
        return 2
    try:
        listener = listen(options.host, options.port)
    except OSError as error:
        print(f"sandbox: cannot listen on {options.host}:{options.port}: {error.strerror}", file=sys.stderr)
        return 2
    with listener:
        host, port = listener.getsockname()[:2]
        _greet(app, f"http://{f'[{host}]' if ':' in host else host}:{port}", is_public=token == TOKEN)
        # The server hands a signal on when it has drained: a clean end, no traceback.
        for number in (signal.SIGINT, signal.SIGTERM):
            signal.signal(number, lambda *_: sys.exit(0))
        server(app).run([listener])
    return 0


def _greet(app: Sandbox, root: str, *, is_public: bool) -> None:
    """Say how to call the sandbox; a token that the user brought is named, never shown."""
    paths = [endpoint.operation.path for endpoint in app.contract if endpoint.operation.method == "GET"]
    shown = TOKEN if is_public else "$USEAPI_TOKEN"
    print(f"sandbox: {root}{app.base_path}")
    print(f"token:   {TOKEN if is_public else 'the one in USEAPI_TOKEN'}")
    if paths:
        print(f'try:     curl --header "Authorization: Bearer {shown}" {root}{app.base_path}{paths[0]}')
    sys.stdout.flush()


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="sandbox",
        description="Serve an OpenAPI document on this machine.",
        epilog="The token is the one in USEAPI_TOKEN, else a public one that is printed.",
    )
    parser.add_argument("--host", default=LOOPBACK, help="the address to listen on (default: %(default)s)")
    parser.add_argument("--port", type=_port, default=4010, help="0 picks a free one (default: %(default)s)")
    parser.add_argument("--document", type=Path, default=DOCUMENT, help="the OpenAPI document (default: openapi.yaml)")
    return parser


def _port(text: str) -> int:
    if not text.isdecimal() or int(text) > 65535:
        raise argparse.ArgumentTypeError(f"{text!r} is no port: write a number from 0 to 65535")
    return int(text)
