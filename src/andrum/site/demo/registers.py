"""The demo asks the registers over real mutual TLS: a made-up service in a thread of the demo itself."""

import os
from collections.abc import Callable
from pathlib import Path

from andrum.site.demo.processes import free_port

FIRST_PORT = 8700


def ask_made_up_registers(folder: Path) -> Callable[[], None]:
    """Tell this process and its children to ask the service, and give what starts it once Django is loaded.

    Where the operator has named other registers they are left as they are, and nothing is started.
    """
    if os.environ.get("ANDRUM_REGISTERS"):
        return lambda: None
    from andrum.integrations.registers.made_up.told import settings_for  # noqa: PLC0415 - the demo alone needs it

    port, where = free_port(FIRST_PORT), folder.resolve()
    os.environ.update(settings_for(where, port))

    def start() -> None:
        from andrum.integrations.registers.made_up.server import MadeUpServer  # noqa: PLC0415 - needs Django

        MadeUpServer(where, port=port).start()

    return start
