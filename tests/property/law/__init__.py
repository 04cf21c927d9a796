"""What holds for every household."""
