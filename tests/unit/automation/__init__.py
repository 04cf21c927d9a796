"""Automation's domain as pure functions: no database, no clock."""
