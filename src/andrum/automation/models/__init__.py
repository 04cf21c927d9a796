"""Tables of automation, one file a subject."""

from andrum.automation.models.appeals import AppealTrial
from andrum.automation.models.draws import DrawSeed
from andrum.automation.models.hand_overs import HandOver
from andrum.automation.models.mandates import Mandate, MandateState
from andrum.automation.models.runs import Run, RunState, RunStep, StepName

__all__ = [
    "AppealTrial", "DrawSeed", "HandOver", "Mandate", "MandateState", "Run", "RunState", "RunStep", "StepName",
]  # fmt: skip
