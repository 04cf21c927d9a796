"""The month's file: what is missing is mended, it is made once, a correction is a new version, each step is logged."""

from datetime import UTC, datetime, timedelta

import pytest
import time_machine
from django.db import IntegrityError, transaction
from django.test import Client

from andrum.accounts.service import actor_of
from andrum.audit.service import SYSTEM, AuditEvent
from andrum.cases.service import Matter, add_participant, decide, open_matter
from andrum.kernel.errors import AndrumError
from andrum.kernel.periods import Month
from andrum.statistics.models import Answer, MonthFile
from andrum.statistics.service import carry_forward, format_on, hand_in, households_of, make_file
from tests.cast import ALVA_NUMBER, BO_NUMBER, NOW, Cast

OCTOBER = Month(2026, 10)
PAGE = "/statistik/2026-10/bistand/"


@pytest.fixture(autouse=True)
def at_now(settings):
    settings.ANDRUM_DEMO = True
    with time_machine.travel(NOW, tick=False) as traveller:
        yield traveller


def as_(user) -> Client:
    client = Client()
    client.force_login(user)
    return client


def granted(cast: Cast, month: Month = OCTOBER, *, with_bo: bool = False, ore: int = 1_000_000) -> Matter:
    matter = Matter.objects.filter(applicant=cast.alva_person).first() or open_matter(
        applicant=cast.alva_person, unit=cast.norr, by=SYSTEM, at=NOW - timedelta(days=90)
    )
    members = [{"id": "a", "role": "applicant", "born": "1985-03-02", "days": 30},
               {"id": "c", "role": "child", "born": "2015-05-05", "days": 30}]  # fmt: skip
    if with_bo:
        if not matter.participants.filter(role="co_applicant").exists():
            add_participant(
                matter=matter, person=cast.bo_person, role="co_applicant", by=SYSTEM, at=NOW - timedelta(days=90)
            )
        members.append({"id": "b", "role": "co_applicant", "born": "1983-07-14", "days": 30})
    receipt = [{"group": "costs", "rule": "costs.rent", "amount": 600_000},
               {"group": "costs", "rule": "costs.medicine", "amount": 20_000}]  # fmt: skip
    decide(
        matter=matter, month=str(month), outcome="granted", amount_ore=ore, reasons="", how="person",
        calculation={"household": {"members": members}, "receipt": receipt, "grant": ore}, rulebook_version="-",
        applied_ore=ore, by=actor_of(cast.cilla), at=NOW - timedelta(days=20), key=f"{matter.pk}:{month}",
    )  # fmt: skip
    return matter


def answered(cast: Cast, matter: Matter, **codes: str) -> None:
    page = f"{PAGE}hushall/{matter.reference}/"
    given = {"hindrance": "01", "measure": "0"} | codes
    people = [cast.alva_person, cast.bo_person]
    as_(cast.cilla).post(page, {f"{q}-{p.pk}": code for q, code in given.items() for p in people})


def made(cast: Cast, *, reason: str = "", kind: str = "assistance", month: Month = OCTOBER, at=NOW) -> MonthFile:
    form = format_on(month.last_day)
    return make_file(kind=kind, month=month, form=form, reason=reason, by=actor_of(cast.hugo), at=at)


def test_a_decision_becomes_a_household_with_both_adults_and_the_children(cast):
    granted(cast, with_bo=True)
    (found,) = households_of(month=OCTOBER, form=format_on(OCTOBER.last_day), kind="assistance", at=NOW)
    assert [adult.number for adult in found.adults] == [str(ALVA_NUMBER), str(BO_NUMBER)]
    assert (found.kind, found.granted_ore, found.other_ore) == ("couple_with_children", 1_000_000, 20_000)


def test_what_is_missing_is_shown_to_the_caseworker_and_mended_there(cast):
    matter = granted(cast)
    cilla = as_(cast.cilla)
    page = cilla.get(PAGE).content.decode()
    assert matter.reference in page
    assert "Sökande: Försörjningshinder saknas" in page
    assert "Arbetslös, ingen ersättning" in cilla.get(f"{PAGE}hushall/{matter.reference}/").content.decode()
    answered(cast, matter)
    page = cilla.get(PAGE).content.decode()
    assert matter.reference not in page
    assert "Ditt enda hushåll är klart." in page
    assert AuditEvent.objects.filter(kind="statistics.answered", matter=str(matter.pk)).count() == 1


def test_an_answer_that_is_not_in_the_list_is_refused_and_the_same_answer_is_kept_once(cast):
    matter = granted(cast)
    answered(cast, matter, hindrance="99")
    assert not Answer.objects.exists()
    answered(cast, matter)
    answered(cast, matter)
    assert Answer.objects.count() == 2
    answered(cast, matter, hindrance="09")
    assert Answer.objects.count() == 3
    with pytest.raises(IntegrityError), transaction.atomic():
        Answer.objects.update(code="01")


def test_last_month_s_answers_can_be_kept_where_none_is_given(cast, at_now):
    matter = granted(cast)
    answered(cast, matter)
    november = Month(2026, 11)
    granted(cast, november)
    form = format_on(november.last_day)
    who = {"month": november, "form": form, "user": cast.cilla, "by": actor_of(cast.cilla), "at": NOW}
    assert (carry_forward(**who), carry_forward(**who)) == (2, 0)
    assert households_of(month=november, form=form, kind="assistance", at=NOW)[0].adults[0].answers == {
        "hindrance": "01", "measure": "0",
    }  # fmt: skip


def test_the_file_is_made_once_and_a_correction_is_a_new_version_with_its_reason(cast):
    matter = granted(cast)
    with pytest.raises(AndrumError, match="saknas"):
        made(cast)
    answered(cast, matter)
    first = made(cast)
    assert (first.version, first.problems, first.total_ore, made(cast).pk) == (1, 0, 1_000_000, first.pk)
    answered(cast, matter, hindrance="09")
    with pytest.raises(AndrumError, match="redan gjord"):
        made(cast)
    second = made(cast, reason="Fel försörjningshinder.")
    assert (second.version, MonthFile.objects.count()) == (2, 2)
    assert bytes(MonthFile.objects.get(pk=first.pk).content) != bytes(second.content)
    assert AuditEvent.objects.filter(kind="statistics.file_made").count() == 2


def test_a_file_with_faults_is_made_only_with_a_reason_and_not_before_the_month_is_over(cast):
    granted(cast)
    assert made(cast, reason="Sista dagen; resten rättas.").problems == 2
    with pytest.raises(AndrumError, match="inte slut"):
        made(cast, month=Month(2026, 11))
    with pytest.raises(AndrumError, match="inget hushåll"):
        made(cast, month=Month(2026, 8))


def test_the_database_lets_nobody_change_a_file(cast):
    granted(cast)
    file = made(cast, reason="Prov.")
    for change in ({"content": b"x"}, {"households": 9}):
        with pytest.raises(IntegrityError), transaction.atomic():
            MonthFile.objects.filter(pk=file.pk).update(**change)
    hand_in(file=file, receipt="A1", by=actor_of(cast.hugo), at=NOW)
    hand_in(file=file, receipt="A2", by=actor_of(cast.hugo), at=NOW)
    assert MonthFile.objects.get(pk=file.pk).receipt == "A1"
    assert AuditEvent.objects.filter(kind="statistics.file_handed_in").count() == 1
    with pytest.raises(IntegrityError), transaction.atomic():
        MonthFile.objects.filter(pk=file.pk).update(receipt="A3")


def test_the_administrator_sees_numbers_makes_takes_out_and_hands_in_and_each_is_logged(cast):
    matter = granted(cast)
    hugo = as_(cast.hugo)
    page = hugo.get(PAGE).content.decode()
    assert "1 hushåll" in page
    assert matter.reference not in page
    assert "Inget saknas" not in page
    assert hugo.post(f"{PAGE}gor/", {"reason": "Sista dagen."}).status_code == 302
    file = MonthFile.objects.get()
    content = hugo.get(f"/statistik/fil/{file.pk}/hamta.csv").content
    assert str(ALVA_NUMBER).encode() in content
    assert AuditEvent.objects.filter(kind="statistics.file_downloaded", actor_name="Hugo Ström").count() == 1
    hugo.post(f"/statistik/fil/{file.pk}/inlamnad/", {"receipt": "K-17"})
    assert "K-17" in hugo.get(PAGE).content.decode()
    assert "Inlämnad" in hugo.get("/statistik/").content.decode()
    for user in (cast.cilla, cast.eva, cast.frank, cast.greta, cast.ida):
        assert as_(user).get(f"/statistik/fil/{file.pk}/hamta.csv").status_code == 404


def test_a_protected_person_is_in_the_file_that_only_named_staff_take_out_and_in_nobody_else_s_list(cast):
    matter = granted(cast)
    Matter.objects.filter(pk=matter.pk).update(is_protected=True)
    assert matter.reference not in as_(cast.cilla).get(PAGE).content.decode()
    assert as_(cast.cilla).get(f"{PAGE}hushall/{matter.reference}/").status_code == 404
    file = made(cast, reason="Prov.")
    assert file.holds_protected
    hugo = as_(cast.hugo)
    assert hugo.get(f"/statistik/fil/{file.pk}/hamta.csv").status_code == 404
    assert "bara den som får se dem kan hämta den" in hugo.get(PAGE).content.decode()
    cast.hugo.may_see_protected = True
    cast.hugo.save()
    assert hugo.get(f"/statistik/fil/{file.pk}/hamta.csv").status_code == 200


def test_one_who_is_protected_after_the_file_was_made_is_protected_in_it_too(cast):
    matter = granted(cast)
    file = made(cast, reason="Prov.")
    assert as_(cast.hugo).get(f"/statistik/fil/{file.pk}/hamta.csv").status_code == 200
    Matter.objects.filter(pk=matter.pk).update(is_protected=True)
    assert as_(cast.hugo).get(f"/statistik/fil/{file.pk}/hamta.csv").status_code == 404


def test_a_household_that_has_no_more_assistance_is_asked_why(cast, at_now):
    matter = granted(cast)
    at = datetime(2026, 12, 2, 9, tzinfo=UTC)
    at_now.move_to(at)
    cilla = as_(cast.cilla)
    page = cilla.get("/statistik/2026-10/avslut/").content.decode()
    assert "Sökande: Orsak till att biståndet har upphört saknas" in page
    cilla.post(f"/statistik/2026-10/avslut/hushall/{matter.reference}/", {f"ending-{cast.alva_person.pk}": "1"})
    file = made(cast, kind="ended", at=at)
    assert b";1;;" in bytes(file.content)
    granted(cast, Month(2026, 11))
    assert households_of(month=OCTOBER, form=format_on(OCTOBER.last_day), kind="ended", at=at) == []


def test_the_start_page_reminds_until_the_file_is_handed_in(cast):
    matter = granted(cast)
    told = "Fyll i uppgifter till statistiken"
    assert told in as_(cast.cilla).get("/").content.decode()
    assert "Lämna statistiken till Socialstyrelsen" in as_(cast.hugo).get("/").content.decode()
    assert told not in as_(cast.dag).get("/").content.decode()
    answered(cast, matter)
    assert told not in as_(cast.cilla).get("/").content.decode()
    hand_in(file=made(cast), receipt="", by=actor_of(cast.hugo), at=NOW)
    assert "Lämna statistiken" not in as_(cast.hugo).get("/").content.decode()
