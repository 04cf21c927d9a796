"""Reads of decisions."""

import hashlib
import json

from django.db.models import QuerySet

from andrum.cases.models import Communication, Decision, Matter


def decisions_of(matter: Matter) -> QuerySet[Decision]:
    """All decisions of a matter, newest first."""
    return matter.decisions.select_related("changed_by").order_by("-decided_at", "-pk")


def active_decision(*, matter: Matter, month: str) -> Decision | None:
    """The decision that holds for a month: the last that no later decision has changed."""
    return (
        Decision.objects.filter(matter=matter, month=month, changed_by__isnull=True)
        .order_by("-decided_at", "-pk")
        .first()
    )


def communication_of(*, matter: Matter, month: str) -> Communication | None:
    """The latest notice before a decision that was sent for a month."""
    return Communication.objects.filter(matter=matter, month=month).order_by("-sent_at", "-pk").first()


def decision_digest(decision: Decision) -> str:
    """SHA-256 of what was decided, as it stands in the log; tells a row that was changed around the database's lock."""
    content = [
        decision.matter_id, decision.month, decision.outcome, decision.amount_ore, decision.reasons, decision.how,
        decision.decided_by_id, decision.mandate_ref, decision.calculation, decision.rulebook_version,
    ]  # fmt: skip
    return hashlib.sha256(json.dumps(content, ensure_ascii=False, sort_keys=True).encode()).hexdigest()
