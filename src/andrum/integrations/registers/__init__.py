"""Answers from the agencies' registers."""
