"""What a browser meets of the statistics."""
