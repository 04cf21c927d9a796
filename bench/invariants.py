"""What must be true after any interruption: nothing lost, nothing twice, the log whole. Run beside a database."""

# ruff: noqa: E402 - Django first
import json
import re
import sys
from collections import Counter
from pathlib import Path

import django

django.setup()

from django.conf import settings

from andrum.applications.service import signed_applications
from andrum.audit.service import AuditEvent, verify
from andrum.automation.service import Run, RunState
from andrum.cases.service import Decision
from andrum.dispatch.service import Outgoing, PaymentFile


def problems(*, applications: int) -> list[str]:
    """Everything that is wrong, in words; an empty list when all is well.

    Args:
        applications: How many applications were signed.
    """
    return [*_lost(applications), *_twice(), *_carried_out(), *_log()]


def _lost(applications: int) -> list[str]:
    found = []
    signed = set(signed_applications().values_list("pk", flat=True))
    if len(signed) != applications:
        found.append(f"{len(signed)} signed applications, {applications} expected")
    runs = dict(Run.objects.values_list("application_id", "state"))
    finished = {RunState.DECIDED, RunState.HANDED_OVER}
    lost = [key for key in signed if runs.get(key) not in finished]
    if lost:
        found.append(
            f"{len(lost)} applications neither decided nor handed over: {Counter(runs.get(key) for key in lost)}"
        )
    return found


def _twice() -> list[str]:
    found = []
    first = Decision.objects.filter(changes__isnull=True, how="automated")
    for what, rows in (
        ("runs of an application", Run.objects.values_list("application_id", flat=True)),
        ("automated decisions of a matter and month", first.values_list("matter_id", "month")),
        ("letters of a decision", Outgoing.objects.filter(kind="letter").values_list("decision_id", flat=True)),
        ("payments of a decision", Outgoing.objects.filter(kind="payment").values_list("decision_id", flat=True)),
    ):
        more = [key for key, count in Counter(rows).items() if count > 1]
        if more:
            found.append(f"twice: {what}: {len(more)}")
    return found


def _carried_out() -> list[str]:
    """Every automated decision has its letter and, with an amount, its payment of that amount."""

    found = []
    letters = set(Outgoing.objects.filter(kind="letter").values_list("decision_id", flat=True))
    payments = dict(Outgoing.objects.filter(kind="payment").values_list("decision_id", "amount_ore"))
    for decision in Decision.objects.filter(how="automated", outcome="granted").only("pk", "amount_ore"):
        if decision.pk not in letters:
            found.append(f"decision {decision.pk} has no letter")
        if payments.get(decision.pk) != decision.amount_ore:
            found.append(f"decision {decision.pk} has no payment of its amount")
    return found[:20] + _paid_once() + _sent_once()


def _paid_once() -> list[str]:
    """No payment stands twice in the files to the bank."""

    ends: Counter[str] = Counter()
    for file in PaymentFile.objects.all().iterator():
        ends.update(re.findall(r"<EndToEndId>([^<]+)</EndToEndId>", bytes(file.content).decode()))
    return [f"{count} times in the payment files: {key}" for key, count in ends.items() if count > 1][:20]


def _sent_once() -> list[str]:
    """No letter lies twice in the folder that stands for the mailboxes."""

    names = Counter(path.stem for path in Path(settings.DATA).glob("**/*.pdf"))
    return [f"{count} times in the mailbox: {name}" for name, count in names.items() if count > 1][:20]


def _log() -> list[str]:

    report = verify()
    found = [] if report.ok else [f"the log's chain is broken: {report.problems}"]
    decided = AuditEvent.objects.filter(kind__startswith="cases.decision").values_list("subject", flat=True)
    more = [subject for subject, count in Counter(decided).items() if count > 1]
    return found + ([f"{len(more)} decisions stand twice in the log"] if more else [])


if __name__ == "__main__":
    print(json.dumps(problems(applications=int(sys.argv[1]))))
