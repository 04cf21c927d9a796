"""The room of control."""
