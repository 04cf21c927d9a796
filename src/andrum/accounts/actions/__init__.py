"""Writes of users, units, memberships and tokens."""
