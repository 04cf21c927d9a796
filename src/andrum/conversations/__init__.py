"""Conversations (Swedish: samtal): from what is said to a note that both have read.

What is heard, pasted or written becomes utterances; the words are sorted into lines that each point at the words they
come from; the two in the room go through them together; the worker signs, and the note, the facts and what was agreed
stand in the matter. Keeps lines and what was said of them as long as the matter. Utterances are kept encrypted and go
by the board's rule, sound is kept only when the board's policy says so.
"""
