"""Duties: propose what is due, and remove what has been approved when the days of regret are out."""

import logging

from django.db import DatabaseError
from django.utils import timezone

from andrum.audit.service import MACHINE
from andrum.kernel.errors import AndrumError
from andrum.retention.actions.erasing import erase
from andrum.retention.actions.proposing import propose
from andrum.retention.queries.proposals import due_approved

logger = logging.getLogger("andrum.retention")
AT_ONCE = 50


def sweep() -> int:
    """Propose and remove; gives how many were proposed or removed. One that fails does not stop the others."""
    at, done = timezone.now(), 0
    for proposal_id in list(due_approved(at).values_list("pk", flat=True)[:AT_ONCE]):
        try:
            erase(proposal_id=proposal_id, by=MACHINE, at=at)
            done += 1
        except (AndrumError, DatabaseError) as error:
            logger.error("Proposal %d is not carried out (%s).", proposal_id, type(error).__name__)
    try:
        return done + propose(by=MACHINE, at=at)
    except AndrumError as error:
        logger.error("Nothing is proposed for removal (%s).", type(error).__name__)
        return done
