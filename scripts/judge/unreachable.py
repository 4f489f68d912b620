"""Why a server could not be asked, in words."""

from __future__ import annotations

import socket
from http.client import RemoteDisconnected

import requests

from scripts.judge.guard import Spent
from scripts.judge.wire import chain


def reason(error: requests.RequestException, base_url: str | None, timeout: float, answered: int = 0) -> str:
    """One sentence on the failed request; ``timeout`` is in seconds, ``answered`` how many had an answer before."""
    if isinstance(error, Spent):
        return f"{base_url} is asked nothing more: {error}"
    before = f", though it had answered {answered} {'request' if answered == 1 else 'requests'} before"
    return f"no answer from {base_url}: {_cause(error, timeout)}{before if answered else ''}"


def _cause(error: requests.RequestException, timeout: float) -> str:
    causes = list(chain(error))
    if isinstance(error, requests.exceptions.ProxyError):
        return "the proxy that the environment names cannot be reached"
    if isinstance(error, requests.exceptions.SSLError):
        return "no TLS connection with it can be trusted"
    if isinstance(error, requests.Timeout):
        return f"it took longer than {timeout:g} seconds"
    if any(isinstance(cause, socket.gaierror) for cause in causes):
        return "its name cannot be resolved"
    if any(isinstance(cause, ConnectionResetError | RemoteDisconnected) for cause in causes):
        return "it broke the connection off"
    if any(isinstance(cause, ConnectionRefusedError) for cause in causes):
        return "nothing listens there"
    return f"the connection failed ({type(error).__name__})"
