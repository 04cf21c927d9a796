"""Control (Swedish: Kontroll).

Everything the automation decides is looked at by a person while a mandate is new; with enough reviews without error a
sample is, drawn by a published seed, with the upper bound of the error rate beside it. Also the certain review of what
was opened outside assignment, and of a daily sample of what was read. Keeps reviews as long as the decisions they are
about, and shares and draws for good.
"""
