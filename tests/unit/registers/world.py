"""A question, a row of one made-up person with everything, and the ways to ask in a test."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime
from pathlib import Path

from andrum.automation.service import register_answers
from andrum.integrations.registers.asking import Asker, Question, question_xml
from andrum.integrations.registers.client import Line, SsbtekRegisters
from andrum.integrations.registers.in_process import MADE_UP
from andrum.integrations.registers.made_up.service import MadeUpService
from andrum.integrations.registers.options import Options
from andrum.integrations.registers.transport import TransportError
from tests.cast import ALVA_NUMBER, NOW

NUMBER = str(ALVA_NUMBER)
ASKER = Asker("162120000001", "Älvboda kommun", "andrum-demo")
EVERYTHING = """
persons:
  "{number}":
    payments:
      - {{payer: FK, code: AS, net_ore: 520050, day: 31, amounts: {{"2026-09": 400000}}}}
      - {{payer: PM, code: AP, net_ore: 780000, day: 18}}
      - {{payer: SO, code: A-KASSA, net_ore: 100025, from: "2026-10"}}
      - {{payer: CSN, code: GRUNDB, net_ore: 380000}}
    job_seeker: {{is_job_seeker: true, registered: 2026-01-07, extent: "100", unemployment_fund: Påhittad a-kassa,
                  last_activity_report: 2026-10-12, is_protected: false}}
    capital: {{tax_year: 2025, income_ore: 70000, surplus_ore: 1200}}
    vehicles: [{{registration: ABC123, year: 2011, make: Volvo, type: PERSONBIL, trade_name: V70}}]
    permits: [{{case_type: UAT, decision_code: BEV, decided: 2020-05-12, is_permanent: true}}]
"""
QUESTION = Question(
    person_number=NUMBER, from_date=date(2026, 9, 1), to_date=date(2026, 11, 30), purpose="Handläggning",
    legal_basis="15 kap. 10-12 §§ socialtjänstlagen (2025:400)", matter_reference="EB-2026-000001", asked_at=NOW,
    asked_by="Andrum automatik, norr", correlation="7d1c1b9e",
)  # fmt: skip


def with_everything(folder: Path) -> Path:
    """The folder with one person in it who has something at every agency."""
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "persons.yaml").write_text(EVERYTHING.format(number=NUMBER), encoding="utf-8")
    return folder


def answer_bytes(folder: Path, question: Question = QUESTION) -> bytes:
    """What the made-up service sends back."""
    return MadeUpService(folder).answer(question_xml(question, ASKER)).content


Said = bytes | TransportError | Callable[[bytes], bytes]


@dataclass
class Script:
    """A way to nowhere: each message meets the next of what was told, the last one for ever."""

    said: Iterable[Said]
    sent: list[bytes] = field(default_factory=list)

    def __post_init__(self) -> None:
        self._left = list(self.said)

    def send(self, message: bytes) -> bytes:
        self.sent.append(message)
        now = self._left.pop(0) if len(self._left) > 1 else self._left[0]
        if isinstance(now, TransportError):
            raise now
        return now(message) if callable(now) else now


@dataclass
class Clock:
    """A clock that goes when somebody sleeps by it, or when it is told to."""

    now: float = 1000.0
    waits: list[float] = field(default_factory=list)

    def __call__(self) -> float:
        return self.now

    def sleep(self, seconds: float) -> None:
        self.waits.append(seconds)
        self.now += seconds


def line(*said: Said, **changes: object) -> tuple[Line, Script]:
    """A line along which the told answers come."""
    script = Script(said)
    options: Options = replace(MADE_UP, tries=3, failures=4, pause=60.0)
    return Line(replace(options, **changes), script), script  # type: ignore[arg-type]


def client(way: Line, clock: Clock | None = None) -> SsbtekRegisters:
    """The adapter with a clock, a chance and ids of the test's own."""
    own = clock or Clock()
    numbers = iter(range(10_000))
    return SsbtekRegisters(
        way, clock=own, sleep=own.sleep, chance=lambda: 0.5, new_id=lambda: f"id-{next(numbers)}"
    )  # fmt: skip


def ask(registers: SsbtekRegisters, *, number: str = NUMBER, at: datetime = NOW) -> register_answers.RegisterAnswer:
    """Ask about Alva."""
    return registers.ask(
        person_number=number, from_date=QUESTION.from_date, to_date=QUESTION.to_date, purpose=QUESTION.purpose,
        legal_basis=QUESTION.legal_basis, matter_reference=QUESTION.matter_reference, asked_by=QUESTION.asked_by,
        asked_at=at,
    )  # fmt: skip


def service(folder: Path) -> Callable[[bytes], bytes]:
    """The made-up service as something a script may say."""
    made = MadeUpService(folder, sleep=lambda _seconds: None)
    return lambda message: made.answer(message).content


LATE = datetime(2026, 11, 28, tzinfo=UTC)
