"""Which recalculated fees go to a person: by the listed rules of the municipality's file, and no others."""

from collections.abc import Iterable

from andrum.fees.domain.settings_file import OLD_INCOMES, OutlierRule


def outliers(
    rules: Iterable[OutlierRule], *, before_ore: int | None, after_ore: int, reaches_ceiling: bool = False,
    income_age: int = 0,
) -> list[str]:  # fmt: skip
    """The rules that hit, by name. Percent are of the fee before; a fee that was nothing has its own rule.

    ``income_age`` is how many months ago the oldest income began to hold.
    """
    too_old = {OLD_INCOMES: income_age}
    return [
        rule.rule
        for rule in rules
        if _hits(rule, before_ore, after_ore, reaches_ceiling) or too_old.get(rule.rule, 0) > rule.limit
    ]


def _hits(rule: OutlierRule, before: int | None, after: int, reaches_ceiling: bool) -> bool:
    if before is None:
        return rule.rule == "no_decision"
    change = abs(after - before)
    return {
        "change_above_kr": change > rule.limit,
        "change_above_percent": before > 0 and change * 100 > before * rule.limit,
        "from_zero": before == 0 and after > 0,
        "to_zero": before > 0 and after == 0,
        "reaches_ceiling": reaches_ceiling,
        "no_decision": False,
        OLD_INCOMES: False,
    }[rule.rule]
