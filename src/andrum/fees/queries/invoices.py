"""Invoice runs and their files, the same each time they are printed."""

import io
import zipfile
from collections import defaultdict

from django.db.models import Q, QuerySet

from andrum.accounts.service import Role, Unit, User, units_of
from andrum.cases.service import Matter
from andrum.fees.domain.invoice import Buyer, Document, lines_of
from andrum.fees.domain.invoice_csv import csv_bytes
from andrum.fees.domain.peppol import peppol_xml
from andrum.fees.domain.settings_file import csv_from, seller_from
from andrum.fees.models import BasisKind, FeeDecision, InvoiceBasis, InvoiceRun
from andrum.fees.queries.visible import KIND
from andrum.kernel.clock import swedish_day
from andrum.kernel.periods import Month
from andrum.people.service import Protection

EPOCH = (1980, 1, 1, 0, 0, 0)


def visible_runs(*, user: User) -> QuerySet[InvoiceRun]:
    """Those of the units where the user works with fees, newest first."""
    units = [unit.pk for role in (Role.FEE_OFFICER, Role.UNIT_MANAGER) for unit in units_of(user, role)]
    return InvoiceRun.objects.filter(unit__in=units).select_related("unit").order_by("-month", "-number", "-pk")


def first_month(unit: Unit) -> Month | None:
    """The month of the unit's first run; None when there is none."""
    first = InvoiceRun.objects.filter(unit=unit).order_by("month").values_list("month", flat=True).first()
    return Month.parse(first) if first else None


def bases_of_unit(unit: Unit) -> QuerySet[InvoiceBasis]:
    """Everything that was ever invoiced or credited, in the order it was."""
    return InvoiceBasis.objects.filter(run__unit=unit).order_by("pk")


def decisions_of_unit(unit: Unit) -> dict[int, list[FeeDecision]]:
    """Every fee decision by matter, newest first."""
    found: dict[int, list[FeeDecision]] = defaultdict(list)
    matters = Matter.objects.filter(unit=unit, kind=KIND)
    for row in FeeDecision.objects.filter(matter__in=matters).defer("basis", "versions").order_by("matter_id", "-pk"):
        found[row.matter_id].append(row)
    return found


def closing_months(unit: Unit) -> dict[int, Month]:
    """The month in which each closed matter was closed: a decision until further notice ends with it."""
    rows = Matter.objects.filter(unit=unit, kind=KIND, closed_at__isnull=False).values_list("pk", "closed_at")
    return {pk: Month.of(swedish_day(at)) for pk, at in rows if at is not None}


def bases_in(run: InvoiceRun) -> QuerySet[InvoiceBasis]:
    """What a run holds, in its order."""
    return run.bases.select_related("matter", "matter__applicant", "credits", "credits__run").order_by("pk")


def documents_of(run: InvoiceRun) -> list[Document]:
    """The run as documents, made of what was kept with it and nothing else."""
    seller = seller_from(run.settings["seller"])
    return [
        Document(
            number=basis.number, is_credit=basis.kind == BasisKind.CREDIT, month=Month.parse(basis.month),
            issue_date=run.issue_date, due_date=run.due_date, seller=seller, buyer=Buyer(**basis.buyer),
            lines=lines_of(basis.lines), credits_number=basis.credits.number if basis.credits else "",
            credits_date=basis.credits.run.issue_date if basis.credits else None,
        )
        for basis in bases_in(run)
    ]  # fmt: skip


def run_csv(run: InvoiceRun) -> bytes:
    """The rows by the municipality's mapping, as it was when the run was made."""
    return csv_bytes(documents_of(run), csv_from(run.settings["csv"]))


def run_file(run: InvoiceRun) -> bytes:
    """Every document as Peppol BIS Billing 3, and the rows, in one ZIP. The same bytes each time."""
    documents = documents_of(run)
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as packed:
        for document in documents:
            _add(packed, f"{document.number}.xml", peppol_xml(document))
        _add(packed, "underlag.csv", csv_bytes(documents, csv_from(run.settings["csv"])))
    return out.getvalue()


def _add(packed: zipfile.ZipFile, name: str, content: bytes) -> None:
    info = zipfile.ZipInfo(name, EPOCH)
    info.compress_type = zipfile.ZIP_DEFLATED
    packed.writestr(info, content)


def bases_for_unit(unit: Unit) -> QuerySet[InvoiceBasis]:
    """The unit's bases for other systems: protected persons left out, oldest first."""
    rows = InvoiceBasis.objects.filter(
        run__unit=unit, matter__is_protected=False, matter__applicant__protection=Protection.NONE
    )
    return rows.select_related("matter", "run", "credits").order_by("pk")


def names_the_protected(run: InvoiceRun) -> bool:
    """True when the file names somebody who has become protected since it was made."""
    rows = run.bases.filter(Q(matter__is_protected=True) | ~Q(matter__applicant__protection=Protection.NONE))
    return any(basis.buyer.get("personal_number") for basis in rows)
