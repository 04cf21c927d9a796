"""The room of investigations, on a real database."""
