"""The monthly files without a database."""
