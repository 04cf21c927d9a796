"""Tasks of a matter and messages to the applicant."""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from andrum.accounts.service import staff_required
from andrum.cases.actions.messages import send_message
from andrum.cases.actions.tasks import add_task, finish_task, reopen_task
from andrum.cases.models import Task, TaskKind
from andrum.cases.queries.tasks import deadlines_of, done_tasks_of
from andrum.cases.web.access import Visit, matter_for, visit_of
from andrum.cases.web.forms import MessageForm, TaskForm, first_error
from andrum.cases.web.views.handling import tell
from andrum.cases.web.views.matter import page_of

NOT_BY_HAND = (TaskKind.DECISION_DUE, TaskKind.OPENED_ANYWAY, TaskKind.OBJECTION, TaskKind.APPEAL)


@require_http_methods(["GET", "HEAD", "POST"])
@staff_required
def tasks(request: HttpRequest, reference: str) -> HttpResponse:
    """What is left to do, what is done, and something new to do."""
    visit = visit_of(request)
    matter = matter_for(visit, reference)
    form = TaskForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        add_task(matter=matter, **form.cleaned_data, by=visit.by, at=visit.at)
        messages.success(request, _("Uppgiften är tillagd."))
        return redirect("cases:tasks", reference)
    return page_of(
        request, visit, matter, "tasks", open=deadlines_of(matter), done=done_tasks_of(matter)[:50], form=form,
        letters=matter.messages.order_by("-at", "-pk")[:50], message_form=MessageForm(), not_by_hand=NOT_BY_HAND,
    )  # fmt: skip


@require_POST
@staff_required
def finish(request: HttpRequest, reference: str, task_id: int) -> HttpResponse:
    """Say that a task is done."""
    visit = visit_of(request)
    task = _task(visit, reference, task_id)
    tell(request, lambda: finish_task(task=task, by=visit.by, at=visit.at), _("Uppgiften är klar."))
    return redirect("cases:tasks", reference)


@require_POST
@staff_required
def reopen(request: HttpRequest, reference: str, task_id: int) -> HttpResponse:
    """Take back that a task is done."""
    visit = visit_of(request)
    task = _task(visit, reference, task_id)
    tell(request, lambda: reopen_task(task=task, by=visit.by, at=visit.at), _("Uppgiften är öppen igen."))
    return redirect("cases:tasks", reference)


def _task(visit: Visit, reference: str, task_id: int) -> Task:
    """A task that people finish by hand: a decision's goes with the decision, a review's with the review."""
    found = Task.objects.filter(matter=matter_for(visit, reference), pk=task_id).exclude(kind__in=NOT_BY_HAND).first()
    if found is None:
        raise Http404
    return found


@require_POST
@staff_required
def write_message(request: HttpRequest, reference: str) -> HttpResponse:
    """Write to the applicant."""
    visit = visit_of(request)
    matter = matter_for(visit, reference)
    form = MessageForm(request.POST)
    if not form.is_valid():
        messages.error(request, first_error(form))
        return redirect("cases:tasks", reference)
    text = form.cleaned_data["text"]
    tell(
        request, lambda: send_message(matter=matter, text=text, by=visit.by, at=visit.at), _("Meddelandet är skickat.")
    )
    return redirect("cases:tasks", reference)
