"""Dispatch: letters and payments, each once and only once."""
