"""Views of control, one file a subject."""
