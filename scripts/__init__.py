"""Programs that carry openapi.yaml to its readers; each runs as ``python -m scripts.NAME``."""
