"""Two small contracts, between which much differs, as files."""

from __future__ import annotations

from pathlib import Path

OLD = """openapi: 3.1.0
info: {title: T, version: 1.2.3}
paths:
  /a:
    get:
      parameters: [{name: p, in: query, schema: {type: string, maxLength: 9}}]
      responses:
        "200":
          description: d
          content: {application/json: {schema: {$ref: '#/components/schemas/A'}}}
  /b:
    get:
      deprecated: true
      x-sunset: "2027-01-01"
      responses: {"200": {description: d}}
components:
  schemas:
    A:
      type: object
      required: [x]
      properties: {x: {type: integer}, "::error::,%0A": {type: string}}
"""
CHANGES = {
    "maxLength: 9": "maxLength: 5",
    "type: integer": "type: string",
    '"::error::,%0A": {type: string}': '"::error::,%0A": {type: boolean}',
    '  /b:\n    get:\n      deprecated: true\n      x-sunset: "2027-01-01"\n'
    '      responses: {"200": {description: d}}\n': "",
}


def written(folder: Path, version: str = "1.2.4", changes: dict[str, str] = CHANGES) -> list[str]:
    """The paths of the old contract and of the new one."""
    new = OLD.replace("1.2.3", version)
    for before, after in changes.items():
        assert before in new
        new = new.replace(before, after)
    paths = [folder / "old.yaml", folder / "new.yaml"]
    for path, text in zip(paths, (OLD, new), strict=True):
        path.write_text(text, "utf-8")
    return [str(path) for path in paths]
