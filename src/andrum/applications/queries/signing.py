"""What is to be signed, and by whom."""

from django.conf import settings
from django.utils.module_loading import import_string
from django.utils.translation import gettext, override

from andrum.applications.domain.summary import SignedFile, hidden_pages, signed_text
from andrum.applications.domain.words import MONTHS
from andrum.applications.models import Application, Attachment
from andrum.applications.ports import Signer
from andrum.kernel.periods import Month


def files_of(application: Application) -> list[Attachment]:
    """The files of the application itself, without their content, in the order they were added."""
    return list(Attachment.objects.filter(application=application, supplement=None).defer("content").order_by("pk"))


def text_to_sign(application: Application) -> str:
    """The text to sign, in the application's language; the same until an answer or a file changes."""
    with override(application.language):
        title = gettext("Ansökan om ekonomiskt bistånd för %(month)s") % {
            "month": _in_words(Month.parse(application.month))
        }
        files = [SignedFile(name=file.name, sha256=file.sha256) for file in files_of(application)]
        hidden = hidden_pages(is_protected=application.applicant.is_protected)
        return signed_text(application.answers, title=title, files=files, say=gettext, hidden=hidden)


def _in_words(month: Month) -> str:
    return f"{gettext(MONTHS[month.month - 1])} {month.year}"


def chosen_signer() -> Signer:
    """The way to sign that the settings name."""
    signer: Signer = import_string(settings.ANDRUM_SIGNER)()
    return signer
