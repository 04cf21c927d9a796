"""The rules of the fee, one module a step, each beside its section."""
