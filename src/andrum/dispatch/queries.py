"""Reads of dispatch."""

from collections.abc import Mapping
from datetime import datetime

from django.db.models import Count, QuerySet

from andrum.cases.service import Decision, Matter, current_facts
from andrum.dispatch.domain.accounts import Account, Payee
from andrum.dispatch.domain.errors import AccountError
from andrum.dispatch.models import Outgoing, OutgoingKind, OutgoingState, PaymentFile
from andrum.dispatch.ports import Recipient

ACCOUNT_FACT = "payment.account"


def payee_of(*, decision: Decision) -> Payee:
    """The applicant and the account that counts among the facts; no account when none is known or it cannot be read."""
    matter = decision.matter
    views = current_facts(matter=matter, month=decision.month).get(ACCOUNT_FACT, [])
    account = None
    if views and not views[0].is_unknown:
        try:
            account = Account.parse(views[0].value)
        except AccountError:
            account = None
    return Payee(name=matter.applicant.name, account=account)


def outgoing_of_matter(*, matter: Matter) -> QuerySet[Outgoing]:
    """All that was ordered in a matter, newest first."""
    return Outgoing.objects.filter(matter=matter).select_related("payment_file").order_by("-ordered_at", "-id")


def counts() -> Mapping[tuple[str, str], int]:
    """How many there are of each kind in each state."""
    rows = Outgoing.objects.values_list("kind", "state").annotate(number=Count("id")).order_by("kind", "state")
    return {(kind, state): number for kind, state, number in rows}


def waiting_since(*, at: datetime) -> QuerySet[Outgoing]:
    """What is due for a new try, oldest first."""
    return Outgoing.objects.filter(state=OutgoingState.WAITING, next_try_at__lte=at).order_by("id")


def needs_a_person() -> QuerySet[Outgoing]:
    """What failed, oldest first."""
    return Outgoing.objects.filter(state=OutgoingState.FAILED).order_by("id")


def queued_payments() -> QuerySet[Outgoing]:
    """Payments that no file holds yet, oldest first."""
    return Outgoing.objects.filter(kind=OutgoingKind.PAYMENT, state=OutgoingState.QUEUED).order_by("id")


def payment_files() -> QuerySet[PaymentFile]:
    """All payment files without their content, newest first."""
    return PaymentFile.objects.defer("content").order_by("-created_at", "-id")


def recipient_of(decision: Decision) -> Recipient:
    """To whom the letter of a decision goes."""
    person = decision.matter.applicant
    return Recipient(
        personal_number=str(person.personal_number), name=person.name, address=person.address, language=person.language
    )


def decision_letter_pdf(decision: Decision) -> bytes:
    """The letter of a decision as tagged PDF (PDF/UA-1); the same bytes each time for the same decision."""
    raise NotImplementedError
