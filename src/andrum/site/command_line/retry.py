"""``andrum retry``: jobs that failed."""

import argparse
from uuid import UUID

from andrum.site.command_line.start import load_django

DESCRIPTION = """\
List the jobs that failed and are not tried again by themselves, or let them run again.

  andrum retry                  list them
  andrum retry --all            run all of them again
  andrum retry 3f1c…            run one again"""


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Which jobs."""
    parser.add_argument("job", nargs="*", type=UUID, help="the job's number in the list")
    parser.add_argument("--all", action="store_true", help="all that failed")


def run(options: argparse.Namespace) -> int:
    """List, or retry."""
    load_django()
    from django.utils import timezone

    from andrum.audit.service import SYSTEM
    from andrum.site.queue import failed_jobs, retry_job

    failed = failed_jobs()
    chosen = [job.pk for job in failed] if options.all else options.job
    for job_id in chosen:
        retry_job(job_id=job_id, by=SYSTEM, at=timezone.now())
        print(f"{job_id} runs again.")
    if chosen:
        return 0
    for job in failed:
        print(f"{job.pk}  {job.finished_at:%Y-%m-%d %H:%M}  {job.task_path}  {job.exception_class_path}")
    if not failed:
        print("No job has failed.")
    return 0
