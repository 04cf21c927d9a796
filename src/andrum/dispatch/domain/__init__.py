"""What dispatch knows without a database: accounts, bank days, how long to wait, what a letter says, how a file is written."""
