"""The citizens' e-service, with a database."""
