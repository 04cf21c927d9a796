"""Add and take away files."""

import hashlib
from datetime import datetime

from django.db import IntegrityError, transaction

from andrum.applications.domain.drafts import refuse_unless_draft
from andrum.applications.domain.errors import AttachmentError, SupplementError
from andrum.applications.domain.files import check
from andrum.applications.models import Application, Attachment, Supplement
from andrum.audit.service import Actor, record
from andrum.kernel.words import marked as _
from andrum.people.service import Person

MAX_FILES = 60


@transaction.atomic
def add_attachment(
    *, application: Application, person: Person, page: str, item: str, name: str, content: bytes, by: Actor,
    at: datetime, supplement: Supplement | None = None,
) -> Attachment:  # fmt: skip
    """Look into a file and keep it, with the application or the answer to a supplement. The same file twice is once.

    Raises:
        AttachmentError: when the file cannot be received, or there are too many.
        ApplicationStateError: when the application is signed and no supplement is asked.
        SupplementError: when the supplement is answered already.
    """
    locked = Application.objects.select_for_update(no_key=True).get(pk=application.pk)
    if supplement is None:
        refuse_unless_draft(locked.state)
    elif not Supplement.objects.filter(pk=supplement.pk, application=locked, answered_at__isnull=True).exists():
        raise SupplementError(_("Kompletteringen är redan besvarad."), todo=_("Skriv ett meddelande i stället."))
    if Attachment.objects.filter(application=locked).count() >= MAX_FILES:
        raise AttachmentError(
            _("Det går inte att bifoga fler filer."), todo=_("Ta bort någon, eller lägg flera i samma PDF.")
        )
    file = check(name, content)
    digest = hashlib.sha256(file.content).hexdigest()
    fields = {"application": locked, "page": page, "item": item, "sha256": digest}
    try:
        with transaction.atomic():
            kept = Attachment.objects.create(
                **fields, supplement=supplement, person=person, name=file.name, media_type=file.media_type,
                size=len(file.content), pages=file.pages, content=file.content, added_at=at,
                position_removed=file.position_removed,
            )  # fmt: skip
    except IntegrityError:
        return Attachment.objects.defer("content").get(**fields)
    record(
        kind="applications.attachment_added", by=by, at=at, subject=f"attachment:{kept.pk}",
        matter=str(locked.matter_id or ""), person=str(locked.applicant_id),
        details={"page": page, "item": item, "media_type": file.media_type, "size": kept.size, "sha256": digest},
    )  # fmt: skip
    return kept


@transaction.atomic
def remove_attachment(*, attachment: Attachment, by: Actor, at: datetime) -> None:
    """Take away a file before it is handed in.

    Raises:
        ApplicationStateError: when the application is signed.
        SupplementError: when the supplement is answered.
    """
    application = Application.objects.select_for_update(no_key=True).get(pk=attachment.application_id)
    if attachment.supplement_id is None:
        refuse_unless_draft(application.state)
    elif not Supplement.objects.filter(pk=attachment.supplement_id, answered_at__isnull=True).exists():
        raise SupplementError(_("Kompletteringen är redan inskickad."), todo=_("Skriv ett meddelande i stället."))
    gone, _rows = Attachment.objects.filter(pk=attachment.pk).delete()
    if gone:
        record(
            kind="applications.attachment_removed", by=by, at=at, subject=f"attachment:{attachment.pk}",
            person=str(application.applicant_id), details={"sha256": attachment.sha256},
        )  # fmt: skip
