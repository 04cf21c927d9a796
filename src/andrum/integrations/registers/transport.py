"""How a message travels: by HTTPS, each showing a certificate to the other."""

import ssl
import time
from collections.abc import Callable
from typing import Final, Protocol

import httpx

from andrum.integrations.registers.messages import LARGEST
from andrum.integrations.registers.options import Options, context

HEADERS: Final = {"Content-Type": "text/xml; charset=utf-8", "SOAPAction": '""', "Accept": "text/xml"}
ANSWERS: Final = frozenset({200, 500})
"""SOAP 1.1 over HTTP: an answer, or a fault."""
AT_A_TIME: Final = 16


class TransportError(Exception):
    """No answer came. ``code`` says why; ``is_temporary`` that it may come if one asks again."""

    def __init__(self, code: str, *, is_temporary: bool = True) -> None:
        super().__init__(code)
        self.code = code
        self.is_temporary = is_temporary


class Transport(Protocol):
    """Takes a message there and the answer back."""

    def send(self, message: bytes) -> bytes:
        """The answer. Raises TransportError and nothing else."""
        ...


class Https:
    """Mutual TLS with connections that are kept. Threads may share one.

    Args:
        options: Address, certificates and the most seconds.
        clock: A steady clock in seconds.
    """

    def __init__(self, options: Options, *, clock: Callable[[], float] = time.monotonic) -> None:
        self._options = options
        self._clock = clock
        self._client: httpx.Client | None = None

    def send(self, message: bytes) -> bytes:
        """The answer, of at most 4 MB, within the seconds that are given to the whole of it.

        Raises:
            TransportError: with a code of ours; never with a part of what was sent or received.
        """
        end, client = self._clock() + self._options.seconds, self._connected()
        try:
            with client.stream("POST", self._options.url, content=message, headers=HEADERS) as reply:
                if reply.status_code not in ANSWERS:
                    raise TransportError(f"http_{reply.status_code}", is_temporary=reply.status_code >= 500)
                return self._read(reply, end)
        except httpx.TimeoutException:
            raise TransportError("timeout") from None
        except (httpx.HTTPError, httpx.InvalidURL, ssl.SSLError, OSError) as error:
            raise _told(error) from None

    def close(self) -> None:
        """Let go of the connections."""
        if self._client is not None:
            self._client.close()

    def _connected(self) -> httpx.Client:
        if self._client is None:
            try:
                safe = context(self._options)
            except (OSError, ssl.SSLError) as error:
                is_gone = isinstance(error, FileNotFoundError | PermissionError)
                code = "certificate_missing" if is_gone else "own_certificate_wrong"
                raise TransportError(code, is_temporary=False) from None
            self._client = httpx.Client(
                verify=safe, timeout=self._options.seconds, trust_env=False, follow_redirects=False,
                limits=httpx.Limits(max_connections=AT_A_TIME, max_keepalive_connections=AT_A_TIME),
            )  # fmt: skip
        return self._client

    def _read(self, reply: httpx.Response, end: float) -> bytes:
        parts, size = [], 0
        for part in reply.iter_raw():
            size += len(part)
            if size > LARGEST:
                raise TransportError("too_large", is_temporary=False)
            if self._clock() > end:
                raise TransportError("timeout")
            parts.append(part)
        if reply.headers.get("content-encoding", "identity") != "identity":
            raise TransportError("encoding", is_temporary=False)
        return b"".join(parts)


def _told(error: Exception) -> TransportError:
    """Why in one of our words: a certificate that is wrong is not mended by asking again."""
    cause: BaseException | None = error
    while cause is not None:
        if isinstance(cause, ssl.SSLCertVerificationError):
            expired = "expired" in (cause.verify_message or "")
            return TransportError("certificate_expired" if expired else "certificate_wrong", is_temporary=False)
        if isinstance(cause, ssl.SSLError) and "ALERT" in (cause.reason or ""):
            return TransportError("own_certificate_refused", is_temporary=False)
        cause = cause.__cause__ or cause.__context__
    return TransportError("cut_off" if isinstance(error, httpx.RemoteProtocolError | httpx.ReadError) else "no_contact")
