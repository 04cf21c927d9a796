"""Granted services as lines: price, how much of it, and how many days of the month they ran."""

from collections.abc import Sequence
from datetime import date
from typing import Any, Final

from andrum.law.home_care_fee.draft import SPANS, Draft, LeftOut, up_to
from andrum.law.home_care_fee.guidelines import Tariff
from andrum.law.home_care_fee.household import FeeService
from andrum.law.home_care_fee.kinds import FEE_KINDS, Group
from andrum.law.home_care_fee.lines import ServiceLine
from andrum.law.home_care_fee.parameters import MINUTES, PRICE_OF_OWN_AMOUNT, FeeParameters
from andrum.law.home_care_fee.rules import services as rules
from andrum.law.vocabulary.facts import Unknown
from andrum.law.vocabulary.open_facts import ANY, Number
from andrum.law.vocabulary.spans import Span

MEASURES: Final = {
    "per_hour": ("minutes", MINUTES, Span(0, 44_640)),
    "per_day": ("days", 1, Span(0, 31)),
    "per_time": ("times", 1, Span(0, 1_000)),
}
GROUPS: Final[tuple[Group, ...]] = ("care", "place", "outside")


def services_of(draft: Draft) -> tuple[Sequence[ServiceLine[Any]], Number]:
    """The lines of all services, by key, and the most days of the month that one of them ran."""
    services, p = draft.household.services, draft.p
    if isinstance(services, Unknown):
        draft.open["services"] = services.reason
        return _of_any_group("", ANY), Span(0, p.days)
    found: list[ServiceLine[Any]] = []
    most: Number = 0
    away = draft.household.absent_days
    for service in services:
        plain = _plain(service, p, away)
        if plain is not None:
            found.append(plain)
            most = p.days
            continue
        active = _active(service, draft)
        if active == 0:
            draft.left_out.append(LeftOut("services", service.id, _words(service), 0, "gällde inte under månaden"))
            continue
        found.extend(_service(service, draft, active))
        most = _larger(most, active)
    if len(found) > 1:
        found.sort(key=_about)
    return found, most


def _about(line: ServiceLine[Any]) -> str:
    return line.about


def _larger(one: Number, other: Number) -> Number:
    if isinstance(one, int) and isinstance(other, int):
        return max(one, other)
    return SPANS.most(one, other)


def _plain(service: FeeService, p: FeeParameters, away: int | Unknown) -> ServiceLine[int] | None:
    """The line of a service that ran the whole month and is priced by what is known; None for any other."""
    kind = service.kind
    entry = None if isinstance(kind, Unknown) else p.plain_prices.get(kind)
    if entry is None or service.starts is not None or service.ends is not None:
        return None
    basis, price, group = entry
    measure = MEASURES.get(basis)
    if measure is not None:
        quantity, of = getattr(service, measure[0]), measure[1]
        if not isinstance(quantity, int) or (service.planned and away != 0):
            return None
    elif away == 0:
        quantity = of = p.days
    else:
        return None
    return ServiceLine(service.id, rules.SERVICE_RULES[str(kind)], group, price, quantity, of)


def _of_any_group(about: str, amount: Number) -> tuple[ServiceLine[Any], ...]:
    """What may be care, housing or outside both: from nothing to all of it in each."""
    span = up_to(amount)
    return tuple(ServiceLine(about, rules.UNKNOWN_RULES[it], it, PRICE_OF_OWN_AMOUNT, span, 1) for it in GROUPS)


def _words(service: FeeService) -> str:
    kind = service.kind
    if isinstance(kind, Unknown):
        return "insats av okänt slag"
    return FEE_KINDS.services[kind].words if kind in FEE_KINDS.services else kind


def _service(service: FeeService, draft: Draft, active: Number) -> Sequence[ServiceLine[Any]]:
    kind, path = service.kind, f"services.{service.id}"
    if isinstance(kind, Unknown):
        draft.open[f"{path}.kind"] = kind.reason
        return _of_any_group(service.id, ANY)
    known, tariff = FEE_KINDS.services.get(kind), draft.p.guidelines.tariff.get(kind)
    if known is None or tariff is None:
        amount = draft.weigh("service_kind", service.id, kind, ANY)
        if known is None:
            return _of_any_group(service.id, amount)
        return (ServiceLine(service.id, rules.SERVICE_RULES[kind], known.group, PRICE_OF_OWN_AMOUNT, amount, 1),)
    price, quantity, of = _measured(service, draft, tariff, active)
    if not isinstance(active, int) and active.low == 0:
        quantity = up_to(quantity)
    return (ServiceLine(service.id, rules.SERVICE_RULES[kind], known.group, price, quantity, of),)


def _measured(service: FeeService, draft: Draft, tariff: Tariff, active: Number) -> tuple[Number, Number, int]:
    """Where the price stands, how much of it, and of how much."""
    kind, path, basis = str(service.kind), f"services.{service.id}", tariff.basis
    if basis == "free":
        return PRICE_OF_OWN_AMOUNT, 0, 1
    if basis == "own_amount":
        amount = draft.known_or(service.amount, f"{path}.amount", ANY)
        return PRICE_OF_OWN_AMOUNT, _as_it_ran(service, draft, amount, active), 1
    if basis in MEASURES:
        name, of, most = MEASURES[basis]
        quantity = draft.known_or(getattr(service, name), f"{path}.{name}", most)
        return draft.p.price_places[kind, ""], _as_it_ran(service, draft, quantity, active, tariff), of
    if draft.p.guidelines.part_month == "cost":
        absent = deducted(draft) if tariff.absence else 0
        days = _at_least_nothing(active - absent)
    else:
        days = draft.p.days
    return _price_of_month(service, draft, kind, path, basis), days, draft.p.days


def _as_it_ran(
    service: FeeService, draft: Draft, whole: Number, active: Number, tariff: Tariff | None = None
) -> Number:  # fmt: skip
    """What is planned for a whole month, of the days that it ran: whole minutes, days, times or öre, downwards.

    Days away lower it by the tariff's rule; an amount of its own, such as a rent, is owed also by one who is away.
    Where the municipality lowers the fee and not the cost, the whole month stands here.
    """
    if service.planned is None or draft.p.guidelines.part_month != "cost":
        return whole
    planned = draft.yes_no(service.planned, f"services.{service.id}.planned")
    absent = deducted(draft) if tariff is not None and tariff.absence and planned != 0 else 0
    part = whole * _at_least_nothing(active - absent) // draft.p.days
    return SPANS.choose(planned, part, whole) if isinstance(planned, Span) else part if planned else whole


def _price_of_month(
    service: FeeService, draft: Draft, kind: str, path: str, basis: str
) -> Number:  # fmt: skip
    if basis == "per_month":
        return draft.p.price_places[kind, ""]
    places = [place for (of, _), place in draft.p.price_places.items() if of == kind]
    level = service.level
    if isinstance(level, Unknown):
        draft.open[f"{path}.level"] = level.reason
    elif (kind, level) in draft.p.price_places:
        return draft.p.price_places[kind, level]
    else:
        draft.open[f"{path}.level"] = f"taxan har ingen nivå {level}"
    return Span(min(places), max(places))


def _active(service: FeeService, draft: Draft) -> Number:
    """How many of the month's days the service ran, by the municipality's count of days in a month."""
    starts, ends = service.starts, service.ends
    if starts is None and ends is None:
        return draft.p.days
    first, last = draft.p.month.first_day, draft.p.month.last_day
    for name, day in (("starts", starts), ("ends", ends)):
        if isinstance(day, Unknown):
            draft.open[f"services.{service.id}.{name}"] = day.reason
    began = first if starts is None or isinstance(starts, Unknown) else max(starts, first)
    ended = last if ends is None or isinstance(ends, Unknown) else min(ends, last)
    most = _days(began, ended, draft.p)
    return Span(0, most) if isinstance(starts, Unknown) or isinstance(ends, Unknown) else most


def _days(began: date, ended: date, p: FeeParameters) -> int:
    """Whole days from the first to the last; the whole month is the whole month whatever its length."""
    days = (ended - began).days + 1
    return p.days if days >= p.month.days else max(0, min(days, p.days))


def deducted(draft: Draft) -> Number:
    """Days away that lower the fee, by the municipality's rule: all of them, or those after the first ones."""
    away = draft.household.absent_days
    if isinstance(away, Unknown):
        draft.open["absent_days"] = away.reason
        return Span(0, _deducted(draft.p.month.days, draft.p))
    return _deducted(away, draft.p)


def _deducted(away: int, p: FeeParameters) -> int:
    first, after = p.guidelines.absence_from, p.guidelines.absence_after
    if away < first:
        return 0
    if after:
        return min(away - first + 1, p.days)
    return p.days if away >= p.month.days else min(away, p.days)


def month_share(active: Number, draft: Draft) -> Number:
    """How many days of the month the fee itself is for, where the municipality lowers the fee and not the cost."""
    if draft.p.guidelines.part_month != "fee":
        return draft.p.days
    return _at_least_nothing(active - deducted(draft))


def _at_least_nothing(days: Number) -> Number:
    return max(days, 0) if isinstance(days, int) else Span(max(days.low, 0), max(days.high, 0))
