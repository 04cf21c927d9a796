"""Each month of a person is invoiced once; what was wrong is credited and made anew; the file is the same each time."""

import io
import zipfile
from datetime import date

import pytest
from django.db import IntegrityError, transaction

from andrum.accounts.service import actor_of
from andrum.audit.service import SYSTEM
from andrum.cases.actions.matters import close_matter, reopen_matter
from andrum.cases.service import Matter
from andrum.fees.actions.invoicing import make_invoice_run
from andrum.fees.domain.errors import FeeMatterError, InvoiceError
from andrum.fees.models import GrantedService, InvoiceBasis
from andrum.fees.queries.fees import fee_of
from andrum.fees.queries.invoices import run_csv, run_file
from andrum.fees.service import end_service, note_absence
from andrum.kernel.periods import Month
from andrum.people.service import set_protection
from tests.rooms.fees.stage import NOVEMBER, NOW, Unitful, a_matter, actor, told
from tests.rooms.fees.test_deciding import decided
from tests.unit.fees.schematron import broken_rules

DECEMBER = Month(2026, 12)
ISSUED = date(2026, 12, 1)


def a_payer(there: Unitful):
    matter = a_matter(there.unit, there.svea)
    told(matter, pension_kr=14_000)
    decided(matter, there.fia)
    return matter


def run(there: Unitful, month: Month = NOVEMBER, issued: date = ISSUED):
    return make_invoice_run(unit=there.unit, month=month, issue_date=issued, by=actor_of(there.fia), at=NOW)


def test_a_month_is_invoiced_with_what_was_decided(there: Unitful):
    matter = a_payer(there)
    made = run(there)
    (basis,) = InvoiceBasis.objects.all()
    assert (basis.month, basis.kind, basis.amount_ore) == ("2026-11", "invoice", fee_of(matter, NOVEMBER).fee_ore)
    assert (made.count, made.total_ore) == (1, basis.amount_ore)
    assert made.due_date == date(2026, 12, 31)


def test_the_same_month_is_never_invoiced_twice(there: Unitful):
    a_payer(there)
    run(there)
    with pytest.raises(InvoiceError, match="inget nytt"):
        run(there)
    assert InvoiceBasis.objects.count() == 1


def test_a_retroactive_correction_credits_the_whole_and_invoices_anew(there: Unitful):
    matter = a_payer(there)
    first = run(there)
    note_absence(matter=matter, from_date=NOVEMBER.first_day, to_date=NOVEMBER.last_day, reason="hospital",
                 by=actor(there.fia), at=NOW)  # fmt: skip
    told(matter, pension_kr=13_500, month=NOVEMBER)
    new = decided(matter, there.fia)
    second = run(there, DECEMBER, date(2027, 1, 4))
    credit, anew, following = InvoiceBasis.objects.filter(run=second).order_by("pk")
    assert (credit.kind, credit.credits.run, credit.amount_ore) == (
        "credit",
        first,
        InvoiceBasis.objects.first().amount_ore,
    )
    assert (anew.kind, anew.round, anew.month, anew.amount_ore) == ("invoice", 2, "2026-11", new.fee_ore)
    assert following.month == "2026-12"
    with pytest.raises(InvoiceError):
        run(there, DECEMBER, date(2027, 1, 4))


def test_every_document_in_the_file_keeps_the_rules_of_peppol(there: Unitful):
    matter = a_payer(there)
    run(there)
    told(matter, pension_kr=13_500, month=NOVEMBER)
    note_absence(matter=matter, from_date=NOVEMBER.first_day, to_date=date(2026, 11, 2), reason="away",
                 by=actor(there.fia), at=NOW)  # fmt: skip
    decided(matter, there.fia)
    made = run(there, DECEMBER, date(2027, 1, 4))
    with zipfile.ZipFile(io.BytesIO(run_file(made))) as packed:
        documents = [packed.read(name) for name in packed.namelist() if name.endswith(".xml")]
    assert len(documents) == made.count == 3
    assert [rule for document in documents for rule in broken_rules(document)] == []


def test_the_file_is_printed_the_same_though_the_person_has_moved(there: Unitful):
    a_payer(there)
    made = run(there)
    before, rows = run_file(made), run_csv(made)
    there.svea.street = "Nya gatan 2"
    there.svea.save()
    assert (run_file(made), run_csv(made)) == (before, rows)


def test_nothing_but_the_reference_of_a_protected_person_leaves(there: Unitful):
    a_payer(there)
    set_protection(person=there.svea, protection="sekretessmarkering", by=SYSTEM, at=NOW)
    made = run(there)
    content = run_csv(made) + b"".join(
        zipfile.ZipFile(io.BytesIO(run_file(made))).read(name)
        for name in zipfile.ZipFile(io.BytesIO(run_file(made))).namelist()
    )
    for secret in ("Svea", "Storgatan", there.svea.personal_number):
        assert secret.encode() not in content


def test_the_database_keeps_a_basis_as_it_was(there: Unitful):
    a_payer(there)
    run(there)
    with pytest.raises(IntegrityError), transaction.atomic():
        InvoiceBasis.objects.update(amount_ore=1)
    with pytest.raises(IntegrityError), transaction.atomic():
        InvoiceBasis.objects.all().delete()


def test_a_month_that_has_not_begun_is_not_invoiced(there: Unitful):
    a_payer(there)
    with pytest.raises(InvoiceError, match="inte börjat"):
        run(there, Month(2027, 3))


def test_nothing_before_the_first_run_is_ever_invoiced(there: Unitful):
    a_payer(there)
    run(there)
    assert set(InvoiceBasis.objects.values_list("month", flat=True)) == {"2026-11"}


def test_a_matter_is_not_closed_while_a_service_goes_on_or_a_fee_waits(there: Unitful):
    matter = a_payer(there)
    with pytest.raises(FeeMatterError, match="insatser som fortsätter"):
        close_matter(matter=matter, by=actor(there.fia), at=NOW)
    for service in GrantedService.objects.filter(matter=matter):
        end_service(service=service, last_date=NOW.date(), by=actor(there.fia), at=NOW)
    with pytest.raises(FeeMatterError, match="väntar på en människa"):
        close_matter(matter=matter, by=actor(there.fia), at=NOW)
    decided(matter, there.fia)  # the last month
    decided(matter, there.fia)  # and nothing after it
    assert close_matter(matter=matter, by=actor(there.fia), at=NOW).state == "closed"


def test_nothing_is_invoiced_after_the_month_in_which_the_matter_was_closed(there: Unitful):
    matter = a_payer(there)
    Matter.objects.filter(pk=matter.pk).update(state="closed", closed_at=NOW)  # as one closed before it was hindered
    run(there)
    with pytest.raises(InvoiceError, match="inget nytt"):
        run(there, DECEMBER, date(2027, 1, 4))
    reopen_matter(matter=matter, by=actor(there.fia), at=NOW)
    run(there, DECEMBER, date(2027, 1, 4))
    assert list(InvoiceBasis.objects.order_by("month").values_list("month", flat=True)) == ["2026-11", "2026-12"]
