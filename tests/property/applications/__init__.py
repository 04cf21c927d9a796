"""Properties of the citizens' e-service."""
