"""Andrum: breathing space for social workers and the people they meet."""
