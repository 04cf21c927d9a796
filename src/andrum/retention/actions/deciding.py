"""A person decides: approve, take it back while there is time, or keep the file and say why and until when."""

from collections.abc import Sequence
from datetime import date, datetime, timedelta

from django.db import transaction

from andrum.accounts.service import User, actor_of
from andrum.audit.service import record
from andrum.kernel.clock import swedish_day
from andrum.kernel.errors import NotAllowedError
from andrum.kernel.words import marked as _
from andrum.retention.domain.errors import RetentionError
from andrum.retention.domain.rules import asks_of
from andrum.retention.models import Proposal, ProposalState
from andrum.retention.queries.files import matters_of
from andrum.retention.queries.proposals import visible_proposals
from andrum.retention.queries.rules import rules_on

LEAST_REASON = 10
UNCHANGED = _("Ingenting är ändrat.")


@transaction.atomic
def approve(*, proposal_id: int, confirmed: Sequence[str], by: User, at: datetime) -> Proposal:
    """Approve that a file is removed when the days of regret are out.

    Args:
        proposal_id: Which.
        confirmed: What the person has looked for in the file; all that the rules ask of its kinds of matter.
        by: The manager.
        at: Now.

    Raises:
        NotAllowedError: when there is no such proposal for this user.
        RetentionError: when it is decided already, or something has not been looked for.
    """
    found = _locked(proposal_id, by, ProposalState.PROPOSED)
    rules = rules_on(swedish_day(at))
    kinds = {str(matter.kind) for matter in matters_of(found.person)}
    left = [ask for ask in asks_of(kinds, rules) if ask not in confirmed]
    if left:
        raise RetentionError(
            _("Allt som ska kontrolleras i akten är inte kontrollerat."), saved=UNCHANGED,
            todo=_("Läs akten och kryssa för det som stämmer. Stämmer det inte: undanta akten."),
        )  # fmt: skip
    found.erase_from_date = swedish_day(at) + timedelta(days=rules.waiting_days)
    return _decided(found, ProposalState.APPROVED, "approved", by, at, asked=len(confirmed))


@transaction.atomic
def undo_approval(*, proposal_id: int, by: User, at: datetime) -> Proposal:
    """Take an approval back before anything is removed. Raises NotAllowedError or RetentionError."""
    found = _locked(proposal_id, by, ProposalState.APPROVED)
    found.erase_from_date = None
    return _decided(found, ProposalState.PROPOSED, "approval_undone", by, at)


@transaction.atomic
def exempt(*, proposal_id: int, reason: str, until: date, by: User, at: datetime) -> Proposal:
    """Keep a file, with a reason and until a day; after that it is proposed again.

    Raises:
        NotAllowedError: when there is no such proposal for this user.
        RetentionError: when it is decided already, the reason is missing, or the day has passed.
    """
    found = _locked(proposal_id, by, ProposalState.PROPOSED)
    if len(reason.strip()) < LEAST_REASON:
        raise RetentionError(
            _("Skälet saknas."), saved=UNCHANGED, todo=_("Skriv vilken bestämmelse eller vad i akten.")
        )
    if until <= swedish_day(at):
        raise RetentionError(_("Dagen har varit."), saved=UNCHANGED, todo=_("Välj en dag som kommer."))
    found.reason, found.exempt_until_date = reason.strip()[:500], until
    return _decided(found, ProposalState.EXEMPTED, "exempted", by, at)


def _locked(proposal_id: int, user: User, state: ProposalState) -> Proposal:
    if not visible_proposals(user).filter(pk=proposal_id).exists():
        raise NotAllowedError
    found = Proposal.objects.select_for_update(of=("self",), no_key=True).get(pk=proposal_id)
    if found.state != state:
        raise RetentionError(
            _("Akten är redan {state}."), saved=UNCHANGED, values={"state": found.get_state_display().lower()}
        )
    return found


def _decided(  # noqa: PLR0917 - the same six each time
    found: Proposal, state: ProposalState, kind: str, by: User, at: datetime, asked: int = 0
) -> Proposal:
    actor = actor_of(by)
    found.state, found.decided_at, found.decided_by, found.decided_by_id = state, at, actor.name, actor.id
    found.save()
    record(
        kind=f"retention.{kind}", by=actor, at=at, subject=f"retention:{found.pk}", person=str(found.person),
        details={"matters": found.matters, "asked": asked},
    )  # fmt: skip
    return found
