"""Where an application is on its road, as the one who applied sees it."""

from enum import StrEnum


class Stage(StrEnum):
    """One word for where it is; the pages put it in plain words."""

    DRAFT = "draft"
    SIGN = "sign"
    WAITS_FOR_OTHER = "waits_for_other"
    SENT = "sent"
    NEEDS_YOU = "needs_you"
    DECIDED = "decided"
    WITHDRAWN = "withdrawn"


def stage_of(state: str, *, is_applicant: bool, asks_something: bool, is_decided: bool) -> Stage:
    """The stage of an application in a state, for the applicant or the co-applicant."""
    if state == "signed":
        if is_decided:
            return Stage.DECIDED
        return Stage.NEEDS_YOU if asks_something else Stage.SENT
    if state == "awaiting_co_applicant":
        return Stage.WAITS_FOR_OTHER if is_applicant else Stage.SIGN
    return Stage.DRAFT if state == "draft" else Stage.WITHDRAWN
