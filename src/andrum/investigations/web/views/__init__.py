"""Views of investigations, one file a page."""
