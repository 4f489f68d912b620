"""Tests of the redaction."""
