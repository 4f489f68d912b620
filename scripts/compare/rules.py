"""Every rule that a difference is told by: what it means for those who read and for those who send, and its mirror."""

from __future__ import annotations

import re
from dataclasses import dataclass

from scripts.compare.difference import CLIENT, READERS, SENDERS, Verdict

NONE, PATCH, ADDITIVE, BREAKING, UNJUDGED = Verdict


@dataclass(frozen=True)
class Rule:
    """What a kind of difference means.

    ``mirror`` is the rule that means to senders what this one means to readers, and the other way round; it may be
    the rule itself. ``alone`` is why there is none.
    """

    id: str
    about: str
    readers: Verdict
    senders: Verdict
    mirror: str = ""
    alone: str = ""
    client: Verdict = NONE

    def verdict(self, audience: str) -> Verdict:
        """What it means for one audience."""
        return {READERS: self.readers, SENDERS: self.senders, CLIENT: self.client}[audience]


# Clauses of schemas: what it means that more values are allowed. That fewer are is the mirror.
CLAUSES = {
    "schema": "what no clause ruled out, or ruled out altogether, is another thing now",
    "type": "values of another type",
    "null": "null beside a value",
    "enum": "a value beside those that were listed",
    "alternative": "an alternative of anyOf or oneOf beside the others",
    "oneOf": "values that more than one alternative of oneOf takes, or fewer than one",
    "if": "values for which the condition of then and else holds, or does not",
    "not": "values that not ruled out",
    "format": "text or numbers without the format, or of a wider one",
    "minimum": "numbers below the minimum",
    "maximum": "numbers above the maximum",
    "exclusiveMinimum": "numbers at or below the exclusive minimum",
    "exclusiveMaximum": "numbers at or above the exclusive maximum",
    "multipleOf": "numbers that are no multiples",
    "minLength": "shorter text",
    "maxLength": "longer text",
    "pattern": "text in which the pattern is not found",
    "minItems": "shorter lists",
    "maxItems": "longer lists",
    "uniqueItems": "lists in which something stands twice",
    "items": "items that could not be",
    "contains": "lists that hold no such item",
    "minContains": "lists that hold fewer such items",
    "maxContains": "lists that hold more such items",
    "required": "objects without the property",
    "additionalProperties": "properties that nobody names",
    "unevaluatedProperties": "properties that nobody names",
    "propertyNames": "other names of properties",
    "minProperties": "objects of fewer properties",
    "maxProperties": "objects of more properties",
    "dependentSchemas": "objects that one property asked more of",
    "dependentRequired": "objects with one property and without the other that belongs to it",
}


def kebab(clause: str) -> str:
    """A clause as a part of a rule's id."""
    return re.sub(r"(?<=[a-z])(?=[A-Z])", "-", clause).lower()


def _of_clauses() -> list[Rule]:
    made = []
    for clause, more in CLAUSES.items():
        stem = kebab(clause)
        made += [
            Rule(f"{stem}-widened", f"allowed now: {more}", BREAKING, ADDITIVE, mirror=f"{stem}-narrowed"),
            Rule(f"{stem}-narrowed", f"no longer allowed: {more}", ADDITIVE, BREAKING, mirror=f"{stem}-widened"),
            Rule(
                f"{stem}-undecided",
                f"perhaps: {more}; neither a rule nor a value decides it",
                UNJUDGED,
                UNJUDGED,
                mirror=f"{stem}-undecided",
            ),
        ]
    return made


def _same(name: str, about: str, verdict: Verdict) -> Rule:
    return Rule(name, about, verdict, verdict, mirror=name)


GONE_AGAIN = "the other way round the property is gone, and that is told as property-removed"
NO_READER = "who reads chooses neither server nor credentials"
NO_SENDER = "who sends meets no status: it is the answer that has one"
NO_HEADER = "a header of a response has no such clause"

RULES: dict[str, Rule] = {
    rule.id: rule
    for rule in [
        *_of_clauses(),
        _same("property-removed", "no clause names the property any more, whatever else may still come", BREAKING),
        Rule(
            "property-demanded-narrowed",
            "a property is new and must be there",
            ADDITIVE,
            BREAKING,
            alone=GONE_AGAIN,
        ),
        Rule(
            "property-ruled-out-widened",
            "a property is new where the contract ruled out what it did not name",
            BREAKING,
            ADDITIVE,
            alone=GONE_AGAIN,
        ),
        _same("property-added", "a property is named that was not", ADDITIVE),
        Rule(
            "default-changed",
            "whoever leaves it out says something else now; who reads meets a value either way",
            ADDITIVE,
            BREAKING,
            alone="a default speaks for what a sender left out: nobody fills in what a response lacks",
        ),
        _same("default-added", "whoever leaves it out says this now, which the contract had left open", ADDITIVE),
        _same("default-undecided", "a default among combined schemas, of which none is said to count", UNJUDGED),
        _same("deprecated-set", "it is deprecated now", ADDITIVE),
        _same("deprecated-cleared", "it is no longer deprecated", ADDITIVE),
        _same("annotation-changed", "a clause that lies outside a verdict on values: a person has to judge", UNJUDGED),
        _same("operation-removed", "the operation is gone", BREAKING),
        _same("operation-added", "the operation is new", ADDITIVE),
        _same("operation-id-changed", "generators name the call after its operationId", BREAKING),
        Rule("server-removed", "a server that clients may ask is gone", NONE, BREAKING, alone=NO_READER),
        Rule("server-added", "there is one more server", NONE, ADDITIVE, alone=NO_READER),
        Rule(
            "server-first-changed", "clients ask another server unless told otherwise", NONE, ADDITIVE, alone=NO_READER
        ),
        Rule("security-demanded", "credentials that were enough are so no more", NONE, BREAKING, alone=NO_READER),
        Rule("security-offered", "other credentials are enough, too", NONE, ADDITIVE, alone=NO_READER),
        Rule("parameter-removed", "whoever sends it says nothing by it", NONE, BREAKING, mirror="header-removed"),
        Rule("header-removed", "whoever reads it finds nothing", BREAKING, NONE, mirror="parameter-removed"),
        Rule("parameter-added", "a parameter that may be left out", NONE, ADDITIVE, mirror="header-added"),
        Rule("header-added", "one more header", ADDITIVE, NONE, mirror="parameter-added"),
        Rule(
            "parameter-added-demanded",
            "a new parameter that must be sent",
            NONE,
            BREAKING,
            alone="a header that always comes asks nothing of who reads",
        ),
        Rule("parameter-demanded", "it must be sent now", NONE, BREAKING, mirror="header-optional"),
        Rule("header-optional", "it may be missing now", BREAKING, NONE, mirror="parameter-demanded"),
        Rule("parameter-optional", "it may be left out now", NONE, ADDITIVE, mirror="header-demanded"),
        Rule("header-demanded", "it always comes now", ADDITIVE, NONE, mirror="parameter-optional"),
        Rule(
            "parameter-style-changed",
            "its value is written in another way",
            NONE,
            BREAKING,
            mirror="header-style-changed",
        ),
        Rule(
            "header-style-changed",
            "its value is written in another way",
            BREAKING,
            NONE,
            mirror="parameter-style-changed",
        ),
        Rule("parameter-writing-widened", "its value may be written in more ways", NONE, ADDITIVE, alone=NO_HEADER),
        Rule("parameter-writing-narrowed", "its value may be written in fewer ways", NONE, BREAKING, alone=NO_HEADER),
        Rule(
            "body-removed",
            "the request has no body any more",
            NONE,
            BREAKING,
            alone="a response without a body has lost its media types, and those are told",
        ),
        Rule(
            "body-added",
            "the request may have a body now",
            NONE,
            ADDITIVE,
            alone="a response with a body has new media types, and those are told",
        ),
        Rule(
            "body-added-demanded",
            "the request must have a body now",
            NONE,
            BREAKING,
            alone="no response says that its body must come",
        ),
        Rule(
            "body-demanded",
            "the body must be sent now",
            NONE,
            BREAKING,
            alone="no response says that its body must come",
        ),
        Rule(
            "body-optional",
            "the body may be left out now",
            NONE,
            ADDITIVE,
            alone="no response says that its body must come",
        ),
        _same("media-type-removed", "it can no longer be sent, or no longer comes", BREAKING),
        _same("media-type-added", "one more media type", ADDITIVE),
        Rule(
            "media-range-widened",
            "a range of media types where one was named",
            BREAKING,
            ADDITIVE,
            mirror="media-range-narrowed",
        ),
        Rule(
            "media-range-narrowed",
            "one media type where a range was named",
            ADDITIVE,
            BREAKING,
            mirror="media-range-widened",
        ),
        Rule(
            "status-success-added",
            "a success that no reader of the old contract knows",
            BREAKING,
            NONE,
            alone=NO_SENDER,
        ),
        Rule(
            "status-error-added",
            "an error that readers take for the x00 of its class (RFC 9110, 15)",
            ADDITIVE,
            NONE,
            alone=NO_SENDER,
        ),
        Rule("status-any-added", "any status may be answered", BREAKING, NONE, alone=NO_SENDER),
        Rule(
            "status-told-apart",
            "a status has a response of its own, which a wider one covered",
            ADDITIVE,
            NONE,
            alone=NO_SENDER,
        ),
        Rule("status-success-removed", "success no longer comes as this status", BREAKING, NONE, alone=NO_SENDER),
        Rule(
            "status-removed",
            "the service no longer answers this; whoever handles it is safe",
            ADDITIVE,
            NONE,
            alone=NO_SENDER,
        ),
        Rule("status-joined", "a wider response covers the status", ADDITIVE, NONE, alone=NO_SENDER),
        _same("not-compared", "callbacks, links, webhooks, encodings or the dialect: a person has to judge", UNJUDGED),
        _same("put-otherwise", "the same said in another way, words, or what no operation uses", PATCH),
        *(
            Rule(
                name,
                about,
                NONE,
                NONE,
                alone="the client's own users: whoever reads or sends need not use it",
                client=verdict,
            )
            for name, about, verdict in [
                ("client-symbol-removed", "a name that could be imported is gone", BREAKING),
                ("client-symbol-added", "one more name", ADDITIVE),
                ("client-argument-demanded", "an argument must be given now", BREAKING),
                ("client-argument-optional", "an argument may be left out now", ADDITIVE),
                ("client-kind-changed", "a name stands for another kind of thing", BREAKING),
                ("client-type-widened", "what is read may be more, or what is given must be less", BREAKING),
                ("client-type-narrowed", "what is read is less, or what is given may be more", ADDITIVE),
            ]
        ),
    ]
}


def explained(rule: Rule) -> str:
    """A rule in a few lines."""
    lines = [f"{rule.id}: {rule.about}"]
    lines += [f"for {audience}: {rule.verdict(audience)}" for audience in (READERS, SENDERS)]
    if rule.client is not NONE:
        lines = [lines[0], f"for {CLIENT}: {rule.client}"]
    if rule.mirror == rule.id:
        lines.append("it means the same to both")
    elif rule.mirror:
        lines.append(f"mirror: {rule.mirror}")
    else:
        lines.append(f"no mirror: {rule.alone}")
    return "\n".join(lines)
