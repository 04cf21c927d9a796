"""The two commands that do all the set-up."""
