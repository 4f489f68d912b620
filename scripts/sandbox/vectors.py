"""Test vectors, served byte by byte: each under a base URL of its own, so that a client needs no special header."""

from __future__ import annotations

import base64
import binascii
import hmac
import json
from dataclasses import dataclass
from pathlib import Path

from scripts.sandbox.messages import Answer, Refusal, Request

PREFIX = "/_vectors/"


class VectorsError(Exception):
    """A file of vectors cannot be used; the text is one line with the file and the place in it."""


@dataclass(frozen=True, slots=True)
class Vector:
    """One request and the answer to it. ``path`` holds the query too; header names are lower case."""

    method: str
    path: str
    headers: dict[str, str]
    answer: Answer


class Vectors:
    """The vectors of a file by the place where they are served: ``/_vectors/NAME`` before the request's own path."""

    def __init__(self, named: dict[str, Vector]) -> None:
        self._by_place = {PREFIX + name + vector.path: vector for name, vector in named.items()}

    @property
    def first(self) -> str | None:
        """The place of the first vector that a plain GET asks for; None without one."""
        return next((place for place, vector in self._by_place.items() if vector.method == "GET"), None)

    def answer(self, request: Request) -> Answer | None:
        """The recorded answer; None for a path outside of the vectors' own.

        Raises Refusal: 404 for a vector that is not there, 405 for another method, 400 when a header that the vector
        says is missing or different, or when credentials come that it does not have.
        """
        if not request.path.startswith(PREFIX):
            return None
        vector = self._by_place.get(request.path + (f"?{request.query}" if request.query else ""))
        if vector is None:
            raise Refusal(404, f"no vector asks for {request.path[:200]!r}")
        if request.method != vector.method:
            raise Refusal(405, f"this vector is asked for with {vector.method}", allow=vector.method)
        for name in sorted({*vector.headers, "authorization"} - {"accept"}):
            expected, sent = (_compared(name, one.get(name, "")) for one in (vector.headers, request.headers))
            if not hmac.compare_digest(expected.encode(), sent.encode()):
                raise Refusal(400, f"the vector's request has another {name} header")
        return vector.answer


def _compared(name: str, value: str) -> str:
    """What matters of a header: clients may leave out the parameters of a media type."""
    return value.partition(";")[0].strip().lower() if name == "content-type" else value


def load_vectors(path: Path) -> Vectors:
    """The vectors in the file at ``path``, which ``tox run -e publish`` writes. Raises VectorsError."""
    place = ""
    try:
        named = {}
        for index, vector in enumerate(json.loads(path.read_text(encoding="utf-8"))["vectors"]):
            place = f"/vectors/{index}"
            request, response = vector["request"], vector["response"]
            body = response["body"].encode()
            if response["bodyEncoding"] == "base64":
                body = base64.b64decode(body, validate=True)
            answer = Answer(int(response["status"]), tuple(response["headers"].items()), body)
            named[str(vector["name"])] = Vector(request["method"], request["path"], dict(request["headers"]), answer)
    except OSError as error:
        raise VectorsError(f"{path}: cannot be read: {error.strerror}") from None
    except json.JSONDecodeError as error:
        raise VectorsError(f"{path}:{error.lineno}:{error.colno}: not JSON: {error.msg}") from None
    except KeyError as error:
        raise VectorsError(f"{path}: #{place} needs the member {error.args[0]!r}") from None
    except (TypeError, ValueError, AttributeError, RecursionError, binascii.Error) as error:
        raise VectorsError(f"{path}: #{place} is no vector: {error}") from None
    return Vectors(named)
