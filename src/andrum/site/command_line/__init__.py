"""The command `andrum`."""
