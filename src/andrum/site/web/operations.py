"""How the house is: for the operator, and for machines that watch it."""

from uuid import UUID

from django.conf import settings
from django.contrib import messages
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from andrum.accounts.service import Role, actor_of, role_required, visitor
from andrum.site.health import settings_problems, signs
from andrum.site.queue import failed_jobs, queue, retry_job


@require_GET
def health(request: HttpRequest) -> HttpResponse:  # noqa: ARG001 - a view takes a request
    """For machines: 200 when all is well, 503 when not; no words about anybody."""
    found = signs()
    state = {sign.key: "ok" if sign.ok else "wrong" for sign in found}
    return JsonResponse(state, status=200 if all(sign.ok for sign in found) else 503)


@role_required(Role.OPERATOR)
@require_GET
def operations(request: HttpRequest) -> HttpResponse:
    """Signs of life, settings, the queue, and the jobs that failed."""
    context = {
        "signs": signs(),
        "problems": settings_problems(),
        "queue": queue(),
        "failed": failed_jobs(),
        "is_demo": settings.ANDRUM_DEMO,
    }
    return render(request, "site/operations.html", context)


@role_required(Role.OPERATOR)
@require_POST
def retry(request: HttpRequest, job_id: UUID) -> HttpResponse:
    """Let a failed job run again."""
    retry_job(job_id=job_id, by=actor_of(visitor(request)), at=timezone.now())
    messages.success(request, _("Jobbet körs igen."))
    return redirect("site:operations")
