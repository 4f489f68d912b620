"""The checks that Schemathesis lacks."""
