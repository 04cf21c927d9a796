"""Where talk may be sent: the municipality's own machines, named or private, and nowhere else."""

import ipaddress
import socket
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from urllib.parse import urlsplit

from andrum.kernel.errors import AndrumError

Address = ipaddress.IPv4Address | ipaddress.IPv6Address
Network = ipaddress.IPv4Network | ipaddress.IPv6Network
OUR_OWN = tuple(
    ipaddress.ip_network(text)
    for text in ("127.0.0.0/8", "::1/128", "10.0.0.0/8", "172.16.0.0/12", "192.168.0.0/16", "fc00::/7")
)


class AddressError(AndrumError):
    """The address of the language model may not be used."""


@dataclass(frozen=True, slots=True)
class Endpoint:
    """An address that has been looked at. ``allowed`` are host names and networks that the operator has named."""

    scheme: str
    host: str
    port: int
    path: str
    allowed: tuple[str, ...] = ()

    def resolved(self) -> str:
        """An IP address of the host that talk may be sent to. Every connection is made to what was looked at.

        Raises:
            AddressError: when the name has no address, or one outside what is allowed.
        """
        found = list(dict.fromkeys(_addresses(self.host, self.port)))
        if not found:
            raise AddressError("Språkmodellens namn går inte att slå upp.", todo="Kontrollera ANDRUM_LANGUAGE_URL.")
        for one in found:
            self._refuse(one)
        return str(found[0])

    def _refuse(self, one: Address) -> None:
        is_own = any(one in network for network in OUR_OWN if network.version == one.version)
        is_named = self.host.lower() in self.allowed or any(
            one in network for network in _networks(self.allowed) if network.version == one.version
        )
        if not (is_own or is_named):
            raise AddressError(
                "Språkmodellens adress ligger utanför kommunens nät, och samtal får inte skickas dit.",
                todo="Använd en egen maskin, eller nämn datorn i ANDRUM_LANGUAGE_ALLOW om den är kommunens.",
            )
        if self.scheme == "http" and not is_own:
            raise AddressError(
                "Språkmodellens adress är inte krypterad, och samtal får inte skickas öppet utanför det egna nätet.",
                todo="Använd https.",
            )


def endpoint_at(url: str, allowed: Sequence[str] = ()) -> Endpoint:
    """The endpoint at an address such as ``https://sprak.kommunen.se/v1``; nothing is looked up.

    Raises:
        AddressError: when it is no address, or one that can be refused as it is written.
    """
    wrong = AddressError(
        "Adressen till språkmodellen går inte att använda.", todo="Ange en adress som https://sprak.kommunen.se/v1."
    )
    try:
        parts = urlsplit(url)
        host, port = parts.hostname, parts.port
    except ValueError:
        raise wrong from None
    if not host or parts.scheme not in {"http", "https"} or parts.username or parts.query or parts.fragment:
        raise wrong
    try:
        _networks(allowed)
    except ValueError:
        raise AddressError(
            "Ett nät som språkmodellen får ligga i går inte att läsa.",
            todo="Skriv namn på datorer, eller nät som 10.20.0.0/16, med komma emellan i ANDRUM_LANGUAGE_ALLOW.",
        ) from None
    words = tuple(word.lower() for word in allowed)
    made = Endpoint(parts.scheme, host, port or (443 if parts.scheme == "https" else 80), parts.path.rstrip("/"), words)
    literal = _literal(host)
    if literal is not None:
        made._refuse(literal)  # noqa: SLF001 - the same class
    return made


def _addresses(host: str, port: int) -> Iterable[Address]:
    literal = _literal(host)
    if literal is not None:
        return [literal]
    try:
        return [ipaddress.ip_address(str(it[4][0]).partition("%")[0]) for it in socket.getaddrinfo(host, port)]
    except (OSError, UnicodeError):
        return []


def _literal(host: str) -> Address | None:
    try:
        return ipaddress.ip_address(host)
    except ValueError:
        return None


def _networks(allowed: Iterable[str]) -> list[Network]:
    """The networks among what is allowed; words with a slash. Raises ValueError for one that is none."""
    return [ipaddress.ip_network(word, strict=False) for word in allowed if "/" in word]
