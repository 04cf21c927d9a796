"""Note who may speak for whom, and when it ends. A right is checked by a person, never guessed."""

from datetime import date, datetime

from django.db import transaction

from andrum.audit.service import Actor, record
from andrum.cases.service import Matter
from andrum.fees.domain.errors import AuthorityError
from andrum.fees.models import Authority, AuthorityKind
from andrum.kernel.words import marked as _
from andrum.people.service import register_person


@transaction.atomic
def note_authority(
    *, matter: Matter, personal_number: str, given_name: str, family_name: str, kind: str, evidence: str,
    from_date: date, by: Actor, at: datetime, to_date: date | None = None,
) -> Authority:  # fmt: skip
    """Keep that somebody may speak for the person of the matter about the fee, and what shows it.

    Raises:
        PersonalNumberError: when the number is none.
        AuthorityError: when it is the person, the evidence is missing, or the days are in the wrong order.
    """
    if kind not in AuthorityKind.values or not evidence.strip() or (to_date is not None and to_date < from_date):
        raise AuthorityError(
            _("Behörigheten saknar underlag, eller slutar innan den börjar."), todo=_("Skriv vad du har kontrollerat.")
        )
    other = register_person(
        personal_number=personal_number, given_name=given_name.strip(), family_name=family_name.strip(), by=by, at=at
    )
    if other.pk == matter.applicant_id:
        raise AuthorityError(_("Det är personen själv."), todo=_("Skriv vem som företräder personen."))
    authority = Authority.objects.create(
        person=matter.applicant, representative=other, kind=kind, evidence=evidence.strip()[:200],
        from_date=from_date, to_date=to_date, checked_by=by.name, checked_at=at,
    )  # fmt: skip
    record(
        kind="fees.authority_noted", by=by, at=at, subject=f"authority:{authority.pk}", matter=str(matter.pk),
        person=str(matter.applicant_id),
        details={"kind": kind, "representative": other.pk, "from": str(from_date)},
    )  # fmt: skip
    return authority


@transaction.atomic
def end_authority(*, authority: Authority, matter: Matter, by: Actor, at: datetime) -> Authority:
    """End somebody's right to speak for the person, at once. Twice is once."""
    if Authority.objects.filter(pk=authority.pk, ended_at__isnull=True).update(ended_at=at):
        record(
            kind="fees.authority_ended", by=by, at=at, subject=f"authority:{authority.pk}", matter=str(matter.pk),
            person=str(authority.person_id),
        )  # fmt: skip
    authority.refresh_from_db()
    return authority
