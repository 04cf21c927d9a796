"""Make the file of a month, once; a correction is a new version. Take it out, and say that it is handed in."""

import hashlib
from datetime import datetime

from django.db import transaction

from andrum.audit.service import Actor, record
from andrum.kernel.clock import swedish_day
from andrum.kernel.periods import Month
from andrum.kernel.words import marked as _
from andrum.statistics.domain.errors import NotReadyError
from andrum.statistics.domain.files import Format, file_of, name_of_file
from andrum.statistics.models import MonthFile
from andrum.statistics.queries.households import decided_ore, households_of, is_over, problems_in


@transaction.atomic
def make_file(*, kind: str, month: Month, form: Format, reason: str, by: Actor, at: datetime) -> MonthFile:
    """Make the file of a month, with every household. Made again with nothing changed, it is the same version.

    Args:
        kind: ``assistance`` or ``ended``.
        month: The month that the assistance is for.
        form: The format in force.
        reason: Why it is made though something is missing, or anew; empty when neither.
        by: Who makes it.
        at: Now.

    Raises:
        NotReadyError: when the month is not over, there is nobody in it, or the reason is missing.
    """
    if not is_over(kind, month, form, swedish_day(at)):
        raise NotReadyError(_("Månaden är inte slut."), todo=_("Gör filen när månaden är över."))
    households = households_of(month=month, form=form, kind=kind, at=at)
    if not households:
        raise NotReadyError(_("Det finns inget hushåll att lämna uppgifter om."), todo=_("Ingen fil behövs."))
    content = file_of(households, form, kind)
    last = (
        MonthFile.objects.select_for_update(no_key=True)
        .filter(kind=kind, month=str(month))
        .order_by("-version")
        .first()
    )
    if last is not None and bytes(last.content) == content:
        return last
    total = decided_ore(month) if kind == "assistance" else None
    problems = len(problems_in(households, form, kind, total=total))
    if (problems or last is not None) and not reason.strip():
        raise NotReadyError(
            _("Något saknas eller är fel.") if problems else _("Filen är redan gjord."), saved=_("Ingen fil är gjord."),
            todo=_("Rätta det först, eller skriv varför filen ska göras ändå."),
        )  # fmt: skip
    version = last.version + 1 if last is not None else 1
    file = MonthFile.objects.create(
        kind=kind, month=str(month), version=version, content=content, sha256=hashlib.sha256(content).hexdigest(),
        name=name_of_file(form, kind, month=month, version=version), households=len(households),
        total_ore=sum(household.granted_ore for household in households), problems=problems,
        reason=reason.strip()[:300], form=form.version, made_at=at, made_by=by.name,
        holds_protected=any(household.is_protected for household in households),
    )  # fmt: skip
    record(
        kind="statistics.file_made", by=by, at=at, subject=f"statistics_file:{file.pk}",
        details={
            "file": kind, "month": file.month, "version": version, "households": file.households,
            "total_ore": file.total_ore, "problems": problems, "sha256": file.sha256, "reason": file.reason,
        },
    )  # fmt: skip
    return file


@transaction.atomic
def note_download(*, file: MonthFile, by: Actor, at: datetime) -> None:
    """Somebody took out a file: it holds personal data, and who has it is in the log."""
    record(
        kind="statistics.file_downloaded", by=by, at=at, subject=f"statistics_file:{file.pk}",
        details={"month": file.month, "version": file.version, "sha256": file.sha256},
    )  # fmt: skip


@transaction.atomic
def hand_in(*, file: MonthFile, receipt: str, by: Actor, at: datetime) -> MonthFile:
    """Say that a version is handed in to Socialstyrelsen, with its receipt. Twice is once."""
    locked = MonthFile.objects.select_for_update(no_key=True).defer("content").get(pk=file.pk)
    if locked.handed_in_at is not None:
        return locked
    locked.handed_in_at, locked.handed_in_by, locked.receipt = at, by.name, receipt.strip()[:120]
    locked.save(update_fields=["handed_in_at", "handed_in_by", "receipt"])
    record(
        kind="statistics.file_handed_in", by=by, at=at, subject=f"statistics_file:{file.pk}",
        details={"month": locked.month, "version": locked.version, "receipt": locked.receipt},
    )  # fmt: skip
    return locked
