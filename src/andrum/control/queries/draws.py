"""Draws as anybody can repeat them."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from fractions import Fraction

from django.db.models import QuerySet

from andrum.accounts.service import User
from andrum.automation.service import DrawSeed
from andrum.control.queries.figures import reviews_shown_to
from andrum.kernel.draws import STEPS, lot

REVIEW = "granskning"
"""A draw of an automated decision to review."""


@dataclass(frozen=True, slots=True)
class Draw:
    """One draw. ``first`` is the first sixteen hexadecimal digits of SHA-256 over ``seed|key``: the lot times 2**64."""

    day: date
    seed: str
    key: str
    share: Fraction
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
            draw.day.isoformat(), draw.seed, draw.key, draw.first, draw.decimal, str(draw.share),
            "ja" if draw.is_drawn else "nej", draw.what,
        ]
        for draw in draws
    ]  # fmt: skip


def draws_of_day(seed: DrawSeed, *, user: User) -> list[Draw]:
    """Every draw of decisions to review on a day, in order; protected matters only for named staff."""
    reviews = reviews_shown_to(user).filter(seed_day=seed.day).select_related("stratum").order_by("pk")
    return [
        Draw(
            day=review.seed_day, seed=review.seed, key=review.key, share=review.share, is_drawn=review.is_drawn,
            what=REVIEW,
        )
        for review in reviews
    ]  # fmt: skip
