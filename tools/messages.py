"""Collects every marked text into the English catalogue and compiles it: ``make messages``."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import django
from django.conf import settings
from django.core.management import call_command
from django.core.management.commands import makemessages

SOURCE = Path(__file__).parents[1] / "src/andrum"
LOCALE = SOURCE / "site/locale"
CATALOGUE = LOCALE / "en/LC_MESSAGES/django.po"


class Command(makemessages.Command):
    """Django's own command, which here also knows the name ``_lazy`` and writes nothing that changes by the day."""

    xgettext_options = [*makemessages.Command.xgettext_options, "--keyword=_lazy", "--keyword=_l", "--sort-output"]
    msgmerge_options = [*makemessages.Command.msgmerge_options, "--no-fuzzy-matching", "--sort-output"]
    msgattrib_options = [*makemessages.Command.msgattrib_options, "--sort-output"]


def collected(into: Path = LOCALE) -> None:
    """Collect every marked text into the catalogue; what is no longer marked leaves it."""
    os.chdir(SOURCE)
    settings.LOCALE_PATHS = [into]
    into.mkdir(parents=True, exist_ok=True)
    call_command(
        Command(), locale=["en"], no_location=True, no_obsolete=True, no_wrap=True, verbosity=0,
        ignore_patterns=["locale"],
    )  # fmt: skip
    catalogue = into / "en/LC_MESSAGES/django.po"
    lines = catalogue.read_text("utf-8").splitlines(keepends=True)
    catalogue.write_text("".join(line for line in lines if not line.startswith('"POT-Creation-Date')), "utf-8")


def run(*command: str) -> str:
    """Run a gettext program; raises CalledProcessError with its own words when a placeholder or the form is wrong."""
    return subprocess.run(command, check=True, stdout=subprocess.PIPE, text=True).stdout  # noqa: S603 - fixed programs


def compiled() -> None:
    """Compile the catalogue beside itself."""
    target = CATALOGUE.with_suffix(".mo")
    run("msgfmt", "--check-format", "--check-domain", "--no-hash", f"--output-file={target}", str(CATALOGUE))


if __name__ == "__main__":
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "andrum.site.settings")
    django.setup()
    if sys.argv[1:2] == ["--collect-into"]:
        collected(Path(sys.argv[2]))
        sys.exit()
    collected()
    compiled()
    left = run("msgattrib", "--untranslated", "--no-wrap", str(CATALOGUE))
    sys.stdout.write(left or "Every marked text has its English words.\n")
