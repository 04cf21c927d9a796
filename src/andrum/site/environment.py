"""What the environment says, read once, with every fault named: which variable, what is wrong, what to do."""

import os
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from django.conf import settings

from andrum.kernel.errors import AndrumError

DEMO_KEY = "demo-only-secret-key-that-must-be-replaced-in-production"
SHORTEST_KEY = 32
LOCAL_HOSTS = frozenset({"localhost", "127.0.0.1", "[::1]", "::1", "testserver", ""})
TRUE_WORDS = frozenset({"1", "true", "yes", "on", "ja"})
FALSE_WORDS = frozenset({"0", "false", "no", "off", "nej", ""})
LOG_LEVELS = frozenset({"DEBUG", "INFO", "WARNING", "ERROR"})


class SettingsError(AndrumError):
    """The settings do not let Andrum start safely."""


@dataclass(frozen=True, slots=True)
class Problem:
    """One thing wrong with a setting. ``stops`` is true when Andrum must not start with it."""

    variable: str
    what: str
    todo: str
    stops: bool = True

    def __str__(self) -> str:
        return f"{self.variable}: {self.what} {self.todo}"


@dataclass(slots=True)
class Environment:
    """Reads variables by kind and keeps the faults it meets."""

    variables: Mapping[str, str]
    problems: list[Problem] = field(default_factory=list)

    def text(self, name: str, default: str = "") -> str:
        """The variable, or the text of the file that ``<name>_FILE`` points to, or the default."""
        path = self.variables.get(f"{name}_FILE", "")
        if not path:
            return self.variables.get(name, default).strip()
        try:
            return Path(path).read_text(encoding="utf-8").strip()
        except (OSError, UnicodeDecodeError) as error:
            self._wrong(
                f"{name}_FILE",
                f"Filen går inte att läsa ({type(error).__name__}).",
                "Kontrollera sökväg och rättigheter.",
            )
            return default

    def flag(self, name: str, *, default: bool = False) -> bool:
        """A yes or no: 1 or 0, ja or nej."""
        word = self.variables.get(name)
        if word is None:
            return default
        if word.strip().lower() in TRUE_WORDS:
            return True
        if word.strip().lower() not in FALSE_WORDS:
            self._wrong(name, "Värdet är varken ja eller nej.", "Skriv 1 eller 0.")
        return False

    def listed(self, name: str, default: str) -> list[str]:
        """Words with commas between."""
        return [word.strip() for word in self.text(name, default).split(",") if word.strip()]

    def choice(self, name: str, default: str, choices: frozenset[str]) -> str:
        """One of some words."""
        said = self.text(name, default)
        for word in (said, said.upper(), said.lower()):
            if word in choices:
                return word
        self._wrong(name, "Värdet finns inte att välja på.", f"Skriv ett av: {', '.join(sorted(choices))}.")
        return default

    def number(self, name: str, default: int, *, least: int, most: int) -> int:
        """A whole number within limits."""
        text = self.text(name, str(default))
        if text.isascii() and text.isdigit() and least <= int(text) <= most:
            return int(text)
        self._wrong(name, "Värdet är inget tal som går att använda.", f"Skriv ett helt tal från {least} till {most}.")
        return default

    def folder(self, name: str) -> str:
        """A folder that must be there when it is named."""
        path = self.text(name)
        if path and not Path(path).is_dir():
            self._wrong(name, "Mappen finns inte.", "Skapa den eller rätta sökvägen.")
        return path

    def data(self) -> Path:
        """The folder for the database, files and logs of this installation."""
        return Path(self.text("ANDRUM_DATA", "var") or "var").expanduser().resolve()

    def database_url(self) -> str:
        """Where the database is; SQLite in the data folder when nothing is said."""
        address = self.text("ANDRUM_DATABASE_URL") or f"sqlite:///{self.data()}/andrum.sqlite3"
        if address.split("://", 1)[0] not in {"sqlite", "postgres", "postgresql"}:
            todo = "Skriv sqlite:////sökväg/andrum.sqlite3 eller postgres://användare:lösenord@dator/databas."
            self._wrong("ANDRUM_DATABASE_URL", "Adressen är varken SQLite eller PostgreSQL.", todo)
            return f"sqlite:///{self.data()}/andrum.sqlite3"
        return address

    def _wrong(self, variable: str, what: str, todo: str) -> None:
        self.problems.append(Problem(variable, what, todo))


def here() -> Environment:
    """The environment of this process."""
    return Environment(os.environ)


def is_local(hosts: list[str]) -> bool:
    """True when only this machine can reach the addresses."""
    return all(host in LOCAL_HOSTS for host in hosts)


def safety_problems(*, demo: bool, key: str, hosts: list[str], https: bool) -> list[Problem]:
    """What makes it unsafe to serve people with these settings."""
    found = []
    if demo and not is_local(hosts):
        todo = "Ta bort ANDRUM_DEMO, eller låt ANDRUM_HOSTS bara nämna den egna datorn."
        found.append(
            Problem("ANDRUM_DEMO", "Demoinloggningen släpper in vem som helst och får inte nås utifrån.", todo)
        )
    if not demo and (key == DEMO_KEY or len(key) < SHORTEST_KEY):
        todo = (
            "Skapa en egen: python3 -c 'import secrets; print(secrets.token_urlsafe(50))', "
            "och lägg den i ANDRUM_SECRET_KEY_FILE."
        )
        found.append(Problem("ANDRUM_SECRET_KEY", "Nyckeln saknas, är demonstrationens eller är för kort.", todo))
    if not demo and "*" in hosts:
        todo = "Skriv kommunens egna adresser, med komma emellan."
        found.append(Problem("ANDRUM_HOSTS", "Alla adresser godtas.", todo))
    if not https and not is_local(hosts):
        todo = "Ta bort ANDRUM_HTTPS=0 när webbplatsen har ett certifikat."
        found.append(Problem("ANDRUM_HTTPS", "Sidorna skickas utan kryptering.", todo, stops=False))
    return found


def refuse_unsafe() -> None:
    """Stop here when the settings are unsafe to serve people with. Raises SettingsError."""
    stops = [problem for problem in settings.ANDRUM_PROBLEMS if problem.stops]
    if stops:
        raise SettingsError(
            " ".join(str(problem) for problem in stops),
            todo="Kommandot «andrum check» visar allt som är fel med inställningarna.",
        )
