"""Do clients of one process share the authorities that they trust, unless the environment names others?"""

from __future__ import annotations

import os
import ssl
from pathlib import Path
from typing import Any

import certifi
import pytest
from kling_scheduler.errors import ConfigurationError
from kling_scheduler.transports import Httpx, Httpx2

URL = "https://nowhere.invalid/v1"


def trusted(transport: Any, kind: str = "HTTPTransport") -> ssl.SSLContext:
    library = __import__(transport._library)
    context = transport._opened({}, getattr(library, kind), URL)._pool._ssl_context
    assert isinstance(context, ssl.SSLContext)
    return context


@pytest.mark.parametrize("kind", [Httpx, Httpx2])
def test_two_clients_share_them(kind: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("SSL_CERT_FILE", "SSL_CERT_DIR"):
        monkeypatch.delenv(name, raising=False)
    found = {id(trusted(kind(), flavour)) for flavour in ("HTTPTransport", "AsyncHTTPTransport") for _ in range(2)}
    assert len(found) == 1
    assert trusted(kind()).verify_mode == ssl.CERT_REQUIRED
    assert trusted(kind()).check_hostname


def test_nobody_else_s_are_shared(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("SSL_CERT_FILE", "SSL_CERT_DIR"):
        monkeypatch.delenv(name, raising=False)
    shared = trusted(Httpx())
    own = ssl.create_default_context()
    assert trusted(Httpx(verify=own)) is own
    assert trusted(Httpx(verify=False)).verify_mode == ssl.CERT_NONE
    few = tmp_path / "few.pem"
    first, end, _ = Path(certifi.where()).read_text("utf-8").partition("-----END CERTIFICATE-----")
    few.write_text(f"{first}{end}\n", encoding="utf-8")
    monkeypatch.setenv("SSL_CERT_FILE", str(few))
    named = trusted(Httpx())
    assert len(named.get_ca_certs()) == 1 < len(shared.get_ca_certs())
    assert trusted(Httpx()) is named
    # The file may be written anew while the process runs.
    os.utime(few, ns=(0, 0))
    assert trusted(Httpx()) is not named
    few.unlink()
    with pytest.raises(ConfigurationError):
        trusted(Httpx())
