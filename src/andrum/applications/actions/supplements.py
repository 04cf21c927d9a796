"""Ask the citizen to complete, and receive the answer."""

from collections.abc import Mapping, Sequence
from datetime import date, datetime

from django.db import IntegrityError, transaction

from andrum.applications.domain.cleaning import MAX_TEXT, clean_text
from andrum.applications.domain.errors import SupplementError
from andrum.applications.domain.events import SupplementAnswered
from andrum.applications.models import Application, Attachment, AttachmentState, Supplement
from andrum.audit.service import JSON, Actor, record
from andrum.cases.service import Matter, add_document
from andrum.kernel.events import publish
from andrum.kernel.words import marked as _


@transaction.atomic
def request_supplement(
    *,
    matter: Matter,
    application: Application,
    items: Sequence[Mapping[str, JSON]],
    due_date: date,
    by: Actor,
    at: datetime,
) -> Supplement:
    """Ask for a supplement. ``items`` hold ``code`` (unique), ``text`` (the question) and maybe ``fact``.

    An item may hold ``choices``, each with ``value`` and ``text``; which is chosen is kept as the answer to
    ``<code>.choice``. What else an item holds is the asker's own, and is never shown.

    The same request again, while the first is open, gives the first.

    Raises:
        SupplementError: when nothing is asked, or another request is open.
    """
    wanted = [{"fact": "", **item} for item in items]
    if not wanted:
        raise SupplementError(_("Det finns inget att be om."), todo=_("Skriv minst en fråga."))
    try:
        with transaction.atomic():
            supplement = Supplement.objects.create(
                matter=matter, application=application, items=wanted, due_date=due_date, asked_by=by.name, asked_at=at
            )
    except IntegrityError:
        supplement = Supplement.objects.get(application=application, answered_at__isnull=True)
        if supplement.items == wanted:
            return supplement
        raise SupplementError(
            _("Det finns redan en komplettering som väntar på svar."),
            saved=_("Den första begäran ligger kvar."),
            todo=_("Vänta på svaret, eller ring den sökande."),
        ) from None
    record(
        kind="applications.supplement_requested", by=by, at=at, subject=f"supplement:{supplement.pk}",
        matter=str(matter.pk), person=str(application.applicant_id),
        details={"codes": [item["code"] for item in wanted], "due_date": due_date.isoformat()},
    )  # fmt: skip
    return supplement


@transaction.atomic
def answer_supplement(*, supplement: Supplement, answers: Mapping[str, str], by: Actor, at: datetime) -> Supplement:
    """Keep the answers, hand in the files as documents of the matter, and tell. Answering twice is once.

    Raises:
        SupplementError: when neither a text nor a file is given.
    """
    locked = (
        Supplement.objects.select_for_update(no_key=True).select_related("matter", "application").get(pk=supplement.pk)
    )
    if locked.answered_at is not None:
        return locked
    files = list(Attachment.objects.filter(supplement=locked).order_by("pk"))
    codes = {item["code"] for item in locked.items}
    kept = {code: cleaned for code, text in answers.items() if code in codes and (cleaned := clean_text(text))}
    kept |= _chosen(locked, answers)
    if any(item.get("choices") and f"{item['code']}.choice" not in kept for item in locked.items):
        raise SupplementError(_("En fråga är inte besvarad."), todo=_("Välj ja eller nej på varje fråga."))
    if any(len(text) > MAX_TEXT for text in kept.values()):
        raise SupplementError(_("Ett svar är för långt."), todo=_("Korta det till högst 4 000 tecken."))
    if not kept and not files:
        raise SupplementError(_("Svaret är tomt."), todo=_("Skriv ett svar eller bifoga en fil."))
    for file in files:
        add_document(
            matter=locked.matter, kind="attachment", title=file.name, media_type=file.media_type,
            content=bytes(file.content), source="citizen", by=by, at=at, key=f"attachment:{file.pk}",
        )  # fmt: skip
    Attachment.objects.filter(supplement=locked).update(state=AttachmentState.HANDED_IN)
    locked.answers, locked.answered_at = kept, at
    locked.save(update_fields=["answers", "answered_at"])
    application = locked.application
    record(
        kind="applications.supplement_answered", by=by, at=at, subject=f"supplement:{locked.pk}",
        matter=str(locked.matter_id), person=str(application.applicant_id),
        details={"codes": sorted(kept), "files": len(files)},
    )  # fmt: skip
    publish(
        SupplementAnswered(
            supplement_id=locked.pk, application_id=application.pk, matter_id=locked.matter_id, month=application.month
        )
    )
    return locked


def _chosen(supplement: Supplement, answers: Mapping[str, str]) -> dict[str, str]:
    """The choices that were made among those that were offered."""
    chosen = {}
    for item in supplement.items:
        key, offered = f"{item['code']}.choice", {choice["value"] for choice in item.get("choices", [])}
        if answers.get(key) in offered:
            chosen[key] = answers[key]
    return chosen
