"""Audit (Swedish: logg): who did or saw what, append-only and hash-chained.

Hangs on nothing: no foreign keys, so that it never hinders and is never hindered. Keeps ids, amounts, codes and
hashes; no names of those it is about. Kept as long as the board has decided, never shorter than the
matters it tells of.
"""
