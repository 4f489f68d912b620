"""What a change of the generated client means for those who import it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from scripts.compare.difference import CLIENT, Difference
from scripts.compare.surface import Symbol, surface
from scripts.compare.wording import difference


def compare_clients(old: Mapping[str, str], new: Mapping[str, str]) -> list[Difference]:
    """Every symbol that is gone, new, or of another type; each mapping holds a module's source by its path."""
    before, after = surface(old), surface(new)
    gone = [name for name in before if name not in after]
    fresh = [name for name in after if name not in before]
    differences = [_gone(name, before[name]) for name in gone if not _inside(name, gone)]
    differences += [_new(name, after[name]) for name in fresh if not _inside(name, fresh)]
    for name in before:
        if name in after and before[name] != after[name]:
            differences.extend(_changed(name, before[name], after[name]))
    return differences


def _inside(name: str, names: list[str]) -> bool:
    """Whether something that holds ``name`` is told already."""
    return any(name.startswith((f"{other}.", f"{other}(")) for other in names)


def _gone(name: str, symbol: Symbol) -> Difference:
    return difference("client-symbol-removed", CLIENT, f"{symbol.kind} {name} is gone", new=name)


def _new(name: str, symbol: Symbol) -> Difference:
    must = symbol.kind == "parameter" and symbol.needed
    sentence = f"{symbol.kind} {name} is new" + (" and must be given" if must else "")
    return difference("client-argument-demanded" if must else "client-symbol-added", CLIENT, sentence, new=name)


def _changed(name: str, old: Symbol, new: Symbol) -> Iterator[Difference]:
    if old.kind != new.kind:
        sentence = f"{name} was a {old.kind} and is a {new.kind}"
        yield difference("client-kind-changed", CLIENT, sentence, new=name)
    if old.needed != new.needed:
        sentence = f"{name} {'must be given now' if new.needed else 'may be left out now'}"
        rule = f"client-argument-{'demanded' if new.needed else 'optional'}"
        yield difference(rule, CLIENT, sentence, new=name)
    if old.types != new.types:
        given = old.kind == "parameter"
        # Whoever reads must know each type that may come; whoever gives must be free to give what was right.
        safe = old.types <= new.types if given else new.types <= old.types
        sentence = f"{name} was {_told(old)} and is {_told(new)}"
        yield difference(f"client-type-{'narrowed' if safe else 'widened'}", CLIENT, sentence, new=name)


def _told(symbol: Symbol) -> str:
    return " | ".join(sorted(symbol.types)) or "without a type"
