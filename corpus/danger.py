"""Counts which words of danger the reading passes over, and which harmless words it takes for danger.

    python -m corpus.danger            both halves, as spoken and as heard; --show lists the lines

The lines of ``safety/`` are never learnt from. The signs were mended by one half alone; the other half is the figure.
"""

import sys
import zlib
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

from andrum.language.listener import Listener
from andrum.language.vocabulary import Participant, Polarity, Utterance
from corpus.recogniser import heard

FOLDER = Path(__file__).parent / "safety"
HALVES = ("mended by", "the other half")
PEOPLE = (Participant("S1", "socialsekreterare"), Participant("K", "klient"))


def lines(name: str) -> Iterator[tuple[str, str]]:
    """Each line of a file with the kind that its heading names."""
    kind = ""
    for line in (FOLDER / f"{name}.lines").read_text(encoding="utf-8").splitlines():
        if line.startswith("#"):
            kind = line[1:].strip()
        elif line.strip():
            yield kind, line.strip()


def half_of(line: str) -> int:
    """The half that a line belongs to, by its words alone."""
    return zlib.crc32(line.encode()) % len(HALVES)


def shown(text: str, framework: str) -> tuple[bool, bool]:
    """Whether the reading marks the words as danger at all, and whether as a claim of a risk."""
    listener = Listener(framework, PEOPLE)
    listener.hear(Utterance(1, "S1", "Hur är det hemma?"))
    listener.hear(Utterance(2, "K", text))
    marked = [it for it in listener.reading().statements if it.is_safety]
    return bool(marked), any(it.is_claim and it.polarity is Polarity.RISK for it in marked)


def count(name: str, half: int, *, is_heard: bool) -> tuple[Counter[str], list[str]]:
    """How many lines of a file are marked, and the ones that went the wrong way."""
    made: Counter[str] = Counter()
    wrong = []
    for kind, line in lines(name):
        if half_of(line) != half:
            continue
        text = heard(line) if is_heard else line[:1].upper() + line[1:] + "."
        is_marked, is_claim = shown(text, "vuxna" if half_of(kind + line) else "barn_och_unga")
        made["lines"] += 1
        made["marked"] += is_marked
        made["claims"] += is_claim
        if is_marked != (name == "danger"):
            wrong.append(f"{kind}: {text}")
    return made, wrong


def main(arguments: list[str]) -> int:
    """Count and print."""
    for half, title in enumerate(HALVES):
        for is_heard in (False, True):
            for name in ("danger", "near"):
                made, wrong = count(name, half, is_heard=is_heard)
                sys.stdout.write(f"{name}, {title}, {'as heard' if is_heard else 'as spoken'}: {made['lines']} lines, "
                                 f"{made['marked']} marked, {made['claims']} as a risk that is so\n")  # fmt: skip
                if "--show" in arguments:
                    sys.stdout.writelines(f"    {line}\n" for line in wrong)
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
