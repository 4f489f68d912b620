"""Edits of one made-up document, each with what it means for readers of responses and for senders of requests."""

from __future__ import annotations

import copy
import functools
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from scripts.compare.difference import Verdict
from scripts.document import load, pointer_tokens

BASE = Path(__file__).with_name("base.yaml")
GONE = object()

NONE, PATCH, ADDITIVE, BREAKING, UNJUDGED = Verdict

JOB = "/components/schemas/Job"
NEW = "/components/schemas/NewJob"
OWNER = "/components/schemas/Owner"
LIST = "/paths/~1jobs/get"
CREATE = "/paths/~1jobs/post"
DELETE = "/paths/~1jobs~1{jobId}/delete"
LISTED = f"{LIST}/responses/200/content/application~1json/schema"
GRANT = "/components/securitySchemes/grant"


@dataclass(frozen=True)
class Edit:
    """A change of the document: what stands at each pointer afterwards, and the verdicts.

    ``where`` is the pointer that the worst difference must have, the first one edited unless it says otherwise.
    ``oasdiff`` is why oasdiff judges in another way whether it breaks something; empty where it agrees.
    """

    name: str
    changes: dict[str, Any]
    readers: Verdict
    senders: Verdict
    where: str = ""
    oasdiff: str = field(default="", compare=False)
    before: dict[str, Any] = field(default_factory=dict)

    def old(self) -> dict[str, Any]:
        """The document that is changed: the one that all share, with what stands in ``before``."""
        return Edit("before", self.before, NONE, NONE).of(base()) if self.before else base()

    def of(self, document: dict[str, Any]) -> dict[str, Any]:
        """The edited copy of ``document``."""
        edited = copy.deepcopy(document)
        for pointer, value in self.changes.items():
            *steps, last = pointer_tokens(pointer)
            holder: Any = edited
            for step in steps:
                holder = holder[int(step)] if isinstance(holder, list) else holder[step]
            key = int(last) if isinstance(holder, list) else last
            if value is GONE:
                del holder[key]
            elif isinstance(holder, list) and key == len(holder):
                holder.append(value)
            else:
                holder[key] = value
        return edited

    @property
    def pointer(self) -> str:
        """Where the worst difference must stand."""
        return self.where or next(iter(self.changes))


def base() -> dict[str, Any]:
    """The document that is edited."""
    return copy.deepcopy(_base())


@functools.cache
def _base() -> dict[str, Any]:
    return load(BASE)


TEXT = {"type": "string"}
NUMBER = {"type": "integer"}
PLAIN = {"description": "d"}

RENAMED = {
    "parameters": [{"name": "id", "in": "path", "required": True, "schema": {"type": "integer", "format": "int64"}}],
    "delete": {
        "operationId": "deleteJob",
        "summary": "Delete a job",
        "tags": ["jobs"],
        "security": [],
        "responses": {"204": {"description": "It is gone."}},
    },
}

EDITS = [
    # Operations.
    Edit("operation gone", {DELETE: GONE}, BREAKING, BREAKING),
    Edit("path gone", {"/paths/~1jobs~1{jobId}": GONE}, BREAKING, BREAKING, where=DELETE),
    Edit("operation new", {"/paths/~1jobs/put": {"responses": {"204": PLAIN}}}, ADDITIVE, ADDITIVE),
    Edit(
        "operationId changed",
        {f"{LIST}/operationId": "jobs"},
        BREAKING,
        BREAKING,
        oasdiff="it tells the new name for information; generated calls bear it",
    ),
    Edit(
        "operationId gone",
        {f"{LIST}/operationId": GONE},
        BREAKING,
        BREAKING,
        oasdiff="it tells the lost name for information; generated calls bear it",
    ),
    Edit("operation deprecated", {f"{LIST}/deprecated": True}, ADDITIVE, ADDITIVE),
    Edit("summary changed", {f"{LIST}/summary": "All jobs"}, PATCH, PATCH),
    Edit("tag changed", {f"{LIST}/tags/0": "work"}, PATCH, PATCH),
    Edit(
        "callbacks new",
        {f"{LIST}/callbacks": {"done": {}}},
        UNJUDGED,
        UNJUDGED,
        oasdiff="it takes a new callback for nothing; ours leaves it to a person",
    ),
    # Servers.
    Edit("server gone", {"/servers/1": GONE}, NONE, BREAKING, where="/servers", oasdiff="it does not judge servers"),
    Edit(
        "server elsewhere",
        {"/servers/0/url": "https://one.example/v2"},
        NONE,
        BREAKING,
        where="/servers",
        oasdiff="it does not judge servers",
    ),
    Edit("server new", {"/servers/2": {"url": "https://three.example"}}, NONE, ADDITIVE, where="/servers"),
    Edit(
        "servers swapped",
        {"/servers": [{"url": "https://two.example/v1"}, {"url": "https://one.example/v1"}]},
        NONE,
        ADDITIVE,
    ),
    Edit(
        "operation with a server of its own",
        {f"{LIST}/servers": [{"url": "https://x.example"}]},
        NONE,
        BREAKING,
        oasdiff="it does not judge servers",
    ),
    # Security.
    Edit("credentials demanded", {f"{DELETE}/security": [{"token": []}]}, NONE, BREAKING),
    Edit("credentials optional", {f"{LIST}/security/2": {}}, NONE, ADDITIVE, where=f"{LIST}/security"),
    Edit("one of two schemes gone", {f"{LIST}/security/1": GONE}, NONE, BREAKING, where=f"{LIST}/security"),
    Edit("both schemes demanded", {f"{LIST}/security": [{"token": [], "key": []}]}, NONE, BREAKING),
    Edit("scope new", {f"{CREATE}/security/0/grant/1": "admin"}, NONE, BREAKING, where=f"{CREATE}/security"),
    Edit("scope gone", {f"{CREATE}/security/0/grant": []}, NONE, ADDITIVE, where=f"{CREATE}/security"),
    Edit(
        "key elsewhere",
        {"/components/securitySchemes/key/name": "X-Other"},
        NONE,
        BREAKING,
        where="/components/securitySchemes/key",
    ),
    Edit(
        "another scheme",
        {"/components/securitySchemes/token/scheme": "basic"},
        NONE,
        BREAKING,
        where="/components/securitySchemes/token",
    ),
    # Parameters.
    Edit(
        "parameter gone",
        {f"{LIST}/parameters/0": GONE},
        NONE,
        BREAKING,
        oasdiff="it warns; what is sent has lost its meaning",
    ),
    Edit("parameter new", {f"{LIST}/parameters/3": {"name": "a", "in": "query", "schema": TEXT}}, NONE, ADDITIVE),
    Edit(
        "demanded parameter new",
        {f"{LIST}/parameters/3": {"name": "a", "in": "query", "required": True, "schema": TEXT}},
        NONE,
        BREAKING,
    ),
    Edit("parameter demanded", {f"{LIST}/parameters/0/required": True}, NONE, BREAKING),
    Edit("parameter no longer demanded", {f"{LIST}/parameters/2/required": GONE}, NONE, ADDITIVE),
    Edit("header in other letters", {f"{LIST}/parameters/2/name": "x-trace"}, PATCH, PATCH),
    Edit(
        "parameter moved",
        {f"{LIST}/parameters/0/in": "header"},
        NONE,
        BREAKING,
        where=f"{LIST}/parameters/0",
        oasdiff="it warns; what is sent has lost its meaning",
    ),
    Edit("plain parameter in another style", {f"{LIST}/parameters/0/explode": False}, PATCH, PATCH),
    Edit(
        "default changed",
        {f"{LIST}/parameters/1/schema/default": 50},
        NONE,
        BREAKING,
        oasdiff="it tells it for information; whoever leaves it out says something else now",
    ),
    Edit("limit lowered", {f"{LIST}/parameters/1/schema/maximum": 50}, NONE, BREAKING),
    Edit("limit raised", {f"{LIST}/parameters/1/schema/maximum": 500}, NONE, ADDITIVE),
    Edit(
        "choice gone", {f"{LIST}/parameters/0/schema/enum/1": GONE}, NONE, BREAKING, where=f"{LIST}/parameters/0/schema"
    ),
    Edit(
        "choice new",
        {f"{LIST}/parameters/0/schema/enum/2": "done"},
        NONE,
        ADDITIVE,
        where=f"{LIST}/parameters/0/schema/enum",
    ),
    Edit("path parameter renamed", {"/paths/~1jobs~1{jobId}": GONE, "/paths/~1jobs~1{id}": RENAMED}, PATCH, PATCH),
    # Bodies of requests.
    Edit("body gone", {f"{CREATE}/requestBody": GONE}, NONE, BREAKING),
    Edit("body new", {f"{LIST}/requestBody": {"content": {"text/plain": {}}}}, NONE, ADDITIVE),
    Edit("body may be left out", {f"{CREATE}/requestBody/required": GONE}, NONE, ADDITIVE),
    Edit(
        "media type of the body gone",
        {f"{CREATE}/requestBody/content/application~1x-www-form-urlencoded": GONE},
        NONE,
        BREAKING,
    ),
    Edit("media type of the body new", {f"{CREATE}/requestBody/content/text~1yaml": {"schema": TEXT}}, NONE, ADDITIVE),
    Edit("property to send new", {f"{NEW}/properties/colour": TEXT}, NONE, ADDITIVE),
    Edit(
        "property to send new and demanded",
        {f"{NEW}/properties/colour": TEXT, f"{NEW}/required": ["name", "colour"]},
        NONE,
        BREAKING,
    ),
    Edit("property to send demanded", {f"{NEW}/required": ["name", "size"]}, NONE, BREAKING),
    Edit("property to send no longer demanded", {f"{NEW}/required": GONE}, NONE, ADDITIVE),
    Edit(
        "property to send gone",
        {f"{NEW}/properties/size": GONE},
        NONE,
        BREAKING,
        oasdiff="it warns; what is sent has lost its meaning",
    ),
    Edit("property to send of another type", {f"{NEW}/properties/size/type": "string"}, NONE, BREAKING),
    Edit("property to send may be null", {f"{NEW}/properties/size/type": ["integer", "null"]}, NONE, ADDITIVE),
    Edit("what is sent may be shorter", {f"{NEW}/properties/name/minLength": GONE}, NONE, ADDITIVE),
    Edit("what is sent must be longer", {f"{NEW}/properties/name/minLength": 3}, NONE, BREAKING),
    Edit("what is sent must match", {f"{NEW}/properties/name/pattern": "^[a-z]+$"}, NONE, BREAKING),
    Edit(
        "default of what is sent gone",
        {f"{NEW}/properties/retries/default": GONE},
        NONE,
        BREAKING,
        oasdiff="it tells it for information; whoever leaves it out says something else now",
    ),
    Edit(
        "what is sent takes no unknown property",
        {f"{NEW}/additionalProperties": False},
        NONE,
        BREAKING,
        oasdiff="it does not judge additionalProperties",
    ),
    Edit(
        "form of what is sent",
        {f"{NEW}/properties/mode/readOnly": True},
        NONE,
        UNJUDGED,
        oasdiff="it takes readOnly on an optional property for nothing; ours leaves it to a person",
    ),
    # Statuses.
    Edit(
        "success of another status",
        {f"{DELETE}/responses": {"200": PLAIN}},
        BREAKING,
        NONE,
        where=f"{DELETE}/responses/200",
    ),
    Edit(
        "second success",
        {f"{DELETE}/responses/202": PLAIN},
        BREAKING,
        NONE,
        oasdiff="it tells it for information; no reader knows what it brings",
    ),
    Edit("error new", {f"{LIST}/responses/429": PLAIN}, ADDITIVE, NONE),
    Edit("error gone", {f"{LIST}/responses/400": GONE}, ADDITIVE, NONE),
    Edit("any status", {f"{LIST}/responses/default": PLAIN}, BREAKING, NONE, oasdiff="it does not judge default"),
    Edit(
        "error out of a range", {f"{CREATE}/responses/404": {"$ref": "#/components/responses/Refused"}}, ADDITIVE, NONE
    ),
    Edit(
        "error out of a range, of another form",
        {f"{CREATE}/responses/404": {"description": "d", "content": {"application/json": {"schema": TEXT}}}},
        BREAKING,
        NONE,
        where=f"{CREATE}/responses/404/content/application~1json/schema",
        oasdiff="it sees a new status alone, and not that a range spoke for it",
    ),
    # Media types and headers of responses.
    Edit("media type gone", {f"{LIST}/responses/200/content/text~1csv": GONE}, BREAKING, NONE),
    Edit("media type new", {f"{LIST}/responses/200/content/text~1html": {"schema": TEXT}}, ADDITIVE, NONE),
    Edit(
        "header gone",
        {f"{LIST}/responses/200/headers": GONE},
        BREAKING,
        NONE,
        where=f"{LIST}/responses/200/headers/X-Total",
    ),
    Edit("header new", {f"{LIST}/responses/200/headers/X-New": {"schema": TEXT}}, ADDITIVE, NONE),
    Edit("header may be missing", {f"{LIST}/responses/200/headers/X-Total/required": False}, BREAKING, NONE),
    Edit("header of another type", {f"{LIST}/responses/200/headers/X-Total/schema/type": "string"}, BREAKING, NONE),
    # Schemas of responses.
    Edit(
        "property gone",
        {f"{JOB}/properties/note": GONE},
        BREAKING,
        NONE,
        oasdiff="it tells an optional one for information; whoever reads it finds nothing",
    ),
    Edit("property new", {f"{JOB}/properties/colour": TEXT}, ADDITIVE, NONE),
    Edit(
        "property new where none was allowed",
        {f"{OWNER}/properties/colour": TEXT},
        BREAKING,
        NONE,
        oasdiff="it tells it for information; a reader who kept to additionalProperties refuses it",
    ),
    Edit("property may be missing", {f"{JOB}/required": ["id"]}, BREAKING, NONE),
    Edit("property always there", {f"{JOB}/required": ["id", "state", "due"]}, ADDITIVE, NONE),
    Edit("another type", {f"{JOB}/properties/id/type": "string"}, BREAKING, NONE),
    Edit("a wider type", {f"{JOB}/properties/id/type": "number"}, BREAKING, NONE),
    Edit("a format gone", {f"{JOB}/properties/due/format": GONE}, BREAKING, NONE),
    Edit("a format new", {f"{JOB}/properties/note/format": "email"}, ADDITIVE, NONE),
    Edit("another format", {f"{JOB}/properties/due/format": "date"}, BREAKING, NONE),
    Edit("a format that is a type", {f"{JOB}/properties/id/format": GONE}, BREAKING, NONE),
    Edit(
        "a pattern wider",
        {f"{JOB}/properties/elapsed/pattern": "^[0-9]{2,}:[0-9][0-9]$"},
        BREAKING,
        NONE,
        oasdiff="it warns at any other pattern; a value shows that this one is wider",
    ),
    Edit("a pattern narrower", {f"{JOB}/properties/elapsed/pattern": "^[0-9]{2,3}:[0-5][0-9]$"}, ADDITIVE, NONE),
    Edit("a pattern gone", {f"{JOB}/properties/elapsed/pattern": GONE}, BREAKING, NONE),
    Edit("the same pattern", {f"{JOB}/properties/elapsed/pattern": "^[0-9][0-9]+:[0-5][0-9]$"}, PATCH, NONE),
    Edit(
        "a choice that may come",
        {f"{JOB}/properties/state/enum/3": "lost"},
        BREAKING,
        NONE,
        where=f"{JOB}/properties/state/enum",
    ),
    Edit(
        "a choice that no longer comes",
        {f"{JOB}/properties/state/enum/2": GONE},
        ADDITIVE,
        NONE,
        where=f"{JOB}/properties/state/enum",
    ),
    Edit("a constant gone", {f"{JOB}/properties/kind/const": GONE}, BREAKING, NONE),
    Edit("another constant", {f"{JOB}/properties/kind/const": "image"}, BREAKING, NONE),
    Edit(
        "a constant as the one choice",
        {f"{JOB}/properties/kind": {"type": "string", "enum": ["video"]}},
        PATCH,
        PATCH,
        where=f"{JOB}/properties/kind/const",
        oasdiff="it compares the words: const and an enum of one say the same",
    ),
    Edit("one more than the maximum", {f"{JOB}/properties/id/maximum": 9007199254740992}, BREAKING, NONE),
    Edit("one less than the maximum", {f"{JOB}/properties/id/maximum": 9007199254740990}, ADDITIVE, NONE),
    Edit("a minimum gone", {f"{JOB}/properties/id/minimum": GONE}, BREAKING, NONE),
    Edit("null may come", {f"{JOB}/properties/due/type": ["string", "null"]}, BREAKING, NONE),
    Edit("null no longer comes", {f"{JOB}/properties/note/type": "string"}, ADDITIVE, NONE),
    Edit("longer text may come", {f"{JOB}/properties/note/maxLength": 201}, BREAKING, NONE),
    Edit(
        "an object instead of a list",
        {LISTED: {"type": "object", "properties": {"jobs": {"type": "array"}}}},
        BREAKING,
        NONE,
        where=LISTED,
    ),
    Edit("longer lists may come", {f"{LISTED}/maxItems": 1001}, BREAKING, NONE),
    Edit("what comes twice", {f"{JOB}/properties/labels/uniqueItems": GONE}, BREAKING, NONE),
    Edit("items of another type", {f"{JOB}/properties/labels/items/type": "integer"}, BREAKING, NONE),
    Edit(
        "unknown properties may come",
        {f"{OWNER}/additionalProperties": GONE},
        BREAKING,
        NONE,
        oasdiff="it does not judge additionalProperties",
    ),
    Edit("unknown properties no longer come", {f"{JOB}/additionalProperties": False}, ADDITIVE, NONE),
    Edit(
        "unknown properties of another type",
        {f"{JOB}/properties/settings/additionalProperties/type": "string"},
        BREAKING,
        NONE,
    ),
    Edit(
        "one more alternative",
        {f"{JOB}/properties/target/anyOf/2": {"type": "boolean"}},
        BREAKING,
        NONE,
        where=f"{JOB}/properties/target/anyOf",
    ),
    Edit(
        "one alternative less",
        {f"{JOB}/properties/target/anyOf/1": GONE},
        ADDITIVE,
        NONE,
        where=f"{JOB}/properties/target/anyOf",
    ),
    Edit(
        "alternatives in another order",
        {f"{JOB}/properties/target/anyOf": [{"type": "integer"}, {"type": "string"}]},
        PATCH,
        NONE,
    ),
    Edit(
        "a reference written out",
        {f"{JOB}/properties/owner": {"type": "object", "additionalProperties": False, "properties": {"name": TEXT}}},
        PATCH,
        PATCH,
        where=f"{JOB}/properties/owner/$ref",
    ),
    Edit(
        "used by readers and by senders",
        {f"{NEW}/properties/owner": {"$ref": f"#{OWNER}"}, f"{OWNER}/properties/name/maxLength": 9},
        ADDITIVE,
        ADDITIVE,
        where=f"{NEW}/properties/owner",
    ),
    Edit(
        "any body of one media type to send",
        {f"{CREATE}/requestBody/content/application~1x-www-form-urlencoded/schema": GONE},
        NONE,
        ADDITIVE,
    ),
    Edit("any body may come", {f"{LIST}/responses/200/content/text~1csv/schema": GONE}, BREAKING, NONE),
    Edit("any value of a parameter", {f"{LIST}/parameters/0/schema": GONE}, NONE, ADDITIVE),
    Edit(
        "a discriminator among alternatives",
        {f"{JOB}/properties/target/anyOf/0/discriminator": {"propertyName": "kind"}},
        UNJUDGED,
        NONE,
        oasdiff="it takes a new discriminator for nothing; ours leaves it to a person",
    ),
    Edit(
        "body of a header",
        {f"{LIST}/responses/200/headers/X-Total": {"required": True, "content": {"text/plain": {"schema": NUMBER}}}},
        BREAKING,
        NONE,
        where=f"{LIST}/responses/200/headers/X-Total/schema",
        oasdiff="it does not judge a header's body",
    ),
]
