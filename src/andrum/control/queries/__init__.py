"""Reads of control, one file a subject."""
