"""What may hinder a change of who may do what."""
