"""A recogniser on another machine that speaks as OpenAI's transcription endpoint does (vLLM and others)."""

import io
import json
import math
import ssl
import time
import wave
from collections.abc import Callable, Mapping
from pathlib import Path
from urllib.parse import urlsplit

import httpx

from andrum.speech.engines.faster_whisper import spread
from andrum.speech.errors import RecogniserSettingsError, RecogniserUnavailableError
from andrum.speech.frames import as_pcm16
from andrum.speech.vocabulary import SAMPLE_RATE, Heard, Samples, Word

LONGEST_S = 30
LARGEST_ANSWER = 1_000_000
MOST_WORDS = 400
LONGEST_WAIT_S = 10.0
AGAIN = frozenset({408, 425, 429, 500, 502, 503, 504})
LOCAL = frozenset({"localhost", "127.0.0.1", "::1"})


class Endpoint:
    """Sends an utterance as a wav file and reads the words.

    Args:
        url: up to and with the version, such as ``https://tal.kommunen.se/v1``.
        model: the model's name there.
        key: what the machine wants to be shown, if anything.
        timeout_s: the longest wait for one answer.
        tries: how many times it is asked.
        allow_plain: let sound travel without encryption to another machine than this.
        ca_file: the certificates to trust, where they are not the machine's own.
        sleep: waits between tries.
        transport: another way to the machine; for tests.

    Raises:
        RecogniserSettingsError: the address is no address, or not encrypted.
    """

    def __init__(
        self,
        url: str,
        model: str,
        *,
        key: str = "",
        timeout_s: float = 30.0,
        tries: int = 3,
        allow_plain: bool = False,
        ca_file: Path | None = None,
        sleep: Callable[[float], None] = time.sleep,
        transport: httpx.BaseTransport | None = None,
    ) -> None:
        _refuse_address(url, allow_plain=allow_plain)
        self._url = url.rstrip("/") + "/audio/transcriptions"
        self._model = model
        self._tries = max(tries, 1)
        self._sleep = sleep
        self._deadline_s = timeout_s
        self._detailed = True
        self._client = httpx.Client(
            timeout=httpx.Timeout(timeout_s, connect=min(5.0, timeout_s)),
            headers={"Authorization": f"Bearer {key}"} if key else {},
            verify=ssl.create_default_context(cafile=ca_file),
            trust_env=False,  # sound goes to the named machine, and by no proxy
            follow_redirects=False,
            transport=transport,
        )

    def close(self) -> None:
        """Let the connections go."""
        self._client.close()

    def recognise(self, samples: Samples, *, final: bool) -> Heard:
        """The words. A draft is asked for once; a whole utterance again when the machine is busy or away."""
        sound = samples[: LONGEST_S * SAMPLE_RATE]
        if not sound.size:
            return Heard()
        length = sound.size / SAMPLE_RATE
        return heard_from(self._ask(_wav(sound), self._tries if final else 1), length)

    def _ask(self, wav: bytes, tries: int) -> object:
        left = tries
        while True:
            left -= 1
            detailed = self._detailed
            try:
                status, body, wait = self._post(wav, detailed=detailed)
            except httpx.HTTPError as fault:
                if left <= 0:
                    raise _away(type(fault).__name__) from fault
                self._sleep(_wait(tries - left, None))
                continue
            if status == 200:
                return _json(body)
            if status in {400, 422} and detailed:
                self._detailed = False  # an endpoint that gives plain text only
                left += 1
            elif status in AGAIN and left > 0:
                self._sleep(_wait(tries - left, wait))
            else:
                raise _away(f"svar {status}")

    def _post(self, wav: bytes, *, detailed: bool) -> tuple[int, bytes, str | None]:
        fields: dict[str, str | list[str]] = {"model": self._model, "language": "sv", "temperature": "0"}
        if detailed:
            fields |= {"response_format": "verbose_json", "timestamp_granularities[]": ["word", "segment"]}
        else:
            fields |= {"response_format": "json"}
        sent = {"file": ("tal.wav", wav, "audio/wav")}
        began = time.monotonic()
        body = bytearray()
        with self._client.stream("POST", self._url, data=fields, files=sent) as answer:
            for part in answer.iter_bytes():
                body += part
                if len(body) > LARGEST_ANSWER:
                    raise _away("svaret är för stort")
                if time.monotonic() - began > self._deadline_s:
                    raise _away("svaret kom för långsamt")
            return answer.status_code, bytes(body), answer.headers.get("Retry-After")


def heard_from(answer: object, length_s: float) -> Heard:
    """The words of an answer, in any of the forms that endpoints give.

    Raises:
        RecogniserUnavailableError: the answer cannot be understood.
    """
    if not isinstance(answer, Mapping):
        raise _away("svaret går inte att förstå")
    segments = [it for it in _list(answer.get("segments")) if isinstance(it, Mapping)]
    no_speech = [it for it in (_number(segment.get("no_speech_prob")) for segment in segments) if it is not None]
    words = _words(answer, segments) or _words_of_segments(segments)
    if not words:
        text = answer.get("text")
        if not isinstance(text, str):
            raise _away("svaret går inte att förstå")
        words = spread(text, 0.0, length_s, None)
    return Heard(tuple(words[:MOST_WORDS]), min(no_speech) if no_speech else None)


def _words(answer: Mapping[str, object], segments: list[Mapping[str, object]]) -> list[Word]:
    found: list[Word] = []
    for it in _list(answer.get("words"))[:MOST_WORDS]:
        text = it.get("word", it.get("text")) if isinstance(it, Mapping) else None
        if not isinstance(it, Mapping) or not isinstance(text, str) or not text.strip():
            continue
        start, end = _number(it.get("start")), _number(it.get("end"))
        sure = _number(it.get("probability"))
        if sure is None and start is not None:
            sure = _sure_at(segments, start)
        found.append(Word(text.strip(), start or 0.0, (start or 0.0) if end is None else end, sure))
    return found


def _sure_at(segments: list[Mapping[str, object]], at: float) -> float | None:
    for segment in segments:
        start, end = _number(segment.get("start")), _number(segment.get("end"))
        if start is not None and end is not None and start <= at <= end:
            return _sure(segment)
    return None


def _sure(segment: Mapping[str, object]) -> float | None:
    logarithm = _number(segment.get("avg_logprob"))
    return None if logarithm is None else math.exp(min(logarithm, 0.0))


def _words_of_segments(segments: list[Mapping[str, object]]) -> list[Word]:
    found: list[Word] = []
    for segment in segments[:MOST_WORDS]:
        text, start, end = segment.get("text"), _number(segment.get("start")), _number(segment.get("end"))
        if isinstance(text, str) and start is not None and end is not None:
            found += spread(text, start, max(end, start), _sure(segment))
    return found


def _list(value: object) -> list[object]:
    return value if isinstance(value, list) else []


def _number(value: object) -> float | None:
    if isinstance(value, bool) or not isinstance(value, int | float):
        return None
    try:
        number = float(value)
    except OverflowError:
        return None
    return number if math.isfinite(number) else None


def _wav(samples: Samples) -> bytes:
    file = io.BytesIO()
    with wave.open(file, "wb") as sound:
        sound.setnchannels(1)
        sound.setsampwidth(2)
        sound.setframerate(SAMPLE_RATE)
        sound.writeframes(as_pcm16(samples))
    return file.getvalue()


def _json(body: bytes) -> object:
    try:
        return json.loads(body)
    except (ValueError, RecursionError):
        raise _away("svaret går inte att förstå") from None


def _wait(attempt: int, asked_for: str | None) -> float:
    try:
        wanted = float(asked_for or "")
    except ValueError:
        wanted = math.nan
    wait = wanted if math.isfinite(wanted) and wanted >= 0 else 0.5 * 2 ** (attempt - 1)
    return min(wait, LONGEST_WAIT_S)


def _away(why: str) -> RecogniserUnavailableError:
    return RecogniserUnavailableError(
        f"Maskinen som gör tal till text svarar inte som den ska ({why}).",
        saved="Ljudet som väntar på text ligger kvar en stund.",
        todo="Fortsätt samtalet; säg till driften om det inte går över.",
    )


def _refuse_address(url: str, *, allow_plain: bool) -> None:
    try:
        parts = urlsplit(url)
        host = parts.hostname
    except ValueError:
        host = None
    if not host or parts.scheme not in {"http", "https"} or parts.username or parts.query or parts.fragment:
        raise RecogniserSettingsError(
            "Adressen till taligenkänningen går inte att använda.",
            todo="Ange en adress som https://tal.kommunen.se/v1.",
        )
    if parts.scheme == "http" and host not in LOCAL and not allow_plain:
        raise RecogniserSettingsError(
            "Adressen till taligenkänningen är inte krypterad, och ljud får inte skickas öppet.",
            todo="Använd https, eller tillåt det uttryckligen inom ett slutet nät.",
        )
