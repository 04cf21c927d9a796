"""Writes of automation, one file a subject."""
