"""The reasons of a fee decision that stand when a person has not written others."""


def default_reasons(cause: str) -> str:
    """The reasons that stand when a person has not written others; why this decision is made."""
    return {
        "first": "Du har beviljats insatser som kommunen tar ut avgift för.",
        "change": "Något som påverkar avgiften har ändrats. Då ska kommunen ändra avgiften.",
        "yearly": "Prisbasbeloppet är nytt för året. Då ändras högsta avgiften och minimibeloppet, och avgiften "
        "räknas om.",
        "correction": "En uppgift som avgiften byggde på har rättats bakåt i tiden.",
        "no_information": "Du har inte lämnat uppgifter om inkomster. Då tar kommunen ut avgift utan att räkna på "
        "din inkomst. Du kan när som helst lämna uppgifter.",
    }[str(cause)]  # fmt: skip
