"""When all have signed: the application becomes part of the matter, whole or not at all."""

from collections.abc import Mapping, Sequence
from datetime import datetime

from django.db import transaction

from andrum.applications.domain.carrying import changed_pages
from andrum.applications.domain.events import ApplicationSigned
from andrum.applications.domain.fact_names import facts_of, has_safety_concern
from andrum.applications.domain.questions import JSON, items_of, text_of
from andrum.applications.models import Application, Attachment, AttachmentState, State
from andrum.applications.queries.applications import declared_household
from andrum.applications.queries.intake import intake_unit, matter_of
from andrum.audit.service import SYSTEM, Actor, record
from andrum.cases.service import (
    FactValue,
    Matter,
    add_document,
    add_participant,
    expect_decision,
    open_matter,
    receive_message,
    record_facts,
    set_safety_concern,
    write_note,
)
from andrum.kernel.events import publish
from andrum.kernel.periods import Month
from andrum.people.service import Person, person_with_number, register_person, update_contact


@transaction.atomic
def complete(*, application: Application, by: Actor, at: datetime) -> Application:
    """Let the signed application stand in its matter: participants, facts, documents, journal, deadline, log, event."""
    matter = _matter(application, by=by, at=at)
    application.matter, application.unit = matter, matter.unit
    application.state, application.signed_at = State.SIGNED, at
    application.save(
        update_fields=["matter", "unit", "state", "signed_at", "co_applicant", "text", "text_hash", "answers"]
    )
    _reach(application, by=by, at=at)
    _children(application, matter, by=by, at=at)
    files = _documents(application, matter, by=by, at=at)
    facts = _facts(application)
    record_facts(matter=matter, facts=facts, by=by, at=at)
    _journal(application, matter, files, at=at)
    _concerns(application, matter, by=by, at=at)
    expect_decision(matter=matter, month=application.month, received_at=at, by=SYSTEM, at=at)
    record(
        kind="applications.signed", by=by, at=at, subject=f"application:{application.pk}", matter=str(matter.pk),
        person=str(application.applicant_id),
        details={
            "month": application.month, "kind": application.kind, "text_hash": application.text_hash,
            "facts": len(facts), "files": len(files),
        },
    )  # fmt: skip
    publish(ApplicationSigned(application_id=application.pk, matter_id=matter.pk, month=application.month))
    return application


def _matter(application: Application, *, by: Actor, at: datetime) -> Matter:
    co_applicant = application.co_applicant
    matter = matter_of(application.applicant, co_applicant)
    if matter is None:
        unit = application.unit or intake_unit()
        return open_matter(applicant=application.applicant, co_applicant=co_applicant, unit=unit, by=by, at=at)
    if co_applicant is not None and co_applicant.pk != matter.applicant_id:
        add_participant(matter=matter, person=co_applicant, role="co_applicant", by=by, at=at)
    return matter


def _reach(application: Application, *, by: Actor, at: datetime) -> None:
    said = application.answers.get("contact", {})
    known = {name: text_of(said, name) for name in ("phone", "email") if text_of(said, name)}
    update_contact(person=application.applicant, by=by, at=at, **known)


def _children(application: Application, matter: Matter, *, by: Actor, at: datetime) -> None:
    for item in items_of(application.answers, "children"):
        number = text_of(item, "personal_number")
        if number:
            child = person_with_number(number) or _new_child(
                number, text_of(item, "name"), application.applicant, by, at
            )
            add_participant(matter=matter, person=child, role="child", by=by, at=at)


def _new_child(number: str, name: str, parent: Person, by: Actor, at: datetime) -> Person:
    return register_person(personal_number=number, given_name=name, family_name=parent.family_name, by=by, at=at)


def _documents(application: Application, matter: Matter, *, by: Actor, at: datetime) -> Sequence[Attachment]:
    title = f"Ansökan {Month.parse(application.month).in_words}"
    add_document(
        matter=matter, kind="application", title=title, media_type="text/plain; charset=utf-8",
        content=application.text.encode(), source="citizen", by=by, at=at, key=f"application:{application.pk}",
    )  # fmt: skip
    files = list(Attachment.objects.filter(application=application, supplement=None).order_by("pk"))
    for file in files:
        add_document(
            matter=matter, kind="attachment", title=file.name, media_type=file.media_type,
            content=bytes(file.content), source="citizen", by=by, at=at, key=f"attachment:{file.pk}",
        )  # fmt: skip
    if files:
        Attachment.objects.filter(application=application, supplement=None).update(state=AttachmentState.HANDED_IN)
    return files


def _facts(application: Application) -> list[FactValue]:
    previous = application.previous.answers if application.previous else None
    said = facts_of(
        application.answers, declared_household(application), changed=changed_pages(application.answers, previous)
    )
    return [_fact(application, name, value) for name, value in said.items()]


def _fact(application: Application, name: str, value: JSON) -> FactValue:
    reason = value.get("unknown") if isinstance(value, Mapping) else None
    is_unknown = isinstance(reason, str)
    return FactValue(
        name=name, month=application.month, source="citizen", source_detail=f"application:{application.pk}",
        value=None if is_unknown else value, unknown_reason=reason if isinstance(reason, str) else "",
    )  # fmt: skip


def _journal(application: Application, matter: Matter, files: Sequence[Attachment], *, at: datetime) -> None:
    kind = "Fortsatt ansökan" if application.kind == "continued" else "Ny ansökan"
    month = Month.parse(application.month).in_words
    signers = "sökande och medsökande" if application.co_applicant_id else "sökande"
    text = (
        f"{kind} om ekonomiskt bistånd för {month} har kommit in genom e-tjänsten, underskriven av {signers}. "
        f"Bilagor: {len(files)}. Ansökan finns bland ärendets handlingar."
    )
    write_note(matter=matter, title=f"{kind} för {month}", text=text, by=SYSTEM, at=at, sign=True)


def _concerns(application: Application, matter: Matter, *, by: Actor, at: datetime) -> None:
    if has_safety_concern(application.answers) and not matter.safety_concern:
        set_safety_concern(matter=matter, concern=True, by=by, at=at)
    for key, person_id in (("talk", application.applicant_id), ("talk_b", application.co_applicant_id)):
        talk = application.answers.get(key, {})
        if text_of(talk, "wants_person") == "yes":
            receive_message(
                matter=matter, kind="person_wanted", text=text_of(talk, "about"), by=by, at=at,
                key=f"person:{person_id}:application:{application.pk}",
            )  # fmt: skip
