"""The door of automation."""

from andrum.automation.domain import register_answers
from andrum.automation.domain.errors import GarbledAnswerError, RegistersUnavailableError
from andrum.automation.domain.events import MandateStopped, RunDecided, RunHandedOver
from andrum.automation.models import DrawSeed, HandOver, Mandate, MandateState, Run, RunState, RunStep, StepName
from andrum.automation.ports import RegisterAnswers

__all__ = [
    "DrawSeed", "GarbledAnswerError", "HandOver", "Mandate", "MandateState", "MandateStopped", "RegisterAnswers",
    "RegistersUnavailableError", "Run", "RunDecided", "RunHandedOver", "RunState", "RunStep", "StepName",
    "register_answers",
]  # fmt: skip
