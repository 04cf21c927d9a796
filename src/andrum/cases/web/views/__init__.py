"""Pages of the register, one file a subject."""
