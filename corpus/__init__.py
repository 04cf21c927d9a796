"""Invented, labelled conversations that the reading of Swedish talk is trained on; never part of the package."""
