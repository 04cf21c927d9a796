"""How a thing is said: asked, denied, supposed, reported, past and over, in jest, or about somebody else's family.

The words are looked for in a clause and, where it matters, in the sentence around it. A flag is a sign, not a proof:
the flags guard what the models find, and are among what the models see.
"""

from andrum.language.signs import signs

NAMES = tuple(signs("context"))
FLAGS = (*NAMES, "question")
WHOLE = ("only_no", "only_yes")


def flags(clause: str) -> frozenset[str]:
    """The signs that a clause carries."""
    patterns = signs("context")
    found = {name for name in NAMES if name not in WHOLE and patterns[name].search(clause)}
    bare = clause.strip(" .,!?")
    found |= {name for name in WHOLE if patterns[name].fullmatch(bare)}
    if clause.rstrip().endswith("?"):
        found.add("question")
    return frozenset(found)
