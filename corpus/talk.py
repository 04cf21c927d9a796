"""Reads a conversation written by hand, with its labels among the words, into the labelled form that is scored.

    python -m corpus.talk corpus/conversations/*.talk      checks each file, says what is wrong and on which line

A file is a head, a line of three dashes, one line an utterance, and a foot:

    id: bu-001
    framework: barn_och_unga
    setting: Utredningssamtal på socialkontoret efter orosanmälan från skolan.
    child_age: 8
    S1: socialsekreterare
    M: mamma Lena
    ---
    S1: Hur har veckan varit?
    M: Jo men, [skydd grundlaggande_omsorg mamma: jag har gått upp och gjort frukost varje dag].  {f1}
    M: Fröken säger att [risk utbildning barnet återgiven: hon sitter och sover på lektionerna].  {f2 m1}
    S1: Blir du arg på henne?
    M: [fälla negerat risk: Jag har aldrig slagit henne], inte en gång.
    M: [avtal Lena / ringa BVC / på måndag: Jag ringer BVC på måndag då].
    M: [vill mamma: Jag vill helst att hon får gå kvar i samma klass].
    ---
    f1: Lena gör frukost varje dag.
    f2: Enligt läraren somnar Elsa på lektionerna.
    m1: Läraren säger att hon sover, mamma att hon är pigg.
    inte: Mamman slår barnet.

Marks may stand inside each other. ``f`` is a fact that any good note must hold, ``m`` two lines that contradict each
other, ``inte`` a false line that a careless writer could put down.
"""

import re
import sys
from collections import defaultdict
from pathlib import Path

AREAS = {
    "barn_och_unga": (
        "halsa utbildning kanslor_beteende sociala_relationer grundlaggande_omsorg stimulans_vagledning "
        "kanslomassig_tillganglighet sakerhet familjesituation familjebakgrund boende_arbete_ekonomi natverk_integrering"
    ),
    "vuxna": (
        "alkohol_droger fysisk_halsa psykisk_halsa arbete_forsorjning boende ekonomi familj_umgange kriminalitet vald"
    ),
    "aldre": (
        "larande_tillampa_kunskap uppgifter_krav kommunikation forflyttning personlig_vard hemliv relationer "
        "arbete_ekonomi samhallsgemenskap trygghet stod_fran_narstaende"
    ),
}
ABOUT = {"barnet", "mamma", "pappa", "syskon", "klient", "annan"}
TRAPS = {
    "negerat", "hypotetiskt", "fraga", "tidigare_lost", "annan_familj", "avfardat_citat", "bildligt", "oro_utan_grund"
}  # fmt: skip
OPEN = re.compile(r"\[(risk|skydd|fälla|avtal|vill)\b([^:\[\]]*):\s*")
ANCHORS = re.compile(r"\s*\{([^{}]*)\}\s*$")


class TalkError(ValueError):
    """A file is not as it should be; the message says where and what."""


def read(text: str) -> dict[str, object]:
    """One conversation in the labelled form, without the recogniser's text. Raises :class:`TalkError`."""
    parts = re.split(r"(?m)^---[ \t]*$", text)
    if len(parts) != 3:
        raise TalkError("a head, the utterances and a foot are wanted, with a line --- between them")
    head, body, foot = (part.strip().splitlines() for part in parts)
    made: dict[str, object] = {"participants": [], "utterances": []}
    people: list[dict[str, str]] = []
    for line in head:
        key, _, value = (piece.strip() for piece in line.partition(":"))
        if key in {"id", "framework", "setting"}:
            made[key] = value
        elif key == "child_age":
            made[key] = int(value) if value.isdigit() else None
        else:
            role, _, name = value.partition(" ")
            people.append({"id": key, "role": role} | ({"name": name.strip()} if name.strip() else {}))
    if made.get("framework") not in AREAS:
        raise TalkError(f"framework: {made.get('framework')!r} is none of {', '.join(AREAS)}")
    made["participants"] = people
    return made | _spoken(body, foot, {person["id"] for person in people}, AREAS[str(made["framework"])].split())


def _spoken(body: list[str], foot: list[str], people: set[str], areas: list[str]) -> dict[str, object]:
    utterances, marks = [], defaultdict(list)
    anchors: dict[str, list[int]] = defaultdict(list)
    for line in (row.strip() for row in body if row.strip()):
        who, _, said = (piece.strip() for piece in line.partition(":"))
        number = len(utterances) + 1
        if who not in people:
            raise TalkError(f"utterance {number}: {who!r} is not among the participants")
        found = ANCHORS.search(said)
        if found:
            said = said[: found.start()]
            for name in found.group(1).split():
                anchors[name].append(number)
        plain, spans = _marked(said, number)
        for kind, words, start, end in spans:
            _label(marks, kind, words, number, plain[start:end], areas)
        utterances.append({"n": number, "who": who, "text": plain})
    return {"utterances": utterances} | _foot(foot, anchors) | {
        key: marks[key] for key in ("statements", "traps", "agreements", "own_views")
    }  # fmt: skip


def _marked(said: str, number: int) -> tuple[str, list[tuple[str, str, int, int]]]:
    plain, spans, waiting, at = "", [], [], 0
    while at < len(said):
        opened = OPEN.match(said, at)
        if opened:
            waiting.append((opened.group(1), opened.group(2).strip(), len(plain)))
            at = opened.end()
        elif said[at] == "[":
            raise TalkError(f"utterance {number}: a mark that cannot be read: {said[at : at + 40]}")
        elif said[at] == "]":
            if not waiting:
                raise TalkError(f"utterance {number}: a mark ends that never began")
            kind, words, start = waiting.pop()
            spans.append((kind, words, start, len(plain)))
            at += 1
        else:
            plain += said[at]
            at += 1
    if waiting:
        raise TalkError(f"utterance {number}: a mark never ends")
    return plain, spans


def _label(
    marks: dict[str, list[dict[str, object]]], kind: str, words: str, number: int, quote: str, areas: list[str]
) -> None:
    where: dict[str, object] = {"n": number, "quote": quote}
    said = words.split()
    if kind in {"risk", "skydd"}:
        area, about, source = (*said, "", "", "")[:3]
        if area not in areas or about not in ABOUT or source not in {"", "återgiven"} or not quote.strip():
            raise TalkError(f"utterance {number}: [{kind} {words}: wants an area, whom it is about, maybe återgiven")
        marks["statements"].append(where | {"polarity": kind, "area": area, "about": about, "source": source or "egen"})
    elif kind == "fälla":
        trap, polarity = (*said, "", "")[:2]
        if trap not in TRAPS or polarity not in {"risk", "skydd"}:
            raise TalkError(f"utterance {number}: [fälla {words}: wants a kind of trap and risk or skydd")
        marks["traps"].append(where | {"kind": trap, "tempting_polarity": polarity, "why": ""})
    elif kind == "avtal":
        who, what, when = (*(piece.strip() for piece in words.split("/")), "", "", "")[:3]
        marks["agreements"].append(where | {"who": who, "what": what, "when": when or None})
    else:
        marks["own_views"].append(where | {"whose": words})


def _foot(foot: list[str], anchors: dict[str, list[int]]) -> dict[str, object]:
    must, not_so, against = [], [], []
    for line in (row.strip() for row in foot if row.strip()):
        key, _, value = (piece.strip() for piece in line.partition(":"))
        if key == "inte":
            not_so.append(value)
        elif key.startswith("f"):
            must.append({"fact": value, "from": _at(anchors, key, 1)})
        elif key.startswith("m"):
            first, second = _at(anchors, key, 2)[:2]
            against.append({"n1": first, "n2": second, "what": value})
        else:
            raise TalkError(f"the foot: {key!r} is neither f…, m… nor inte")
    return {"summary_must": must, "summary_must_not": not_so, "contradictions": against}


def _at(anchors: dict[str, list[int]], key: str, fewest: int) -> list[int]:
    if len(anchors[key]) < fewest:
        raise TalkError(f"the foot: {key} stands at {len(anchors[key])} utterances, {fewest} wanted")
    return anchors[key]


def main(paths: list[str]) -> int:
    """Check files; 1 when any is wrong."""
    wrong = 0
    for path in paths:
        try:
            made = read(Path(path).read_text(encoding="utf-8"))
        except (TalkError, ValueError) as error:
            wrong += 1
            sys.stdout.write(f"{path}: {error}\n")
        else:
            counts = ", ".join(f"{len(made[key])} {key}" for key in ("utterances", "statements", "traps", "agreements",
                                                                     "own_views", "summary_must"))  # fmt: skip
            sys.stdout.write(f"{path}: {counts}\n")
    return bool(wrong)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
