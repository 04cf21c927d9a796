"""Measures the reading against labelled conversations: overall, by area, by kind of speaker, as spoken and as heard.

python -m corpus.measure --folds FOLDER    the corpus, each conversation by models that never saw it
python -m corpus.measure --gold FOLDER     a folder of labelled conversations in JSON
"""

import argparse
import json
import sys
from collections import Counter
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from andrum.language.listener import Listener
from andrum.language.models import Models, models
from andrum.language.vocabulary import Participant, Polarity, Reading, Statement, Utterance
from corpus.examples import conversations, fold_of
from corpus.train import FOLDS

Span = tuple[float, float]


def read(talk: dict[str, Any], using: Models, *, is_heard: bool) -> tuple[Reading, list[str]]:
    """The reading of a labelled conversation, and the texts it was read from."""
    people = tuple(Participant(p["id"], p["role"], p.get("name", "")) for p in talk["participants"])
    texts = talk["asr"] if is_heard else [spoken["text"] for spoken in talk["utterances"]]
    listener = Listener(talk["framework"], people, talk.get("child_age"), using=using)
    for spoken, text in zip(talk["utterances"], texts, strict=True):
        listener.hear(Utterance(spoken["n"], spoken["who"], text))
    return listener.reading(), texts


def score(talk: dict[str, Any], reading: Reading, texts: list[str], count: Counter[str]) -> None:
    """Adds the counts of one conversation."""
    true = {spoken["n"]: spoken["text"] for spoken in talk["utterances"]}
    length = {spoken["n"]: len(text) for spoken, text in zip(talk["utterances"], texts, strict=True)}
    roles = {p["id"]: p["role"] for p in talk["participants"]}
    speaker = {spoken["n"]: roles[spoken["who"]] for spoken in talk["utterances"]}
    claims = [it for it in reading.statements if it.is_claim and it.polarity is not Polarity.NEUTRAL]
    spots = [(it.start / length[it.n], it.end / length[it.n]) for it in claims]
    used: set[int] = set()
    for mark in talk["statements"]:
        spot = _spot(true[mark["n"]], mark["quote"])
        hit = next((i for i, it in enumerate(claims) if i not in used and it.n == mark["n"]
                    and it.polarity == mark["polarity"] and _overlap(spots[i], spot)), None)  # fmt: skip
        what = "missed" if hit is None else "found"
        for name in ("all", f"område {mark['area']}", f"talare {speaker[mark['n']]}", f"riktning {mark['polarity']}"):
            count[f"{name}|{what}"] += 1
        if hit is not None:
            used.add(hit)
            count["area right"] += claims[hit].area == mark["area"]
            count["about right"] += claims[hit].about == mark["about"]
    for i, it in enumerate(claims):
        if i not in used:
            for name in ("all", f"område {it.area}", f"talare {speaker[it.n]}", f"riktning {it.polarity}"):
                count[f"{name}|extra"] += 1
    _others(talk, reading, claims, spots, true, count)


def _others(
    talk: dict[str, Any],
    reading: Reading,
    claims: Sequence[Statement],
    spots: Sequence[Span],
    true: dict[int, str],
    count: Counter[str],
) -> None:
    for trap in talk["traps"]:
        spot = _spot(true[trap["n"]], trap["quote"])
        sprung = any(it.n == trap["n"] and it.polarity == trap["tempting_polarity"] and _overlap(at, spot)
                     for it, at in zip(claims, spots, strict=True))  # fmt: skip
        count[f"trap {trap['kind']}|{'sprung' if sprung else 'left'}"] += 1
        count[f"traps|{'sprung' if sprung else 'left'}"] += 1
    for key, mine in (("agreements", reading.agreements), ("own_views", reading.own_views)):
        ours, theirs = {it.n for it in mine}, {mark["n"] for mark in talk[key]}
        count[f"{key}|found"] += len(ours & theirs)
        count[f"{key}|extra"] += len(ours - theirs)
        count[f"{key}|missed"] += len(theirs - ours)
    covered = {n for line in reading.summary for n in line.sources}
    count["must"] += len(talk["summary_must"])
    count["must covered"] += sum(bool(covered & set(fact["from"])) for fact in talk["summary_must"])
    count["note"] += len(covered)
    count["utterances"] += len(true)


def _spot(text: str, quote: str) -> Span:
    at = text.find(quote)
    return at / len(text), (at + len(quote)) / len(text)


def _overlap(a: Span, b: Span) -> bool:
    shared = min(a[1], b[1]) - max(a[0], b[0])
    return shared > 0 and shared >= 0.5 * min(a[1] - a[0], b[1] - b[0])


def shares(count: Counter[str], name: str) -> tuple[float, float, float]:
    """Precision, recall and F1."""
    found, extra, missed = (count[f"{name}|{part}"] for part in ("found", "extra", "missed"))
    precision, recall = found / max(1, found + extra), found / max(1, found + missed)
    return precision, recall, 2 * precision * recall / max(1e-9, precision + recall)


def report(count: Counter[str], *, everything: bool, is_folded: bool = False) -> str:
    """The figures as lines of a table; of folds, only what the folds learnt."""
    names = ["all"] if is_folded else ["all", "agreements", "own_views"]
    if everything:
        names += sorted({key.split("|")[0] for key in count if key.startswith(("område", "talare", "riktning"))})
    lines = [f"| {name} | {p:.2f} | {r:.2f} | {f:.2f} |" for name in names for p, r, f in [shares(count, name)]]
    kinds = sorted({key.split("|")[0] for key in count if key.startswith("trap")})
    for kind in kinds if everything else ["traps"]:
        whole = count[f"{kind}|sprung"] + count[f"{kind}|left"]
        lines.append(
            f"| {kind} sprung | {count[f'{kind}|sprung']} of {whole} | {count[f'{kind}|sprung'] / max(1, whole):.3f} | |"
        )
    found = max(1, count["all|found"])
    lines.append(
        f"| area right, about right | {count['area right'] / found:.2f} | {count['about right'] / found:.2f} | |"
    )
    if is_folded:
        return "\n".join(lines)
    lines.append(f"| must-facts covered | {count['must covered']} of {count['must']} | "
                 f"{count['must covered'] / max(1, count['must']):.3f} | from {count['note'] / max(1, count['utterances']):.2f} |")  # fmt: skip
    return "\n".join(lines)


def main(arguments: list[str]) -> int:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--gold", type=Path)
    parser.add_argument("--folds", type=Path, help="where corpus.train wrote the models of each fold")
    parser.add_argument("--models", type=Path)
    parser.add_argument("--all", action="store_true", help="by area, speaker, direction and kind of trap")
    options = parser.parse_args(arguments)
    if options.gold:
        talks = [json.loads(path.read_text(encoding="utf-8")) for path in sorted(options.gold.glob("*.json"))]
        every = [Models.of(options.models) if options.models else models()]
    else:
        talks = conversations()
        every = [Models.of(options.folds / f"{fold}.npz") for fold in range(FOLDS)]
        for one in every:  # what the folds did not learn is not measured here, but the reading asks for it
            one.heads = models().heads | one.heads
    for is_heard in (False, True):
        count: Counter[str] = Counter()
        for talk in talks:
            using = every[fold_of(talk["id"], FOLDS) if len(every) > 1 else 0]
            score(talk, *read(talk, using, is_heard=is_heard), count)
        sys.stdout.write(f"\n{len(talks)} conversations, {'as heard' if is_heard else 'as spoken'}\n")
        sys.stdout.write(report(count, everything=options.all, is_folded=options.folds is not None) + "\n")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
