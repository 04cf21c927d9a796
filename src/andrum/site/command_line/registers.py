"""``andrum registers``: try the connection to the agencies' registers, or a made-up service that is like it."""

import argparse
import json
import os
from dataclasses import asdict
from datetime import UTC, datetime
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from andrum.kernel.errors import AndrumError
from andrum.kernel.identity import PersonalNumber
from andrum.kernel.periods import Month

DESCRIPTION = """\
The registers that SSBTEK asks: Försäkringskassan, Pensionsmyndigheten, CSN,
Arbetsförmedlingen, the unemployment funds, Skatteverket, Transportstyrelsen,
Migrationsverket.

  andrum registers serve            a made-up service by the same contract, over
                                    mutual TLS, with certificates it makes itself
  andrum registers try              the contract's own trial of the connection in
                                    the settings; it is about no person
  andrum registers ask NUMBER       ask the made-up service about a made-up person

Nobody real is asked about from here: that is lawful only in a matter, by the unit
that decides it, and is done there. Faults are set in registers/faults in the
folder: down, slow 3, half, garbled, wrong_person, expired_certificate, fault,
FK error, SO timeout, CSN nothing, FK partial, SKV garbled.
Exit code: 0 done, 1 something is wrong."""
LOCAL = frozenset({"127.0.0.1", "localhost"})


class RegistersCommandError(AndrumError):
    """What was asked for cannot, or may not, be done from the command line."""


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """What to do."""
    actions = parser.add_subparsers(dest="action", required=True, metavar="serve|try|ask")
    serve = actions.add_parser("serve", help="start the made-up service")
    serve.add_argument("--port", type=int, default=0, help="port on this machine (default: a free one)")
    serve.add_argument("--folder", type=Path, help="persons, faults, certificates (default: registers in ANDRUM_DATA)")
    actions.add_parser("try", help="try the connection in the settings")
    ask = actions.add_parser("ask", help="ask the made-up service about a made-up person")
    ask.add_argument("number", help="twelve digits, from the range for test persons")
    ask.add_argument("--month", type=Month.parse, help="2026-11: that month and the two before (default: this month)")


def run(options: argparse.Namespace) -> int:
    """Do it and say how it went."""
    if options.action == "serve":
        return _serve(options)
    from andrum.site.command_line.start import load_django

    load_django()
    return _try() if options.action == "try" else _ask(options)


def _serve(options: argparse.Namespace) -> int:
    from andrum.site.command_line.start import load_django

    load_django()
    from andrum.integrations.registers.made_up.server import MadeUpServer

    folder = options.folder or Path(os.environ.get("ANDRUM_DATA") or "var") / "registers"
    try:
        server = MadeUpServer(folder.resolve(), port=options.port)
    except OSError as error:
        raise RegistersCommandError(
            f"Tjänsten kunde inte starta ({type(error).__name__}).", todo="Välj en annan port eller mapp."
        ) from None
    print("\n".join(f"export {name}='{value}'" for name, value in server.settings().items()), flush=True)
    print(f"# Answers at {server.url}. Persons and faults: {folder.resolve()}. Stop: Ctrl-C", flush=True)
    try:
        server.serve_forever()
    finally:
        server.server_close()
    return 0


def _try() -> int:
    from andrum.integrations.registers.options import options as said
    from andrum.integrations.registers.options import problems
    from andrum.integrations.registers.trial import trial

    wrong = [problem for problem in problems() if problem.stops]
    for problem in wrong:
        print(f"FEL    {problem.variable}: {problem.what} {problem.todo}")
    if wrong:
        return 1
    found = trial(said())
    for name, words in found.items():
        print(f"{name:<4} {words or 'svarar'}")
    return 1 if any(found.values()) else 0


def _ask(options: argparse.Namespace) -> int:
    from django.conf import settings
    from django.utils.module_loading import import_string

    number = PersonalNumber.parse(options.number)
    host = urlsplit(str(settings.ANDRUM_SSBTEK["URL"])).hostname
    if not number.is_test_number or (host is not None and host not in LOCAL):
        raise RegistersCommandError(
            "Härifrån frågas bara om påhittade personer, hos den påhittade tjänsten.", saved="Ingen fråga är ställd.",
            todo="Ställ frågan i ett ärende.",
        )  # fmt: skip
    now, month = datetime.now(UTC), options.month or Month.of(datetime.now(UTC).date())
    answer = import_string(settings.ANDRUM_REGISTERS)().ask(
        person_number=str(number), from_date=month.shift(-2).first_day, to_date=month.last_day, asked_at=now,
        purpose="Prov av den påhittade tjänsten", legal_basis="Gäller ingen verklig person", matter_reference="PROV",
        asked_by="andrum registers",
    )  # fmt: skip
    for agency, part in answer.by_agency().items():
        said = f"fel {part.error.code}" if part.error else "inget svar" if part.data is None else _plain(part.data)
        print(f"{agency.value:<4} {said}")
    return 0


def _plain(data: Any) -> str:  # noqa: ANN401 - any of the seven kinds of data
    """The data as one line of JSON, without what is empty."""
    return json.dumps(asdict(data, dict_factory=_what_is_said), default=str, ensure_ascii=False)


def _what_is_said(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    return {name: value for name, value in pairs if value not in ("", None, ())}
