"""The stable code of each check and each notice, and what there is to say about it."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Code:
    """``meaning`` says what a finding means, ``rests`` what breaks for whoever relies on it, ``do`` what to do.

    ``clause`` says what of the document it holds answers to; empty where HTTP itself, or common sense, demands it.
    """

    id: str
    check: str
    meaning: str
    rests: str
    do: str
    clause: str = ""


DIFFERS = "Run it again with the curl line. If the service has changed, change openapi.yaml; else tell the vendor."
TELL = "Run it again with the curl line, and tell whoever runs the server."

_ALL = (
    Code(
        "J101",
        "response_schema_conformance",
        "A body is not what the schema of its answer says, or is no JSON.",
        "The Python client leaves such a field unset and keeps it raw in `malformed`, or raises InvalidResponse; "
        "other clients stop or take a wrong value.",
        DIFFERS,
        "the schema of the answer",
    ),
    Code(
        "J102",
        "status_code_conformance",
        "An answer has a status that the document does not have.",
        "The Python client raises UnexpectedStatus.",
        DIFFERS,
        "responses of the operation",
    ),
    Code(
        "J103",
        "content_type_conformance",
        "A body comes with a media type that the document does not have.",
        "Clients pick their parser by it.",
        DIFFERS,
        "content of the answer",
    ),
    Code(
        "J104",
        "response_headers_conformance",
        "A documented header is missing, or is not what its schema says.",
        "Whoever reads the header finds none, or a wrong value.",
        DIFFERS,
        "headers of the answer",
    ),
    Code(
        "J105",
        "strict_json",
        "A body is JSON for some readers only: a name twice, NaN, a byte order mark, half a character.",
        "Two clients read two things, or one of them stops.",
        TELL,
    ),
    Code(
        "J201",
        "authentication",
        "Credentials that are not the token are not refused as the document says.",
        "The tasks are open to others, or a wrong token cannot be told from other errors.",
        "Treat it as a leak: check with the curl line, and tell the vendor.",
        "security of the operation, its 401",
    ),
    Code(
        "J202",
        "ignored_auth",
        "A request without credentials, or with invented ones, is answered with success.",
        "The tasks are open to everybody.",
        "Treat it as a leak: check with the curl line, and tell the vendor.",
        "security of the operation",
    ),
    Code(
        "J203",
        "no_token_echo",
        "The token comes back, in a header or in the body, plain or coded.",
        "It ends up in logs, caches and reports.",
        "Change the token, and tell whoever runs the server.",
    ),
    Code(
        "J301",
        "framing",
        "The end, the coding or the type of a body is open: it is no HTTP, or two readers read two bodies.",
        "Clients hang, cut an answer short or read another one.",
        TELL,
    ),
    Code(
        "J302",
        "no_redirect",
        "The server answers with a redirect.",
        "A client that follows it may hand the token to another host; this one does not follow.",
        "Check the base URL; a service that moved needs another `servers` entry.",
        "servers",
    ),
    Code(
        "J303", "response_time", "An answer takes longer than somebody waits.", "Clients with a timeout give up.", TELL
    ),
    Code("J304", "max_response_time", "An answer takes longer than it may.", "Clients with a timeout give up.", TELL),
    Code(
        "J305",
        "body_size",
        "A body is larger than a client can be asked to hold.",
        "The Python client refuses it; others run out of memory.",
        TELL,
    ),
    Code(
        "J306",
        "repeated_answers",
        "The same request, sent again, is answered in another way.",
        "Whoever asks again and again fails now and then.",
        TELL,
    ),
    Code(
        "J307",
        "not_a_server_error",
        "The server failed, with a status that the document does not name.",
        "Clients raise an error, and retry if they do so.",
        "Run it again with the curl line; if it lasts, tell whoever runs the server.",
    ),
    Code(
        "J401",
        "unsupported_method",
        "A method that the document does not have is not turned down as HTTP says.",
        "Mistakes are answered with success, or leave no hint of what is allowed.",
        TELL,
        "the path",
    ),
    Code(
        "J402",
        "negative_data_rejection",
        "A request that the document does not allow is answered with success.",
        "Mistakes of a sender go unnoticed.",
        DIFFERS,
        "parameters and body of the operation",
    ),
    Code(
        "J403",
        "positive_data_acceptance",
        "A request that the document allows is refused.",
        "Senders that follow the document fail.",
        DIFFERS,
        "parameters and body of the operation",
    ),
    Code(
        "J404",
        "missing_required_header",
        "A request without a required header is answered with success.",
        "Mistakes of a sender go unnoticed.",
        DIFFERS,
        "parameters of the operation",
    ),
    Code(
        "J405",
        "allow_header_conformance",
        "`Allow` leaves out a method that the document has.",
        "Whoever asks what is allowed is told less than is.",
        TELL,
        "the path",
    ),
    Code("J501", "use_after_free", "What was deleted is still there.", "Readers see what is gone.", TELL),
    Code("J502", "ensure_resource_availability", "What was made is not there.", "Readers miss what they made.", TELL),
    Code(
        "J601",
        "at_least_one_success",
        "No request was answered with success.",
        "Nothing was judged.",
        "Check the token and the base URL.",
    ),
    Code(
        "N101",
        "undocumented_property",
        "An object has a property that the document does not name, which it may.",
        "Clients drop it or keep it unread.",
        "Document it with the patch, if it is worth reading.",
    ),
    Code(
        "N102",
        "undocumented_header",
        "A header announces a change or a limit that the document does not name.",
        "A deprecation or a limit goes unread.",
        "Read it; document it with the patch.",
    ),
    Code(
        "N103",
        "undocumented_status",
        "A status came that the document does not have.",
        "The Python client raises UnexpectedStatus.",
        "Document it with the patch, if it is lawful.",
    ),
    Code("N201", "task_twice", "A list names one task twice.", "Whoever counts tasks counts wrong.", TELL),
    Code("N202", "started_in_future", "A task started after the answer was made.", "Ages are negative.", TELL),
    Code(
        "N203", "elapsed_disagrees", "A task's age is not the time since its start.", "One of the two is wrong.", TELL
    ),
    Code(
        "N301",
        "scheme_in_other_letters",
        "The scheme of the credentials is taken in one spelling alone.",
        "HTTP says that letters in either case are the same (RFC 9110, section 11.1): some clients are refused.",
        TELL,
    ),
    Code(
        "N302",
        "not_read",
        "A part of a body is beyond what this program reads, and was not judged.",
        "Other readers may stop there.",
        "Look at the body with the curl line.",
    ),
    Code(
        "N303",
        "only_refusals_seen",
        "No task of that address is known, so only its documented error was seen.",
        "Answers of success were not judged.",
        "Give a value that exists with --path-value.",
    ),
    Code(
        "N304",
        "no_credentials_shown",
        "A request that shows no credentials was answered with success, in a file that shows them elsewhere.",
        "The tasks may be open to others.",
        "Ask without the token: live does, with every other kind of wrong credentials.",
    ),
    Code(
        "P101",
        "page_fact_gone",
        "The vendor's page no longer states a fact that the contract rests on.",
        "The clause that the finding names has no ground any more.",
        "Read the page; change openapi.yaml or its comment of evidence, and the facts.",
    ),
    Code(
        "P102",
        "page_fact_changed",
        "The vendor's page states a fact that the contract rests on otherwise.",
        "The clause that the finding names may be wrong.",
        "Read the page; change openapi.yaml and the facts, and ask the service with live.",
    ),
    Code(
        "P103",
        "page_fact_new",
        "The vendor's page states something that the contract does not know.",
        "A field, a status or a section goes undescribed.",
        "Read the page; add to openapi.yaml what is promised, and to the facts.",
    ),
    Code(
        "P104",
        "page_wording",
        "The vendor's page says in other words what still stands.",
        "Nothing, as far as can be told.",
        "Read it, and take the new wording into the facts.",
    ),
)

OTHER = Code("J999", "custom", "A check of the user's own failed.", "What that check says.", "See that check.")
CODES = {code.check: code for code in _ALL}
BY_ID = {code.id: code for code in (*_ALL, OTHER)}


def code_of(check: str) -> str:
    """The code of a check or of a kind of notice."""
    return CODES.get(check, OTHER).id


def explain(name: str) -> list[str]:
    """What is to be said of a code, or of the check of that name, as lines. Raises KeyError for any other name."""
    code = BY_ID.get(name.upper()) or CODES[name]
    lines = [f"{code.id} {code.check}", "", code.meaning, f"What rests on it: {code.rests}", f"What to do: {code.do}"]
    return [*lines, f"In the document: {code.clause}."] if code.clause else lines
