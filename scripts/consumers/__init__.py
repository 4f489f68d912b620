"""Clients in other languages: generated from the bundle, compiled strictly, and held to its vectors."""
