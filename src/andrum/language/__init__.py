"""Language (Swedish: språk): reads Swedish talk and points at what was said. Pure; keeps nothing.

Every statement is an exact piece of an utterance. Nothing is written that nobody said.
"""
