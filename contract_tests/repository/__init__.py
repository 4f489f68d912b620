"""Tests of what stands around the contract: the document, the generator, the wheel, the README."""
