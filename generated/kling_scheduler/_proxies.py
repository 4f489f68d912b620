# Written from openapi.yaml by scripts/generate. Do not edit: change the document, then `tox run -e generate`.
"""Which proxy the environment names."""

from __future__ import annotations

from ._setup import is_this_machine


def proxy_for(scheme: str, host: str) -> str | None:
    """The proxy's URL; None for what would go to it in clear, for this machine, and for what ``NO_PROXY`` names."""
    if scheme != "https" or is_this_machine(host):
        return None
    from urllib.request import getproxies, proxy_bypass

    found = getproxies()
    proxy = found.get("https") or found.get("all")
    if not proxy or proxy_bypass(host):
        return None
    return proxy if "://" in proxy else f"http://{proxy}"
