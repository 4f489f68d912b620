"""Tests of the judge of HAR files."""
