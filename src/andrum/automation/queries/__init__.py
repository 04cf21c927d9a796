"""Reads of automation, one file a subject."""
