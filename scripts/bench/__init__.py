"""Benchmarks; each runs as ``python -m scripts.bench NAME``."""
