"""Open, assign, close a matter, and say who takes part."""

from datetime import date, datetime

from django.db import IntegrityError, transaction
from django.db.models import F

from andrum.accounts.service import Role, Unit, User, has_role
from andrum.audit.service import Actor, record
from andrum.cases.domain.errors import MatterStateError
from andrum.cases.domain.events import MatterOpened
from andrum.cases.models import Matter, Participant, ParticipantRole, ReferenceSeries
from andrum.cases.queries.parts import hinder_of_closing
from andrum.kernel.clock import swedish_day
from andrum.kernel.errors import ConflictError
from andrum.kernel.events import publish
from andrum.kernel.words import marked as _
from andrum.people.service import Person

PREFIXES = {
    "economic_assistance": "EB", "children_and_youth": "BU", "adults": "VU", "older_people": "AO",
    "home_care_fee": "AV",
}  # fmt: skip
HANDLERS = (Role.CASEWORKER, Role.FEE_OFFICER, Role.UNIT_MANAGER)
"""Those who can be given a matter; of what kind is theirs, ``visible_matters`` says."""


@transaction.atomic
def open_matter(
    *, kind: str = "economic_assistance", applicant: Person, unit: Unit, by: Actor, at: datetime,
    assigned_to: User | None = None, co_applicant: Person | None = None,
) -> Matter:  # fmt: skip
    """Open a matter for a person, with the next reference of the year.

    Raises:
        MatterStateError: when the person already has an open matter of the kind.
    """
    people = [applicant, *([co_applicant] if co_applicant else [])]
    try:
        with transaction.atomic():
            matter = Matter.objects.create(
                reference=_next_reference(kind=kind, year=swedish_day(at).year),
                kind=kind, applicant=applicant, unit=unit, assigned_to=assigned_to, opened_at=at,
                is_protected=any(person.is_protected for person in people),
            )  # fmt: skip
    except IntegrityError:
        raise MatterStateError(
            _("Personen har redan ett pågående ärende."), todo=_("Öppna det ärendet i stället.")
        ) from None
    roles = ("applicant", "co_applicant")
    Participant.objects.bulk_create(
        Participant(matter=matter, person=person, role=role, from_date=swedish_day(at))
        for person, role in zip(people, roles, strict=False)
    )
    record(
        kind="cases.matter_opened", by=by, at=at, subject=f"matter:{matter.pk}", matter=str(matter.pk),
        person=str(applicant.pk), details={"reference": matter.reference, "unit": unit.pk},
    )  # fmt: skip
    publish(MatterOpened(matter_id=matter.pk))
    return matter


def _next_reference(*, kind: str, year: int) -> str:
    prefix = PREFIXES.get(kind, "AR")
    series = ReferenceSeries.objects.filter(prefix=prefix, year=year)
    if not series.update(last=F("last") + 1):
        ReferenceSeries.objects.bulk_create([ReferenceSeries(prefix=prefix, year=year)], ignore_conflicts=True)
        series.update(last=F("last") + 1)
    return f"{prefix}-{year}-{series.values_list('last', flat=True).get():06d}"


@transaction.atomic
def add_participant(
    *, matter: Matter, person: Person, role: str, by: Actor, at: datetime, from_date: date | None = None
) -> Participant:
    """Let a person take part in a matter; one who already does is left as it is."""
    part, is_new = Participant.objects.get_or_create(
        matter=matter, person=person, to_date=None, defaults={"role": role, "from_date": from_date or swedish_day(at)}
    )
    if is_new:
        if person.is_protected and not matter.is_protected:
            Matter.objects.filter(pk=matter.pk).update(is_protected=True)
            matter.is_protected = True
        record(
            kind="cases.participant_added", by=by, at=at, subject=f"participant:{part.pk}", matter=str(matter.pk),
            person=str(person.pk), details={"role": role},
        )  # fmt: skip
    return part


@transaction.atomic
def end_participation(*, participant: Participant, last_date: date, by: Actor, at: datetime) -> Participant:
    """Say that a person no longer takes part after a day. The matter stays protected if it was.

    Raises:
        MatterStateError: when it is the applicant, when it has ended already, or the day is before the first.
    """
    if participant.role == ParticipantRole.APPLICANT:
        raise MatterStateError(_("Ärendet är den sökandes."), todo=_("Avsluta ärendet i stället."))
    if last_date < participant.from_date:
        raise MatterStateError(_("Dagen är före den första dagen."), todo=_("Välj en senare dag."))
    if not Participant.objects.filter(pk=participant.pk, to_date__isnull=True).update(to_date=last_date):
        raise MatterStateError(_("Personen deltar inte längre."), todo=_("Ladda om sidan."))
    participant.to_date = last_date
    record(
        kind="cases.participant_ended", by=by, at=at, subject=f"participant:{participant.pk}",
        matter=str(participant.matter_id), person=str(participant.person_id), details={"to_date": str(last_date)},
    )  # fmt: skip
    return participant


@transaction.atomic
def assign(*, matter: Matter, to: User | None, by: Actor, at: datetime, only_if_free: bool = False) -> Matter:
    """Give the matter to a caseworker of its unit, or put it back on the unit's worklist (None).

    Raises:
        MatterStateError: when the user does not work in the unit, or may not see a protected matter.
        ConflictError: with ``only_if_free``, when somebody was given the matter first.
    """
    if to is not None and not has_role(to, *HANDLERS, unit=matter.unit):
        raise MatterStateError(_("Personen arbetar inte i ärendets enhet."), todo=_("Välj en handläggare i enheten."))
    if to is not None and matter.is_protected and not to.may_see_protected:
        raise MatterStateError(
            _("Handläggaren saknar den särskilda behörigheten."), todo=_("Välj en annan handläggare.")
        )
    wanted = Matter.objects.filter(pk=matter.pk)
    if not (wanted.filter(assigned_to__isnull=True) if only_if_free else wanted).update(assigned_to=to):
        raise ConflictError(_("Någon annan har just tagit ärendet."), todo=_("Ladda om sidan och se vem."))
    matter.assigned_to = to
    record(
        kind="cases.assigned", by=by, at=at, subject=f"matter:{matter.pk}", matter=str(matter.pk),
        details={"user": to.pk if to else None},
    )  # fmt: skip
    return matter


@transaction.atomic
def set_safety_concern(*, matter: Matter, concern: bool, by: Actor, at: datetime) -> Matter:
    """Say that there is, or no longer is, a concern for somebody's safety; such a matter is never decided alone."""
    matter.safety_concern = concern
    matter.save(update_fields=["safety_concern"])
    record(
        kind="cases.safety_concern_set", by=by, at=at, subject=f"matter:{matter.pk}", matter=str(matter.pk),
        details={"concern": concern},
    )  # fmt: skip
    return matter


@transaction.atomic
def close_matter(*, matter: Matter, by: Actor, at: datetime) -> Matter:
    """Close the matter.

    Raises:
        MatterStateError: when it is closed already, or a task is left. AndrumError: what another room says is left.
    """
    if matter.tasks.filter(done_at__isnull=True).exists():
        raise MatterStateError(
            _("Det finns saker kvar att göra i ärendet."), todo=_("Gör klart dem under Uppgifter först.")
        )
    if (hinder := hinder_of_closing(matter, swedish_day(at))) is not None:
        raise hinder
    if not Matter.objects.filter(pk=matter.pk, state="open").update(state="closed", closed_at=at):
        raise MatterStateError(_("Ärendet är redan avslutat."), todo=_("Ladda om sidan."))
    matter.state, matter.closed_at = "closed", at
    record(kind="cases.matter_closed", by=by, at=at, subject=f"matter:{matter.pk}", matter=str(matter.pk))
    return matter


@transaction.atomic
def reopen_matter(*, matter: Matter, by: Actor, at: datetime) -> Matter:
    """Open a closed matter again, with all that is in it.

    Raises:
        MatterStateError: when it is open already, or the person has another open matter of the kind.
    """
    try:
        with transaction.atomic():
            is_changed = Matter.objects.filter(pk=matter.pk, state="closed").update(state="open", closed_at=None)
    except IntegrityError:
        raise MatterStateError(
            _("Personen har ett annat pågående ärende."), todo=_("Arbeta vidare i det ärendet.")
        ) from None
    if not is_changed:
        raise MatterStateError(_("Ärendet pågår redan."), todo=_("Ladda om sidan."))
    matter.state, matter.closed_at = "open", None
    record(kind="cases.matter_reopened", by=by, at=at, subject=f"matter:{matter.pk}", matter=str(matter.pk))
    return matter


@transaction.atomic
def follow_protection(*, person: Person, by: Actor, at: datetime) -> int:
    """Set the protection of every matter that the person takes or took part in; gives how many changed.

    A matter is protected as long as anyone who was ever part of it is: what it says of them does not leave with them.
    """
    changed = 0
    for matter in Matter.objects.filter(participants__person=person).distinct().order_by("pk"):
        parts = Participant.objects.filter(matter=matter).select_related("person")
        is_protected = any(part.person.is_protected for part in parts)
        if matter.is_protected != is_protected:
            Matter.objects.filter(pk=matter.pk).update(is_protected=is_protected)
            changed += 1
            record(
                kind="cases.protection_followed", by=by, at=at, subject=f"matter:{matter.pk}", matter=str(matter.pk),
                details={"is_protected": is_protected},
            )  # fmt: skip
    return changed
