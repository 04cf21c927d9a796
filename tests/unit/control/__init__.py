"""Control without a database."""
