"""Hold every exchange in a HAR file to the contract."""

from __future__ import annotations

import json
from collections import OrderedDict
from collections.abc import Mapping
from dataclasses import fields, replace
from pathlib import Path
from typing import Any, TypeVar

from scripts.document import Operation
from scripts.har import Exchange
from scripts.judge.contract import Contract
from scripts.judge.drift import drift
from scripts.judge.har.credentials import secrets, shows
from scripts.judge.har.findings import Findings
from scripts.judge.har.foreign import Left, Malformed, asked, exchange_of, headers_of
from scripts.judge.har.plain import QUICK, Plain, is_silent
from scripts.judge.har.routes import Address, Routes, address
from scripts.judge.har.silence import silent
from scripts.judge.har.stream import Unreadable, entries
from scripts.judge.judgement import Judgement
from scripts.judge.notices import Notice
from scripts.judge.scheduler import oddities
from scripts.judge.verdict import Verdict
from scripts.judge.violation import Violation
from scripts.secret import blotted

# Headers whose values a check reads, besides the documented ones.
READ = {"content-type", "content-length", "transfer-encoding", "content-encoding", "location"}
# Judgements that are remembered, and bytes of the answers that they are remembered by.
REMEMBERED, LARGEST = 500, 1 << 16
REFUSALS = {401, 403}
DENIED = 401

Key = tuple[Any, ...]
Finding = TypeVar("Finding", Violation, Notice)


class HarJudge:
    """Judges what HAR files hold; ``base_urls`` are servers that count besides the document's own."""

    def __init__(self, document: Mapping[str, Any], base_urls: list[str]) -> None:
        self.routes = Routes(document, base_urls)
        self.contract = Contract(document)
        self._plain = Plain(self.contract)
        self._public = json.dumps(document, ensure_ascii=False, default=str)
        # One judgement of a plainly lawful answer is all others' but for the notices.
        self._lawful: dict[tuple[str, int, str], Judgement] = {}
        self._known: OrderedDict[Key, Judgement] = OrderedDict()
        self._names: dict[str, str] = {}
        self._notices: dict[tuple[object, ...], Notice] = {}

    def judge(self, path: Path, verdict: Verdict) -> Findings:
        """Judge a file; the verdict names it. Raises Unreadable for one that is no HAR from its beginning on."""
        file = _File(self, path, verdict)
        try:
            for number, entry in entries(path):
                file.take(number, entry)
        except Unreadable as error:
            if not error.entries:
                raise
            file.findings.unread = str(error)
        file.conclude()
        return file.findings

    def judgement(self, exchange: Exchange) -> Judgement:
        """What the contract says of an exchange, and what the document does not say about it."""
        headers: dict[str, list[str]] = {}
        for name, value in exchange.headers:
            headers.setdefault(name.lower(), []).append(value)
        operation = self.contract.operations[exchange.operation_id]
        if self._plain.is_lawful(exchange):
            key = (operation.id, exchange.status, headers["content-type"][0])
            if key not in self._lawful:
                self._lawful[key] = self.contract.judge_exchange(exchange)
            found = self._lawful[key]
        else:
            found = self._remembered(exchange, headers, operation)
        said = [one for one in _notices(operation, exchange, headers) if one not in found.notices]
        return replace(found, notices=[*found.notices, *said]) if said else found

    def _remembered(self, exchange: Exchange, headers: Mapping[str, list[str]], operation: Operation) -> Judgement:
        large = len(exchange.content) > LARGEST
        if not is_silent(exchange):
            return self.contract.judge_exchange(exchange)
        # Where no token comes back, to look for it again takes longer than all else.
        exchange = replace(exchange, request_headers=[])
        if large or exchange.elapsed > QUICK:
            return self.contract.judge_exchange(exchange)
        found = operation.response_for(exchange.status)
        documented = {str(name).lower() for name in found[1].get("headers", {})} if found else set()
        told = {name: tuple(values) for name, values in headers.items() if name in READ | documented}
        key = (operation.id, exchange.status, exchange.content, tuple(sorted(told.items())))
        if key not in self._known:
            self._known[key] = self.contract.judge_exchange(exchange)
            if len(self._known) > REMEMBERED:
                self._known.popitem(last=False)
        self._known.move_to_end(key)
        return self._known[key]

    def named(self, method: str, place: Address, entry: Mapping[str, Any], url: str) -> str:
        """Method, host and path of a request, without what the request shows as a secret."""
        name = f"{method} {place.place}{place.path}"
        if name not in self._names:
            text = name
            try:
                sent = headers_of(entry["request"])
            except Malformed:
                sent = []
            for secret in secrets(sent, url):
                text = blotted(text, secret)
            if len(self._names) < REMEMBERED:
                self._names[name] = text
            return text
        return self._names[name]

    def blotted(self, judgement: Judgement, exchange: Exchange, url: str) -> Judgement:
        """The judgement without the secrets of the exchange; words of the document are none."""
        if not judgement.violations and not judgement.notices:
            return judgement
        hidden = self.secrets(exchange, url)
        return replace(
            judgement,
            violations=[_without(one, hidden) for one in judgement.violations],
            notices=[self._told(one, hidden) for one in judgement.notices],
        )

    def _told(self, notice: Notice, hidden: list[str]) -> Notice:
        """The notice without secrets; of those that are equal, the first stands for all."""
        key = (notice, *hidden)
        if key not in self._notices:
            if len(self._notices) >= REMEMBERED:
                self._notices.clear()
            self._notices[key] = _without(notice, hidden)
        return self._notices[key]

    def secrets(self, exchange: Exchange, url: str) -> list[str]:
        """The secrets that an exchange shows, the longest first."""
        return sorted(
            (one for one in secrets([*exchange.request_headers, *exchange.headers], url) if one not in self._public),
            key=len,
            reverse=True,
        )


class _File:
    """One file under judgement."""

    def __init__(self, judge: HarJudge, path: Path, verdict: Verdict) -> None:
        self.findings = Findings()
        self._judge = judge
        self._target = str(path)
        self._verdict = verdict
        self._statuses: set[int] = set()
        # Whether the file shows credentials, and the first success of each operation that came without.
        self._signed: set[str] = set()
        self._unsigned: dict[str, Judgement] = {}

    def take(self, number: int, entry: Any) -> None:
        """Judge one entry, or count why not."""
        self.findings.entries += 1
        try:
            self._take(entry)
        except Malformed as error:
            self.findings.left[Left.MALFORMED] += 1
            self.findings.broken.add(f"entry {number}: {error}")

    def _take(self, entry: Any) -> None:
        method, url = asked(entry)
        try:
            place = address(url)
        except ValueError:
            raise Malformed("its url is none") from None
        found = self._judge.routes.find(method, place)
        if found is None:
            self._leave(method, place, entry, url)
            return
        exchange = exchange_of(entry, found.operation, found.url)
        if isinstance(exchange, Left):
            self.findings.left[exchange] += 1
            return
        is_signed = shows(found.operation, url, exchange)
        if not is_signed and exchange.status in REFUSALS and not found.operation.names(exchange.status):
            self.findings.refused += 1
            return
        judgement = self._judge.blotted(self._judge.judgement(exchange), exchange, url)
        self._verdict.add(self._target, judgement)
        self.findings.judged += 1
        self._statuses.add(exchange.status)
        if is_signed:
            self._signed.add(found.operation.id)
        else:
            self.findings.unsigned += 1
            if judgement.success:
                self._unsigned.setdefault(found.operation.id, judgement)

    def _leave(self, method: str, place: Address, entry: Any, url: str) -> None:
        """Count an entry that asked for no documented operation; its path may hold what its headers show as secret."""
        findings, routes = self.findings, self._judge.routes
        known = routes.is_known(place)
        names = findings.undocumented if known else findings.elsewhere
        names.add(self._judge.named(method, place, entry, url))
        if not known and (likely := routes.elsewhere(method, place)):
            findings.likely.add(likely)

    def conclude(self) -> None:
        """Add to the verdict what the whole file tells."""
        for operation in self._signed & set(self._unsigned):
            judgement = self._unsigned[operation]
            # Elsewhere in the file the tool has kept them, so here there were none.
            received = f"{judgement.status} to a request that shows no credentials"
            notice = Notice("no_credentials_shown", operation, judgement.status, "", received, str(DENIED))
            self._verdict.add(self._target, replace(judgement, checks=0, violations=[], notices=[notice]))
        if self.findings.judged and self._statuses <= REFUSALS:
            refused = " and ".join(map(str, sorted(self._statuses)))
            self._verdict.could_not_judge(
                self._target,
                f"each of the {self.findings.judged} requests was refused ({refused}): it holds no success to judge",
            )
        elif why := self.findings.unjudged([str(base) for base in self._judge.routes.bases]):
            self._verdict.could_not_judge(self._target, why)


def _without(finding: Finding, hidden: list[str]) -> Finding:
    texts = [value for one in fields(finding) if isinstance(value := getattr(finding, one.name), str)]
    for secret in hidden:
        if not all(silent(text, secret) for text in texts):
            finding = finding.without(secret)
    return finding


def _notices(operation: Operation, exchange: Exchange, headers: Mapping[str, list[str]]) -> list[Notice]:
    answer = (exchange.status, headers, exchange.content)
    return [*drift(operation, *answer), *oddities(operation.id, *answer)]
