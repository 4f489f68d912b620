"""How fast the client is beside other ways to make the same call: ``tox run -e bench -- client``.

Exit codes: 0 every target is reached; 1 one is missed.
"""

from __future__ import annotations

import argparse
import json
import platform
import subprocess
import sys
import tempfile
import tracemalloc
from collections.abc import Callable
from pathlib import Path
from types import SimpleNamespace
from typing import Any, get_type_hints

import httpx
import requests
from kling_scheduler import AuthenticatedClient
from kling_scheduler._answer import Answer
from kling_scheduler._headers import Headers
from msgspec.json import Decoder

from scripts.bench import canned, rivals
from scripts.bench.measure import Case, case, interleaved
from scripts.document import Operation, base_path, load, operations

TOKEN = "bench"  # noqa: S105  no secret
SIZES = (1, 100, 10_000)
CALL_SIZES = (1, 1_000)
OURS, FLOOR, JSON, STOCK, OTHER = "ours", "msgspec, bare", "json.loads", "stock", "openapi-generator"
HTTPX, SESSION, GET = "httpx.Client + .json()", "requests.Session", "requests.get"
# case, ours is compared with, at most this many times as much
TARGETS = (
    ("decode 10000", JSON, 0.35),
    ("decode 10000", FLOOR, 1.15),
    ("decode 10000", STOCK, 0.1),
    ("call 1", HTTPX, 1.05),
    ("call 1000", HTTPX, 0.85),
    ("import", "httpx", 1.1),
    ("bytes kept per item", STOCK, 0.65),
)


def main(arguments: list[str]) -> int:
    """Measure, print the table, and write it as JSON when asked to."""
    parser = argparse.ArgumentParser(prog="bench client", description="Measure the client beside its rivals.")
    parser.add_argument("--json", type=Path, metavar="FILE", help="write the figures there as well")
    parser.add_argument("--seconds", type=float, default=4.0, help="for each case (default: %(default)s)")
    options = parser.parse_args(arguments)
    operation, status, example = _subject()
    with tempfile.TemporaryDirectory() as folder:
        sys.path.insert(0, folder)
        stock = rivals.stock(operation, Path(folder))
        other = rivals.openapi_generator(operation, Path(folder))
        if isinstance(other, str):
            print(f"bench: {other}", file=sys.stderr)
        ours = rivals.module_of("kling_scheduler", operation)
        cases = [_decode(size, operation, status, example, ours, stock, other, options.seconds) for size in SIZES]
        cases += [_call(size, operation, example, ours, stock, other, options.seconds) for size in CALL_SIZES]
        cases += [_imports(ours.__name__), _memory(_body(example, SIZES[-1]), operation, status, ours, stock)]
    report = _report(cases)
    _print(cases, report)
    if options.json:
        options.json.write_text(json.dumps(report, indent=2) + "\n", encoding="utf-8")
    return 0 if all(target["reached"] for target in report["targets"]) else 1


def _subject() -> tuple[Operation, int, list[Any]]:
    """The first operation without inputs that lists things, its status for success and an example that is not empty."""
    for operation in operations(load()):
        for status, response in operation.responses.items():
            for media_type in response.get("content", {}).values():
                for example in media_type.get("examples", {}).values():
                    if isinstance(example["value"], list) and example["value"] and operation.method == "GET":
                        return operation, int(status), example["value"]
    raise SystemExit("bench: no operation of the document lists anything")


def _body(example: list[Any], size: int) -> bytes:
    # Services write JSON without spaces.
    return json.dumps([example[index % len(example)] for index in range(size)], separators=(",", ":")).encode()


def _decoders(body: bytes, operation: Operation, status: int, ours: Any, stock: Any) -> dict[str, Callable[[], object]]:
    answer = Answer(operation.id, status, Headers(), body)
    response = httpx.Response(status, content=body)
    floor = Decoder(get_type_hints(ours.sync)["return"])
    return {
        OURS: lambda: ours._success(answer),
        FLOOR: lambda: floor.decode(body),
        JSON: lambda: json.loads(body),
        STOCK: lambda: stock._parse_response(client=None, response=response),
    }


def _decode(
    size: int, operation: Operation, status: int, example: list[Any], ours: Any, stock: Any, other: Any, seconds: float
) -> Case:
    body = _body(example, size)
    contenders = _decoders(body, operation, status, ours, stock)
    if not isinstance(other, str):
        package, _ = other
        client, text = package.ApiClient(package.Configuration()), body.decode()
        name = get_type_hints(ours.sync)["return"].__args__[0].__name__
        contenders[OTHER] = lambda: client.deserialize(text, f"List[{name}]", "application/json")
    return interleaved(f"decode {size}", contenders, 15, seconds)


def _call(
    size: int, operation: Operation, example: list[Any], ours: Any, stock: Any, other: Any, seconds: float
) -> Case:
    media_type = "application/json"
    with canned.server(_body(example, size), media_type) as origin:
        base_url = origin + base_path(operation.document)
        url, headers = base_url + operation.path, {"Authorization": f"Bearer {TOKEN}", "Accept": media_type}
        client = AuthenticatedClient(base_url=base_url, token=TOKEN)
        stock_client = sys.modules["stock_client"].AuthenticatedClient(base_url=base_url, token=TOKEN)
        bare, session = httpx.Client(headers=headers), requests.Session()
        session.headers.update(headers)
        with client, stock_client, bare, session:
            contenders = {
                OURS: lambda: ours.sync(client=client),
                HTTPX: lambda: bare.get(url).json(),
                SESSION: lambda: session.get(url).json(),
                GET: lambda: requests.get(url, headers=headers, timeout=30).json(),
                STOCK: lambda: stock.sync(client=stock_client),
            }
            if not isinstance(other, str):
                contenders[OTHER] = other[1](base_url, TOKEN)
            return interleaved(f"call {size}", contenders, 25, 2 * seconds)


def _imports(module: str) -> Case:
    contenders = {OURS: module, "httpx": "httpx", STOCK: module.replace("kling_scheduler", "stock_client", 1)}
    laps: dict[str, list[float]] = {name: [] for name in contenders}
    for _ in range(15):
        for name, imported in contenders.items():
            code = f"import sys, time; sys.path[:] = {sys.path!r}; t = time.perf_counter(); import {imported}"
            done = subprocess.run(
                [sys.executable, "-c", f"{code}; print(time.perf_counter() - t)"], check=True, capture_output=True
            )
            laps[name].append(float(done.stdout))
    return case("import", laps)


def _memory(body: bytes, operation: Operation, status: int, ours: Any, stock: Any) -> Case:
    decoders = _decoders(body, operation, status, ours, stock)
    kept: dict[str, float] = {}
    for name in (OURS, JSON, STOCK):
        tracemalloc.start()
        before, _ = tracemalloc.get_traced_memory()
        value = SimpleNamespace(kept=decoders[name]())
        kept[name] = (tracemalloc.get_traced_memory()[0] - before) / len(value.kept)
        tracemalloc.stop()
    return case("bytes kept per item", {name: [size] for name, size in kept.items()})


def _report(cases: list[Case]) -> dict[str, Any]:
    by_name = {measured.name: measured for measured in cases}
    targets = []
    for name, reference, limit in TARGETS:
        ratio = by_name[name].ratio(OURS, reference)
        assert ratio is not None
        targets.append({"case": name, "to": reference, "ratio": ratio, "target": limit, "reached": ratio <= limit})
    return {
        "python": platform.python_version(),
        "machine": f"{platform.system()} {platform.machine()}",
        "cases": [
            {"case": measured.name, "figures": measured.seconds, "times ours": measured.ratios} for measured in cases
        ],
        "targets": targets,
    }


def _print(cases: list[Case], report: dict[str, Any]) -> None:
    print(f"Python {report['python']}, {report['machine']}; medians; in brackets: times as much as ours\n")
    print("| Case | Contender | Figure | To ours |\n|---|---|--:|--:|")
    for measured in cases:
        for contender, figure in measured.seconds.items():
            shown = f"{figure:.0f} B" if "bytes" in measured.name else f"{figure * 1e6:,.1f} µs"
            print(f"| {measured.name} | {contender} | {shown} | {measured.ratios[contender]:.2f} |")
    print("\n| Target | Ours to | Ratio | At most | |\n|---|---|--:|--:|---|")
    for target in report["targets"]:
        verdict = "reached" if target["reached"] else "missed"
        print(f"| {target['case']} | {target['to']} | {target['ratio']:.3f} | {target['target']} | {verdict} |")
