"""Take automated decisions up to control, many at once: strata locked, reviews drawn by the day's seed, and told of."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from fractions import Fraction

from andrum.audit.service import Actor, record
from andrum.automation.service import Mandate, Run, publish_seed
from andrum.cases.service import Decision
from andrum.control.domain.parameters import Parameters
from andrum.control.models import Review, Stratum
from andrum.control.queries.drawing import drawn_review
from andrum.control.queries.shares import share_at
from andrum.fees.service import FeeMandate
from andrum.kernel.clock import swedish_day

FEES = "home_care_fee"
"""The kind of matter of a fee mandate."""
BEFORE_ALL = datetime.fromisoformat("2000-01-01T00:00:00+00:00")
"""Before any decision: a stratum where no error has been confirmed counts everything."""


@dataclass(frozen=True, slots=True)
class Automated:
    """A decision that the machine made, by which mandate and with which risks; ``run`` when it came of one."""

    decision: Decision
    mandate: Mandate | FeeMandate
    risks: list[str]
    run: Run | None = None

    @property
    def place(self) -> tuple[int, str]:
        """The mandate's number and the risk that gives the stratum."""
        return self.mandate.pk, self.risks[0] if self.risks else ""


def seeded_days(
    *, decided: Iterable[tuple[int, datetime]], by: Actor, at: datetime
) -> Iterator[tuple[date, str, list[int]]]:
    """Numbers and the instants they were decided, as days with their seeds, the first day first.

    The day's seed is published first, in a transaction of its own, for its event locks the end of the log. All others
    take that last: whoever held a matter and waited for the log would have us wait for the matter.
    """
    days: dict[date, list[int]] = defaultdict(list)
    for number, decided_at in decided:
        days[swedish_day(decided_at)].append(number)
    for day, numbers in sorted(days.items()):
        yield day, publish_seed(day=day, by=by, at=at).seed, numbers


def take_up(
    *, found: Sequence[Automated], day: date, seed: str, parameters: Parameters, by: Actor, at: datetime
) -> list[Review]:
    """The reviews of decisions of one day and one kind, which are locked and have none.

    Strata are locked in the order of mandate and risk, after the decisions and before the log, as all do.
    """
    wanted = {it.place: it.mandate for it in found}
    strata = {
        place: _locked_stratum(mandate=mandate, risk=place[1], parameters=parameters)
        for place, mandate in sorted(wanted.items(), key=lambda row: row[0])
    }
    shares: dict[tuple[int, datetime], Fraction] = {}
    reviews = []
    for it in found:
        stratum = strata[it.place]
        when = stratum.pk, it.decision.decided_at
        if when not in shares:
            shares[when] = share_at(stratum, it.decision.decided_at)
        reviews.append(
            drawn_review(
                decision=it.decision, run=it.run, stratum=stratum, share=shares[when], risks=it.risks, day=day,
                seed=seed, parameters=parameters, at=at,
            )
        )  # fmt: skip
    Review.objects.bulk_create(reviews)
    _tell(reviews, by=by, at=at)
    return reviews


def _tell(reviews: Collection[Review], *, by: Actor, at: datetime) -> None:
    for review in reviews:
        record(
            kind="control.review_created", by=by, at=at, subject=f"review:{review.pk}", matter=str(review.matter_id),
            details={
                "decision": review.decision_id, "stratum": review.stratum_id, "share": str(review.share),
                "drawn": review.is_drawn,
            },
        )  # fmt: skip


def _locked_stratum(
    *, mandate: Mandate | FeeMandate, risk: str, parameters: Parameters
) -> Stratum:  # fmt: skip
    """The stratum, made when the first decision falls into it.

    It is locked, so that a share that is being changed is either wholly before or wholly after this decision.
    """
    which: dict[str, object] = {"risk": risk}
    if isinstance(mandate, FeeMandate):
        which |= {"fee_mandate": mandate, "case_type": FEES}
    else:
        which |= {"mandate": mandate, "case_type": mandate.case_type}
    locked = Stratum.objects.select_for_update(no_key=True).filter(**which)
    found = locked.first()
    if found is not None:
        return found
    Stratum.objects.get_or_create(
        **which, defaults={"words": parameters.risks.get(risk, "Övriga beslut"), "counted_from": BEFORE_ALL}
    )
    return locked.get()
