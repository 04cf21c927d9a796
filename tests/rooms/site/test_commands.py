"""The command andrum: what each command says, and its exit codes."""

import json
from importlib import import_module

import pytest
from django.db import OperationalError
from django.utils import timezone
from django_tasks import TaskResultStatus
from django_tasks_db.models import DBTaskResult

from andrum.accounts.service import ApiToken, User
from andrum.audit.service import SYSTEM, events
from andrum.site.command_line import COMMANDS, main
from andrum.site.queue import JobNotFailedError, queue, retry_job

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("name", COMMANDS)
def test_every_command_says_what_it_does(name, capsys):
    with pytest.raises(SystemExit) as stopped:
        main([name, "--help"])
    assert stopped.value.code == 0
    said = capsys.readouterr().out
    assert import_module(f"andrum.site.command_line.{name}").DESCRIPTION.splitlines()[0] in said


def test_a_command_that_is_not_there_is_named(capsys):
    assert main(["fly"]) == 2
    assert "'fly'" in capsys.readouterr().err
    assert main([]) == 0
    assert main(["--version"]) == 0


def test_a_database_that_cannot_be_used_is_said_in_one_line(monkeypatch, capsys):
    def away():
        raise OperationalError("no such table")

    monkeypatch.setattr("andrum.audit.service.verify", away)
    assert main(["audit", "verify"]) == 1
    assert "andrum migrate" in capsys.readouterr().err


def test_check_names_every_wrong_setting(settings, capsys):
    settings.ANDRUM_MAILBOX = "andrum.nowhere.Mailbox"
    assert main(["check"]) == 1
    said = capsys.readouterr().out
    assert "ANDRUM_MAILBOX" in said
    assert "ANDRUM_SECRET_KEY" in said


def test_the_log_is_verified_and_its_head_compared(tmp_path, capsys):
    assert main(["audit", "verify"]) == 0
    capsys.readouterr()
    assert main(["audit", "head"]) == 0
    kept = tmp_path / "head.json"
    kept.write_text(capsys.readouterr().out)
    assert main(["audit", "compare", str(kept)]) == 0
    kept.write_text(json.dumps({"count": 1_000_000, "hash": "f" * 64}))
    assert main(["audit", "compare", str(kept)]) == 1
    kept.write_text("nothing")
    assert main(["audit", "compare", str(kept)]) == 1
    assert "inget exporterat logghuvud" in capsys.readouterr().err


def test_a_token_is_given_listed_and_revoked(cast, capsys):
    assert main(["token", "give", "--unit", "norr", "--name", "Fackprogram"]) == 0
    secret = capsys.readouterr().out.split()[-1]
    assert secret.startswith("andrum_")
    assert main(["token", "list"]) == 0
    said = capsys.readouterr().out
    assert "Fackprogram" in said
    assert secret not in said
    assert main(["token", "revoke", str(ApiToken.objects.get().pk)]) == 0
    assert ApiToken.objects.get().revoked_at is not None
    assert main(["token", "give", "--unit", "finns-inte", "--name", "x"]) == 2


def failed_job() -> DBTaskResult:
    now = timezone.now()
    return DBTaskResult.objects.create(
        status=TaskResultStatus.FAILED, task_path="andrum.site.running.prune", args_kwargs={"args": [], "kwargs": {}},
        queue_name="default", backend_name="default", run_after=now, enqueued_at=now, finished_at=now,
        exception_class_path="builtins.OSError", worker_ids=["a", "b"],
    )  # fmt: skip


def test_a_failed_job_is_listed_and_runs_again_once(capsys):
    job = failed_job()
    assert main(["retry"]) == 0
    assert str(job.pk) in capsys.readouterr().out
    assert main(["retry", str(job.pk)]) == 0
    assert (queue().failed, queue().ready) == (0, 1)
    assert events(kind="site.job_retried").count() == 1
    assert main(["retry", str(job.pk)]) == 1
    with pytest.raises(JobNotFailedError):
        retry_job(job_id=job.pk, by=SYSTEM, at=timezone.now())


def test_the_operator_lets_a_failed_job_run_again(cast, client):
    job = failed_job()
    client.force_login(cast.ida)
    assert "builtins.OSError" in client.get("/drift").content.decode()
    client.post(f"/drift/jobb/{job.pk}/igen")
    assert queue().ready == 1
    client.force_login(cast.cilla)
    assert client.post(f"/drift/jobb/{job.pk}/igen").status_code == 404


def test_migrate_says_when_there_is_nothing_to_do(capsys):
    assert main(["migrate", "--check"]) == 0
    assert "up to date" in capsys.readouterr().out


def test_the_first_administrator_is_added_once_and_gives_roles(capsys, client):
    where = ["--unit", "EKB", "--unit-name", "Ekonomiskt bistånd"]
    assert main(["administrator", "anna.admin", "--name", "Anna Admin", *where]) == 0
    assert "Anna Admin is administrator in Ekonomiskt bistånd" in capsys.readouterr().out
    client.force_login(User.objects.get(username="anna.admin"))
    assert client.get("/behorighet").status_code == 200
    assert {event.actor_kind for event in events(kind="accounts.membership_added")} == {SYSTEM.kind}
    assert main(["administrator", "b.b", "--name", "B B", "--unit", "EKB"]) == 1
    assert "already" in capsys.readouterr().out
    assert not User.objects.filter(username="b.b").exists()
