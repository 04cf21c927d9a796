"""A made-up municipality."""
