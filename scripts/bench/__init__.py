"""Benchmarks: ``python -m scripts.bench NAME``, where a name is a module of this package that has a ``main``."""
