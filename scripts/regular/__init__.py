"""Patterns as sets of texts: whether one allows what another rules out, and the shortest text that shows it."""
