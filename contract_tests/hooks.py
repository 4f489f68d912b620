"""The checks of the judge, for whoever runs ``st run`` with ``SCHEMATHESIS_HOOKS=contract_tests.hooks``."""

from scripts.judge.hooks import *  # noqa: F403
