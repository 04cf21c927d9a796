"""Laws of automation that hold for any answers."""
