"""Ways to sign an application."""
