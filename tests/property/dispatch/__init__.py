"""What holds in dispatch whatever goes in."""
