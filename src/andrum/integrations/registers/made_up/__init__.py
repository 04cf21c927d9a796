"""A service that speaks SSBTEK's contract about made-up persons: for the demo, tests, and operators who try it."""
