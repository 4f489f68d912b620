"""HTTP connections that read all the answers that HTTP allows, where Python's own stop early."""

from __future__ import annotations

import http.client
from collections.abc import Iterator
from contextlib import contextmanager
from email.errors import FirstHeaderLineIsContinuationDefect, MissingHeaderBodySeparatorDefect
from http import HTTPStatus
from typing import Any
from unittest.mock import patch

from urllib3 import HTTPConnectionPool, HTTPSConnectionPool
from urllib3.connection import HTTPConnection, HTTPSConnection

# How many interim answers may come before the one that counts, and what a header may hold: RFC 9110 sets no limits,
# and some are needed against a server without end.
INTERIMS = 100
HEADER_LINES = 1000
LINE_BYTES = 1024 * 1024


# Others are told of parts of a body, which is not there yet.
_DEFECTS = (MissingHeaderBodySeparatorDefect, FirstHeaderLineIsContinuationDefect)


class _Answer(http.client.HTTPResponse):
    """An answer before which others may come: 102 and 103 are passed over as 100 is (RFC 9110, section 15.2)."""

    def begin(self) -> None:
        """Read the head; a line of it that is no header takes those behind it into the body, so it is no HTTP."""
        super().begin()
        defects = [defect for defect in self.headers.defects if isinstance(defect, _DEFECTS)]
        if defects or any(name != name.strip() for name in self.headers):
            raise http.client.HTTPException("a header line that is none")

    def _read_status(self) -> tuple[str, int, str]:
        for _ in range(INTERIMS):
            version, status, reason = super()._read_status()  # type: ignore[misc]
            if not HTTPStatus.CONTINUE < status < HTTPStatus.OK or status == HTTPStatus.SWITCHING_PROTOCOLS:
                return version, status, reason
            http.client.parse_headers(self.fp)
        raise http.client.BadStatusLine("interim answers without end")


class _Connection(HTTPConnection):
    response_class = _Answer


class _SecureConnection(HTTPSConnection):
    response_class = _Answer


class _Pool(HTTPConnectionPool):
    ConnectionCls = _Connection


class _SecurePool(HTTPSConnectionPool):
    ConnectionCls = _SecureConnection


POOLS: dict[str, Any] = {"http": _Pool, "https": _SecurePool}


@contextmanager
def long_headers() -> Iterator[None]:
    """Take as many header lines, and as long ones, as a server may well send."""
    with patch.object(http.client, "_MAXHEADERS", HEADER_LINES), patch.object(http.client, "_MAXLINE", LINE_BYTES):
        yield
