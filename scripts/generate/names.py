"""Names of the generated code, each its own on every file system and after Python's own normalisation."""

from __future__ import annotations

import keyword
import unicodedata

from openapi_python_client.strings import ClassName, PythonIdentifier, pascal_case, snake_case

PREFIX = "field_"
# What the generated modules name themselves, in the case in which classes are named.
TAKEN = frozenset(
    (
        "Annotated",
        "Answer",
        "Any",
        "ApiError",
        "AsyncCalls",
        "AsyncDetailedCalls",
        "AuthenticatedClient",
        "AwareDatetime",
        "ByteBody",
        "ByType",
        "BytesBody",
        "Callable",
        "Calls",
        "Client",
        "ConfigurationError",
        "Credential",
        "Decimal",
        "DetailedCalls",
        "EmptyBody",
        "File",
        "HTTPStatus",
        "IntEnum",
        "InvalidResponse",
        "JsonBody",
        "Literal",
        "Mapping",
        "Meta",
        "Model",
        "Never",
        "NoAnswer",
        "NoReturn",
        "Option",
        "Parameter",
        "Request",
        "Response",
        "SchedulerError",
        "Self",
        "Sequence",
        "StrEnum",
        "Struct",
        "Tagged",
        "TextBody",
        "TimedOut",
        "TransportError",
        "TYPE_CHECKING",
        "TypeAlias",
        "TypeVar",
        "UNSET",
        "UUID",
        "UnexpectedStatus",
        "Unset",
        "UnsetType",
    )
)
# Attributes that every model has.
ATTRIBUTES = ("malformed", "unknown", "to_dict", "to_json", "additional_properties")
# What a client has beside its operations.
GROUPS = frozenset(("aio", "aclose", "base_url", "close", "with_headers", "with_timeout"))


class Names:
    """Gives names out, no two of which meet."""

    def __init__(self, taken: frozenset[str] = frozenset()) -> None:
        """Keep ``taken`` for others."""
        self._taken = {_folded(name) for name in taken}

    def take(self, wanted: str, other: str | None = None) -> str:
        """``wanted``, or ``other``, or the first of them with a number that is free."""
        candidates = [wanted] if other is None else [wanted, other]
        base, number = candidates[-1], 2
        for candidate in candidates:
            if self._free(candidate):
                return candidate
        while not self._free(name := f"{base}{'_' if base.islower() else ''}{number}"):
            number += 1
        return name

    def _free(self, name: str) -> bool:
        if _folded(name) in self._taken:
            return False
        self._taken.add(_folded(name))
        return True


def class_name(text: str) -> str:
    """A class's name from a document's words."""
    name = _normal(ClassName(_normal(text), PREFIX))
    return name if name.isidentifier() and not keyword.iskeyword(name) else "Schema"


def joined(parent: str, name: str) -> str:
    """The words of a class that stands within another."""
    return f"{pascal_case(parent)}{pascal_case(name)}" if parent else name


def variable(text: str) -> str:
    """A variable's name from a document's words."""
    name = _normal(PythonIdentifier(_normal(text), PREFIX)).lower()
    return name if name.isidentifier() and not keyword.iskeyword(name) else "field"


def member(value: object, index: int) -> str:
    """The name of an enumeration's member."""
    if isinstance(value, int):
        return f"VALUE_NEGATIVE_{-value}" if value < 0 else f"VALUE_{value}"
    text = _normal(str(value))
    name = snake_case(text.upper()).upper() if text and text[0].isalpha() else f"VALUE_{index}"
    name = _normal(name)
    return name if name.isidentifier() else f"VALUE_{index}"


def _normal(text: str) -> str:
    return unicodedata.normalize("NFKC", text)


def _folded(name: str) -> str:
    return _normal(_normal(name).casefold())
