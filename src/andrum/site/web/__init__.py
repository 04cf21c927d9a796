"""The site's own pages: start, health, operator, style guide, errors."""
