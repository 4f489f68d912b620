"""The places of what a page states: paths such as ``status/401/body/code``, with ``#`` before what is said of one."""

from __future__ import annotations

from scripts.document import pointer_of


def step_of(name: str | int) -> str:
    """A name as one step of a place."""
    return pointer_of([name])[1:].replace("#", "~2")


def name_of(step: str) -> str:
    """The name that a step of a place stands for."""
    return step.replace("~2", "#").replace("~1", "/").replace("~0", "~")


def parent(place: str) -> str:
    """The place that holds a place."""
    return place[: max(place.rfind("/"), place.rfind("#"), 0)]


def is_below(place: str, above: str) -> bool:
    """Whether a place is part of another."""
    return place.startswith((f"{above}/", f"{above}#")) if above else bool(place)


def described(place: str) -> str:
    """A place in words."""
    name, _, about = place.partition("#")
    kind, *steps = map(name_of, name.split("/"))
    last = steps[-1] if steps else ""
    words = {
        "": "the page",
        "edited": "the date of the page",
        "url": "the address of the endpoint",
        "method": "the method",
        "about": "what the endpoint is for",
        "title": "the title",
        "section": f'the section "{last}"' if steps else "the sections",
        "header": f"the header {last}" if steps else "the headers",
        "parameter": f"the parameter {last}" if steps else "the parameters",
        "body": "an example that belongs to no status",
        "status": _status(steps),
        "model": f'the field "{".".join(steps)}" of the model' if steps else "the model",
        "sample": _sample(steps),
    }.get(kind, place)
    if not about:
        return words
    if about == "comment":
        return f'what the model says of "{".".join(steps)}"' if steps else "what the model says at its head"
    about = {"optional": "that every field is optional", "list": "whether it is a list", "text": "the text"}.get(
        about, about
    )
    return f"{about}, in {words}"


def _status(steps: list[str]) -> str:
    match steps:
        case []:
            return "the statuses"
        case [code]:
            return f"the status {code}"
        case [code, _]:
            return f"the example of {code}"
        case [code, _, *inner]:
            return f"/{'/'.join(inner)} in the example of {code}"
    return "a status"


def _sample(steps: list[str]) -> str:
    match steps:
        case []:
            return "the samples"
        case [tool]:
            return f"the sample with {tool}"
        case _:
            return f"the header {steps[1]} in the sample with {steps[0]}"
