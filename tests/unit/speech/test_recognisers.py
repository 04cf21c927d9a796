"""The recognisers: a model in a folder (real loading code, random weights), an endpoint that misbehaves, a script."""

import json
import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import httpx
import numpy as np
import pytest

from andrum.speech.engines.endpoint import heard_from
from andrum.speech.pace import sample_speech
from andrum.speech.service import (
    Endpoint,
    FasterWhisper,
    ModelFolderError,
    Pace,
    Recogniser,
    RecogniserSettingsError,
    RecogniserUnavailableError,
    Scripted,
    Speed,
    Stream,
    VoiceActivity,
    measure_speed,
    measured_pace,
    recogniser_from,
    script_from_text,
)
from tests.unit.speech.random_whisper import write_model
from tests.unit.speech.sounds import Doing, clip, clock, join, play, silence


@pytest.fixture(scope="session")
def model(tmp_path_factory) -> Path:
    return write_model(tmp_path_factory.mktemp("model"))


@pytest.fixture(scope="module")
def whisper(model: Path) -> FasterWhisper:
    return FasterWhisper(model, threads=1)


def test_a_model_in_a_folder_is_loaded_and_answers_with_words_and_times(whisper: FasterWhisper):
    heard = whisper.recognise(sample_speech()[: 16_000 * 4], final=True)
    assert heard.words
    for word in heard.words:
        assert type(word.start) is type(word.end) is type(word.probability) is float
        assert 0 <= word.start <= word.end <= 30
    json.dumps([[word.text, word.start, word.probability] for word in heard.words])


def test_the_same_sound_gives_the_same_words(whisper: FasterWhisper):
    sound = sample_speech()[: 16_000 * 3]
    assert whisper.recognise(sound, final=True) == whisper.recognise(sound, final=True)


@pytest.mark.parametrize("final", [True, False])
@pytest.mark.parametrize(
    "samples",
    [
        np.zeros(0, np.float32),
        np.zeros(10, np.float32),
        np.zeros(16_001, np.float32),
        np.full(8_000, np.nan, np.float32),
        np.full(8_000, np.inf, np.float32),
        np.full(7_777, 1e30, np.float32),
    ],
    ids=["none", "ten", "silence", "nan", "inf", "loud"],
)
def test_no_sound_stops_the_model(whisper: FasterWhisper, samples, final: bool):
    heard = whisper.recognise(samples, final=final)
    assert all(np.isfinite([word.start, word.end]).all() for word in heard.words)


def test_a_stream_with_a_real_model_never_raises_and_ends(whisper: FasterWhisper):
    at = clock()
    stream = Stream(whisper, VoiceActivity(), at)
    play(stream, at, join(silence(0.5), clip("kan_jag_fa_tala_klart"), silence(1)))
    stream.finish()
    assert stream.idle


def test_a_folder_that_is_no_model_is_refused_and_says_what_is_missing(tmp_path: Path, model: Path):
    with pytest.raises(ModelFolderError, match="finns inte"):
        FasterWhisper(tmp_path / "nowhere")
    (tmp_path / "config.json").write_text("{}")
    with pytest.raises(ModelFolderError, match=r"model\.bin, tokenizer\.json, vocabulary\.json saknas"):
        FasterWhisper(tmp_path)
    for name in ("model.bin", "tokenizer.json", "vocabulary.json"):
        (tmp_path / name).write_bytes((model / name).read_bytes())
    (tmp_path / "model.bin").write_bytes((model / "model.bin").read_bytes()[:1_000])
    with pytest.raises(ModelFolderError, match="går inte att läsa in"):
        FasterWhisper(tmp_path)


def test_a_model_that_knows_only_english_is_refused(tmp_path: Path, model: Path):
    for path in model.iterdir():
        (tmp_path / path.name).write_bytes(path.read_bytes())
    words = json.loads((model / "vocabulary.json").read_text())
    (tmp_path / "vocabulary.json").write_text(json.dumps(["utan" if word == "" else word for word in words]))
    with pytest.raises(ModelFolderError, match="engelska"):
        FasterWhisper(tmp_path)


@pytest.mark.parametrize("options", [{"threads": -1}, {"workers": 0}, {"device": "toaster"}, {"compute_type": "x"}])
def test_wrong_options_are_refused(model: Path, options):
    with pytest.raises(RecogniserSettingsError):
        FasterWhisper(model, **options)


def test_the_speed_is_measured_by_the_timer_that_is_given():
    ticks = iter([0.0, 4.0, 10.0, 12.0, 20.0, 21.0, 30.0, 30.5])
    asked = []
    recogniser = Doing(lambda samples, _final: asked.append(samples.size) or None)
    assert measure_speed(recogniser, timer=lambda: next(ticks)) == Speed(2.0, 0.2, 0.5)
    assert asked == [160_000] * 5


def test_the_step_grows_with_the_rooms_and_drafts_stop_when_there_is_no_time():
    pace = Pace(0.2)
    steps = []
    for _ in range(14):
        pace.speaking(1)
        steps.append(pace.step_s)
    assert steps == sorted(steps, key=lambda step: step or 99)
    assert (steps[0], steps[2], steps[-1]) == (0.5, 1.5, None)
    assert Pace().step_s == 1.0


def test_the_pace_follows_what_is_measured():
    pace = Pace(0.1)
    for _ in range(60):
        pace.measured(2.0, 10.0, final=True)
    assert pace.step_s == 0.5
    for _ in range(60):
        pace.measured(2.0, 10.0, final=False)
    assert pace.step_s == 5.0
    pace.measured(0.4, 10.0, final=True)
    assert pace.step_s == 1.0
    assert pace.rtf == pytest.approx(0.168)


def test_the_speed_is_measured_while_the_server_starts():
    done = threading.Event()
    calls = []

    def heard(_samples, final: bool) -> None:
        calls.append(final)
        if len(calls) == 3:
            done.set()

    pace = measured_pace(Doing(heard))
    assert pace.step_s is not None
    assert done.wait(10)
    assert calls == [True, True, False]


def test_a_speed_measured_at_start_gives_way_to_what_talk_has_shown():
    pace = Pace()
    pace.begin_at(Speed(3.0, 0.3, 1.0))
    assert (pace.step_s, pace.rtf) == (2.0, 0.3)
    pace.begin_at(Speed(9.0, 0.9, 9.0))
    assert (pace.step_s, pace.rtf) == (2.0, 0.3)


class Machine(BaseHTTPRequestHandler):
    """A transcription endpoint that answers as the test says."""

    answers: list[tuple[int, bytes, dict[str, str]]] = []
    seen: list[bytes] = []
    paths: list[str] = []

    def do_POST(self) -> None:
        body = self.rfile.read(int(self.headers["Content-Length"]))
        Machine.seen.append(body)
        Machine.paths.append(self.path)
        status, content, headers = Machine.answers.pop(0) if len(Machine.answers) > 1 else Machine.answers[0]
        self.send_response(status)
        declared = headers.pop("X-Declared", str(len(content)))
        self.send_header("Content-Length", declared)
        for name, value in headers.items():
            self.send_header(name, value)
        self.end_headers()
        self.wfile.write(content)

    def log_message(self, *args: object) -> None:
        pass


@pytest.fixture
def machine() -> Iterator[str]:
    Machine.answers, Machine.seen, Machine.paths = [], [], []
    server = ThreadingHTTPServer(("127.0.0.1", 0), Machine)
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
    thread.start()
    yield f"http://127.0.0.1:{server.server_port}/v1"
    server.shutdown()
    thread.join()
    server.server_close()


SOUND = np.zeros(16_000, np.float32)
GOOD = {
    "text": "Han sover dåligt",
    "words": [
        {"word": " Han", "start": 0.0, "end": 0.2},
        {"word": "sover", "start": 0.2, "end": 0.6},
        {"word": "dåligt", "start": 0.6, "end": 0.9},
    ],
    "segments": [{"start": 0, "end": 1, "avg_logprob": -0.1, "no_speech_prob": 0.02, "text": "Han sover dåligt"}],
}


def answers(*given: tuple[int, object] | tuple[int, object, dict]) -> None:
    Machine.answers = [
        (one[0], one[1] if isinstance(one[1], bytes) else json.dumps(one[1]).encode(), dict(one[2]) if one[2:] else {})
        for one in given
    ]


def test_an_endpoint_is_sent_a_wav_file_in_swedish_at_no_temperature(machine: str):
    answers((200, GOOD))
    endpoint = Endpoint(machine, "kb-whisper-large", key="hemlig")
    heard = endpoint.recognise(SOUND, final=True)
    endpoint.close()
    assert heard.text == "Han sover dåligt"
    assert heard.no_speech == 0.02
    assert heard.words[0].probability == pytest.approx(0.905, abs=0.001)
    body = Machine.seen[0]
    assert Machine.paths == ["/v1/audio/transcriptions"]
    for part in (b"RIFF", b"kb-whisper-large", b'name="language"\r\n\r\nsv', b'name="temperature"\r\n\r\n0'):
        assert part in body


def test_an_endpoint_that_gives_plain_text_only_is_asked_for_that_from_then_on(machine: str):
    answers((400, {"error": "verbose_json"}), (200, {"text": "ja just det"}), (200, {"text": "en gång till"}))
    endpoint = Endpoint(machine, "m")
    words = endpoint.recognise(SOUND, final=True).words
    assert [word.text for word in words] == ["ja", "just", "det"]
    assert [word.probability for word in words] == [None] * 3
    assert words[-1].end == pytest.approx(1.0)
    assert endpoint.recognise(SOUND, final=True).text == "en gång till"
    endpoint.close()
    assert len(Machine.seen) == 3


def test_a_busy_machine_is_asked_again_after_the_time_it_says_but_never_long(machine: str):
    answers((429, {}, {"Retry-After": "2"}), (503, {}, {"Retry-After": "99999"}), (200, GOOD))
    waits: list[float] = []
    endpoint = Endpoint(machine, "m", sleep=waits.append)
    assert endpoint.recognise(SOUND, final=True).text == "Han sover dåligt"
    endpoint.close()
    assert waits == [2.0, 10.0]


def test_a_draft_is_asked_for_once(machine: str):
    answers((503, {}))
    endpoint = Endpoint(machine, "m", sleep=lambda _s: None)
    with pytest.raises(RecogniserUnavailableError):
        endpoint.recognise(SOUND, final=False)
    endpoint.close()
    assert len(Machine.seen) == 1


@pytest.mark.parametrize(
    "answer",
    [
        (200, b"no json"),
        (200, b"[" * 100_000),
        (200, [1, 2]),
        (200, {"text": 7}),
        (200, {}),
        (200, b"x" * 2_000_000),
        (200, b"{}", {"X-Declared": "500"}),
        (302, {}, {"Location": "http://example.invalid/"}),
        (401, {"error": "no"}),
        (500, {}),
    ],
    ids=["text", "deep", "list", "number", "empty", "huge", "cut", "elsewhere", "refused", "broken"],
)
def test_whatever_an_endpoint_answers_it_is_unavailable_at_worst(machine: str, answer):
    answers(answer)
    endpoint = Endpoint(machine, "m", timeout_s=5, sleep=lambda _s: None)
    with pytest.raises(RecogniserUnavailableError) as fault:
        endpoint.recognise(SOUND, final=True)
    endpoint.close()
    assert "inte som den ska" in fault.value.what


def test_an_endpoint_that_is_not_there_is_unavailable():
    def nobody(request: httpx.Request) -> httpx.Response:
        raise httpx.ConnectError("nobody", request=request)

    endpoint = Endpoint("https://tal.example/v1", "m", transport=httpx.MockTransport(nobody), sleep=lambda _s: None)
    with pytest.raises(RecogniserUnavailableError):
        endpoint.recognise(SOUND, final=True)


@pytest.mark.parametrize(
    "url", ["", "tal.kommunen.se", "ftp://x/v1", "http://tal.kommunen.se/v1", "https://a:b@x/v1", "http://[::1"]
)
def test_an_address_that_is_none_or_is_not_encrypted_is_refused(url: str):
    with pytest.raises(RecogniserSettingsError):
        Endpoint(url, "m")


def test_strange_numbers_in_an_answer_are_left_out():
    words = [{"word": "a", "start": "x", "end": None}, {"word": "b", "start": 10**400, "end": True}, {"word": 3}, None]
    heard = heard_from({"words": words, "segments": [{"no_speech_prob": "nej"}, 5]}, 1.0)
    assert [word.text for word in heard.words] == ["a", "b"]
    assert heard.no_speech is None


def test_a_recogniser_is_made_by_its_name(model: Path, tmp_path: Path):
    script = tmp_path / "manus.txt"
    script.write_text("# manus\n[0.5 - 2] Hej på dig\n", encoding="utf-8")
    assert isinstance(recogniser_from("scripted", script=script), Scripted)
    assert isinstance(recogniser_from("endpoint", url="https://x/v1", model="m"), Endpoint)
    assert isinstance(recogniser_from("faster-whisper", folder=model), Recogniser)


@pytest.mark.parametrize(
    ("name", "options"),
    [("magic", {}), ("endpoint", {}), ("endpoint", {"url": "https://x", "model": "m", "x": 1}), ("scripted", {"a": 1})],
)
def test_a_recogniser_that_cannot_be_made_says_why(name: str, options):
    with pytest.raises(RecogniserSettingsError):
        recogniser_from(name, **options)


def test_a_script_cannot_have_times_on_some_lines_only():
    with pytest.raises(RecogniserSettingsError):
        Scripted(script_from_text("[0-1] hej\nhej igen"))
