"""The queue of decisions to review, and one of them."""

from django.contrib import messages
from django.core.paginator import Paginator
from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from andrum.automation.service import RunStep
from andrum.control.actions.opinions import give_opinion
from andrum.control.actions.reading import note_review_read
from andrum.control.domain.errors import VerdictError
from andrum.control.models import Review, ReviewState
from andrum.control.queries.draws import Draw
from andrum.control.queries.parameters import parameters_on
from andrum.control.queries.replays import is_same_again
from andrum.control.queries.reviews import (
    facts_at,
    fee_of_review,
    opinions_shown_to,
    queue_of,
    visible_reviews,
    wrong_reviews,
)
from andrum.control.web.forms import OpinionForm
from andrum.control.web.presenting import fact_rows, saved_data, share_in_words, shown_receipt, step_rows
from andrum.control.web.visits import Visit, sees_matters, tabs_for, visit_of
from andrum.dispatch.service import decision_letter_pdf
from andrum.fees.service import decided_in_words, receipt_of
from andrum.kernel.clock import swedish_day
from andrum.kernel.downloads import json_file
from andrum.kernel.errors import AndrumError, NotAllowedError

PER_PAGE = 50


@require_safe
@sees_matters
def queue(request: HttpRequest) -> HttpResponse:
    """What waits for me, earliest last day first."""
    visit = visit_of(request)
    page = Paginator(queue_of(visit.user, at=visit.at), PER_PAGE).get_page(request.GET.get("sida"))
    context = {
        "tabs": tabs_for(visit.user, "queue"), "page": page, "today": swedish_day(visit.at),
        "wrong": wrong_reviews(visit.user)[:20],
    }  # fmt: skip
    return render(request, "control/queue.html", context)


def _review_for(visit: Visit, review_id: int) -> Review:
    found = (
        visible_reviews(visit.user)
        .select_related("run__application__co_applicant", "matter__applicant", "matter__unit")
        .filter(pk=review_id)
        .first()
    )
    if found is None:
        raise Http404
    return found


@require_http_methods(["GET", "HEAD", "POST"])
@sees_matters
def review(request: HttpRequest, review_id: int) -> HttpResponse:
    """What the automation saw and did, and what I think of it."""
    visit = visit_of(request)
    found = _review_for(visit, review_id)
    is_mine = queue_of(visit.user, at=visit.at).filter(pk=found.pk).exists()
    causes = parameters_on(swedish_day(visit.at)).causes
    settles = found.state == ReviewState.MANAGER
    form = OpinionForm(request.POST or None, causes=causes, settles=settles)
    if request.method == "POST" and form.is_valid():
        answer = _answer(request, visit, form, found)
        if answer is not None:
            return answer
    elif request.method != "POST":
        note_review_read(review=found, part="all", by=visit.by, at=visit.at)
    context = _context(visit, found, form=form if is_mine or request.method == "POST" else None, causes=dict(causes))
    return render(request, "control/review.html", context, status=422 if form.errors else 200)


def _steps(found: Review) -> QuerySet[RunStep]:
    """The steps of the run; a fee has none."""
    return RunStep.objects.filter(run=found.run_id).order_by("round", "at", "pk")


def _answer(request: HttpRequest, visit: Visit, form: OpinionForm, found: Review) -> HttpResponse | None:
    """Keep the answer and go on to the next; None when it has to be mended."""
    try:
        give_opinion(review_id=found.pk, **form.cleaned_data, by=visit.user, at=visit.at)
    except NotAllowedError:
        raise Http404 from None
    except VerdictError as error:
        form.add_error(None, str(error))
        return None
    except AndrumError as error:
        messages.error(request, str(error))
    else:
        messages.success(request, _("Din bedömning är sparad."))
    following = queue_of(visit.user, at=visit.at).first()
    return redirect("control:review", following.pk) if following else redirect("control:queue")


def _context(visit: Visit, found: Review, *, form: OpinionForm | None, causes: dict[str, str]) -> dict[str, object]:
    parameters = parameters_on(swedish_day(found.decided_at))
    fee = fee_of_review(found)
    return {
        "tabs": tabs_for(visit.user, "queue"),
        "review": found,
        "form": form,
        "share": share_in_words(found.share),
        "draw": Draw(found.seed_day, found.seed, found.key, str(found.share), found.is_drawn, ""),
        "risks": [parameters.risks.get(code, code) for code in found.risks],
        "fee": fee,
        "before_ore": fee.replaces.fee_ore if fee and fee.replaces else None,
        "fee_said": decided_in_words(fee) if fee else [],
        "receipt": receipt_of(fee) if fee else shown_receipt(found.decision.calculation),
        "is_same_again": is_same_again(found.decision),
        "steps": step_rows(_steps(found)),
        "facts": fact_rows(found, facts_at(found)),
        "opinions": [
            (opinion, causes.get(opinion.cause, opinion.cause)) for opinion in opinions_shown_to(visit.user, found)
        ],
        "waits": found.state in {ReviewState.SECOND, ReviewState.CONFIRM, ReviewState.MANAGER, ReviewState.WAITING},
    }


@require_safe
@sees_matters
def letter(request: HttpRequest, review_id: int) -> HttpResponse:
    """The letter of the decision, as the person got it."""
    visit = visit_of(request)
    found = _review_for(visit, review_id)
    note_review_read(review=found, part="letter", by=visit.by, at=visit.at)
    try:
        content = decision_letter_pdf(found.decision)
    except AndrumError as error:
        messages.error(request, str(error))
        return redirect("control:review", review_id)
    return HttpResponse(
        content,
        content_type="application/pdf",
        headers={"Content-Disposition": f'inline; filename="beslut-{found.decision_id}.pdf"',
                 "Cache-Control": "private, no-store"},
    )  # fmt: skip


@require_safe
@sees_matters
def saved(request: HttpRequest, review_id: int) -> HttpResponse:
    """All that the automation kept about the decision, as a file."""
    visit = visit_of(request)
    found = _review_for(visit, review_id)
    note_review_read(review=found, part="saved", by=visit.by, at=visit.at)
    made = json_file(saved_data(found, _steps(found)), name=f"beslut-{found.decision_id}")
    return HttpResponse(made.content, headers=made.headers)
