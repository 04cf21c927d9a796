"""The pure part: what comes in, how it is put together, days, and errors."""
