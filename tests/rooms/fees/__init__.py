"""The room of fees, on a real database."""
