"""Read an answer for so long, and so far, as a run may, however it drips."""

from __future__ import annotations

import queue
import threading
import time
from contextlib import ExitStack
from typing import Any, Protocol

import requests
from requests.adapters import HTTPAdapter
from urllib3.exceptions import DecodeError, ProtocolError, ReadTimeoutError

from scripts.judge.checks import measures
from scripts.judge.connection import POOLS
from scripts.judge.gzipped import Gzip


class Bounding(Protocol):
    """What says whether a request may be sent, and how long its answer may take."""

    def admit(self, request: requests.PreparedRequest) -> float:
        """The seconds that an answer may take. Raises RequestException for a request that may not be sent."""

    def heed_time(self) -> float:
        """The seconds that are left. Raises RequestException when there are none."""


class BoundedAdapter(HTTPAdapter):
    """Sends requests as ``bounding`` allows; raises ReadTimeout for an answer that takes longer."""

    def __init__(self, bounding: Bounding) -> None:
        super().__init__()
        self._bounding = bounding

    def init_poolmanager(self, *arguments: Any, **options: Any) -> None:
        """Make connections that read every answer that HTTP allows."""
        super().init_poolmanager(*arguments, **options)
        self.poolmanager.pool_classes_by_scheme = POOLS

    def send(self, request: requests.PreparedRequest, *_: object, **options: Any) -> requests.Response:
        """Send a request, and read its answer."""
        seconds = self._bounding.admit(request)
        until = time.monotonic() + seconds
        options |= {"stream": True, "timeout": seconds}
        outcome: queue.SimpleQueue[requests.Response | Exception] = queue.SimpleQueue()

        def ask() -> None:
            try:
                with ExitStack() as unfinished:
                    response = super(BoundedAdapter, self).send(request, **options)
                    unfinished.callback(response.close)
                    _read(response, until)
                    unfinished.pop_all()
                outcome.put(response)
            except Exception as error:
                outcome.put(error)

        # A header that drips defeats every timeout of a socket; whoever waits for the thread is not held by it.
        threading.Thread(target=ask, daemon=True).start()
        try:
            found = outcome.get(timeout=max(0.0, until - time.monotonic()) + 0.1)
        except queue.Empty:
            found = requests.ReadTimeout(request=request)
        if isinstance(found, requests.Timeout):
            self._bounding.heed_time()
        if isinstance(found, Exception):
            raise found
        return found


def _read(response: requests.Response, until: float) -> None:
    """Read the body, up to what a check needs to see that it is too large."""
    body, largest = bytearray(), measures.LARGEST_BODY
    unzipped = Gzip() if response.headers.get("Content-Encoding", "").strip().lower() in {"gzip", "x-gzip"} else None
    try:
        while len(body) <= largest and (chunk := response.raw.read1(65536, decode_content=unzipped is None)):
            body += chunk if unzipped is None else unzipped.decode(chunk, largest + 1 - len(body))
            if time.monotonic() > until:
                raise requests.ReadTimeout(response=response)
        if unzipped is not None and len(body) <= largest:
            unzipped.finish()
    except ReadTimeoutError:
        raise requests.ReadTimeout(response=response) from None
    except DecodeError as error:
        raise requests.exceptions.ContentDecodingError(error, response=response) from error
    except ProtocolError as error:
        raise requests.exceptions.ChunkedEncodingError(error, response=response) from error
    if len(body) > largest:
        response.raw.close()
    response._content = bytes(body)
    response._content_consumed = True  # type: ignore[attr-defined]
    response.raw.release_conn()
