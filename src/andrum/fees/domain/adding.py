"""Which facts a fee officer may add beside those that are known: all that the fee of this household can rest on."""

from andrum.fees.domain.facts import (
    CHANGE,
    HOUSING,
    INCOME,
    INFORMATION,
    PARTNER_BORN,
    PARTNER_HOUSING,
    PARTNER_INCOME,
    PARTNER_TOLD,
    RELATION,
    TOGETHER,
    TOLD,
    Facts,
    counting,
)
from andrum.fees.domain.kinds import ASKED_INCOMES, CHANGE_KINDS
from andrum.fees.domain.statement import HOUSING_ASKED

WITHOUT_COST = frozenset({"none", "special_housing_fee"})


def addable(facts: Facts) -> list[str]:
    """Names of facts that nobody has said anything of; of a partner only when there is one."""
    names = [RELATION, INFORMATION, TOLD, *_housing(facts, HOUSING)]
    names += [INCOME + kind for kind in ASKED_INCOMES]
    if counting(facts, RELATION) in ("married", "cohabiting"):
        names += [TOGETHER, PARTNER_TOLD, PARTNER_BORN, *(PARTNER_INCOME + kind for kind in ASKED_INCOMES)]
        if counting(facts, TOGETHER) is False:
            names += _housing(facts, PARTNER_HOUSING)
    names += [CHANGE + kind for kind in CHANGE_KINDS]
    return [name for name in names if name not in facts]


def _housing(facts: Facts, prefix: str) -> list[str]:
    """The form first; then the parts that matter for it, and how many share the cost."""
    form = counting(facts, prefix + "form")
    parts = HOUSING_ASKED.get(form, ()) if isinstance(form, str) else ()
    shared = () if form in WITHOUT_COST or not parts or "shared_by" in parts else ("shared_by",)
    return [prefix + part for part in ("form", *parts, *shared)]
