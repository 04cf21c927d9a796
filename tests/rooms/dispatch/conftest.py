"""A matter of Alva's with a decision in it."""

from collections.abc import Callable, Mapping
from typing import Any

import pytest

from andrum.accounts.service import actor_of
from andrum.audit.service import MACHINE, SYSTEM
from andrum.cases.service import Decision, FactValue, Matter, decide, open_matter, record_facts
from tests.cast import NOW, Cast

MONTH = "2026-11"
ACCOUNT = {"clearing": "6000", "number": "123456789"}
CALCULATION: dict[str, Any] = {
    "outcome": "grant",
    "grant": 512300,
    "receipt": [
        {"group": "norm", "label": "En vuxen", "amount": 391000, "provision": "12 kap. 7 § SoL (2025:400)"},
        {"group": "norm", "label": "Gemensamma kostnader", "amount": 121000, "detail": "1 person", "provision": ""},
        {"group": "costs", "label": "Hyra", "amount": 750000, "detail": "", "provision": "12 kap. 8 § SoL (2025:400)"},
        {"group": "incomes", "label": "Lön", "amount": 749700, "detail": "lön i oktober", "provision": ""},
    ],
    "not_counted": [{"label": "Skattefri gåva", "amount": 20000, "reason": "räknas inte som inkomst"}],
}  # fmt: skip

Decide = Callable[..., Decision]


@pytest.fixture
def matter(cast: Cast) -> Matter:
    """Alva's open matter in Norr, assigned to Cilla, with an account among the facts."""
    found = open_matter(applicant=cast.alva_person, unit=cast.norr, assigned_to=cast.cilla, by=SYSTEM, at=NOW)
    record_facts(matter=found, facts=[FactValue("payment.account", ACCOUNT)], by=SYSTEM, at=NOW)
    return found


@pytest.fixture
def decided(matter: Matter, cast: Cast) -> Decide:
    """Makes a decision in the matter; by Cilla unless a mandate is given."""

    def make(
        *, outcome: str = "granted", amount_ore: int = 512300, reasons: str = "", mandate_ref: str = "",
        month: str = MONTH, calculation: Mapping[str, Any] | None = None, key: str = "k1", **more: Any,
    ) -> Decision:  # fmt: skip
        return decide(
            matter=matter, month=month, outcome=outcome, amount_ore=amount_ore, reasons=reasons,
            how="automated" if mandate_ref else "person", mandate_ref=mandate_ref,
            calculation=CALCULATION if calculation is None else calculation, rulebook_version="1",
            applied_ore=600000, by=MACHINE if mandate_ref else actor_of(cast.cilla), at=NOW, key=key, **more,
        )  # fmt: skip

    return make
