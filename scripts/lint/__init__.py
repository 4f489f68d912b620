"""The linters of openapi.yaml that need Node, and the proof that they bite."""
