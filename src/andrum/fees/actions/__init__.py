"""Writes of fees, one file a noun."""
