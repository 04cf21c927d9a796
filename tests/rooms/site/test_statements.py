"""Statements that are made once: the same shape has the same SQL with its own values; nothing else is remembered."""

from collections.abc import Iterator
from datetime import UTC, datetime
from types import SimpleNamespace

import pytest
from django.db import connection
from django.db.models import Exists, F, OuterRef, Q, QuerySet
from django.test.utils import CaptureQueriesContext

from andrum.accounts.service import Membership, Unit, User
from andrum.cases.service import Matter
from andrum.site import statements

pytestmark = pytest.mark.django_db
NOW = datetime(2026, 11, 4, tzinfo=UTC)


@pytest.fixture
def not_compared() -> Iterator[None]:
    """As in operation: what is remembered is used and not made anew."""
    statements.compare = False
    statements._kept.clear()
    yield
    statements.compare = True


def asked(questions: list[QuerySet[Unit]]) -> list[str]:
    with CaptureQueriesContext(connection) as seen:
        for question in questions:
            list(question)
    return [row["sql"] for row in seen.captured_queries]


def test_a_question_of_the_same_shape_is_made_once_and_asked_with_its_own_values(not_compared: None) -> None:
    Unit.objects.bulk_create([Unit(name="Norr", code="norr"), Unit(name="Söder", code="soder")])
    found = [[unit.name for unit in Unit.objects.filter(code=code).order_by("name")] for code in ("norr", "soder", "x")]

    assert found == [["Norr"], ["Söder"], []]
    assert len(statements._kept) == 1


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (Q(code="norr"), ~Q(code="norr")),
        (Q(code__in=["norr", "soder"]), Q(code__in=["norr"])),
        (Q(code="norr") & Q(name="Norr"), Q(code="norr") | Q(name="Norr")),
        (Q(pk__lt=1), Q(pk__gt=1)),
        (Q(code__startswith="n"), Q(code__contains="n")),
    ],
)
def test_what_may_not_be_taken_for_the_same_is_not(not_compared: None, one: Q, other: Q) -> None:
    first, second = Unit.objects.filter(one).order_by("pk"), Unit.objects.filter(other).order_by("pk")
    as_made = [str(first.query), str(second.query)]
    statements._kept.clear()

    assert asked(
        [first, second, Unit.objects.filter(one).order_by("pk"), Unit.objects.filter(other).order_by("pk")]
    ) == [sql for _ in range(2) for sql in asked([first.all(), second.all()])]
    assert as_made[0] != as_made[1]
    assert len(statements._kept) == 2


def test_order_limits_columns_and_what_comes_with_the_row_belong_to_the_shape(not_compared: None) -> None:
    rows = Membership.objects.filter(role="caseworker")
    for question in (
        rows.order_by("pk"), rows.order_by("-pk"), rows.order_by("pk")[:1], rows.order_by("pk")[1:2],
        rows.select_related("unit").order_by("pk"), rows.only("role").order_by("pk"), rows.defer("role").order_by("pk"),
        rows.values_list("pk").order_by("pk"), rows.values_list("role").order_by("pk"), rows.distinct().order_by("pk"),
        rows.filter(to_date__isnull=True).order_by("pk"), rows.filter(to_date__isnull=False).order_by("pk"),
    ):  # fmt: skip
        list(question)

    assert len(statements._kept) == 12


def test_what_is_not_plain_goes_the_ordinary_way(not_compared: None) -> None:
    units = Unit.objects.filter(pk=OuterRef("unit"))
    list(Membership.objects.filter(Exists(units)).order_by("pk"))
    list(Membership.objects.filter(role=F("role")).order_by("pk"))
    list(Membership.objects.order_by(F("to_date").desc(nulls_last=True)))
    list(Unit.objects.none())
    list(Unit.objects.filter(code__in=[]).order_by("pk"))

    assert not statements._kept


def test_objects_made_by_a_remembered_statement_are_whole(not_compared: None) -> None:
    unit = Unit.objects.create(name="Norr", code="norr")
    user = User.objects.create(username="cilla", name="Cilla Berg")
    Membership.objects.create(user=user, unit=unit, role="caseworker", from_date=NOW.date())
    for _ in range(2):
        found = Membership.objects.select_related("unit", "user").get(role="caseworker")
        with CaptureQueriesContext(connection) as seen:
            assert (found.unit.name, found.user.name, found.from_date) == ("Norr", "Cilla Berg", NOW.date())
        assert not seen.captured_queries


def test_a_truth_and_its_contrary_are_two_shapes(not_compared: None) -> None:
    User.objects.create(username="cilla", name="Cilla Berg", is_active=True)
    for _ in range(2):
        assert User.objects.filter(is_active=True).exists()
        assert not User.objects.filter(is_active=False).exists()


def test_a_lock_outside_a_transaction_is_left_to_django_to_refuse() -> None:
    question = Matter.objects.select_for_update(no_key=True).query
    statements._refuse_what_is_not_plain(question, SimpleNamespace(get_autocommit=lambda: False))  # type: ignore[arg-type]

    with pytest.raises(statements.NotPlainError):
        statements._refuse_what_is_not_plain(question, SimpleNamespace(get_autocommit=lambda: True))  # type: ignore[arg-type]


def test_two_statements_of_one_shape_are_told_of() -> None:
    question = Unit.objects.filter(code="norr").order_by("name")
    list(question.all())
    for kept in statements._kept.values():
        kept.sql = f"{kept.sql} "
    with pytest.raises(AssertionError, match="one shape"):
        list(question.all())
    statements._kept.clear()
