"""The Python types of a document's schemas, and the classes that they need."""

from __future__ import annotations

import itertools
import re
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import quote

from scripts.document import pointer_tokens
from scripts.generate.flat import Contradiction, Flat, Parts, Place, flatten, is_structural, only_narrows
from scripts.generate.names import ATTRIBUTES, TAKEN, Names, class_name, joined, member, variable
from scripts.generate.source import Source

FORMATS = {"date-time": "AwareDatetime", "date": "datetime.date", "uuid": "UUID"}
BRANCHES = 64
# What makes a class of a schema, or may.
CLASSES = frozenset(("properties", "enum", "allOf", "anyOf", "oneOf", "additionalProperties", "patternProperties"))


@dataclass(frozen=True)
class Kind:
    """A type: its annotation and the classes that this names. ``shape`` is what its values are on the wire."""

    code: str
    uses: tuple[str, ...] = ()
    shape: str = "text"
    members: tuple[Kind, ...] = ()


ANY = Kind("Any", shape="any")
NONE = Kind("None", shape="null")
FILE = Kind("File", shape="file")


@dataclass
class Field:
    """One property of a class."""

    wire: str
    name: str
    kind: Kind
    required: bool
    description: str

    @property
    def encoded(self) -> str:
        """Its name on the wire as msgspec takes it, which does not take every one."""
        return f"$escaped:{quote(self.wire)}" if re.search(r'["\\\x00-\x1f]', self.wire) else self.wire


@dataclass
class Model:
    """A class of objects. ``extra`` is the type of further properties, where one is documented."""

    name: str
    description: str
    pointer: str
    fields: list[Field] = field(default_factory=list)
    extra: Kind | None = None

    @property
    def uses(self) -> list[str]:
        """The other classes that its annotations name."""
        kinds = [one.kind for one in self.fields] + ([self.extra] if self.extra else [])
        return sorted({name for kind in kinds for name in kind.uses} - {self.name})


@dataclass
class Enumeration:
    """A class of documented values."""

    name: str
    base: str
    members: dict[str, str | int]
    description: str = ""


class Kinds:
    """Turns schemas into types; what it needs is then in ``models`` and ``enums``."""

    def __init__(self, source: Source, taken: frozenset[str]) -> None:
        """Give out no class name that is in ``taken``."""
        self._source = source
        self._names = Names(TAKEN | taken)
        self._known: dict[tuple[str, bool], Kind] = {}
        self._busy: set[tuple[str, bool]] = set()
        self._reserved: dict[str, str] = {}
        self.models: dict[str, Model] = {}
        self.enums: dict[str, Enumeration] = {}

    def of(self, parts: Parts | Place, parent: str, name: str, *, files: bool = False) -> Kind:
        """The type of what all ``parts`` describe; a class that it needs is named after ``parent`` and ``name``.

        With ``files``, binary text is a file to be sent. Raises DocumentError.
        """
        if isinstance(parts, Place):
            parts = (parts,)
        if len(parts) == 1:
            place = parts[0]
            if isinstance(place.node, dict):
                plain = self._plain_reference(place)
                if plain is not None:
                    return self._named(plain, files)
            if (place.pointer, files) in self._known:
                return self._known[place.pointer, files]
            if (place.pointer, files) in self._busy:
                return ANY
            self._busy.add((place.pointer, files))
            try:
                kind = self._of(flatten(self._source, parts), parent, name, files, place.pointer)
            finally:
                self._busy.discard((place.pointer, files))
            self._known[place.pointer, files] = kind
            return kind
        key = "&".join(place.pointer for place in parts)
        if (key, files) in self._known:
            return self._known[key, files]
        if (key, files) in self._busy:
            return ANY
        self._busy.add((key, files))
        try:
            kind = self._of(flatten(self._source, parts), parent, name, files, key)
        finally:
            self._busy.discard((key, files))
        self._known[key, files] = kind
        return kind

    def is_open(self, kind: Kind) -> bool:
        """Whether a value of ``kind`` may hold an object that msgspec alone cannot read whole."""
        seen: set[str] = set()
        waiting = list(kind.uses)
        while waiting:
            name = waiting.pop()
            if name in seen or name not in self.models:
                continue
            seen.add(name)
            model = self.models[name]
            if model.extra is not None or any(one.encoded != one.wire for one in model.fields):
                return True
            waiting += self.models[name].uses
        return False

    def reserve(self, place: Place, name: str) -> None:
        """Keep the name of a component that will be a class, before any other schema can take it."""
        node = place.node
        if isinstance(node, dict) and CLASSES & node.keys():
            title = node.get("title")
            wanted = class_name(title if isinstance(title, str) and title else name)
            self._reserved[place.pointer] = self._names.take(wanted, f"{wanted}Model")

    def _plain_reference(self, place: Place) -> Place | None:
        """What ``place`` is only another name of."""
        node, seen = place.node, {place.pointer}
        found: Place | None = None
        while isinstance(node, dict):
            inner, pointer = node, place.pointer
            members = node.get("allOf")
            if isinstance(members, list) and len(members) == 1 and isinstance(members[0], dict) and "$ref" not in node:
                if is_structural({key: value for key, value in node.items() if key != "allOf"}):
                    break
                inner, pointer = members[0], f"{place.pointer}/allOf/0"
            if "$ref" not in inner or is_structural(inner):
                break
            place = found = Place(*self._source.target(inner, pointer))
            if place.pointer in seen:
                raise self._source.fault(pointer, f"reference {inner['$ref']!r} leads back to itself")
            seen.add(place.pointer)
            node = place.node
        return found

    def _named(self, place: Place, files: bool) -> Kind:
        name = pointer_tokens(place.pointer)[-1] if place.pointer else "Document"
        return self.of(place, "", name, files=files)

    def _of(self, flat: Flat, parent: str, name: str, files: bool, key: str) -> Kind:
        if flat.nothing:
            return ANY
        if flat.groups:
            return self._union(flat, parent, name, files, key)
        if flat.values is not None:
            return self._values(flat, parent, name)
        types = flat.types
        if types is None:
            if flat.properties or flat.extra or flat.patterns:
                types = frozenset({"object"})
            elif flat.items or flat.prefix:
                types = frozenset({"array"})
            else:
                return FILE if files and flat.format in ("binary", "x-content") else ANY
        order = ("boolean", "integer", "number", "string", "array", "object", "null")
        if "number" in types:
            types -= {"integer"}
        kinds = [self._single(one, flat, parent, name, files, key) for one in order if one in types]
        return union(kinds)

    def _single(self, type_: str, flat: Flat, parent: str, name: str, files: bool, key: str) -> Kind:
        if type_ == "object":
            return self._object(flat, parent, name, files, key)
        if type_ == "array":
            inner = ANY
            if flat.prefix:
                kinds = [self.of(one, parent, f"{name}_item_{n}", files=files) for n, one in enumerate(flat.prefix)]
                inner = union([*kinds, self.of(flat.items, parent, f"{name}_item", files=files)]) if flat.items else ANY
            elif flat.items:
                inner = self.of(flat.items, parent, f"{name}_item", files=files)
            return Kind(f"list[{inner.code}]", inner.uses, "array", (inner,))
        if type_ == "string":
            if files and flat.format in ("binary", "x-content"):
                return FILE
            return Kind(FORMATS.get(flat.format or "", "str"))
        plain = {"boolean": Kind("bool"), "integer": Kind("int"), "number": Kind("float"), "null": NONE}
        return plain[type_]

    def _object(self, flat: Flat, parent: str, name: str, files: bool, key: str) -> Kind:
        if not flat.properties:
            extra = self._extra(flat, parent, name, files)
            inner = extra or ANY
            return Kind(f"dict[str, {inner.code}]", inner.uses, "object", (inner,))
        words = str(flat.notes.get("title") or name)
        wanted = class_name(joined(parent, words))
        chosen = "" if files else self._reserved.pop(key, "")
        chosen = chosen or self._names.take(wanted, wanted + ("Files" if files else "Model"))
        model = Model(chosen, str(flat.notes.get("description") or flat.notes.get("title") or ""), flat.pointer)
        self.models[chosen] = model
        kind = Kind(chosen, (chosen,), "object")
        self._known[key, files] = kind
        names = Names(frozenset(ATTRIBUTES))
        for wire, parts in flat.properties.items():
            if wire in ("$malformed", "$additional") or wire.startswith("$escaped:"):
                raise self._source.fault(parts[0].pointer, f"the client uses the name {wire!r} itself")
            inner = self.of(parts, chosen, wire, files=files)
            notes = flatten(self._source, parts).notes if not isinstance(parts[0].node, bool) else {}
            python = variable(wire)
            model.fields.append(
                Field(
                    wire,
                    names.take(python, f"field_{python}" if python in ATTRIBUTES else None),
                    inner,
                    # What only one direction has cannot be asked of both.
                    wire in flat.required and not notes.get("readOnly") and not notes.get("writeOnly"),
                    described(notes),
                )
            )
        model.extra = self._extra(flat, chosen, "AdditionalProperty", files)
        return kind

    def _extra(self, flat: Flat, parent: str, name: str, files: bool) -> Kind | None:
        """The type of further properties; None where there are none, or nothing is said about them."""
        name = name if flat.properties else f"{joined(parent, name)}_AdditionalProperty"
        parent = parent if flat.properties else ""
        kinds = [self.of(one, parent, f"{name}_{number}", files=files) for number, one in enumerate(flat.patterns)]
        if flat.extra:
            kinds.append(self.of(flat.extra, parent, name, files=files))
        elif not flat.closed and flat.patterns:
            return ANY
        return union(kinds) if kinds else None

    def _values(self, flat: Flat, parent: str, name: str) -> Kind:
        values = flat.values or []
        if flat.types is not None:
            fitting = [one for one in values if json_types(one) & _wider(flat.types)]
            if not fitting:
                reason = self._source.fault(flat.pointer, "none of the values is of the type that is asked for")
                raise Contradiction(str(reason))
            values = fitting
        null = None in values
        values = list({(type(one), repr(one)): one for one in values if one is not None}.values())
        kinds = [NONE] if null else []
        if not values:
            return NONE
        if all(isinstance(one, str) for one in values) or all(type(one) is int for one in values):
            if len(values) == 1:
                return union([Kind(f"Literal[{values[0]!r}]"), *kinds])
            return union([self._enumeration(flat, values, parent, name), *kinds])
        return union([*(_plain(one) for one in values), *kinds])

    def _enumeration(self, flat: Flat, values: list[Any], parent: str, name: str) -> Kind:
        words = str(flat.notes.get("title") or name)
        wanted = class_name(joined(parent, words))
        names = Names()
        members = {names.take(member(one, index)): one for index, one in enumerate(values)}
        base = "StrEnum" if isinstance(values[0], str) else "IntEnum"
        known = self.enums.get(wanted)
        if known is not None and known.members == members:
            return Kind(wanted, (wanted,))
        chosen = self._reserved.pop(flat.pointer, "") or self._names.take(wanted, f"{wanted}Enum")
        self.enums[chosen] = Enumeration(chosen, base, members, str(flat.notes.get("description") or ""))
        return Kind(chosen, (chosen,))

    def _union(self, flat: Flat, parent: str, name: str, files: bool, key: str) -> Kind:
        here, flat.groups = [one for one in flat.groups if not only_narrows(self._source, one[1])], []
        if not here:
            return self._of(flat, parent, name, files, key)
        # What stands beside the alternatives holds for each of them.
        count = 1
        for _, members, _ in here:
            count *= len(members)
        if count > BRANCHES:
            if files:
                raise self._source.fault(flat.pointer, f"{count} alternatives are more than a type can tell apart")
            # As it stands in JSON it is whole, too.
            return ANY
        beside = self._beside(flat)
        kinds: list[Kind] = []
        impossible: Contradiction | None = None
        for number, chosen in enumerate(itertools.product(*(members for _, members, _ in here))):
            try:
                kinds.append(self.of((*chosen, *beside), parent, f"{name}_type_{number}", files=files))
            except Contradiction as error:
                impossible = error
        if impossible and not kinds:
            raise impossible
        whole = union(kinds)
        discriminator = next((one for _, _, one in here if one.get("propertyName")), None)
        if discriminator and len(here) == 1:
            return self._tagged(whole, kinds, discriminator, here[0][1])
        objects = [kind for kind in dict.fromkeys(kinds) if kind.code in self.models]
        if any(keyword == "anyOf" for keyword, _, _ in here) and len(objects) > 1:
            return union([*whole.members, self._merged(objects, joined(parent, name))])
        return whole

    def _beside(self, flat: Flat) -> Parts:
        node: dict[str, Any] = {}
        if flat.types is not None:
            node["type"] = sorted(flat.types)
        if flat.values is not None:
            node["enum"] = flat.values
        if flat.properties:
            node["properties"] = {
                wire: parts[0].node if len(parts) == 1 else {"allOf": [self._reference(part) for part in parts]}
                for wire, parts in flat.properties.items()
            }
        if flat.required:
            node["required"] = list(flat.required)
        if flat.closed:
            node["additionalProperties"] = False
        elif flat.extra:
            node["additionalProperties"] = {"allOf": [self._reference(part) for part in flat.extra]}
        if flat.items:
            node["items"] = {"allOf": [self._reference(part) for part in flat.items]}
        if flat.format:
            node["format"] = flat.format
        return (Place(node, flat.pointer),) if node else ()

    def _reference(self, part: Place) -> Any:
        return {"$ref": f"#{part.pointer}"} if isinstance(part.node, dict) else part.node

    def _tagged(self, whole: Kind, kinds: list[Kind], discriminator: Any, members: list[Place]) -> Kind:
        by_value: dict[str, str] = {}
        by_pointer: dict[str, str] = {}
        for kind, place in zip(kinds, members, strict=False):
            if isinstance(place.node, dict) and "$ref" in place.node and kind.code in self.models:
                _, target = self._source.resolve(place.node, place.pointer)
                by_pointer[target] = kind.code
                by_value[pointer_tokens(target)[-1]] = kind.code
        for value, target in (discriminator.get("mapping") or {}).items():
            pointer = str(target).removeprefix("#") if str(target).startswith("#") else f"/components/schemas/{target}"
            if pointer in by_pointer:
                by_value[str(value)] = by_pointer[pointer]
        models = [kind for kind in whole.members if kind.code in self.models]
        if len(models) < 2 or not by_value:
            return whole
        inner = " | ".join(kind.code for kind in models)
        pairs = ", ".join(f"{value!r}: {code!r}" for value, code in by_value.items())
        code = f"Annotated[{inner}, Tagged({discriminator['propertyName']!r}, {{{pairs}}})]"
        tagged = Kind(code, tuple(sorted({name for kind in models for name in kind.uses})), "object")
        return union([tagged, *(kind for kind in whole.members if kind.code not in self.models)])

    def _merged(self, objects: list[Kind], name: str) -> Kind:
        """A class for values that are of several kinds at once."""
        chosen = self._names.take(class_name(name), f"{class_name(name)}Model")
        first = self.models[objects[0].code]
        merged = Model(chosen, "Several of the documented objects at once.", first.pointer)
        names = Names(frozenset(ATTRIBUTES))
        fields: dict[str, list[Field]] = {}
        for one in objects:
            for found in self.models[one.code].fields:
                fields.setdefault(found.wire, []).append(found)
        for wire, found_in in fields.items():
            kind = union([one.kind for one in found_in])
            required = len(found_in) == len(objects) and all(one.required for one in found_in)
            merged.fields.append(Field(wire, names.take(found_in[0].name), kind, required, found_in[0].description))
        extras = [extra for one in objects if (extra := self.models[one.code].extra)]
        merged.extra = union(extras) if extras else None
        self.models[chosen] = merged
        return Kind(chosen, (chosen,), "object")


def union(kinds: list[Kind]) -> Kind:
    """The type of what is of one of ``kinds``."""
    flat = [member for kind in kinds for member in (kind.members if kind.shape == "union" else (kind,))]
    members = list({kind.code: kind for kind in flat}.values())
    if any(kind.code == "Any" for kind in members):
        return ANY
    members.sort(key=lambda kind: kind.code == "None")
    if len(members) == 1:
        return members[0]
    uses = tuple(sorted({name for kind in members for name in kind.uses}))
    return Kind(" | ".join(kind.code for kind in members), uses, "union", tuple(members))


# How what goes away is told, wherever it is described.
DEPRECATED = "Deprecated. "


def described(notes: dict[str, Any]) -> str:
    """What the documentation says of a value, its default included, which is never sent."""
    words = str(notes.get("description") or "Not described.").strip()
    if "default" in notes and notes["default"] is not None:
        words = f"{words.rstrip('.')}. When it is left out: {_shown(notes['default'])}."
    return f"{DEPRECATED}{words}" if notes.get("deprecated") is True else words


def json_types(value: Any) -> set[str]:
    """The schema types of a value."""
    if isinstance(value, bool):
        return {"boolean"}
    if isinstance(value, int) or (isinstance(value, float) and value.is_integer()):
        return {"integer", "number"}
    names: dict[type, str] = {float: "number", str: "string", list: "array", dict: "object", type(None): "null"}
    return {names[type(value)]}


def _wider(types: frozenset[str]) -> set[str]:
    return set(types)


def _plain(value: Any) -> Kind:
    plain = {bool: Kind("bool"), int: Kind("int"), float: Kind("float"), str: Kind(f"Literal[{value!r}]")}
    return plain.get(type(value), ANY)


def _shown(value: Any) -> str:
    text = str(value).lower() if isinstance(value, bool) else str(value)
    return text if len(text) <= 80 else f"{text[:77]}..."
