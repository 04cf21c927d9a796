"""Reads of dispatch, one file a subject."""
