"""Calls the bundle's client for each vector and prints what it made of the answer: driver BASE_URL VECTORS."""

from __future__ import annotations

import json
import os
import re
import sys
from pathlib import Path
from typing import Any

# The wheel, unpacked, not what else may be installed.
sys.path.insert(0, str(Path(__file__).with_name("client")))


def snake(name: str) -> str:
    """A name as the client spells it."""
    return re.sub(r"(?<=[a-z0-9])(?=[A-Z])|[^A-Za-z0-9]+", "_", name).lower()


def told(value: Any) -> Any:
    """What the client decoded, written by the client's own models."""
    if isinstance(value, list):
        return [told(item) for item in value]
    if isinstance(value, dict):
        return {name: told(item) for name, item in value.items()}
    if hasattr(value, "to_json"):
        if value.malformed:
            raise ValueError(f"malformed: {', '.join(value.malformed)}")
        return json.loads(value.to_json())
    return value


def main(template: str, file: str) -> None:
    from kling_scheduler import AuthenticatedClient, Client
    from kling_scheduler.errors import ConfigurationError

    for vector in json.loads(Path(file).read_text(encoding="utf-8"))["vectors"]:
        line: dict[str, Any] = {"name": vector["name"], "status": None, "value": None, "error": None}
        base_url = template.replace("NAME", vector["name"])
        client: Client = Client(base_url=base_url, max_retries=0)
        if "authorization" in vector["request"]["headers"]:
            client = AuthenticatedClient(base_url=base_url, token=os.environ["USEAPI_TOKEN"], max_retries=0)
        try:
            with client:
                group = getattr(client, snake(vector["tag"]))
                values = {snake(name): value for name, value in vector["values"].items()}
                answer = getattr(group.detailed, snake(vector["operation"]))(**values)
                line |= {"status": answer.status_code, "value": told(answer.parsed)}
        except ConfigurationError as error:
            line["unsent"] = str(error)
        except Exception as error:
            line["error"] = f"{type(error).__name__}: {error}"
        print(json.dumps(line))


if __name__ == "__main__":
    main(*sys.argv[1:])
