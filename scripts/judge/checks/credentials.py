"""Is everything but the token refused?"""

from __future__ import annotations

from http import HTTPStatus
from typing import Any
from urllib.parse import urlsplit

import schemathesis
from schemathesis.checks import CheckContext

from scripts.judge.checks.sending import given, is_answered, operation_of, send
from scripts.judge.credentials import bare, refused_for
from scripts.judge.promise import Broken

# The servers and operations whose credentials were tried: once a run is enough.
TRIED: set[tuple[str, str]] = set()


@schemathesis.check
def authentication(context: CheckContext, response: schemathesis.Response, case: schemathesis.Case[Any]) -> bool | None:
    """A safe request that was answered with success is refused without the token. This check sends requests.

    It tries each of the credentials to refuse, once for each operation that asks for any.
    """
    scheme, _, token = str(response.request.headers.get("Authorization", "")).partition(" ")
    if not is_answered(response, case) or scheme.lower() != "bearer" or not token:
        return True
    operation, server = operation_of(case), urlsplit(str(response.request.url)).netloc
    refused = refused_for(operation, token)
    if not refused or (server, operation.id) in TRIED:
        return True
    TRIED.add((server, operation.id))
    own = {name: value for name, value in given(context).items() if name.lower() != "authorization"}
    for name, credentials in refused.items():
        probe = bare(case, operation)
        probe = probe.derive(query={**probe.query, **credentials.query(token)})
        answer, sent = send(context, probe, {**own, **credentials.headers(token)})
        if answer.status_code == HTTPStatus.TOO_MANY_REQUESTS:
            return None
        if answer.status_code != HTTPStatus.UNAUTHORIZED:
            received, documented = f"{answer.status_code} for {name}", str(HTTPStatus.UNAUTHORIZED.value)
            raise Broken("authentication", case.operation.label, received, documented, variant=name, case_id=sent)
    return None
