"""Where payment files go."""
