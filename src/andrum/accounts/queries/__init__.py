"""Reads: who has which role, who may visit a page, whose token it is."""
