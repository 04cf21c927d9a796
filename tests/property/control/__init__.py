"""Properties of control's bounds and samples."""
