# Written from openapi.yaml by scripts/generate. Do not edit: change the document, then `tox run -e generate`.
"""The headers of an answer."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

# Parts of the names of headers whose values nobody else should see.
_TELLING = ("auth", "cookie", "token", "key", "secret")


class Headers(Mapping[str, str]):
    """Headers by name, in whatever capitals; what came several times is joined by commas."""

    __slots__ = ("_found", "_pairs")

    def __init__(self, pairs: Iterable[tuple[str, str]] = ()) -> None:
        """Keep the ``pairs`` of name and value in their order."""
        self._pairs = tuple(pairs)
        self._found: dict[str, str] | None = None

    def __getitem__(self, name: str) -> str:
        """The value of the header ``name``. Raises KeyError."""
        return self._by_name()[name.lower()]

    def __iter__(self) -> Iterator[str]:
        """The names, in small letters."""
        return iter(self._by_name())

    def __len__(self) -> int:
        """How many names there are."""
        return len(self._by_name())

    def __contains__(self, name: object) -> bool:
        """Whether the header ``name`` came."""
        return isinstance(name, str) and name.lower() in self._by_name()

    def __repr__(self) -> str:
        """Leave out the values of headers that carry credentials."""
        shown = {name: "***" if is_telling(name) else value for name, value in self.items()}
        return f"Headers({shown!r})"

    def _by_name(self) -> dict[str, str]:
        if self._found is None:
            found: dict[str, str] = {}
            for name, value in self._pairs:
                key = name.lower()
                found[key] = f"{found[key]}, {value}" if key in found else value
            self._found = found
        return self._found


def is_telling(name: str) -> bool:
    """Whether a header of this ``name`` may carry a credential."""
    return any(part in name.lower() for part in _TELLING)
