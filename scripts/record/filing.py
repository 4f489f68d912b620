"""Where an exchange belongs, by what the contract says of it: among the recordings, or the violations and why."""

from __future__ import annotations

from dataclasses import replace

from scripts.har import Exchange, Expected
from scripts.judge.contract import Contract
from scripts.redaction.redact import RedactionError

ECHO = "no_token_echo"


class Misfiled(Exception):
    """The exchange belongs elsewhere, or nowhere; one sentence."""


def filed(contract: Contract, exchange: Exchange, clean: Exchange, reason: str) -> Exchange:
    """``clean``, which is ``exchange`` redacted, with what it is expected to be refused for under ``reason``.

    Without a reason, it must be lawful; with one, it must not. Raises Misfiled, and RedactionError when redaction has
    changed what the contract says.
    """
    # Another server's address is none of the document's.
    before = {(one.check, one.pointer) for one in contract.judge_exchange(replace(exchange, url=clean.url)).violations}
    after = sorted({(one.check, one.pointer) for one in contract.judge_exchange(clean).violations})
    # A token that came back shows nothing once it is taken out.
    echoes = {fault for fault in before if fault[0] == ECHO}
    if before - echoes != set(after):
        raise RedactionError("the contract would judge the redacted answer otherwise than the answer")
    if not after and echoes:
        raise Misfiled(f"{exchange.status}: {ECHO}: the token came back, which no file can show without the token")
    if after and not reason:
        check, pointer = after[0]
        raise Misfiled(f"{exchange.status}: {check} at #{pointer}: keep it with --violation REASON")
    if reason and not after:
        raise Misfiled(f"{exchange.status}: the answer keeps the contract: record it without --violation")
    return replace(clean, expected=Expected(*after[0], reason) if after else None)
