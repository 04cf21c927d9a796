"""Cases: what holds for any facts."""
