"""Writes of control, one file a subject."""
