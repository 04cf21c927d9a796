"""Investigations (Swedish: Utredningar): a case gathered into one decision basis, each line with its source.

Keeps investigations with their days, every compiled basis, and what workers wrote, version by version with its author.
They stay as long as the matter; a child's until the child is thirty (SoL 16 kap. 2 a §). Nothing goes by itself.
"""
