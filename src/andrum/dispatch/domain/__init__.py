"""What dispatch knows without a database: accounts, bank days, waits, what a letter says, how a file is written."""
