"""What a browser meets of the room. The board itself is put together above, where the stop button is."""
