"""The made-up service without wires: the same messages, the same reading, no port. For tests and benches of the rest.

A run of a test asks in 2 ms instead of starting a server; everything but the network is what it is in production.
"""

from collections.abc import Callable
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Final

from django.conf import settings

from andrum.integrations.registers.asking import Asker
from andrum.integrations.registers.client import Line, SsbtekRegisters
from andrum.integrations.registers.made_up.service import MadeUpService
from andrum.integrations.registers.made_up.told import ACTOR, ORGANISATION
from andrum.integrations.registers.options import Options
from andrum.integrations.registers.transport import TransportError

MADE_UP: Final = Options(
    url="", certificate="", key="", authority="", asker=Asker(ORGANISATION, "Älvboda kommun", ACTOR),
    seconds=10, tries=1, failures=1_000_000, pause=1,
)  # fmt: skip
"""One try and no breaker: what is set in the faults file is seen at once."""


@dataclass(frozen=True, slots=True)
class NoWires:
    """Hands the message to the service beside it."""

    service: MadeUpService

    def send(self, message: bytes) -> bytes:
        """The answer. Raises TransportError where the wires would."""
        reply = self.service.answer(message)
        if reply.status not in {200, 500}:
            raise TransportError(f"http_{reply.status}")
        if reply.is_endless:
            raise TransportError("too_large", is_temporary=False)
        if reply.is_half:
            raise TransportError("cut_off")
        return reply.content


@lru_cache(maxsize=4)
def _line(folder: Path) -> Line:
    return Line(MADE_UP, NoWires(MadeUpService(folder, judges=False)))


class InProcessRegisters(SsbtekRegisters):
    """Asks the made-up service in this process.

    Args:
        folder: Where the persons and the faults lie; ``$ANDRUM_DATA/registers`` when left out.
        sleep: How the service waits when a fault says ``slow``; replaced in tests.
    """

    def __init__(self, folder: Path | None = None, *, sleep: Callable[[float], None] | None = None) -> None:
        where = folder or Path(settings.DATA) / "registers"
        line = (
            _line(where) if sleep is None else Line(MADE_UP, NoWires(MadeUpService(where, sleep=sleep, judges=False)))
        )
        super().__init__(line, sleep=lambda _seconds: None)

    @staticmethod
    def problems() -> list[object]:  # type: ignore[override]  # there is nothing to be wrong with
        """Nothing: it needs no settings."""
        return []
