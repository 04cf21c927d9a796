"""Counts which words of danger the reading passes over, and which harmless words it takes for danger.

python -m corpus.danger            each file of safety/measure, as spoken and as heard; --show lists the lines
"""

import sys
import zlib
from collections import Counter
from collections.abc import Iterable

from andrum.language.listener import Listener
from andrum.language.vocabulary import Participant, Polarity, Utterance
from corpus.recogniser import heard
from corpus.safety import FOLDER, Line, read

PEOPLE = (Participant("S1", "socialsekreterare"), Participant("K", "klient"))
WHAT = {True: "danger", False: "near"}


def shown(text: str, framework: str) -> tuple[bool, bool, bool]:
    """Whether the reading marks the words as danger, surely so, and as a claim of a risk."""
    listener = Listener(framework, PEOPLE)
    listener.hear(Utterance(1, "S1", "Hur är det hemma?"))
    listener.hear(Utterance(2, "K", text))
    marked = [it for it in listener.reading().statements if it.is_safety]
    is_claim = any(it.is_claim and it.polarity is Polarity.RISK for it in marked)
    return bool(marked), any(not it.doubt for it in marked), is_claim


def count(lines: Iterable[Line], *, is_heard: bool) -> tuple[dict[bool, Counter[str]], list[str]]:
    """How many lines are marked, and the ones that went the wrong way; by whether they are danger."""
    made: dict[bool, Counter[str]] = {True: Counter(), False: Counter()}
    wrong = []
    for line in lines:
        text = heard(line.text) if is_heard else line.text[:1].upper() + line.text[1:] + "."
        framework = ("barn_och_unga", "vuxna")[zlib.crc32((line.kind + line.text).encode()) % 2]
        is_marked, is_sure, is_claim = shown(text, framework)
        counted = made[line.is_danger]
        for name, is_so in (("lines", True), ("marked", is_marked), ("sure", is_sure), ("claims", is_claim),
                            (f"{line.kind}|lines", True), (f"{line.kind}|marked", is_marked)):  # fmt: skip
            counted[name] += is_so
        if is_marked != line.is_danger:
            wrong.append(f"{WHAT[line.is_danger]}, {line.kind}: {text}")
    return made, wrong


def main(arguments: list[str]) -> int:
    """Count and print."""
    for path in sorted((FOLDER / "measure").glob("*.lines")):
        for is_heard in (False, True):
            made, wrong = count(read(path), is_heard=is_heard)
            for is_danger, of in made.items():
                kinds = sorted({name.partition("|")[0] for name in of if "|" in name})
                sys.stdout.write(
                    f"{path.stem}, {'as heard' if is_heard else 'as spoken'}, {WHAT[is_danger]}: {of['lines']} lines, "
                    f"{of['marked']} marked ({of['sure']} by signs), {of['claims']} as a risk that is so; "
                    + ", ".join(f"{kind or 'all'} {of[f'{kind}|marked']}/{of[f'{kind}|lines']}" for kind in kinds)
                    + "\n"
                )
            if "--show" in arguments:
                sys.stdout.writelines(f"    {line}\n" for line in wrong)
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
