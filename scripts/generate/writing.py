"""Render the templates."""

from __future__ import annotations

import contextlib
import io
from pathlib import Path
from typing import Any

from openapi_python_client import Project
from openapi_python_client.config import Config, ConfigFile, MetaType
from openapi_python_client.parser import GeneratorData
from openapi_python_client.parser.errors import GeneratorError
from openapi_python_client.strings import PythonIdentifier

from scripts.document import DocumentError
from scripts.generate.names import PREFIX
from scripts.generate.plan import Plan
from scripts.generate.skeleton import skeleton

TEMPLATES = Path(__file__).with_name("templates")
# Files that the generator knows nothing of.
FILES = (
    "README.md",
    "__main__.py",
    "_answer.py",
    "_body.py",
    "_command.py",
    "_exchange.py",
    "_fit.py",
    "_headers.py",
    "_httpx.py",
    "_proxies.py",
    "_pyreqwest.py",
    "_retry.py",
    "_secret.py",
    "_setup.py",
    "_show.py",
    "_wire.py",
    "_write.py",
    "transports.py",
)
TOKEN_VARIABLE = "USEAPI_TOKEN"  # noqa: S105  the variable's name
BASE_URL_VARIABLE = "USEAPI_BASE_URL"


def render(plan: Plan, target: Path) -> None:
    """Write the package that ``plan`` describes into the new folder ``target``. Raises DocumentError."""
    config = Config.from_sources(
        ConfigFile(
            project_name_override=target.name.replace("_", "-"), package_name_override=target.name, post_hooks=[]
        ),
        MetaType.NONE,
        document_source=target,
        file_encoding="utf-8",
        overwrite=False,
        output_path=target,
    )
    described = GeneratorData.from_dict(skeleton(plan), config=config)
    problems: list[Any] = [described] if isinstance(described, GeneratorError) else []
    if not isinstance(described, GeneratorError):
        project = Project(openapi=described, config=config, custom_template_path=TEMPLATES)
        project.env.globals.update(_words(plan, project))
        project.env.filters.update(literal=repr, ended=_ended)
        # The generator announces its folder on standard output.
        with contextlib.redirect_stdout(io.StringIO()):
            problems += project.build()
    if problems:
        reason = " ".join(f"{problems[0].header or ''} {problems[0].detail or ''}".split())
        raise DocumentError(f"a fault of the generator: {reason}")
    for name in FILES:
        (target / name).write_text(project.env.get_template(f"{name}.jinja").render(), encoding="utf-8")
    for tag in plan.tags:
        mine = [one for one in plan.operations if one.tag == tag]
        text = project.env.get_template("_calls.py.jinja").render(tag=tag, operations=mine)
        (target / "api" / tag / "_calls.py").write_text(text, encoding="utf-8")
    (target / "py.typed").touch()


def _words(plan: Plan, project: Project) -> dict[str, Any]:
    version = "".join(one for one in plan.version if "!" <= one <= "~")
    return {
        "plan": plan,
        "server_url": plan.server,
        "token_variable": TOKEN_VARIABLE,
        "base_url_variable": BASE_URL_VARIABLE,
        "user_agent": repr(f"{project.project_name}/{version}"),
        "operation_of": lambda endpoint: plan.operations[int(endpoint.path.get_untrusted_value()[1:])],
        "model_of": lambda model: plan.kinds.models[model.class_info.name],
        "enum_of": lambda enum: plan.kinds.enums[enum.class_info.name],
        "module_of": lambda name: PythonIdentifier(name, PREFIX),
    }


def _ended(text: str) -> str:
    # A quotation mark at the end of a docstring would be part of its end.
    return f"{text}." if text.endswith('"') else text
