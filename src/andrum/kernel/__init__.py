"""Kernel: money, months, numbers of persons and accounts, clock, errors, events, draws. No room above it is needed.

Pure Python. Keeps nothing.
"""
