"""Rules and their errors; no Django."""
