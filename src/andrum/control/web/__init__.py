"""What a browser meets of control."""
