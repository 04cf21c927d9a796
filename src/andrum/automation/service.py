"""The door of automation."""

from andrum.automation.actions.deciding import (
    ask_citizen,
    communicate_before_decision,
    decide_hand_over,
)
from andrum.automation.actions.hand_overs import Change, change_fact, release_hand_over, take_hand_over, undo_change
from andrum.automation.actions.mandates import give_mandate, stop_mandate, switch_mandate
from andrum.automation.actions.runs import advance, retry_run
from andrum.automation.actions.seeds import publish_seed
from andrum.automation.domain import register_answers
from andrum.automation.domain.calculation import assessment_in
from andrum.automation.domain.errors import (
    DutyError,
    GarbledAnswerError,
    HandOverClosedError,
    MandateError,
    RegistersUnavailableError,
    RunError,
)
from andrum.automation.domain.events import MandateStopped, RunDecided, RunHandedOver
from andrum.automation.domain.parameter_files import income_codes_for, limits_for
from andrum.automation.models import DrawSeed, HandOver, Mandate, MandateState, Run, RunState, RunStep, StepName
from andrum.automation.ports import RegisterAnswers
from andrum.automation.queries.desk_runs import visible_runs
from andrum.automation.queries.desk_worklist import worklist
from andrum.automation.queries.holdings import holdings_of
from andrum.automation.queries.step_words import step_in_words, versions_in_words
from andrum.automation.queries.words import short_reason

__all__ = [
    "Change",
    "DrawSeed",
    "DutyError",
    "GarbledAnswerError",
    "HandOver",
    "HandOverClosedError",
    "Mandate",
    "MandateError",
    "MandateState",
    "MandateStopped",
    "RegisterAnswers",
    "RegistersUnavailableError",
    "Run",
    "RunDecided",
    "RunError",
    "RunHandedOver",
    "RunState",
    "RunStep",
    "StepName",
    "advance",
    "ask_citizen",
    "assessment_in",
    "change_fact",
    "communicate_before_decision",
    "decide_hand_over",
    "give_mandate",
    "holdings_of",
    "income_codes_for",
    "limits_for",
    "publish_seed",
    "register_answers",
    "release_hand_over",
    "retry_run",
    "short_reason",
    "step_in_words",
    "stop_mandate",
    "switch_mandate",
    "take_hand_over",
    "undo_change",
    "versions_in_words",
    "visible_runs",
    "worklist",
]
