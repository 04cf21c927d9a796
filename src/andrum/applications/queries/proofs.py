"""What the documents of an application are proof of, for those who read the matter."""

from dataclasses import dataclass

from django.utils.translation import gettext

from andrum.applications.domain.pages import BY_KEY
from andrum.applications.domain.questions import items_of, text_of
from andrum.applications.domain.summary import lines_of
from andrum.applications.models import Application, Attachment
from andrum.cases.service import Matter


@dataclass(frozen=True, slots=True)
class Proof:
    """What a document proves, in words, and for which month: «Hushållsel», ``2026-11``."""

    words: str
    month: str


def proofs_of(matter: Matter) -> dict[str, Proof]:
    """By the key of the matter's document: the applications themselves, and every file that came with one."""
    signed = Application.objects.filter(matter=matter).values_list("pk", "month")
    found = {f"application:{pk}": Proof(gettext("Ansökan"), month) for pk, month in signed}
    files = Attachment.objects.filter(application__matter=matter).select_related("application").defer("content")
    return found | {f"attachment:{one.pk}": Proof(_proved(one), one.application.month) for one in files}


def _proved(file: Attachment) -> str:
    if file.page == "supplement":
        return gettext("Svar på komplettering")
    page = BY_KEY.get(file.page)
    if page is None:
        return gettext("Bilaga")
    if file.page == "housing":
        return gettext("Hyra")
    for item in items_of(file.application.answers, page.key) if page.is_list else ():
        if text_of(item, "id") == file.item and (lines := lines_of(page.fields, item, say=gettext)):
            return lines[0].value
    return gettext(page.section)
