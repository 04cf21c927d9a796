"""The pure part of investigations: days, headings, and how a basis is put together."""
