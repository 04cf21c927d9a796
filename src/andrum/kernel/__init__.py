"""Kernel (no room above it may be needed here): money, months, identity numbers, clock, errors, events, draws.

Pure Python. Keeps nothing.
"""
