"""Language models on the municipality's own machines."""
