"""To whom money and letters go."""

from andrum.cases.service import Decision, current_facts, participants_of
from andrum.dispatch.domain.accounts import Account, Payee
from andrum.dispatch.domain.errors import AccountError
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


def recipient_of(decision: Decision) -> Recipient:
    """To whom the letter of a decision goes."""
    person = decision.matter.applicant
    return Recipient(
        personal_number=str(person.personal_number), name=person.name, address=person.address, language=person.language
    )


def is_protected(decision: Decision) -> bool:
    """True when the letter names somebody whose identity is protected: then a person sends it."""
    matter = decision.matter
    if matter.is_protected or matter.applicant.is_protected:
        return True
    return any(participant.person.is_protected for participant in participants_of(matter))
