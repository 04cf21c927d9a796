"""Pages, forms and API of fees."""
