"""Servers that break the contract, one defect each, and servers that only look as if they did."""
