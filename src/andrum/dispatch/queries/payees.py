"""To whom money and letters go."""

from andrum.cases.service import Decision, Matter, current_facts, participants_of
from andrum.dispatch.domain.accounts import Account, Payee
from andrum.dispatch.domain.errors import AccountError
from andrum.dispatch.models import Outgoing, OutgoingKind, OutgoingState
from andrum.dispatch.ports import Recipient
from andrum.people.service import Person

ACCOUNT_FACT = "payment.account"


def payee_of(*, decision: Decision) -> Payee:
    """The applicant and the account that counts among the facts; no account when none is known or it cannot be read."""
    matter = decision.matter
    views = current_facts(matter=matter, month=decision.month, names=[ACCOUNT_FACT]).get(ACCOUNT_FACT, [])
    account = None
    if views and not views[0].is_unknown:
        try:
            account = Account.parse(views[0].value)
        except AccountError:
            account = None
    return Payee(name=matter.applicant.name, account=account)


def ordered_ore(*, matter: Matter, month: str, apart_from: Decision | None = None) -> int:
    """What has been ordered or paid for a month in a matter, in öre; stopped payments are not counted."""
    orders = Outgoing.objects.filter(kind=OutgoingKind.PAYMENT, matter=matter, decision__month=month)
    if apart_from is not None:
        orders = orders.exclude(decision=apart_from)
    amounts = orders.exclude(state=OutgoingState.CANCELLED).values_list("amount_ore", flat=True)
    return sum(amount or 0 for amount in amounts)


def recipient_of(decision: Decision) -> Recipient:
    """To whom the letter of a decision goes."""
    return recipient(decision.matter.applicant)


def recipient(person: Person) -> Recipient:
    """A person as the mailbox knows them."""
    return Recipient(
        personal_number=str(person.personal_number), name=person.name, address=person.address, language=person.language
    )


def is_protected(matter: Matter) -> bool:
    """True when a letter of the matter names somebody whose identity is protected: then a person sends it."""
    if matter.is_protected or matter.applicant.is_protected:
        return True
    return any(participant.person.is_protected for participant in participants_of(matter).order_by("pk"))
