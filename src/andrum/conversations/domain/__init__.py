"""What the room knows without a database: the board's policy, what to tell, how a note is written, what went wrong."""
