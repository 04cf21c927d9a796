"""Accounts (Swedish: behörighet): users, roles, units, and who may do what where.

Keeps the name, user name and sign-in of staff and citizens, as long as they have a task or a matter; memberships
and tokens are ended, never erased, so that the log can be read afterwards.
"""
