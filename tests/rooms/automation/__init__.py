"""Runs, mandates and prepared cases."""
