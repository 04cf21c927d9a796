"""Retention (gallring): which files the law says are to be removed, a person's approval, and proof that it was done.

Keeps what was proposed and decided, and a receipt of each removal with counts and hashes but no data about a person.
"""
