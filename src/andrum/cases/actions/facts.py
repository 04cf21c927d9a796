"""Record facts: every source kept, only the same source's earlier value replaced."""

import hashlib
import json
from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime

from django.db import transaction

from andrum.audit.service import Actor, record
from andrum.cases.actions.holds import refuse_if_held
from andrum.cases.actions.tasks import add_task
from andrum.cases.domain.errors import FactError
from andrum.cases.domain.events import FactChanged
from andrum.cases.domain.facts import JSON, RANK, FactValue, is_same
from andrum.cases.models import Fact, Matter
from andrum.kernel.events import publish
from andrum.kernel.words import marked as _


def record_fact(
    *, matter: Matter, name: str, month: str = "", value: JSON = None, unknown_reason: str = "", source: str,
    source_detail: str = "", by: Actor, at: datetime, reason: str = "", retrieved_at: datetime | None = None,
) -> Fact:  # fmt: skip
    """Record one fact; see ``record_facts``."""
    fact = FactValue(
        name=name, value=value, month=month, source=source, unknown_reason=unknown_reason, source_detail=source_detail,
        retrieved_at=retrieved_at, reason=reason,
    )  # fmt: skip
    return record_facts(matter=matter, facts=[fact], by=by, at=at)[0]


@transaction.atomic
def record_facts(*, matter: Matter, facts: Sequence[FactValue], by: Actor, at: datetime) -> list[Fact]:
    """Record facts in as few queries as one fact needs; gives the current row of each, in the same order.

    A value replaces only the same source's earlier one. The same value from the same source is left as it is. When a
    new value says something else than a caseworker's, the caseworker's still counts and a task shows the difference.

    Raises:
        FactError: when a fact lacks value or reason, or is given twice.
        HeldError: when a caseworker changes a fact while somebody else holds the matter.
    """
    wanted = _checked(facts)
    if any(fact.source == "caseworker" for fact in facts):
        refuse_if_held(matter=matter, by=by, at=at)
    Matter.objects.select_for_update(no_key=True).values_list("pk").get(
        pk=matter.pk
    )  # one writer of a matter's facts at a time
    current = _current(matter, facts)
    same = {key: current[key] for key, fact in wanted.items() if key in current and is_same(current[key], fact)}
    replaced = [current[key].pk for key in wanted if key in current and key not in same]
    if replaced:
        Fact.objects.filter(pk__in=replaced).update(replaced_at=at)
    rows = {key: _row(matter, fact, by, at) for key, fact in wanted.items() if key not in same}
    Fact.objects.bulk_create(rows.values())
    if rows:
        _tell(matter, rows, current, by, at)
    return [(same.get(key) or rows[key]) for key in wanted]


@transaction.atomic
def undo_fact(*, fact: Fact, reason: str, by: Actor, at: datetime) -> Fact | None:
    """Take back a caseworker's change: their earlier value counts again, or else the other sources do (None).

    Raises:
        FactError: when the fact is not a caseworker's current value, or no reason is given.
        HeldError: when somebody else holds the matter.
    """
    if not reason.strip():
        raise FactError(_("Ändringen behöver ett skäl."), todo=_("Skriv varför uppgiften ändras."))
    refuse_if_held(matter=fact.matter, by=by, at=at)
    undone = Fact.objects.filter(pk=fact.pk, source="caseworker", replaced_at__isnull=True).update(replaced_at=at)
    if not undone:
        raise FactError(_("Det finns ingen ändring att ångra."), todo=_("Ladda om sidan och se vad som gäller nu."))
    earlier = (
        Fact.objects.filter(
            matter=fact.matter, name=fact.name, month=fact.month, source="caseworker", replaced_at=fact.recorded_at
        )
        .exclude(pk=fact.pk)
        .order_by("-pk")
        .first()
    )
    restored = None
    if earlier is not None:
        value = FactValue(
            name=fact.name, month=fact.month, value=earlier.value, unknown_reason=earlier.unknown_reason,
            source="caseworker", source_detail=earlier.source_detail, reason=reason,
        )  # fmt: skip
        restored = _row(fact.matter, value, by, at)
        restored.save()
    record(
        kind="cases.fact_undone", by=by, at=at, subject=f"fact:{fact.pk}", matter=str(fact.matter_id),
        details={"name": fact.name, "month": fact.month, "restored": restored.pk if restored else None},
    )  # fmt: skip
    publish(FactChanged(matter_id=fact.matter_id, month=fact.month, name=fact.name))
    return restored


Key = tuple[str, str, str]


def _checked(facts: Sequence[FactValue]) -> dict[Key, FactValue]:
    wanted = {(fact.month, fact.name, fact.source_key): fact for fact in facts}
    if len(wanted) != len(facts):
        raise FactError(_("Samma uppgift finns två gånger."), todo=_("Lämna uppgiften en gång för varje källa."))
    for fact in facts:
        if fact.source not in RANK or not fact.name:
            raise FactError(
                _("Uppgiften saknar namn eller källa."), todo=_("Ange vad uppgiften gäller och vem som säger det.")
            )
        if (fact.value is None) != bool(fact.unknown_reason):
            raise FactError(
                _("Uppgiften behöver ett värde, eller ett skäl till att det är okänt."), todo=_("Ange det ena av dem.")
            )
        if fact.source == "caseworker" and not fact.reason.strip():
            raise FactError(
                _("Ändringen behöver ett skäl."),
                saved=_("Inget har ändrats."),
                todo=_("Skriv varför uppgiften ändras."),
            )
    return wanted


def _current(matter: Matter, facts: Iterable[FactValue]) -> dict[Key, Fact]:
    rows = Fact.objects.filter(
        matter=matter, month__in={fact.month for fact in facts}, name__in={fact.name for fact in facts},
        replaced_at__isnull=True,
    )  # fmt: skip
    return {(row.month, row.name, row.source_key): row for row in rows}


def _row(matter: Matter, fact: FactValue, by: Actor, at: datetime) -> Fact:
    return Fact(
        matter=matter, name=fact.name, month=fact.month, value=fact.value, unknown_reason=fact.unknown_reason,
        source=fact.source, source_key=fact.source_key, source_detail=fact.source_detail,
        retrieved_at=fact.retrieved_at or at, recorded_by=by.name, recorded_by_id=f"{by.kind}:{by.id}", recorded_at=at,
        reason=fact.reason,
    )  # fmt: skip


def _tell(matter: Matter, rows: Mapping[Key, Fact], current: Mapping[Key, Fact], by: Actor, at: datetime) -> None:
    content = [[*key, rows[key].value, rows[key].unknown_reason, rows[key].source_detail] for key in sorted(rows)]
    record(
        kind="cases.facts_recorded", by=by, at=at, subject=f"matter:{matter.pk}", matter=str(matter.pk),
        details={
            "count": len(rows), "sources": sorted({row.source_key for row in rows.values()}),
            "names": sorted({row.name for row in rows.values()})[:100],
            "sha256": hashlib.sha256(json.dumps(content, ensure_ascii=False).encode()).hexdigest(),
        },
    )  # fmt: skip
    for month, name, source_key in rows:
        if source_key == "caseworker":
            publish(FactChanged(matter_id=matter.pk, month=month, name=name))
    decided = {key[:2]: row for key, row in current.items() if row.source == "caseworker"}
    differing = [
        row for key, row in rows.items()
        if row.source != "caseworker" and key[:2] in decided and row.value != decided[key[:2]].value
    ]  # fmt: skip
    if differing:
        ids = "-".join(str(row.pk) for row in differing)[:100]
        add_task(
            matter=matter, kind="difference", title="Nya uppgifter skiljer sig från dem som handläggaren har ändrat",
            text="Handläggarens uppgift gäller fortfarande. Se skillnaden och avgör om den ska ändras.",
            month=differing[0].month, key=f"difference:{matter.pk}:{ids}", by=by, at=at,
        )  # fmt: skip
