"""To read is to act: which prepared case somebody opened, searched for or took out is kept in the log."""

from collections.abc import Mapping
from datetime import datetime

from django.db import transaction
from django.utils.crypto import salted_hmac

from andrum.audit.service import Actor, record
from andrum.automation.models import HandOver, Run
from andrum.cases.service import Decision


@transaction.atomic
def note_hand_over_read(*, hand_over: HandOver, part: str, by: Actor, at: datetime) -> None:
    """Somebody read a prepared case, or a part of it."""
    record(
        kind="automation.hand_over_read", by=by, at=at, subject=f"hand_over:{hand_over.pk}",
        matter=str(hand_over.matter_id), person=str(hand_over.matter.applicant_id), details={"part": part},
    )  # fmt: skip


@transaction.atomic
def note_decision_opened(*, decision: Decision, part: str, by: Actor, at: datetime) -> None:
    """Somebody read a decision to try it again, or an appeal against it."""
    record(
        kind="automation.decision_opened", by=by, at=at, subject=f"decision:{decision.pk}",
        matter=str(decision.matter_id), person=str(decision.matter.applicant_id), details={"part": part},
    )  # fmt: skip


@transaction.atomic
def note_run_read(*, run: Run, by: Actor, at: datetime) -> None:
    """Somebody read a run with its steps."""
    record(
        kind="automation.run_read", by=by, at=at, subject=f"run:{run.pk}", matter=str(run.matter_id),
        person=str(run.matter.applicant_id),
    )  # fmt: skip


@transaction.atomic
def note_worklist_search(*, text: str, hits: int, by: Actor, at: datetime) -> None:
    """Somebody searched the worklist. The words are kept only as a keyed hash."""
    told_apart = salted_hmac("andrum.automation.search", text).hexdigest()[:32]
    record(
        kind="automation.searched", by=by, at=at, subject="worklist",
        details={"length": len(text), "hits": hits, "hmac": told_apart},
    )  # fmt: skip


@transaction.atomic
def note_list_export(*, what: str, rows: int, filters: Mapping[str, str], by: Actor, at: datetime) -> None:
    """Somebody took out a list as a file."""
    record(
        kind="automation.exported", by=by, at=at, subject=f"list:{what}",
        details={"rows": rows, "filters": dict(filters)},
    )  # fmt: skip


@transaction.atomic
def note_api_read(*, what: str, rows: int, run: Run | None, by: Actor, at: datetime) -> None:
    """Another system read runs."""
    record(
        kind="automation.api_read", by=by, at=at, subject=f"api:{what}", matter=str(run.matter_id) if run else "",
        details={"rows": rows},
    )  # fmt: skip
