"""Every specification case, as one test with its name."""
