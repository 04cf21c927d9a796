"""Pages, files and calls of the room."""
