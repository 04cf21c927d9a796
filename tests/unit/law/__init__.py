"""The rulebook's parts by themselves."""
