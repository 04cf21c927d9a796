"""What is worth knowing about each made-up citizen, for the one who chooses whom to be."""

from andrum.site.demo.fees import STORIES
from andrum.site.demo.town import CITIZENS


def story_of(username: str) -> str:
    """One sentence; empty for somebody the demo has no story about."""
    return STORIES.get(username) or next((one.story for one in CITIZENS if one.username == username), "")
