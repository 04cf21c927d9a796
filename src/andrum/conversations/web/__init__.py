"""What a browser meets of the room."""
