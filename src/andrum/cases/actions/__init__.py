"""Writes of the register: keyword-only, one transaction, one event in the log, one file a subject."""
