"""Pages of retention: what is due, one file, the decision, and the receipts."""

from collections.abc import Callable, Iterable

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST, require_safe

from andrum.accounts.service import Role, actor_of, role_required, visitor
from andrum.kernel.clock import swedish_day
from andrum.kernel.downloads import list_file
from andrum.kernel.errors import AndrumError, NotAllowedError
from andrum.people.service import Person
from andrum.retention.actions.deciding import approve, exempt, undo_approval
from andrum.retention.actions.reading import note_export, note_read
from andrum.retention.domain.rules import asks_of
from andrum.retention.models import Proposal, ProposalState
from andrum.retention.queries.files import matters_of
from andrum.retention.queries.holdings import counts_of
from andrum.retention.queries.proposals import visible_proposals
from andrum.retention.queries.rules import rules_on
from andrum.retention.web.forms import ApproveForm, ExemptForm

PER_PAGE = 50
manages = role_required(Role.UNIT_MANAGER)
TABS: tuple[tuple[str, str | Promise], ...] = (
    (ProposalState.PROPOSED, gettext_lazy("Att ta ställning till")), (ProposalState.APPROVED, gettext_lazy("Godkända")),
    (ProposalState.EXEMPTED, gettext_lazy("Undantagna")), (ProposalState.ERASED, gettext_lazy("Gallrade")),
)  # fmt: skip


@require_safe
@manages
def proposals(request: HttpRequest) -> HttpResponse:
    """The files in one state, the one that must be finished first at the top."""
    user, state = visitor(request), request.GET.get("lage", ProposalState.PROPOSED)
    if state not in dict(TABS):
        raise Http404
    rows = visible_proposals(user)
    shown = rows.filter(state=state)
    page = Paginator(shown.order_by("-erased_at", "-pk") if state == ProposalState.ERASED else shown, PER_PAGE)
    tabs = [
        {"text": text, "href": f"?lage={name}", "current": name == state, "count": rows.filter(state=name).count()}
        for name, text in TABS
    ]
    found = page.get_page(request.GET.get("sida"))
    context = {
        "tabs": tabs,
        "state": state,
        "page": found,
        "today": timezone.localdate(),
        "rows": _named(found.object_list),
    }
    return render(request, "retention/proposals.html", context)


def _named(rows: Iterable[Proposal]) -> list[tuple[Proposal, str]]:
    shown = list(rows)
    names = {person.pk: person.name for person in Person.objects.filter(pk__in=[row.person for row in shown])}
    return [(row, names.get(row.person, "") if row.state != ProposalState.ERASED else "") for row in shown]


@require_safe
@manages
def proposal(request: HttpRequest, proposal_id: int) -> HttpResponse:
    """One file: what is in it, why it is due, and the decision; or the receipt."""
    found = _found(request, proposal_id)
    note_read(proposal=found, by=actor_of(visitor(request)), at=timezone.now())
    return _page(request, found)


def _page(
    request: HttpRequest, found: Proposal, *, status: int = 200, exempt_form: ExemptForm | None = None
) -> HttpResponse:
    matters = matters_of(found.person) if found.state != ProposalState.ERASED else []
    asks = asks_of({str(matter.kind) for matter in matters}, rules_on(timezone.localdate()))
    context = {
        "one": found, "matters": matters, "asks": asks, "counts": counts_of(found.matters) if matters else [],
        "person": Person.objects.filter(pk=found.person).first() if matters else None,
        "approve_form": ApproveForm(asks=asks), "exempt_form": exempt_form or ExemptForm(),
        "rows": sum(line["rows"] for line in found.receipt),
    }  # fmt: skip
    return render(request, "retention/proposal.html", context, status=status)


def _found(request: HttpRequest, proposal_id: int) -> Proposal:
    found = visible_proposals(visitor(request)).filter(pk=proposal_id).first()
    if found is None:
        raise Http404
    return found


def _done(request: HttpRequest, proposal_id: int, act: Callable[[], Proposal], words: str) -> HttpResponse:
    try:
        act()
    except NotAllowedError:
        raise Http404 from None
    except AndrumError as error:
        messages.error(request, str(error))
    else:
        messages.success(request, words)
    return redirect("retention:proposal", proposal_id)


@require_POST
@manages
def approve_one(request: HttpRequest, proposal_id: int) -> HttpResponse:
    """Approve that the file is removed."""
    user, at = visitor(request), timezone.now()
    words = _("Godkänd. Du kan ta tillbaka det tills akten gallras.")
    confirmed = request.POST.getlist("confirmed")
    return _done(
        request, proposal_id, lambda: approve(proposal_id=proposal_id, confirmed=confirmed, by=user, at=at), words
    )


@require_POST
@manages
def undo(request: HttpRequest, proposal_id: int) -> HttpResponse:
    """Take the approval back."""
    user, at = visitor(request), timezone.now()
    words = _("Godkännandet är tillbakataget. Ingenting är gallrat.")
    return _done(request, proposal_id, lambda: undo_approval(proposal_id=proposal_id, by=user, at=at), words)


@require_POST
@manages
def exempt_one(request: HttpRequest, proposal_id: int) -> HttpResponse:
    """Keep the file until a day."""
    found, form = _found(request, proposal_id), ExemptForm(request.POST)
    if not form.is_valid():
        return _page(request, found, status=422, exempt_form=form)
    user, at, values = visitor(request), timezone.now(), form.cleaned_data
    return _done(
        request,
        proposal_id,
        lambda: exempt(proposal_id=proposal_id, **values, by=user, at=at),
        _("Akten är undantagen."),
    )


@require_safe
@manages
def receipts(request: HttpRequest, file_format: str) -> HttpResponse:
    """The receipts as a file: what was removed, by which section, on whose decision. No data about a person."""
    if file_format not in {"csv", "xlsx"}:
        raise Http404
    rows = visible_proposals(visitor(request)).filter(state=ProposalState.ERASED).order_by("erased_at", "pk")
    note_export(rows=rows.count(), by=actor_of(visitor(request)), at=timezone.now())
    head = [_("Ärenden"), _("Bestämmelse"), _("Godkänd av"), _("Gallrad"), _("Tabell"), _("Rader"), "SHA-256"]
    lines = [
        [", ".join(row.references), row.provision, row.decided_by, swedish_day(row.erased_at).isoformat(),
         line["words"], line["rows"], line["sha256"]]
        for row in rows if row.erased_at for line in row.receipt
    ]  # fmt: skip
    made = list_file([head, *lines], name="gallring", file_format=file_format)
    return HttpResponse(made.content, headers=made.headers)
