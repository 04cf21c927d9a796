"""An agreement in words: who does what. What is a quote stands between quotation marks, as it was said."""

TOGETHER = {"vi", "vi två", "oss"}
LOOSE_ENDS = " .,;:–-"


def agreed_in_words(*, who: str, speaker: str, what: str, quote: str) -> str:
    """``Cilla: ringer skolan``, or ``Tillsammans: »vi ses på fredag«`` while nobody has put it in other words."""
    name = "Tillsammans" if who.casefold() in TOGETHER else who or speaker
    name = name[0].upper() + name[1:]
    said, put = quote.strip(LOOSE_ENDS), what.strip(LOOSE_ENDS)
    return f"{name}: »{said}«" if not put or put == said else f"{name}: {put}"
