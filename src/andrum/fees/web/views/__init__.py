"""Views of fees."""
