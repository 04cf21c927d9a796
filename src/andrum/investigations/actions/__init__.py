"""Writes of investigations, one file a subject."""
