"""Pointing: a language model on the municipality's machines points at what was said, and writes nothing of its own.

What leaves the process is pseudonymised. What comes back is an utterance's number, an exact piece of it and labels from
closed lists, or it is thrown away and counted. The rules guard what is pointed at as they guard the embedded reading.
"""
