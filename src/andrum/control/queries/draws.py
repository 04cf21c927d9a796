"""Draws as anybody can repeat them."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from fractions import Fraction

from django.db.models import QuerySet

from andrum.accounts.service import User
from andrum.automation.service import DrawSeed, RunStep, StepName
from andrum.control.domain.days import midnight
from andrum.control.models import LogReason, LogReview
from andrum.control.queries.figures import reviews_shown_to
from andrum.control.queries.readings import log_key
from andrum.kernel.draws import STEPS, lot

REVIEW = "granskning"
EVIDENCE = "kontroll av underlag"
READING = "läsning i loggen"
"""What is drawn: an automated decision to review, a continued application whose evidence is checked, a reading."""


@dataclass(frozen=True, slots=True)
class Draw:
    """One draw. ``first`` is the first sixteen hexadecimal digits of SHA-256 over ``seed|key``: the lot times 2**64.

    ``share`` says what the lot is held against: ``1/20``, or that the lowest so many of so many are taken.
    """

    day: date
    seed: str
    key: str
    share: str
    is_drawn: bool
    what: str

    @property
    def number(self) -> Fraction:
        """The lot, at least 0 and below 1."""
        return lot(seed=self.seed, key=self.key)

    @property
    def first(self) -> str:
        """The lot as it is seen on paper."""
        return f"{int(self.number * STEPS):016x}"

    @property
    def decimal(self) -> str:
        """The lot with six decimals, cut off and not rounded, so that 0,05 is never shown for less."""
        return f"0,{int(self.number * 10**6):06d}"


def seeds() -> QuerySet[DrawSeed]:
    """Published seeds, newest first."""
    return DrawSeed.objects.order_by("-day")


def seed_of(day: date) -> DrawSeed | None:
    """The seed of a day, when it is published."""
    return DrawSeed.objects.filter(day=day).first()


def as_rows(draws: Iterable[Draw]) -> list[list[str]]:
    """A head and a row a draw, for a file."""
    head = ["dag", "fro", "nyckel", "forsta_16_hex", "lott", "andel", "lottad", "vad"]
    return [head] + [
        [
            draw.day.isoformat(), draw.seed, draw.key, draw.first, draw.decimal, draw.share,
            "ja" if draw.is_drawn else "nej", draw.what,
        ]
        for draw in draws
    ]  # fmt: skip


def draws_of_day(seed: DrawSeed, *, user: User) -> list[Draw]:
    """Every draw by the seed of a day, in order; protected matters only for named staff."""
    return [*_of_reviews(seed, user), *_of_evidence(seed, user), *_of_readings(seed, user)]


def _of_reviews(seed: DrawSeed, user: User) -> Iterator[Draw]:
    for review in reviews_shown_to(user).filter(seed_day=seed.day).order_by("pk"):
        yield Draw(review.seed_day, review.seed, review.key, str(review.share), review.is_drawn, REVIEW)


def _of_evidence(seed: DrawSeed, user: User) -> Iterator[Draw]:
    """The check of applicants' evidence, as the runs kept it; once an application."""
    first, after = midnight(seed.day), midnight(seed.day + timedelta(days=1))
    steps = RunStep.objects.filter(
        name=StepName.CROSS_CHECK, run__created_at__gte=first, run__created_at__lt=after
    ).order_by("run_id", "round")
    if not user.may_see_protected:
        steps = steps.filter(run__matter__is_protected=False)
    shown: set[str] = set()
    for inputs in steps.values_list("inputs", flat=True):
        draw = inputs.get("draw") if isinstance(inputs, Mapping) else None
        if isinstance(draw, Mapping) and draw.get("key") and str(draw["key"]) not in shown:
            shown.add(str(draw["key"]))
            yield Draw(
                seed.day, str(draw.get("seed", "")), str(draw["key"]), str(draw.get("share", "")),
                draw.get("drawn") is True, EVIDENCE,
            )  # fmt: skip


def _of_readings(seed: DrawSeed, user: User) -> Iterator[Draw]:
    """The readings of the day before, those that were taken."""
    rows = LogReview.objects.filter(draw__day=seed.day - timedelta(days=1), reason=LogReason.LOT).select_related("draw")
    if not user.may_see_protected:
        rows = rows.filter(is_protected=False).exclude(matter__is_protected=True)
    for row in rows.order_by("event_seq"):
        rule = f"{row.draw.taken} lägsta av {row.draw.read_events}"
        yield Draw(seed.day, row.draw.seed, log_key(row.event_seq), rule, is_drawn=True, what=READING)
