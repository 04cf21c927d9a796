"""A language model that speaks as OpenAI's chat endpoint does: vLLM, llama.cpp, Ollama and others."""

import json
import math
import ssl
import time
from collections.abc import Callable, Sequence
from email.utils import parsedate_to_datetime
from pathlib import Path
from typing import Any

import httpx

from andrum.integrations.language.addresses import AddressError, endpoint_at
from andrum.language.service import ModelUnavailableError, Question

LARGEST_ANSWER = 2_000_000
LONGEST_WAIT_S = 30.0
MOST_TOKENS = 8_000
AGAIN = frozenset({408, 425, 429, 500, 502, 503, 504})
FORMS = ("json_schema", "json_object", "")
"""How the form of the answer is asked for; the next is tried when the machine does not know one."""


class OpenAICompatible:
    """Asks over HTTP. Whatever the machine does, what comes out is text or :class:`ModelUnavailableError`.

    Args:
        url: up to and with the version, such as ``https://sprak.kommunen.se/v1``.
        model: the model's name there.
        key: what the machine wants to be shown, if anything.
        allow: host names and networks of the municipality outside the private ones.
        ca_file: the certificates to trust, where they are not the machine's own.
        timeout_s: the longest wait for one answer.
        tries: how many times it is asked.
        sleep: waits between tries.

    Raises:
        AddressError: the address is none, or one that talk may not be sent to.
    """

    def __init__(
        self,
        url: str,
        model: str,
        *,
        key: str = "",
        allow: Sequence[str] = (),
        ca_file: str = "",
        timeout_s: float = 120.0,
        tries: int = 3,
        sleep: Callable[[float], None] = time.sleep,
    ) -> None:
        self._endpoint = endpoint_at(url, allow)
        self._model = model
        self._headers = {"Host": _host_header(self._endpoint.host, self._endpoint.port, self._endpoint.scheme)}
        if key:
            self._headers["Authorization"] = f"Bearer {key}"
        self._timeout_s = timeout_s
        self._tries = max(tries, 1)
        self._sleep = sleep
        self._form = 0
        self._client = httpx.Client(
            timeout=httpx.Timeout(timeout_s, connect=min(5.0, timeout_s)),
            verify=ssl.create_default_context(cafile=Path(ca_file) if ca_file else None),
            trust_env=False,  # talk goes to the named machine, and by no proxy
            follow_redirects=False,
        )

    @property
    def name(self) -> str:
        """The model's name."""
        return self._model

    def close(self) -> None:
        """Let the connections go."""
        self._client.close()

    def answer(self, question: Question) -> str:
        """The text of the answer."""
        left = self._tries
        while True:
            left -= 1
            try:
                status, body, wait = self._post(question)
            except AddressError as error:
                raise ModelUnavailableError("adressen") from error
            except httpx.HTTPError as error:
                if left <= 0:
                    raise ModelUnavailableError(_why(error)) from None
                self._sleep(_wait(self._tries - left, None))
                continue
            if status == 200:
                return _text(body)
            if status in {400, 422} and self._form < len(FORMS) - 1:
                self._form += 1  # a machine that does not know this way to ask for the form
                left += 1
            elif status in AGAIN and left > 0:
                self._sleep(_wait(self._tries - left, wait))
            else:
                raise ModelUnavailableError(f"svar {status}")

    def _post(self, question: Question) -> tuple[int, bytes, str | None]:
        endpoint, ip = self._endpoint, self._endpoint.resolved()
        url = httpx.URL(
            scheme=endpoint.scheme, host=ip, port=endpoint.port, path=f"{endpoint.path}/chat/completions"
        )  # the address that was looked at, so that the name cannot come to mean another machine meanwhile
        began = time.monotonic()
        body = bytearray()
        with self._client.stream(
            "POST", url, json=self._asked(question), headers=self._headers, extensions={"sni_hostname": endpoint.host}
        ) as answer:
            for part in answer.iter_bytes():
                body += part
                if len(body) > LARGEST_ANSWER:
                    raise ModelUnavailableError("för stort svar")
                if time.monotonic() - began > self._timeout_s:
                    raise ModelUnavailableError("för långsamt")
            return answer.status_code, bytes(body), answer.headers.get("Retry-After")

    def _asked(self, question: Question) -> dict[str, Any]:
        asked: dict[str, Any] = {
            "model": self._model, "temperature": 0, "seed": 1, "max_tokens": MOST_TOKENS, "stream": False,
            "messages": [
                {"role": "system", "content": question.instructions}, {"role": "user", "content": question.data}
            ],
        }  # fmt: skip
        form = FORMS[self._form]
        if form == "json_schema":
            schema = {"name": question.name, "strict": True, "schema": question.schema}
            asked["response_format"] = {"type": form, "json_schema": schema}
        elif form:
            asked["response_format"] = {"type": form}
        return asked


def _text(body: bytes) -> str:
    """The text of a whole answer, or its fault."""
    try:
        found = json.loads(body.decode("utf-8"))
        content = found["choices"][0]["message"]["content"]
    except UnicodeDecodeError:
        raise ModelUnavailableError("fel teckenkodning") from None
    except (ValueError, RecursionError, KeyError, IndexError, TypeError):
        raise ModelUnavailableError("svaret går inte att förstå") from None
    if not isinstance(content, str):
        raise ModelUnavailableError("svaret är tomt")
    return content


def _wait(attempt: int, asked_for: str | None) -> float:
    """Seconds to wait: what the machine asks for, or longer each time; never longer than the longest."""
    wanted = _asked_wait(asked_for)
    wait = wanted if math.isfinite(wanted) and wanted >= 0 else 0.5 * 2 ** (attempt - 1)
    return min(wait, LONGEST_WAIT_S)


def _asked_wait(asked_for: str | None) -> float:
    try:
        return float(asked_for or "")
    except ValueError:
        pass
    try:
        return max(0.0, parsedate_to_datetime(asked_for or "").timestamp() - time.time())
    except (ValueError, TypeError):
        return math.nan


def _why(error: httpx.HTTPError) -> str:
    if isinstance(error, httpx.TimeoutException):
        return "för långsamt"
    return "nås inte" if isinstance(error, httpx.ConnectError) else "förbindelsen bröts"


def _host_header(host: str, port: int, scheme: str) -> str:
    named = f"[{host}]" if ":" in host else host
    return named if port == {"http": 80, "https": 443}[scheme] else f"{named}:{port}"
