"""Background work of automation. A job may run again at any time: the run looks at its state first."""

from django.db import InterfaceError, OperationalError
from django.utils import timezone
from django_tasks import task
from django_tasks_db.models import DBTaskResult

from andrum.applications.service import Application, ApplicationSigned, SupplementAnswered
from andrum.audit.service import MACHINE
from andrum.automation.actions import runs


@task()
def advance(run_id: int) -> None:
    """Take one run as far as it goes. A fault of the program is told on the board; the worker tries the job again."""
    try:
        runs.advance(run_id=run_id, by=MACHINE, at=timezone.now())
    except (OperationalError, InterfaceError):
        raise  # the database is away, locked or full: nothing can be written, and the worker says so
    except Exception:
        runs.note_failure(run_id=run_id, by=MACHINE, at=timezone.now())
        raise


def start_missing_runs() -> int:
    """Duty of the worker: start what has no run, and take up again what waited or lost its job. Returns how many."""
    waiting = DBTaskResult.objects.ready().filter(task_path=advance.module_path)
    found = runs.missing_runs(by=MACHINE, at=timezone.now(), queue_is_empty=not waiting.exists())
    for run_id in found:
        advance.enqueue(run_id)
    return len(found)


def on_application_signed(event: ApplicationSigned) -> None:
    """A signed application gets its run at once; the duty finds it should this be lost."""
    application = Application.objects.get(pk=event.application_id)
    run = runs.start_run(application=application, by=MACHINE, at=timezone.now())
    if run is not None:
        advance.enqueue(run.pk)


def on_supplement_answered(event: SupplementAnswered) -> None:
    """What the citizen has completed is looked at anew."""
    run = runs.run_again(application_id=event.application_id, by=MACHINE, at=timezone.now())
    if run is not None:
        advance.enqueue(run.pk)
