"""Conversations with the database: before, during, after, signed, deleted."""
