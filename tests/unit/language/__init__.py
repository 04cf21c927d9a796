"""How talk is read."""
