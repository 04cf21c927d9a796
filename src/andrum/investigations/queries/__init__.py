"""Reads of investigations, one file a subject."""
