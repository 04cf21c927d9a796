"""The text of the rules: one text, read by people and run over ints, spans and columns."""
