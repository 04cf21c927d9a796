"""What the board of Älvboda lets the automation decide: full grants of continued applications, within an amount."""

from datetime import datetime

from andrum.accounts.service import User, actor_of
from andrum.automation.service import MandateState, give_mandate, switch_mandate
from andrum.kernel.clock import swedish_day
from andrum.kernel.periods import Month

MOST_ORE = 20_000 * 100


def make(at: datetime) -> None:
    """One mandate, noted by the administrator and switched on by the manager."""
    since = Month.of(swedish_day(at)).first_day
    mandate = give_mandate(
        code="EB-FORTSATT", name="Fortsatt ansökan, fullt bifall", case_type="continued",
        outcomes=["granted"], max_amount_ore=MOST_ORE, valid_from=since, decided_by_board_ref="SN 2026-08-20 § 87",
        by=actor_of(User.objects.get(username="hugo")), at=at,
    )  # fmt: skip
    manager = actor_of(User.objects.get(username="eva"))
    switch_mandate(
        mandate=mandate, state=MandateState.ON, reason="Nämnden har beslutat att pröva under hösten.", by=manager,
        at=at,
    )  # fmt: skip
