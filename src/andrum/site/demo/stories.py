"""What is worth knowing about each made-up citizen, for the one who chooses whom to be."""

from andrum.site.demo.town import CITIZENS


def story_of(username: str) -> str:
    """One sentence; empty for somebody the demo has no story about."""
    return next((citizen.story for citizen in CITIZENS if citizen.username == username), "")
