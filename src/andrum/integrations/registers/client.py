"""SSBTEK: the agencies' registers, asked about one person at a time. Version 10 of Försäkringskassan's contract."""

import logging
import secrets
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from functools import lru_cache
from typing import Final
from uuid import uuid4

from andrum.automation.service import GarbledAnswerError, RegistersUnavailableError, register_answers
from andrum.integrations.registers.answering import UNREADABLE, read
from andrum.integrations.registers.asking import Question, question_xml
from andrum.integrations.registers.breaker import Breaker
from andrum.integrations.registers.messages import UnreadableError
from andrum.integrations.registers.options import Options, Wrong, options, problems
from andrum.integrations.registers.transport import Https, Transport, TransportError

Agency, RegisterAnswer = register_answers.Agency, register_answers.RegisterAnswer
NEVER_AGAIN: Final = frozenset({"wrong_person", "other_question", "no_question"})
"""What an answer may be wrong with that asking again does not mend."""
PAUSED, NOT_AGAIN = "PAUSED", "NOT_AGAIN"
FIRST_WAIT: Final = 0.5
"""Seconds before the second try; twice as long before each after it, give or take a half."""
CHANCE: Final = secrets.SystemRandom().random
log = logging.getLogger("andrum.registers")


@dataclass(slots=True)
class Line:
    """The way to SSBTEK with what is known of how it is: shared by all questions of a process."""

    options: Options
    transport: Transport
    whole: Breaker = field(init=False)
    agencies: Mapping[register_answers.Agency, Breaker] = field(init=False)

    def __post_init__(self) -> None:
        failures, pause = self.options.failures, self.options.pause
        self.whole = Breaker(failures, pause)
        self.agencies = {agency: Breaker(failures, pause) for agency in Agency}


@lru_cache(maxsize=4)
def _line(options: Options) -> Line:
    return Line(options, Https(options))


class SsbtekRegisters:
    """Asks through SSBTEK. See the port.

    Args:
        line: The way there; the settings' own when left out.
        clock: A steady clock in seconds.
        sleep: How to wait between tries.
        chance: A number from 0 to 1, anew each time.
        new_id: What ties an answer to its question.
    """

    def __init__(
        self, line: Line | None = None, *, clock: Callable[[], float] = time.monotonic,
        sleep: Callable[[float], None] = time.sleep, chance: Callable[[], float] = CHANCE,
        new_id: Callable[[], str] = lambda: str(uuid4()),
    ) -> None:  # fmt: skip
        self._line = line or _line(options())
        self._clock, self._sleep, self._chance, self._new_id = clock, sleep, chance, new_id

    @staticmethod
    def problems() -> list[Wrong]:
        """What is wrong with the settings of the connection, for ``andrum check``."""
        return problems()

    def ask(
        self, *, person_number: str, from_date: date, to_date: date, purpose: str, legal_basis: str,
        matter_reference: str, asked_by: str, asked_at: datetime,
    ) -> register_answers.RegisterAnswer:  # fmt: skip
        """What the agencies say. See the port.

        One that gave an error that SSBTEK itself calls its own, such as a timeout, is asked once more, alone. One that
        has failed many times in a row is left out for a while, and has the error ``PAUSED``.
        """
        if not (purpose and legal_basis and matter_reference and asked_by):
            raise RegistersUnavailableError("question_incomplete")
        if not self._line.whole.may_try(self._clock()):
            raise RegistersUnavailableError("paused")
        question = Question(
            person_number=person_number, from_date=from_date, to_date=to_date, purpose=purpose, legal_basis=legal_basis,
            matter_reference=matter_reference, asked_by=asked_by, asked_at=asked_at, correlation=self._new_id(),
            left_out={agency: PAUSED for agency, one in self._line.agencies.items() if not one.may_try(self._clock())},
        )  # fmt: skip
        answer = self._asked(question)
        if again := self._worth_again(answer):
            answer = self._second(question, answer, again)
        self._remember(answer)
        return answer

    def _asked(self, question: Question) -> register_answers.RegisterAnswer:
        """With as many tries as the settings say, and a wait that grows between them."""
        for number in range(1, self._line.options.tries + 1):
            try:
                answer = self._once(question)
            except TransportError as error:
                self._note(question, error.code)
                if not error.is_temporary or number == self._line.options.tries:
                    raise RegistersUnavailableError(error.code) from None
            except GarbledAnswerError as error:
                self._note(question, error.code)
                if error.code in NEVER_AGAIN or number == self._line.options.tries:
                    raise
            except RegistersUnavailableError as error:
                self._note(question, error.code)
                raise
            else:
                return answer
            if not self._line.whole.may_try(self._clock()):
                raise RegistersUnavailableError("paused")
            self._sleep(FIRST_WAIT * 2 ** (number - 1) * (0.5 + self._chance()))
        raise RegistersUnavailableError("no_tries")

    def _once(self, question: Question) -> register_answers.RegisterAnswer:
        try:
            message = question_xml(question, self._line.options.asker)
        except UnreadableError:
            raise RegistersUnavailableError("question_incomplete") from None
        started = self._clock()
        reply = self._line.transport.send(message)
        answer = read(reply, question=question, at=question.asked_at)
        self._line.whole.succeeded()
        failed = {agency.value: part.error.code for agency, part in answer.by_agency().items() if part.error}
        level = logging.INFO if failed else logging.DEBUG
        took = 1e3 * (self._clock() - started)
        log.log(level, "registers answered: %s, %.0f ms, %s", question.correlation, took, failed)
        return answer

    def _note(self, question: Question, code: str) -> None:
        self._line.whole.failed(self._clock())
        log.warning("registers did not answer: %s, %s", question.correlation, code)

    def _worth_again(self, answer: register_answers.RegisterAnswer) -> frozenset[register_answers.Agency]:
        return frozenset(
            agency
            for agency, part in answer.by_agency().items()
            if part.error is not None and part.error.source == "SSBT" and part.error.code != PAUSED
        )

    def _second(
        self, question: Question, answer: register_answers.RegisterAnswer, again: frozenset[register_answers.Agency]
    ) -> register_answers.RegisterAnswer:
        """Those that SSBTEK itself could not reach, asked once more; what the others said stands."""
        if self._line.options.tries < 2:
            return answer
        self._sleep(FIRST_WAIT * (0.5 + self._chance()))
        left_out = {agency: NOT_AGAIN for agency in Agency if agency not in again}
        try:
            second = self._once(replace(question, correlation=self._new_id(), left_out=left_out))
        except (TransportError, GarbledAnswerError, RegistersUnavailableError) as error:
            self._note(question, error.code)
            return answer
        parts = {agency.value.lower(): part for agency, part in second.by_agency().items() if agency in again}
        return replace(answer, **parts)  # type: ignore[arg-type]  # each part goes where it came from

    def _remember(self, answer: register_answers.RegisterAnswer) -> None:
        for agency, part in answer.by_agency().items():
            if part.data is not None:
                self._line.agencies[agency].succeeded()
            elif part.error is not None and part.error.code not in {PAUSED, UNREADABLE}:
                self._line.agencies[agency].failed(self._clock())
