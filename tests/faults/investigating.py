"""Signs the conversation, or finishes the investigation, and is killed with SIGKILL on the way."""

# ruff: noqa: E402 - Django first; this is a program

import os
import signal
import sys
from collections.abc import Callable
from typing import Any

import django

django.setup()

from django.db import connection
from django.utils import timezone

from andrum.accounts.service import User, actor_of
from andrum.conversations.service import Conversation, sign_conversation
from andrum.investigations import jobs
from andrum.investigations.service import Investigation, finish

WRITES = ("INSERT", "UPDATE", "DELETE")


def die(*_more: object, **_named: object) -> None:
    """As when the power goes."""
    os.kill(os.getpid(), signal.SIGKILL)


def dying_at(write: int) -> Callable[..., Any]:
    """Let everything through until so many writes have been made."""
    made = 0

    def wrapper(execute: Callable[..., Any], sql: str, params: Any, many: bool, context: Any) -> Any:
        nonlocal made
        made += sql.lstrip().upper().startswith(WRITES)
        if made == write > 0:
            die()
        return execute(sql, params, many, context)

    return wrapper


def main(deed: str, write: int) -> None:
    """``sign`` dies when the listener would begin; ``finish`` at the write with that number, or lives with 0."""
    by = actor_of(User.objects.get(username="cilla"))
    if deed == "sign":
        jobs.keep_for_matter = die
        sign_conversation(conversation=Conversation.objects.get(), by=by, at=timezone.now())
    with connection.execute_wrapper(dying_at(write)):
        finish(
            investigation=Investigation.objects.get(), not_sent_because="Alva har läst allt och sagt ja.", by=by,
            at=timezone.now(),
        )  # fmt: skip


if __name__ == "__main__":
    main(sys.argv[1], int(sys.argv[2]))
