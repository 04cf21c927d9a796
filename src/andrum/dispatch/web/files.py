"""Pages of payment files."""

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from andrum.accounts.service import Role, role_required
from andrum.dispatch.actions.payment_files import keep_file_delivered_by_hand, note_download, try_file_again
from andrum.dispatch.models import PaymentFile
from andrum.dispatch.queries.outgoing import payment_files
from andrum.dispatch.queries.visible import FileRow, file_state, numbers
from andrum.dispatch.web.access import file_for, visit_of
from andrum.dispatch.web.tabs import FILES, tabs_for
from andrum.dispatch.web.views import MANAGERS, PER_PAGE, sender_problem
from andrum.kernel.errors import AndrumError


@require_safe
@role_required(*MANAGERS)
def file_list(request: HttpRequest) -> HttpResponse:
    """The payment files with their sums, newest first."""
    visit = visit_of(request)
    page = Paginator(payment_files(), PER_PAGE).get_page(request.GET.get("sida"))
    context = {
        "page": page, "rows": [FileRow(file, file_state(file)) for file in page.object_list],
        "tabs": tabs_for(FILES, numbers(user=visit.user, at=visit.at)), "may_download": visit.may_download,
        "sender_problem": sender_problem(),
    }  # fmt: skip
    return render(request, "dispatch/file_list.html", context)


@require_POST
@role_required(Role.ADMINISTRATOR)
def download(request: HttpRequest, file_id: int) -> HttpResponse:
    """The file exactly as it goes to the bank. Kept in the log before a byte leaves."""
    visit = visit_of(request)
    file = file_for(visit, file_id)
    note_download(file=file, by=visit.by, at=visit.at)
    return HttpResponse(
        bytes(file.content),
        content_type="application/xml",
        headers={
            "Content-Disposition": f'attachment; filename="{file.message_id}.xml"',
            "X-Content-Type-Options": "nosniff",
            "Content-Security-Policy": "default-src 'none'; sandbox",
            "Cache-Control": "private, no-store",
        },
    )


@require_POST
@role_required(*MANAGERS)
def deliver_again(request: HttpRequest, file_id: int) -> HttpResponse:
    """Hand a file that waits or failed over once more."""
    return _act(request, file_id, by_hand=False)


@require_POST
@role_required(Role.ADMINISTRATOR)
def delivered_by_hand(request: HttpRequest, file_id: int) -> HttpResponse:
    """Say that the file has been put in the bank's own service."""
    return _act(request, file_id, by_hand=True)


def _act(request: HttpRequest, file_id: int, *, by_hand: bool) -> HttpResponse:
    visit = visit_of(request)
    file = PaymentFile.objects.filter(pk=file_id).defer("content").first()
    if file is None:
        raise Http404
    try:
        if by_hand:
            keep_file_delivered_by_hand(file=file, by=visit.by, at=visit.at)
            messages.success(request, _("Filen är markerad som lämnad till banken."))
        else:
            try_file_again(file=file, by=visit.by, at=visit.at)
            messages.success(request, _("Vi försöker igen nu. Ladda om sidan om en stund och se hur det gick."))
    except AndrumError as error:
        messages.error(request, str(error))
    return redirect("dispatch:files")
