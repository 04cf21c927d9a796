"""Runs (Swedish: körningar).

Where every kind of automatic work meets: how many wait, run, are done or went to a person, how fast it goes, how much
time it saves by a figure that somebody answers for, and the switch that pauses a kind. Keeps pauses and time figures
for good; the runs themselves belong to the rooms that run them.
"""
