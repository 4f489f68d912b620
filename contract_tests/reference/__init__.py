"""Tests of the reference page."""
