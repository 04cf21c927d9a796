"""What an operator has said of the connection to SSBTEK, and what is wrong with it."""

import os
import re
import ssl
import stat
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any, Final
from urllib.parse import urlsplit

from cryptography import x509
from cryptography.hazmat.primitives.serialization import load_pem_private_key
from django.conf import settings

from andrum.integrations.registers.asking import Asker

ORGANISATION: Final = re.compile(r"\d{4}[2-9]\d{7}")
WARN_BEFORE: Final = timedelta(days=45)
"""A new certificate takes weeks to order."""
ORDER: Final = "Se docs/how-to/connect-ssbtek.md."


@dataclass(frozen=True, slots=True)
class Options:
    """Everything about the connection. ``seconds`` is the most that one question may take; ``pause`` the breaker's."""

    url: str
    certificate: str
    key: str
    authority: str
    asker: Asker
    seconds: float
    tries: int
    failures: int
    pause: float


@dataclass(frozen=True, slots=True)
class Wrong:
    """One thing wrong with a setting. ``stops`` is true when no question can be asked with it."""

    variable: str
    what: str
    todo: str
    stops: bool = True


def options() -> Options:
    """As the settings say."""
    said: Mapping[str, Any] = settings.ANDRUM_SSBTEK
    return Options(
        url=str(said["URL"]), certificate=str(said["CERTIFICATE"]), key=str(said["KEY"]), authority=str(said["CA"]),
        asker=Asker(str(said["ORGANISATION"]), str(settings.ANDRUM_MUNICIPALITY_NAME), str(said["ACTOR"])),
        seconds=float(said["SECONDS"]), tries=int(said["TRIES"]), failures=int(said["BREAKER_FAILURES"]),
        pause=float(said["BREAKER_SECONDS"]),
    )  # fmt: skip


def problems_of(options: Options, *, at: datetime) -> list[Wrong]:
    """All that is wrong, in the order an operator mends it."""
    return [*_of_address(options), *_of_asker(options), *_of_files(options, at), *_of_pair(options)]


def _of_address(options: Options) -> Iterator[Wrong]:
    if not options.url:
        yield Wrong("ANDRUM_SSBTEK_URL", "Adressen till SSBTEK saknas.", f"Försäkringskassan lämnar den. {ORDER}")
    elif urlsplit(options.url).scheme != "https" or not urlsplit(options.url).hostname:
        yield Wrong("ANDRUM_SSBTEK_URL", "Adressen är ingen krypterad adress.", "Skriv den med https://.")


def _of_asker(options: Options) -> Iterator[Wrong]:
    if not ORGANISATION.fullmatch(options.asker.organisation):
        todo = "Skriv kommunens organisationsnummer med tolv siffror, till exempel 162120001234."
        yield Wrong("ANDRUM_SSBTEK_ORGANISATION", "Organisationsnumret saknas eller har inte tolv siffror.", todo)
    if not options.asker.actor:
        todo = f"Försäkringskassan lämnar ett id för nämnden. {ORDER}"
        yield Wrong("ANDRUM_SSBTEK_ACTOR", "Nämndens id hos Försäkringskassan (aktörsid) saknas.", todo)


def _of_files(options: Options, at: datetime) -> Iterator[Wrong]:
    yield from _of_certificate("ANDRUM_SSBTEK_CERTIFICATE", options.certificate, "Kommunens certifikat", at)
    yield from _of_certificate("ANDRUM_SSBTEK_CA", options.authority, "Utfärdarens certifikat", at)
    what = _unreadable(options.key, "Nyckeln till certifikatet")
    if what:
        yield Wrong("ANDRUM_SSBTEK_KEY", what, f"Lägg filen där, läsbar för den som kör Andrum. {ORDER}")
        return
    try:
        load_pem_private_key(Path(options.key).read_bytes(), None)
    except (ValueError, TypeError):
        yield Wrong("ANDRUM_SSBTEK_KEY", "Filen är ingen nyckel i PEM utan lösenord.", "Gör om den med openssl pkey.")
    if os.name == "posix" and Path(options.key).stat().st_mode & (stat.S_IROTH | stat.S_IWOTH):
        yield Wrong("ANDRUM_SSBTEK_KEY", "Vem som helst på datorn kan läsa nyckeln.", "Kör chmod o-rwx.", stops=False)


def _unreadable(path: str, what: str) -> str:
    if not path:
        return f"{what} saknas."
    try:
        Path(path).read_bytes()
    except FileNotFoundError:
        return f"{what} finns inte på den platsen."
    except OSError:
        return f"{what} går inte att läsa."
    return ""


def _of_certificate(variable: str, path: str, words: str, at: datetime) -> Iterator[Wrong]:
    what = _unreadable(path, words)
    if what:
        yield Wrong(variable, what, f"Lägg filen där, läsbar för den som kör Andrum. {ORDER}")
        return
    try:
        found = x509.load_pem_x509_certificates(Path(path).read_bytes())
    except ValueError:
        yield Wrong(variable, f"{words}: filen är inget certifikat i PEM.", "Gör om den med openssl x509.")
        return
    last = min(one.not_valid_after_utc for one in found)
    if last < at:
        yield Wrong(variable, f"{words} gick ut {last:%Y-%m-%d}.", f"Beställ ett nytt. {ORDER}")
    elif last < at + WARN_BEFORE:
        yield Wrong(variable, f"{words} går ut {last:%Y-%m-%d}.", f"Beställ ett nytt i tid. {ORDER}", stops=False)
    if max(one.not_valid_before_utc for one in found) > at:
        yield Wrong(variable, f"{words} gäller inte än.", "Vänta, eller kontrollera datorns klocka.")


def _of_pair(options: Options) -> Iterator[Wrong]:
    """The key must be the certificate's; asked only of files that are there."""
    if not (Path(options.certificate).is_file() and Path(options.key).is_file()):
        return
    try:
        context(options, authority=False)
    except (ssl.SSLError, OSError):
        todo = "Kontrollera att filerna hör ihop och har rätt ordning."
        yield Wrong("ANDRUM_SSBTEK_KEY", "Nyckeln hör inte till certifikatet.", todo)


def context(options: Options, *, authority: bool = True) -> ssl.SSLContext:
    """Mutual TLS: they must have a certificate of the authority, and we show ours. Raises SSLError or OSError."""
    made = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
    made.minimum_version = ssl.TLSVersion.TLSv1_2
    if authority:
        made.load_verify_locations(options.authority)
    made.load_cert_chain(options.certificate, options.key, password=_no_password)
    return made


def _no_password() -> str:
    """A locked key is refused, not asked about on a terminal that nobody sees."""
    return ""


def problems() -> list[Wrong]:
    """What is wrong with the settings now."""
    return problems_of(options(), at=datetime.now(UTC))
