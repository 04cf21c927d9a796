"""What the citizens' e-service reckons without a database."""
