# Written from openapi.yaml by scripts/generate. Do not edit: change the document, then `tox run -e generate`.
"""Which proxy a request goes through."""

from __future__ import annotations

from urllib.parse import urlsplit

from ._setup import is_this_machine


class Proxies:
    """One proxy for everything, or those that the environment names."""

    def __init__(self, asked_for: str | None) -> None:
        """Send everything through the one ``asked_for``, if any."""
        self._asked_for = asked_for
        self._by_origin: dict[str, str | None] = {}

    def of(self, url: str) -> str | None:
        """The URL of the proxy for ``url``, asked of the environment once for each origin."""
        if self._asked_for is not None:
            return self._asked_for
        origin = "/".join(url.split("/", 3)[:3])
        if origin not in self._by_origin:
            parts = urlsplit(origin)
            self._by_origin[origin] = _named(parts.scheme, parts.hostname or "")
        return self._by_origin[origin]


def _named(scheme: str, host: str) -> str | None:
    # Nothing goes to it in clear, nothing of this machine's, and nothing that NO_PROXY names.
    if scheme != "https" or is_this_machine(host):
        return None
    from urllib.request import getproxies, proxy_bypass

    found = getproxies()
    proxy = found.get("https") or found.get("all")
    if not proxy or proxy_bypass(host):
        return None
    return proxy if "://" in proxy else f"http://{proxy}"
