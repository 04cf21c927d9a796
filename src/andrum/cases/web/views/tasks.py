"""Tasks of a matter and messages to the applicant."""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from andrum.accounts.service import staff_required
from andrum.cases.actions.messages import send_message
from andrum.cases.actions.tasks import add_task, finish_task
from andrum.cases.models import Task
from andrum.cases.queries.tasks import deadlines_of, done_tasks_of
from andrum.cases.web.access import matter_for, visit_of
from andrum.cases.web.forms import MessageForm, TaskForm
from andrum.cases.web.views.matter import page_of
from andrum.kernel.errors import AndrumError


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
        letters=matter.messages.order_by("-at", "-pk")[:50], message_form=MessageForm(),
    )  # fmt: skip


@require_POST
@staff_required
def finish(request: HttpRequest, reference: str, task_id: int) -> HttpResponse:
    """Say that a task is done."""
    visit = visit_of(request)
    task = Task.objects.filter(matter=matter_for(visit, reference), pk=task_id).first()
    if task is None:
        raise Http404
    try:
        finish_task(task=task, by=visit.by, at=visit.at)
    except AndrumError as error:
        messages.error(request, str(error))
    else:
        messages.success(request, _("Uppgiften är klar."))
    return redirect("cases:tasks", reference)


@require_POST
@staff_required
def write_message(request: HttpRequest, reference: str) -> HttpResponse:
    """Write to the applicant."""
    visit = visit_of(request)
    matter = matter_for(visit, reference)
    try:
        send_message(matter=matter, text=request.POST.get("text", ""), by=visit.by, at=visit.at)
    except AndrumError as error:
        messages.error(request, str(error))
    else:
        messages.success(request, _("Meddelandet är skickat."))
    return redirect("cases:tasks", reference)
