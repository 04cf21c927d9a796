"""What control knows without a database: bounds, steps, draws, parameters and errors."""
