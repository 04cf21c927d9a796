"""What automation means, without Django."""
