"""The rules on operations, their requests and answers, and the Python client."""

from __future__ import annotations

from scripts.compare.rule import ADDITIVE, BREAKING, NONE, PATCH, UNJUDGED, Rule, same

NO_READER = "who reads chooses neither server nor credentials"
NO_SENDER = "who sends meets no status: it is the answer that has one"
NO_HEADER = "a header of a response has no such clause"

OPERATION_RULES: list[Rule] = [
    same("operation-removed", "the operation is gone", BREAKING),
    same("operation-added", "the operation is new", ADDITIVE),
    same("operation-id-changed", "generators name the call after its operationId", BREAKING),
    Rule("server-removed", "a server that clients may ask is gone", NONE, BREAKING, alone=NO_READER),
    Rule("server-added", "there is one more server", NONE, ADDITIVE, alone=NO_READER),
    Rule("server-first-changed", "clients ask another server unless told otherwise", NONE, ADDITIVE, alone=NO_READER),
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
    same("media-type-removed", "it can no longer be sent, or no longer comes", BREAKING),
    same("media-type-added", "one more media type", ADDITIVE),
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
    same("not-compared", "callbacks, links, webhooks, encodings or the dialect: a person has to judge", UNJUDGED),
    same("put-otherwise", "the same said in another way, words, or what no operation uses", PATCH),
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
