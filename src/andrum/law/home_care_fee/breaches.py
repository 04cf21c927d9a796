"""Where a tariff or a rounding would break the statute: ceiling, minimum amount, self-cost."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from fractions import Fraction
from typing import Final, Literal

from andrum.kernel.money import kronor
from andrum.law.home_care_fee.guidelines import FeeGuidelines
from andrum.law.home_care_fee.kinds import FEE_KINDS
from andrum.law.home_care_fee.provisions import Cited
from andrum.law.vocabulary.parameter_files import Family
from andrum.law.vocabulary.parameters import TEN_THOUSANDTHS
from andrum.law.vocabulary.rounding import Rounding

MONTHS: Final = 12
WHOLE: Final = 100
Code = Literal["ceiling_care", "ceiling_place", "minimum_single", "minimum_couple", "self_cost", "rounding"]
TOPICS: Final[dict[str, str]] = {
    "ceiling_care": "care_ceiling",
    "ceiling_place": "housing_ceiling",
    "minimum_single": "minimum_amount",
    "minimum_couple": "minimum_amount",
    "self_cost": "may_charge",
    "rounding": "reserved_amount",
}
WORDS: Final = {
    "ceiling_care": "Taxans högsta avgift för hemtjänst är över lagens högsta",
    "ceiling_place": "Taxans högsta avgift för bostad är över lagens högsta",
    "minimum_single": "Taxans minimibelopp för ensamstående är under lagens lägsta",
    "minimum_couple": "Taxans minimibelopp för makar och sambor är under lagens lägsta",
}
Amounts = tuple[Fraction | None, ...]


@dataclass(frozen=True, slots=True)
class FeeBreach:
    """A place where the tariff as it is written would break the statute.

    Args:
        code: Which limit.
        words: One Swedish sentence with both amounts.
        limit: The statute's limit in öre, an exact fraction.
        written: What the tariff says, in öre.
        cited: The provision's topic.
        kind: The service, where a price is above the municipality's own cost.
    """

    code: str
    words: str
    limit: Fraction
    written: Fraction
    cited: Cited
    kind: str = ""


@dataclass(frozen=True, slots=True)
class Limits:
    """Amounts in öre, exact: lawful ones, and those that the tariff gives as it is written. None is not known."""

    minimum: Amounts
    ceilings: Amounts
    written_minimum: Amounts
    written_ceilings: Amounts
    breaches: tuple[FeeBreach, ...]


def limits_of(base: Family | None, minimum: Family | None, ceiling: Family | None, choices: FeeGuidelines) -> Limits:
    """The statute's limits in a month and what the municipality makes of them."""
    lowest = {f"minimum_{name}": _twelfth(base, minimum, name) for name in ("single", "couple")}
    highest = {f"ceiling_{name}": _twelfth(base, ceiling, name) for name in ("care", "place")}
    written = {name: _written(amount, choices.round_minimum, choices.decided[name]) for name, amount in lowest.items()}
    written |= {
        name: _written(amount, choices.round_ceiling, choices.decided[name]) for name, amount in highest.items()
    }
    young = {name: _young(lowest[name], written[name], choices) for name in lowest}
    return Limits(
        minimum=tuple(_most(of[name], lowest[name]) for name in lowest for of in (written, young)),
        ceilings=tuple(_least(written[name], highest[name]) for name in highest),
        written_minimum=tuple(of[name] for name in lowest for of in (written, young)),
        written_ceilings=tuple(written[name] for name in highest),
        breaches=(*_breaches(lowest, highest, written), *_over_own_cost(choices)),
    )


def _twelfth(base: Family | None, family: Family | None, name: str) -> Fraction | None:
    """A twelfth of the statute's share of the prisbasbelopp, in öre."""
    if base is None or family is None:
        return None
    amount, share = base.parameters["amount"].value, family.parameters[name].value
    if not isinstance(amount, int) or not isinstance(share, int):
        return None
    return Fraction(amount * share, TEN_THOUSANDTHS * MONTHS)


def _written(exact: Fraction | None, rounding: Rounding | None, decided: int | None) -> Fraction | None:
    if decided is not None:
        return Fraction(decided)
    return exact if exact is None or rounding is None else _round(exact, rounding)


def _round(amount: Fraction, rounding: Rounding) -> Fraction:
    return Fraction(rounding.divide(amount.numerator, amount.denominator))


def _young(exact: Fraction | None, written: Fraction | None, choices: FeeGuidelines) -> Fraction | None:
    base = exact if choices.young_base_exact else written
    if base is None or choices.young_addition == "none":
        return written
    amount = base * (WHOLE + choices.young_percent) / WHOLE
    return amount if choices.round_minimum is None else _round(amount, choices.round_minimum)


def _most(one: Fraction | None, other: Fraction | None) -> Fraction | None:
    return None if one is None or other is None else max(one, other)


def _least(one: Fraction | None, other: Fraction | None) -> Fraction | None:
    return None if one is None or other is None else min(one, other)


def _breaches(
    lowest: dict[str, Fraction | None], highest: dict[str, Fraction | None], written: dict[str, Fraction | None]
) -> Iterator[FeeBreach]:
    for name, limit in (*highest.items(), *lowest.items()):
        amount = written[name]
        if limit is not None and amount is not None and (amount > limit if name in highest else amount < limit):
            yield breach(name, WORDS[name], limit, amount)


def _over_own_cost(choices: FeeGuidelines) -> Iterator[FeeBreach]:
    for kind, tariff in choices.tariff.items():
        for parameter in tariff.prices.values():
            price, limit = parameter.value, tariff.self_cost
            if isinstance(price, int) and limit is not None and price > limit:
                words = f"Taxan för {FEE_KINDS.services[kind].words} är över kommunens självkostnad"
                yield replace(breach("self_cost", words, Fraction(limit), Fraction(price)), kind=kind)


def breach(code: str, words: str, limit: Fraction, written: Fraction) -> FeeBreach:
    """A breach with both amounts in its words."""
    text = f"{words}: {exact_kronor(written)} mot {exact_kronor(limit)}."
    return FeeBreach(code, text, limit, written, Cited(TOPICS[code]))


def exact_kronor(ore: Fraction) -> str:
    """``2 138,83 kr``; with ``ungefär`` when the amount has parts of an öre."""
    whole = (2 * ore.numerator + ore.denominator) // (2 * ore.denominator)
    return kronor(whole) if ore.denominator == 1 else f"ungefär {kronor(whole)}"
