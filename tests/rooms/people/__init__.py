"""The room of people."""
