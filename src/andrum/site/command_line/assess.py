"""``andrum assess``: the rules alone, without database or server."""

import argparse
import json
import os
import sys
from collections.abc import Iterator
from pathlib import Path

from andrum.law.service import (
    BENEFITS,
    MAX_BYTES,
    NO_LIMIT,
    Assessment,
    FeeAssessment,
    HouseholdError,
    Outcome,
    ParameterFileError,
    Span,
    TraceStep,
    amount_in_words,
)
from andrum.site.command_line.assess_fee import fee_text

DESCRIPTION = """\
Assess a household by the rules and print the outcome, the amounts, what is
missing and how every amount came to be, with its section: economic assistance,
or the fee for home care and housing.

HOUSEHOLD is a JSON file, or - for what comes on standard input: one household,
or a list with one for each month. --schema prints what it may hold.

Exit code: 0 assessed (whatever the outcome), 2 the input cannot be read."""

OUTCOMES = {
    Outcome.GRANT: "bifall",
    Outcome.DENY: "avslag",
    Outcome.HAND_OVER: "lämnas över till en person",
}
NUMBERS = {"vuxna", "ålder", "dagar", "personer", "delar hushåll"}
WIDTH = 46


class _CannotReadError(Exception):
    """The file or the text on standard input cannot be read."""


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """What to assess and how to print it."""
    parser.add_argument("benefit", choices=sorted(BENEFITS), help="which benefit")
    parser.add_argument("household", nargs="?", metavar="HOUSEHOLD", help="JSON file, or - for standard input")
    parser.add_argument("--json", action="store_true", help="print the whole assessment as JSON")
    parser.add_argument("--schema", action="store_true", help="print the JSON Schema of the input and stop")
    parser.add_argument("--municipality", type=Path, metavar="DIR", help="folder with the municipality's guidelines")


def run(options: argparse.Namespace) -> int:
    """Assess and print."""
    benefit = BENEFITS[options.benefit]
    if options.schema:
        _print(json.dumps(benefit.schema(), ensure_ascii=False, indent=2))
        return 0
    try:
        if options.household is None:
            raise _CannotReadError("Ingen fil är angiven. Ange en JSON-fil, eller - för standard in.")
        found = benefit.assess_text(_read(options.household), options.municipality)
    except (HouseholdError, ParameterFileError, _CannotReadError) as fault:
        print(f"andrum assess: {fault}", file=sys.stderr)
        return 2
    if options.json:
        shown = [assessment.as_json() for assessment in found]
        _print(json.dumps(shown[0] if len(shown) == 1 else shown, ensure_ascii=False, indent=2, sort_keys=True))
    else:
        _print("\n\n".join("\n".join(_any_text(benefit.words, assessment)) for assessment in found))
    return 0


def _print(text: str) -> None:
    """UTF-8 whatever the terminal says, so that å, ä and ö never stop the command."""
    if hasattr(sys.stdout, "reconfigure"):
        sys.stdout.reconfigure(encoding="utf-8", errors="replace")
    try:
        print(text, flush=True)
    except BrokenPipeError:  # the reader, such as head, has seen enough
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


def _read(name: str) -> bytes:
    try:
        if name == "-":
            return sys.stdin.buffer.read(MAX_BYTES + 1)
        with Path(name).open("rb") as file:
            return file.read(MAX_BYTES + 1)
    except IsADirectoryError:
        raise _CannotReadError(f"{name} är en mapp. Ange en JSON-fil, eller - för standard in.") from None
    except FileNotFoundError:
        raise _CannotReadError(f"Filen {name} finns inte. Kontrollera namnet.") from None
    except (OSError, ValueError):
        raise _CannotReadError(f"Filen {name} går inte att läsa. Kontrollera namnet och rättigheterna.") from None


def _any_text(words: str, found: Assessment | FeeAssessment) -> Iterator[str]:
    return fee_text(words, found) if isinstance(found, FeeAssessment) else _text(words, found)


def _text(words: str, found: Assessment) -> Iterator[str]:
    yield f"{words} för {found.household.month.in_words}"
    yield f"Utfall: {OUTCOMES[found.outcome]}"
    if found.outcome is not Outcome.DENY:
        yield f"Belopp: {amount_in_words(found.grant)}"
    yield from _list("Det här saknas", [f"{it.words}: {it.reason} [{it.path}]" for it in found.missing])
    yield from _list("En person tar ställning", [_about(it.words, it.about) for it in found.for_a_person])
    yield from _list("Belopp som används men inte är bekräftade", list(found.unconfirmed))
    yield from _receipt(found)
    yield from _list("Så räknades det", [line for step in found.trace.steps for line in _step(step)])
    yield f"\nRegelverk: {found.rulebook_version}"


def _about(words: str, keys: str) -> str:
    return f"{words} [{', '.join(keys.split())}]" if keys else words


def _list(title: str, lines: list[str]) -> Iterator[str]:
    if lines:
        yield f"\n{title}"
        yield from (f"  {line}" for line in lines)


def _receipt(found: Assessment) -> Iterator[str]:
    group = ""
    for line in found.receipt():
        if line.group == "not_counted" and group != "not_counted":
            yield "\nInte med i summan"
        elif line.group in {"norm", "need", "deficit"} and group != line.group:
            yield "" if line.group == "norm" else "  " + "-" * (WIDTH + 18)
        group = line.group
        amount = "" if line.group == "not_counted" and line.amount == 0 else amount_in_words(line.amount)
        yield f"  {line.label:<{WIDTH}} {amount:>16}  {line.detail}".rstrip()


def _step(step: TraceStep) -> Iterator[str]:
    inputs = ", ".join(_input(name, amount) for name, amount in step.inputs)
    yield f"{step.what}: {inputs} = {amount_in_words(step.amount)}"
    yield f"    {step.provision or 'ingen paragraf den månaden'} ({step.rule})"
    for version in step.parameters:
        yield f"    {version}"


def _input(name: str, amount: int | Span) -> str:
    known = Span.of(amount)
    if name in NUMBERS:
        return f"{name} {known.low}" if known.is_exact else f"{name} {known.low}–{known.high}"
    return "utan tak" if known.low >= NO_LIMIT else f"{name} {amount_in_words(amount)}"
