"""Automation (Swedish: automatiserad handläggning).

Takes a signed application, asks the registers, checks, assesses, and decides within a mandate from the board or
hands over a prepared case to a person. Keeps runs with their steps, hand-overs and mandates as long as the matter.
"""
