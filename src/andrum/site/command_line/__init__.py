"""The command ``andrum``. Each command is a module here, loaded only when it is asked for.

A command module has ``DESCRIPTION`` (text for ``--help``), ``add_arguments(parser)`` and ``run(options) -> int``
(the exit code: 0 done, 1 found something wrong, 2 cannot be understood).
"""

import argparse
import importlib
import sys
from collections.abc import Sequence
from typing import Protocol

from andrum.kernel.errors import AndrumError

COMMANDS = {
    "demo": "set up a made-up municipality and start everything, to look around",
    "serve": "start the web server",
    "work": "start the worker that does the background work",
    "assess": "assess a household by the rules, without database or server",
    "converse": "sort what was said in a conversation, without database or server",
    "audit": "verify the log, export and compare its head",
    "check": "say what is wrong with the settings",
    "administrator": "add the first administrator, who gives others their roles",
    "migrate": "create or update the tables of the database",
    "registers": "try the connection to the agencies' registers, or a made-up service like it",
    "retry": "list jobs that failed, and run them again",
    "speech": "fetch, check and measure a model that turns speech into text",
    "token": "give, list and revoke tokens for the API",
}


class Command(Protocol):
    """What a command module has."""

    DESCRIPTION: str

    def add_arguments(self, parser: argparse.ArgumentParser) -> None:
        """Say which arguments the command takes."""
        ...

    def run(self, options: argparse.Namespace) -> int:
        """Do it; the exit code."""
        ...


def _overview() -> str:
    lines = [f"  {name:<13} {text}" for name, text in COMMANDS.items()]
    return "\n".join(["commands:", *lines, "", "andrum COMMAND --help says more about each."])


def _parser_without_command() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="andrum",
        usage=f"andrum {{{','.join(COMMANDS)}}} [options]",
        description="Andrum: from an application to a decided, carried-out and logged case.",
        epilog=_overview(),
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument("command", help=argparse.SUPPRESS, nargs="?")
    parser.add_argument("--version", action="store_true", help="print the version and stop")
    return parser


def _without_command(arguments: Sequence[str]) -> int:
    parser = _parser_without_command()
    options, _rest = parser.parse_known_args(arguments)
    if options.version:
        from importlib.metadata import version

        print(f"andrum {version('andrum')}")
        return 0
    if options.command:
        print(f"andrum: there is no command '{options.command}'.\n\n{_overview()}", file=sys.stderr)
        return 2
    parser.print_help()
    return 0 if not arguments else 2


def load(name: str) -> Command:
    """The module of a command."""
    module: Command = importlib.import_module(f"{__name__}.{name}")
    return module


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command and return its exit code."""
    words = list(sys.argv[1:] if arguments is None else arguments)
    if not words or words[0] not in COMMANDS:
        return _without_command(words)
    name, rest = words[0], words[1:]
    command = load(name)
    parser = argparse.ArgumentParser(
        prog=f"andrum {name}",
        description=command.DESCRIPTION,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    command.add_arguments(parser)
    options = parser.parse_args(rest)
    try:
        return command.run(options)
    except AndrumError as error:
        print(f"andrum {name}: {error}", file=sys.stderr)
        return 1
    except KeyboardInterrupt:
        return 130
    except Exception as error:
        if not _is_of_database(error):
            raise
        what = f"the database cannot be used ({type(error).__name__}). Nothing has been changed."
        print(f"andrum {name}: {what} Run `andrum migrate`, or `andrum check` to see why.", file=sys.stderr)
        return 1


def _is_of_database(error: Exception) -> bool:
    """True for a missing table, a locked file or a server that does not answer; Django is not loaded to find out."""
    django_db = sys.modules.get("django.db")
    return django_db is not None and isinstance(error, django_db.DatabaseError)
