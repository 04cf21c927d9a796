"""Actors, kinds of events, and the chain."""
