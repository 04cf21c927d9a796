"""Those who do things."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Actor:
    """Who did it.

    Args:
        kind: ``person`` (staff), ``citizen``, ``machine`` (the automation) or ``system``.
        id: User id, person id, or the name of the machine.
        name: The name as shown.
    """

    kind: str
    id: str
    name: str


MACHINE = Actor("machine", "automation", "Automatiserad handläggning")
SYSTEM = Actor("system", "andrum", "Andrum")
