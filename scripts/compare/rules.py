"""Every rule that a difference is told by, by its name."""

from __future__ import annotations

from scripts.compare.operation_rules import OPERATION_RULES
from scripts.compare.rule import Rule
from scripts.compare.schema_rules import SCHEMA_RULES

RULES: dict[str, Rule] = {rule.id: rule for rule in (*SCHEMA_RULES, *OPERATION_RULES)}
