"""More edits of the made-up document: those that a look at values alone gets wrong."""

from __future__ import annotations

from typing import Any

from contract_tests.compare.table import (
    ADDITIVE,
    BREAKING,
    CREATE,
    DELETE,
    GONE,
    JOB,
    LIST,
    NEW,
    NONE,
    NUMBER,
    PATCH,
    PLAIN,
    TEXT,
    UNJUDGED,
    Edit,
)
from scripts.compare.difference import Verdict

SCHEMES = "/components/securitySchemes"
GRANT = f"{SCHEMES}/grant/flows"
ANSWER = f"{LIST}/responses/200/content"
BODY = f"{CREATE}/requestBody/content"
REGION = {"default": "eu", "enum": ["eu", "us"]}
SERVER: dict[str, Any] = {
    "url": "https://{r}.one.example/{v}",
    "variables": {"r": {"default": "eu", "enum": ["eu", "us"]}, "v": {"default": "v1"}},
}


def edit(
    name: str, before: dict[str, Any], after: dict[str, Any], readers: Verdict, senders: Verdict, where: str = ""
) -> Edit:
    """An edit of a document that was edited before."""
    return Edit(name, after, readers, senders, where, before=before)


def query(**clauses: Any) -> dict[str, Any]:
    """One more query parameter."""
    return {f"{LIST}/parameters/3": {"name": "q", "in": "query", **clauses}}


def led(part: str, through: Any) -> tuple[dict[str, Any], dict[str, Any]]:
    """A part of the document that leads to a component, and the component changed."""
    return {part: through, "/components/schemas/Event": {"type": "object", "properties": {"a": TEXT}}}, {
        "/components/schemas/Event/properties/a": NUMBER
    }


EVENT_BODY = {"content": {"application/json": {"schema": {"$ref": "#/components/schemas/Event"}}}}
HOOK = {"post": {"requestBody": EVENT_BODY, "responses": {"200": PLAIN}}}
LINKED = {"description": "d", "links": {"next": {"$ref": "#/components/links/Next"}}}

MORE = [
    # Parts that nobody compares, changed through a reference.
    edit("webhook through a reference", *led("/webhooks", {"done": HOOK}), UNJUDGED, UNJUDGED, where="/webhooks"),
    edit(
        "callback through a reference",
        *led(f"{CREATE}/callbacks", {"done": {"{$request.body#/url}": HOOK}}),
        UNJUDGED,
        UNJUDGED,
        where=f"{CREATE}/callbacks",
    ),
    edit(
        "link through a reference",
        {f"{LIST}/responses/201": LINKED, "/components/links": {"Next": {"operationId": "listJobs"}}},
        {"/components/links/Next/operationId": "createJob"},
        UNJUDGED,
        NONE,
        where=f"{LIST}/responses/201/links",
    ),
    edit(
        "encoding through a reference",
        {
            f"{BODY}/application~1x-www-form-urlencoded/encoding": {
                "name": {"headers": {"X-A": {"$ref": "#/components/headers/A"}}}
            },
            "/components/headers": {"A": {"schema": TEXT}},
        },
        {"/components/headers/A/schema": NUMBER},
        NONE,
        UNJUDGED,
        where=f"{BODY}/application~1x-www-form-urlencoded/encoding",
    ),
    edit("dialect", {}, {"/jsonSchemaDialect": "https://json-schema.org/draft/2020-12/schema"}, UNJUDGED, UNJUDGED),
    edit(
        "a component that nobody uses",
        {"/components/schemas/Event": TEXT},
        {"/components/schemas/Event": NUMBER},
        PATCH,
        PATCH,
    ),
    edit(
        "a clause for people, on what nobody uses",
        {"/components/schemas/Event": TEXT},
        {"/components/schemas/Event/xml": {}},
        PATCH,
        PATCH,
    ),
    # Servers.
    edit("servers absent and the root", {"/servers": GONE}, {"/servers": [{"url": "/"}]}, PATCH, PATCH),
    edit("servers gone", {}, {"/servers": GONE}, NONE, BREAKING),
    edit("host in capitals", {}, {"/servers/0/url": "HTTPS://One.Example/v1"}, PATCH, PATCH),
    edit("path in capitals", {}, {"/servers/0/url": "https://one.example/V1"}, NONE, BREAKING, where="/servers"),
    edit("port spelled out", {}, {"/servers/0/url": "https://one.example:443/v1"}, PATCH, PATCH),
    edit("another port", {}, {"/servers/0/url": "https://one.example:444/v1"}, NONE, BREAKING, where="/servers"),
    edit("slash at the end", {}, {"/servers/0/url": "https://one.example/v1/"}, PATCH, PATCH),
    edit(
        "the same servers at the operation",
        {},
        {f"{LIST}/servers": [{"url": "https://one.example/v1"}, {"url": "https://two.example/v1"}]},
        PATCH,
        PATCH,
    ),
    edit(
        "fewer servers at the operation", {}, {f"{LIST}/servers": [{"url": "https://one.example/v1"}]}, NONE, BREAKING
    ),
    edit(
        "value of a server's variable gone",
        {"/servers": [SERVER]},
        {"/servers/0/variables/r/enum": ["eu"]},
        NONE,
        BREAKING,
        where="/servers",
    ),
    edit(
        "value of a server's variable new",
        {"/servers": [SERVER]},
        {"/servers/0/variables/r/enum/2": "asia"},
        NONE,
        ADDITIVE,
        where="/servers",
    ),
    edit(
        "default of a server's variable",
        {"/servers": [SERVER]},
        {"/servers/0/variables/r/default": "us"},
        NONE,
        ADDITIVE,
        where="/servers",
    ),
    edit(
        "a server's variable renamed",
        {"/servers": [SERVER]},
        {
            "/servers": [
                {
                    "url": "https://{region}.one.example/{v}",
                    "variables": {"region": REGION, "v": {"default": "v1"}},
                }
            ]
        },
        PATCH,
        PATCH,
    ),
    # Security.
    edit("scheme in another case", {}, {f"{SCHEMES}/token/scheme": "Bearer"}, PATCH, PATCH),
    edit("key's header in another case", {}, {f"{SCHEMES}/key/name": "x-key"}, PATCH, PATCH),
    edit("key in a query", {}, {f"{SCHEMES}/key/in": "query"}, NONE, BREAKING, where=f"{SCHEMES}/key"),
    edit("bearer format", {}, {f"{SCHEMES}/token/bearerFormat": "JWT"}, PATCH, PATCH),
    edit(
        "flow new",
        {},
        {f"{GRANT}/implicit": {"authorizationUrl": "https://one.example/a", "scopes": {"write": "w"}}},
        NONE,
        ADDITIVE,
        where=f"{SCHEMES}/grant",
    ),
    edit(
        "flow gone",
        {f"{GRANT}/implicit": {"authorizationUrl": "https://one.example/a", "scopes": {"write": "w"}}},
        {f"{GRANT}/implicit": GONE},
        NONE,
        BREAKING,
        where=f"{SCHEMES}/grant",
    ),
    edit(
        "refresh new",
        {},
        {f"{GRANT}/clientCredentials/refreshUrl": "https://one.example/r"},
        NONE,
        ADDITIVE,
        where=f"{SCHEMES}/grant",
    ),
    edit(
        "token elsewhere",
        {},
        {f"{GRANT}/clientCredentials/tokenUrl": "https://one.example/r"},
        NONE,
        BREAKING,
        where=f"{SCHEMES}/grant",
    ),
    edit(
        "a scope more for the first of two ways with one scheme",
        {f"{CREATE}/security": [{"grant": ["read"]}, {"grant": ["write"]}]},
        {f"{CREATE}/security": [{"grant": ["read", "write"]}, {"grant": ["write"]}]},
        NONE,
        BREAKING,
    ),
    edit(
        "another scope beside two ways with one scheme",
        {f"{CREATE}/security": [{"grant": ["read"]}, {"grant": ["write"]}]},
        {f"{CREATE}/security": [{"grant": ["read"]}, {"grant": ["write"]}, {"grant": ["admin"]}]},
        NONE,
        ADDITIVE,
    ),
    edit("scope in words", {}, {f"{GRANT}/clientCredentials/scopes/write": "May."}, PATCH, PATCH),
    edit(
        "scheme renamed",
        {},
        {f"{SCHEMES}/bearer": {"type": "http", "scheme": "bearer"}, f"{LIST}/security/0": {"bearer": []}},
        PATCH,
        PATCH,
    ),
    edit("credentials in another order", {}, {f"{LIST}/security": [{"key": []}, {"token": []}]}, PATCH, PATCH),
    # Parameters.
    *(
        edit(
            f"{name} parameter, which is ignored",
            {},
            {f"{LIST}/parameters/3": {"name": name, "in": "header", "required": True, "schema": TEXT}},
            PATCH,
            PATCH,
        )
        for name in ("Accept", "content-type", "AUTHORIZATION")
    ),
    edit(
        "style of a plain query parameter",
        query(schema=TEXT),
        {f"{LIST}/parameters/3/style": "form", f"{LIST}/parameters/3/explode": False},
        PATCH,
        PATCH,
    ),
    edit(
        "explode of an array", query(schema={"type": "array"}), {f"{LIST}/parameters/3/explode": False}, NONE, BREAKING
    ),
    edit(
        "style of an array",
        query(schema={"type": "array"}, explode=False),
        {f"{LIST}/parameters/3/style": "pipeDelimited"},
        NONE,
        BREAKING,
    ),
    edit(
        "style of an object",
        query(schema={"type": "object"}),
        {f"{LIST}/parameters/3/style": "deepObject"},
        NONE,
        BREAKING,
    ),
    edit(
        "explode of an array in a path",
        {"/paths/~1jobs~1{jobId}/parameters/0/schema": {"type": "array", "items": NUMBER}},
        {"/paths/~1jobs~1{jobId}/parameters/0/explode": True},
        PATCH,
        PATCH,
    ),
    edit("style of a path parameter", {}, {"/paths/~1jobs~1{jobId}/parameters/0/style": "matrix"}, NONE, BREAKING),
    edit("empty values allowed", query(schema=TEXT), {f"{LIST}/parameters/3/allowEmptyValue": True}, NONE, ADDITIVE),
    edit(
        "empty values no longer allowed",
        query(schema=TEXT, allowEmptyValue=True),
        {f"{LIST}/parameters/3/allowEmptyValue": GONE},
        NONE,
        BREAKING,
    ),
    edit(
        "reserved characters allowed", query(schema=TEXT), {f"{LIST}/parameters/3/allowReserved": True}, NONE, ADDITIVE
    ),
    edit(
        "integer to string on the wire",
        query(schema=NUMBER),
        {f"{LIST}/parameters/3/schema": TEXT},
        NONE,
        ADDITIVE,
        where=f"{LIST}/parameters/3/schema/type",
    ),
    edit(
        "string to integer on the wire",
        query(schema=TEXT),
        {f"{LIST}/parameters/3/schema": NUMBER},
        NONE,
        BREAKING,
        where=f"{LIST}/parameters/3/schema/type",
    ),
    edit(
        "boolean to string on the wire",
        query(schema={"type": "boolean"}),
        {f"{LIST}/parameters/3/schema": TEXT},
        NONE,
        ADDITIVE,
        where=f"{LIST}/parameters/3/schema/type",
    ),
    edit(
        "integer to short string on the wire",
        query(schema=NUMBER),
        {f"{LIST}/parameters/3/schema": {**TEXT, "maxLength": 3}},
        NONE,
        BREAKING,
        where=f"{LIST}/parameters/3/schema",
    ),
    edit(
        "numbers to their text on the wire",
        query(schema={"enum": [1, 2]}),
        {f"{LIST}/parameters/3/schema": {"enum": ["1", "2"]}},
        NONE,
        PATCH,
    ),
    edit(
        "one to a list of them on the wire",
        query(schema=NUMBER),
        {f"{LIST}/parameters/3/schema": {"type": "array", "items": NUMBER}},
        NONE,
        ADDITIVE,
        where=f"{LIST}/parameters/3/schema",
    ),
    edit(
        "a list to one on the wire",
        query(schema={"type": "array", "items": NUMBER}),
        {f"{LIST}/parameters/3/schema": NUMBER},
        NONE,
        BREAKING,
        where=f"{LIST}/parameters/3/schema",
    ),
    edit(
        "integer to string in a body",
        {},
        {f"{NEW}/properties/size": TEXT, f"{BODY}/application~1x-www-form-urlencoded": GONE},
        NONE,
        BREAKING,
    ),
    edit(
        "integer to string in a form",
        {f"{BODY}/application~1json": GONE, f"{NEW}/properties/size": NUMBER},
        {f"{NEW}/properties/size": TEXT},
        NONE,
        ADDITIVE,
        where=f"{NEW}/properties/size/type",
    ),
    edit(
        "parameter as JSON",
        query(content={"application/json": {"schema": NUMBER}}),
        {f"{LIST}/parameters/3/content/application~1json/schema": TEXT},
        NONE,
        BREAKING,
        where=f"{LIST}/parameters/3/content/application~1json/schema/type",
    ),
    edit(
        "parameter behind a reference",
        {
            "/components/parameters": {"Q": {"name": "q", "in": "query", "schema": TEXT}},
            f"{LIST}/parameters/3": {"name": "q", "in": "query", "schema": TEXT},
        },
        {f"{LIST}/parameters/3": {"$ref": "#/components/parameters/Q"}},
        PATCH,
        PATCH,
    ),
    edit(
        "parameter at the path",
        query(schema=TEXT),
        {f"{LIST}/parameters/3": GONE, "/paths/~1jobs/parameters": [{"name": "q", "in": "query", "schema": TEXT}]},
        PATCH,
        ADDITIVE,
        where="/paths/~1jobs/parameters/0",
    ),
    edit("parameter deprecated", {}, {f"{LIST}/parameters/0/deprecated": True}, NONE, ADDITIVE),
    # Media types.
    edit(
        "media type in another case",
        {},
        {
            f"{ANSWER}/application~1json": GONE,
            f"{ANSWER}/Application~1JSON": {
                "schema": {"type": "array", "maxItems": 1000, "items": {"$ref": f"#{JOB}"}}
            },
        },
        PATCH,
        PATCH,
    ),
    edit(
        "charset",
        {},
        {f"{ANSWER}/text~1csv": GONE, f"{ANSWER}/text~1csv; charset=utf-8": {"schema": TEXT}},
        PATCH,
        PATCH,
    ),
    edit(
        "a parameter that means something",
        {},
        {f"{ANSWER}/text~1csv": GONE, f"{ANSWER}/text~1csv; header=absent": {"schema": TEXT}},
        BREAKING,
        NONE,
        where=f"{ANSWER}/text~1csv",
    ),
    edit(
        "media type widened to a range, to send",
        {},
        {f"{BODY}/application~1json": GONE, f"{BODY}/application~1*": {"schema": {"$ref": f"#{NEW}"}}},
        NONE,
        ADDITIVE,
        where=f"{BODY}/application~1*",
    ),
    edit(
        "media type widened to all, to send",
        {},
        {f"{BODY}/application~1json": GONE, f"{BODY}/*~1*": {"schema": {"$ref": f"#{NEW}"}}},
        NONE,
        ADDITIVE,
        where=f"{BODY}/*~1*",
    ),
    edit(
        "range narrowed, to send",
        {f"{BODY}/*~1*": {}},
        {f"{BODY}/*~1*": GONE, f"{BODY}/text~1*": {}},
        NONE,
        BREAKING,
        where=f"{BODY}/text~1*",
    ),
    edit(
        "media type widened to a range, to read",
        {},
        {f"{ANSWER}/text~1csv": GONE, f"{ANSWER}/text~1*": {"schema": TEXT}},
        BREAKING,
        NONE,
        where=f"{ANSWER}/text~1*",
    ),
    edit(
        "range narrowed, to read",
        {f"{ANSWER}/text~1*": {"schema": TEXT}, f"{ANSWER}/text~1csv": GONE},
        {f"{ANSWER}/text~1*": GONE, f"{ANSWER}/text~1csv": {"schema": TEXT}},
        ADDITIVE,
        NONE,
        where=f"{ANSWER}/text~1csv",
    ),
    # Statuses.
    edit(
        "a range beside its status gone",
        {f"{LIST}/responses/2XX": PLAIN},
        {f"{LIST}/responses/2XX": GONE},
        ADDITIVE,
        NONE,
    ),
    edit(
        "a range made a status",
        {f"{DELETE}/responses": {"2XX": PLAIN}},
        {f"{DELETE}/responses": {"200": PLAIN}},
        ADDITIVE,
        NONE,
        where=f"{DELETE}/responses/200",
    ),
    edit(
        "a status made a range",
        {},
        {f"{DELETE}/responses": {"2XX": PLAIN}},
        BREAKING,
        NONE,
        where=f"{DELETE}/responses/2XX",
    ),
    edit(
        "default covers an error",
        {},
        {f"{LIST}/responses/400": GONE, f"{LIST}/responses/default": {"$ref": "#/components/responses/Refused"}},
        BREAKING,
        NONE,
        where=f"{LIST}/responses/default",
    ),
    # Headers of responses.
    edit(
        "header in another case",
        {},
        {f"{LIST}/responses/200/headers": {"x-total": {"required": True, "schema": NUMBER}}},
        PATCH,
        PATCH,
    ),
    edit(
        "Content-Type as a header, which is ignored",
        {},
        {f"{LIST}/responses/200/headers/Content-Type": {"schema": TEXT}},
        PATCH,
        PATCH,
    ),
    edit(
        "header's body",
        {f"{LIST}/responses/200/headers/X-A": {"content": {"application/json": {"schema": {**TEXT, "maxLength": 5}}}}},
        {f"{LIST}/responses/200/headers/X-A/content/application~1json/schema/maxLength": 6},
        BREAKING,
        NONE,
    ),
    edit("header deprecated", {}, {f"{LIST}/responses/200/headers/X-Total/deprecated": True}, ADDITIVE, NONE),
    # References.
    edit(
        "response behind a reference with words",
        {},
        {f"{LIST}/responses/400": {"$ref": "#/components/responses/Refused", "description": "d"}},
        PATCH,
        PATCH,
    ),
    edit(
        "a reference into another component",
        {f"{JOB}/properties/colour": TEXT},
        {f"{JOB}/properties/colour": {"$ref": f"#{JOB}/properties/kind"}},
        ADDITIVE,
        NONE,
        where=f"{JOB}/properties/kind/const",
    ),
    # Two rules at one place.
    edit("deprecated operation gone", {f"{DELETE}/deprecated": True}, {DELETE: GONE}, BREAKING, BREAKING),
    # The other way round.
    edit(
        "body demanded",
        {f"{CREATE}/requestBody/required": GONE},
        {f"{CREATE}/requestBody/required": True},
        NONE,
        BREAKING,
    ),
    edit(
        "body new and demanded",
        {},
        {f"{LIST}/requestBody": {"required": True, "content": {"text/plain": {}}}},
        NONE,
        BREAKING,
    ),
    edit("no longer deprecated", {f"{LIST}/deprecated": True}, {f"{LIST}/deprecated": GONE}, ADDITIVE, ADDITIVE),
    edit(
        "header always there",
        {f"{LIST}/responses/200/headers/X-A": {"schema": TEXT}},
        {f"{LIST}/responses/200/headers/X-A/required": True},
        ADDITIVE,
        NONE,
    ),
    edit(
        "explode of an object in a header",
        {f"{LIST}/responses/200/headers/X-A": {"schema": {"type": "object"}}},
        {f"{LIST}/responses/200/headers/X-A/explode": True},
        BREAKING,
        NONE,
    ),
    edit(
        "a schema where there was none, to send",
        {f"{BODY}/text~1plain": {}},
        {f"{BODY}/text~1plain/schema": TEXT},
        NONE,
        BREAKING,
    ),
    edit(
        "names of closed objects",
        {f"{NEW}/additionalProperties": False},
        {f"{NEW}/propertyNames": {"maxLength": 6}},
        NONE,
        BREAKING,
    ),
    edit(
        "names of closed objects, to read",
        {"/components/schemas/Owner/propertyNames": {"maxLength": 3}},
        {"/components/schemas/Owner/propertyNames": GONE},
        BREAKING,
        NONE,
    ),
]
