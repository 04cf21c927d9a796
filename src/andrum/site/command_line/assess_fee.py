"""An assessed fee as text for people."""

from collections.abc import Iterator

from andrum.law.service import FeeAssessment, FeeOutcome, TraceStep, amount_in_words, fee_input_in_words

OUTCOMES = {
    FeeOutcome.CHARGE: "avgift",
    FeeOutcome.NO_FEE: "ingen avgift",
    FeeOutcome.HAND_OVER: "lämnas över till en person",
}
TITLES = {
    "incomes": "Inkomster, i månaden",
    "partner": "Make eller sambo",
    "minimum": "Minimibelopp och boendekostnad",
    "services": "Insatser",
    "fee": "Avgift",
    "not_counted": "Inte med i summan",
}
RULED = {"base", "reserved", "room", "to_pay"}
WIDTH = 52


def fee_text(words: str, found: FeeAssessment) -> Iterator[str]:
    """Outcome, amount, what is missing, the receipt and every step, with sections."""
    yield f"{words} för {found.household.month.in_words}"
    yield f"Utfall: {OUTCOMES[found.outcome]}"
    yield f"Avgift: {amount_in_words(found.fee)}; utanför högsta avgift: {amount_in_words(found.outside)}"
    yield from _list("Det här saknas", [f"{it.words}: {it.reason} [{it.path}]" for it in found.missing])
    yield from _list("En person tar ställning", [f"{it.words} [{it.about}]" for it in found.for_a_person])
    yield from _list("Taxan går utanför lagen", [it.words for it in found.breaches])
    if found.fee_as_written is not None:
        yield f"  Enligt taxan som den är skriven: {amount_in_words(found.fee_as_written)}"
    yield from _list("Belopp som används men inte är bekräftade", list(found.unconfirmed))
    yield from _receipt(found)
    yield from _list("Så räknades det", [line for step in found.trace.steps for line in _step(step, found)])
    yield f"\nRegelverk: {found.rulebook_version}"


def _list(title: str, lines: list[str]) -> Iterator[str]:
    if lines:
        yield f"\n{title}"
        yield from (f"  {line}" for line in lines)


def _receipt(found: FeeAssessment) -> Iterator[str]:
    group = ""
    for line in found.receipt():
        if line.group in TITLES and line.group != group:
            yield f"\n{TITLES[line.group]}"
        elif line.group in RULED:
            yield "  " + "-" * (WIDTH + 17)
        group = line.group
        yield f"  {line.label:<{WIDTH}} {amount_in_words(line.amount):>16}  {line.detail}".rstrip()


def _step(step: TraceStep, found: FeeAssessment) -> Iterator[str]:
    inputs = ", ".join(fee_input_in_words(name, amount, found.parts) for name, amount in step.inputs)
    yield f"{step.what}: {inputs} = {fee_input_in_words('', step.amount, found.parts).strip()}"
    yield f"    {step.provision or 'ingen paragraf den månaden'} ({step.rule})"
    for version in step.parameters:
        yield f"    {version}"
