"""Writes of dispatch, one file a subject."""
