"""Draw a sample of what was read yesterday, and say whether there was a reason in the work."""

from datetime import date, datetime, timedelta

from django.db import transaction

from andrum.accounts.service import User, actor_of
from andrum.audit.service import Actor, AuditEvent, record
from andrum.automation.service import publish_seed
from andrum.cases.service import Matter, opened_anyway_list
from andrum.control.domain.days import midnight
from andrum.control.domain.errors import OwnReviewError, ReviewClosedError, VerdictError
from andrum.control.domain.samples import lowest_lots, sample_size
from andrum.control.models import LogDraw, LogReason, LogReview, Verdict
from andrum.control.queries.parameters import parameters_on
from andrum.control.queries.readings import log_key, read_events, visible_readings
from andrum.kernel.clock import swedish_day
from andrum.kernel.errors import NotAllowedError
from andrum.kernel.words import marked as _


def draw_readings(*, day: date, by: Actor, at: datetime) -> LogDraw:
    """Draw the sample of a day that is over; asked again it gives the first draw back.

    The seed is that of the day after: the log's head when the day was over. Nobody who reads can know what will be
    drawn. Readings of protected matters, and those by one who had opened the matter anyway, are always taken. It is
    published in a transaction of its own: its event locks the end of the log, which all others take last.

    Raises:
        ValueError: when the day is not over.
    """
    found = LogDraw.objects.filter(day=day).first()
    if found is not None:
        return found
    if day >= swedish_day(at):
        raise ValueError("the day is not over")
    seed = publish_seed(day=day + timedelta(days=1), by=by, at=at).seed
    return _draw(day=day, seed=seed, by=by, at=at)


@transaction.atomic
def _draw(*, day: date, seed: str, by: Actor, at: datetime) -> LogDraw:
    parameters = parameters_on(day)
    events = list(read_events(day).values_list("seq", "actor_id", "matter", "at"))
    certain = _certain(day, events)
    size = sample_size(len(events), share=parameters.log_share, least=parameters.log_least, most=parameters.log_most)
    lots = lowest_lots({seq: log_key(seq) for seq, *_rest in events}, seed=seed, size=size)
    why = dict.fromkeys(lots, LogReason.LOT) | certain
    draw, is_new = LogDraw.objects.get_or_create(
        day=day, defaults={"seed": seed, "read_events": len(events), "taken": len(lots), "drawn_at": at}
    )
    if not is_new:
        return draw
    matters = _matters({matter for seq, _actor, matter, _at in events if seq in why})
    LogReview.objects.bulk_create(
        [_row(draw, seq, matters.get(matter), why[seq]) for seq, _actor, matter, _at in events if seq in why]
    )
    record(
        kind="control.log_drawn", by=by, at=at, subject=f"log_draw:{draw.pk}",
        details={"day": day.isoformat(), "read": len(events), "taken": len(lots), "certain": len(certain)},
    )  # fmt: skip
    return draw


Event = tuple[int, str, str, datetime]


def _row(draw: LogDraw, seq: int, matter: Matter | None, why: str) -> LogReview:
    return LogReview(
        draw=draw, event_seq=seq, matter=matter, unit=matter.unit if matter else None, reason=why,
        is_protected=bool(matter and matter.is_protected),
    )  # fmt: skip


def _matters(ids: set[str]) -> dict[str, Matter]:
    numbers = [int(number) for number in ids if number.isdigit()]
    return {str(matter.pk): matter for matter in Matter.objects.filter(pk__in=numbers).select_related("unit")}


def _certain(day: date, events: list[Event]) -> dict[int, LogReason]:
    """The readings that are always looked at."""
    protected = set(Matter.objects.filter(is_protected=True).values_list("pk", flat=True))
    first, last = midnight(day), midnight(day + timedelta(days=1))
    opened = opened_anyway_list(since=first - timedelta(days=1), until=last)
    windows = [(str(row.matter_id), str(row.user_id), row.from_at, row.until_at) for row in opened]
    found: dict[int, LogReason] = {}
    for seq, actor, matter, when in events:
        if any((m, u) == (matter, actor) and start <= when < end for m, u, start, end in windows):
            found[seq] = LogReason.OPENED_ANYWAY
        if matter.isdigit() and int(matter) in protected:
            found[seq] = LogReason.PROTECTED
    return found


@transaction.atomic
def review_reading(*, reading_id: int, verdict: str, words: str = "", by: User, at: datetime) -> LogReview:
    """Say that a reading had a reason in the work (right), or that none is found (wrong).

    Raises:
        NotAllowedError: when there is no such reading for this user.
        OwnReviewError: when it is the user's own reading.
        ReviewClosedError: when somebody else was first.
        VerdictError: when there is no verdict, or a wrong one without words.
    """
    LogReview.objects.select_for_update(no_key=True).filter(pk=reading_id).first()
    reading = visible_readings(by).filter(pk=reading_id).first()
    if reading is None:
        raise NotAllowedError
    if AuditEvent.objects.filter(seq=reading.event_seq, actor_id=str(by.pk)).exists():
        raise OwnReviewError
    words = words.strip()
    if reading.verdict:
        if (reading.verdict, reading.reviewer_id) == (verdict, by.pk):
            return reading
        raise ReviewClosedError
    if verdict not in {Verdict.RIGHT, Verdict.WRONG} or (verdict == Verdict.WRONG and not words):
        raise VerdictError(_("Bedömningen är inte hel."), todo=_("Välj rätt eller fel; är det fel, skriv vad du såg."))
    reading.verdict, reading.words, reading.reviewer, reading.at = verdict, words, by, at
    reading.save(update_fields=["verdict", "words", "reviewer", "at"])
    record(
        kind="control.reading_reviewed", by=actor_of(by), at=at, subject=f"event:{reading.event_seq}",
        matter=str(reading.matter_id or ""), details={"verdict": verdict},
    )  # fmt: skip
    return reading
