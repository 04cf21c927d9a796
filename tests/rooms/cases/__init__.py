"""Cases: the register, its locks, and who may see what."""
