# Written from openapi.yaml by scripts/generate. Do not edit: change the document, then `tox run -e generate`.
"""The token, wrapped so that nothing shows it."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from typing import NoReturn, TypeAlias

from .errors import ConfigurationError

TokenSource: TypeAlias = Callable[[], str | Awaitable[str]]


class Secret:
    """A text that is shown as ``***``."""

    __slots__ = ("_text",)

    def __init__(self, text: str) -> None:
        """Hide ``text``."""
        self._text = text

    def __repr__(self) -> str:
        """Tell nothing."""
        return "***"

    def __reduce__(self) -> NoReturn:
        """Refuse to be written anywhere."""
        raise TypeError("a secret cannot be pickled")

    def reveal(self) -> str:
        """The text itself."""
        return self._text


class Token:
    """Where the token of each request comes from: a text, or a callable that is asked each time."""

    __slots__ = ("_asked", "_fixed", "_name")

    def __init__(self, given: Secret | TokenSource, name: str) -> None:
        """Check a ``given`` text; ``name`` is what the messages call it. Raises ConfigurationError."""
        self._name = name
        self._fixed = _checked(given, name) if isinstance(given, Secret) else None
        self._asked: TokenSource | None = None if isinstance(given, Secret) else given

    def now(self) -> Secret:
        """The token of this moment. Raises ConfigurationError when it cannot be sent, and what the callable raises."""
        if self._asked is None:
            assert self._fixed is not None
            return self._fixed
        given = _hidden(self._asked())
        if not isinstance(given, Secret):
            close = getattr(given, "close", None)
            if close is not None:
                close()
            raise ConfigurationError(f"{self._name} is asynchronous: use it with aio or asyncio")
        return _checked(given, self._name)

    async def anow(self) -> Secret:
        """Like ``now``; the callable may be asynchronous."""
        if self._asked is None:
            return self.now()
        given = _hidden(self._asked())
        return _checked(given if isinstance(given, Secret) else Secret(await given), self._name)


def _hidden(given: str | Awaitable[str]) -> Secret | Awaitable[str]:
    # What is neither is told by the check.
    return given if isinstance(given, Awaitable) else Secret(given)


def _checked(secret: Secret, name: str) -> Secret:
    if not secret.reveal() or type(secret.reveal()) is not str:
        raise ConfigurationError(f"{name} is empty or no text")
    characters = enumerate(secret.reveal(), 1)
    wrong = next((position for position, character in characters if not "!" <= character <= "~"), None)
    if wrong is not None:
        del characters
        raise ConfigurationError(f"{name} holds a character that a header cannot carry, at position {wrong}")
    return secret
