"""Adapters to the world outside, one folder a kind, chosen by dotted path in the settings. Keeps nothing."""
