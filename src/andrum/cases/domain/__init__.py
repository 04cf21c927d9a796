"""What the register knows without a database: which source counts, when an appeal is due, what went wrong."""
