"""The bundle for teams in other languages."""
