"""The months and their files; what is missing and where it is mended; the file itself."""

from collections import Counter
from dataclasses import dataclass
from datetime import datetime

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from andrum.accounts.service import Role, User, actor_of, has_role, role_required, visitor
from andrum.audit.service import Actor
from andrum.kernel.clock import swedish_day
from andrum.kernel.downloads import Download
from andrum.kernel.errors import AndrumError
from andrum.kernel.periods import Month, MonthError
from andrum.statistics.actions.answering import answer, carry_forward, note_household_read
from andrum.statistics.actions.making import hand_in, make_file, note_download
from andrum.statistics.domain.checking import ABOUT_ANSWERS, Problem
from andrum.statistics.domain.files import Format
from andrum.statistics.domain.households import Household
from andrum.statistics.models import FileKind, MonthFile
from andrum.statistics.queries.formats import format_on
from andrum.statistics.queries.households import (
    answers_of,
    decided_ore,
    household_of,
    households_of,
    is_over,
    problems_in,
)
from andrum.statistics.queries.month_files import holds_protected, months_to_hand_in, versions_of
from andrum.statistics.web.forms import AnswerForm, MakeForm, ReceiptForm
from andrum.statistics.web.words import about_whom, in_words

KINDS = {"bistand": FileKind.ASSISTANCE, "avslut": FileKind.ENDED}
ADDRESSES = {kind.value: address for address, kind in KINDS.items()}
ANSWERERS = (Role.CASEWORKER, Role.UNIT_MANAGER)
MAKERS = (Role.ADMINISTRATOR,)
PER_PAGE = 50


@dataclass(frozen=True, slots=True)
class Visit:
    """One request about a month: who asks, when, which file, and the format in force at the month's end."""

    user: User
    by: Actor
    at: datetime
    month: Month
    kind: str
    form: Format

    @property
    def is_maker(self) -> bool:
        """True for the one who makes and takes out files."""
        return has_role(self.user, *MAKERS)

    @property
    def is_answerer(self) -> bool:
        """True for the one who answers about households of their own."""
        return has_role(self.user, *ANSWERERS)


def _visit(request: HttpRequest, month: str, kind: str) -> Visit:
    user = visitor(request)
    try:
        found = Month.parse(month)
    except MonthError:
        raise Http404 from None
    return Visit(user, actor_of(user), timezone.now(), found, KINDS[kind].value, format_on(found.last_day))


def _back(visit: Visit) -> HttpResponse:
    return redirect("statistics:month", str(visit.month), ADDRESSES[visit.kind])


@require_safe
@role_required(*ANSWERERS, *MAKERS)
def home(request: HttpRequest) -> HttpResponse:
    """Every month there is something to hand in for, newest first."""
    user, today = visitor(request), swedish_day(timezone.now())
    form = format_on(today)
    rows = [(row, ADDRESSES[row.kind]) for row in months_to_hand_in(form=form, today=today)]
    return render(request, "statistics/home.html", {"rows": rows, "form": form, "is_maker": has_role(user, *MAKERS)})


@require_safe
@role_required(*ANSWERERS, *MAKERS)
def month_page(request: HttpRequest, statistics_month: str, statistics_kind: str) -> HttpResponse:
    """What is missing in one's own households; for the one who makes the file, how much, and the versions."""
    visit = _visit(request, statistics_month, statistics_kind)
    context: dict[str, object] = {
        "visit": visit, "address": statistics_kind, "words": visit.form.files[visit.kind].words,
        "due": visit.form.due_date(visit.kind, visit.month), "today": swedish_day(visit.at),
        "is_over": is_over(visit.kind, visit.month, visit.form, swedish_day(visit.at)),
    }  # fmt: skip
    if visit.is_answerer:
        context |= _own(request, visit)
    if visit.is_maker:
        context |= _whole(visit)
    return render(request, "statistics/month.html", context)


def _own(request: HttpRequest, visit: Visit) -> dict[str, object]:
    mine = households_of(month=visit.month, form=visit.form, kind=visit.kind, user=visit.user, at=visit.at)
    by_matter: dict[int, list[Problem]] = {}
    for problem in problems_in(mine, visit.form, visit.kind):
        if problem.matter is not None:
            by_matter.setdefault(problem.matter, []).append(problem)
    missing = [household for household in mine if household.matter in by_matter]
    page = Paginator(missing, PER_PAGE).get_page(request.GET.get("sida"))
    shown = []
    for row in page.object_list:
        problems = by_matter[row.matter]
        shown.append((row, [about_whom(problem) for problem in problems], _mended_in_matter(problems)))
    return {"mine": len(mine), "missing": len(missing), "page": page, "shown": shown}


def _mended_in_matter(problems: list[Problem]) -> bool:
    return any(problem.code not in ABOUT_ANSWERS for problem in problems)


def _whole(visit: Visit) -> dict[str, object]:
    """Numbers alone: the one who makes the file need not see the households."""
    households = households_of(month=visit.month, form=visit.form, kind=visit.kind, at=visit.at)
    total = decided_ore(visit.month) if visit.kind == FileKind.ASSISTANCE else None
    problems = problems_in(households, visit.form, visit.kind, total=total)
    counted = Counter(in_words(problem) for problem in problems)
    return {
        "households": len(households), "total_ore": sum(row.granted_ore for row in households),
        "problems": counted.most_common(), "problem_count": len(problems),
        "versions": [(file, holds_protected(file)) for file in versions_of(kind=visit.kind, month=visit.month)],
        "make_form": MakeForm(),
        "sees_protected": visit.user.may_see_protected,
    }  # fmt: skip


@require_POST
@role_required(*MAKERS)
def make(request: HttpRequest, statistics_month: str, statistics_kind: str) -> HttpResponse:
    """Make the file, or a new version of it."""
    visit = _visit(request, statistics_month, statistics_kind)
    form = MakeForm(request.POST)
    reason = form.cleaned_data["reason"] if form.is_valid() else ""
    try:
        file = make_file(kind=visit.kind, month=visit.month, form=visit.form, reason=reason, by=visit.by, at=visit.at)
    except AndrumError as error:
        messages.error(request, str(error))
    else:
        messages.success(request, _("Version %(version)d av filen finns. Hämta den och lämna in den.")
                         % {"version": file.version})  # fmt: skip
    return _back(visit)


@require_POST
@role_required(*ANSWERERS)
def keep(request: HttpRequest, statistics_month: str, statistics_kind: str) -> HttpResponse:
    """Keep last month's answers where nobody has answered anew."""
    visit = _visit(request, statistics_month, statistics_kind)
    kept = carry_forward(month=visit.month, form=visit.form, user=visit.user, by=visit.by, at=visit.at)
    text = ngettext("%(n)d svar från förra månaden gäller nu även den här.",
                    "%(n)d svar från förra månaden gäller nu även den här.", kept)  # fmt: skip
    messages.success(request, text % {"n": kept} if kept else _("Det fanns inga svar från förra månaden att behålla."))
    return _back(visit)


@require_http_methods(["GET", "HEAD", "POST"])
@role_required(*ANSWERERS)
def household(request: HttpRequest, statistics_month: str, statistics_kind: str, reference: str) -> HttpResponse:
    """The questions about one household."""
    visit = _visit(request, statistics_month, statistics_kind)
    found = household_of(reference=reference, month=visit.month, form=visit.form, user=visit.user, at=visit.at)
    if found is None:
        raise Http404
    wanted = visit.form.files[visit.kind]
    form = AnswerForm(request.POST or None, household=found, wanted=wanted, before=_before(visit, found))
    if request.method == "POST" and form.is_valid():
        answer(household=found, kind=visit.kind, codes=form.codes(), form=visit.form, by=visit.by, at=visit.at)
        messages.success(request, _("Sparat. Uppgifterna kommer med i filen."))
        return _back(visit)
    note_household_read(household=found, by=visit.by, at=visit.at)
    problems = [
        about_whom(problem) for problem in problems_in([found], visit.form, visit.kind)
        if problem.matter is not None and problem.code not in ABOUT_ANSWERS
    ]  # fmt: skip
    context = {"visit": visit, "address": statistics_kind, "household": found, "form": form, "problems": problems}
    return render(request, "statistics/household.html", context)


def _before(visit: Visit, found: Household) -> dict[tuple[int, str], str]:
    rows = answers_of(visit.month.shift(-1), [found.matter])
    return {(person, question): code for (_m, person), codes in rows.items() for question, code in codes.items()}


def _file(user: User, month_file_id: int) -> MonthFile:
    """A file that the user may take out; one with protected persons only for named staff. Raises Http404."""
    file = MonthFile.objects.filter(pk=month_file_id).first()
    if file is None or (holds_protected(file) and not user.may_see_protected):
        raise Http404
    return file


@require_safe
@role_required(*MAKERS)
def download(request: HttpRequest, month_file_id: int) -> HttpResponse:
    """The file exactly as it was made. It is logged who took it out."""
    user = visitor(request)
    file = _file(user, month_file_id)
    note_download(file=file, by=actor_of(user), at=timezone.now())
    found = Download(file.name, "text/csv; charset=utf-8", bytes(file.content))
    return HttpResponse(found.content, headers=found.headers)


@require_POST
@role_required(*MAKERS)
def handed_in(request: HttpRequest, month_file_id: int) -> HttpResponse:
    """A version has been handed in."""
    user = visitor(request)
    file = _file(user, month_file_id)
    form = ReceiptForm(request.POST)
    hand_in(
        file=file, receipt=form.cleaned_data["receipt"] if form.is_valid() else "", by=actor_of(user), at=timezone.now()
    )
    messages.success(request, _("Antecknat att filen är inlämnad."))
    return redirect("statistics:month", file.month, ADDRESSES[file.kind])
