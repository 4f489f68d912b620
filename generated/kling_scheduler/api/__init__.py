# Written from openapi.yaml by scripts/generate. Do not edit: change the document, then `tox run -e generate`.
"""Contains methods for accessing the API"""
