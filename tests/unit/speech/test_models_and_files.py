"""Fetching a model from a hub that breaks off, copying one, checksums; sound files that lie; the command."""

import hashlib
import io
import json
import re
import struct
import threading
import wave
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import numpy as np
import pytest

from andrum.site.command_line import main
from andrum.speech.service import (
    InstallError,
    ModelFolderError,
    SoundError,
    check_folder,
    install,
    install_from,
    measure_folder,
    read_wav,
    sound_blocks,
)
from tests.unit.speech.random_whisper import write_model
from tests.unit.speech.sounds import CLIPS, Doing, clip


@pytest.fixture(scope="module")
def model(tmp_path_factory) -> Path:
    return write_model(tmp_path_factory.mktemp("model"), seed=3)


class Hub(BaseHTTPRequestHandler):
    """Gives out the files of a folder as the hub does, and breaks off where it is told to."""

    folder: Path
    break_after: list[int] = []
    asked: list[tuple[str, str | None]] = []
    lie = False

    def do_GET(self) -> None:
        path = self.path.split("?")[0]
        Hub.asked.append((path, self.headers.get("Range")))
        if path == "/api/models/KBLab/kb-whisper-base/revision/main":
            files = [self._file(it) for it in sorted(Hub.folder.iterdir())]
            self._send(200, json.dumps({"sha": "a" * 40, "siblings": [*files, {"rfilename": "README.md"}]}).encode())
        elif found := re.fullmatch(r"/KBLab/kb-whisper-base/resolve/a{40}/([a-z_]+\.(?:json|bin))", path):
            self._content((Hub.folder / found[1]).read_bytes())
        else:
            self._send(404, b"{}")

    def _file(self, path: Path) -> dict[str, object]:
        known: dict[str, object] = {"rfilename": path.name, "size": path.stat().st_size}
        if path.suffix == ".bin":
            digest = "0" * 64 if Hub.lie else hashlib.sha256(path.read_bytes()).hexdigest()
            known["lfs"] = {"sha256": digest, "size": path.stat().st_size}
        return known

    def _content(self, content: bytes) -> None:
        start = re.match(r"bytes=(\d+)-", self.headers.get("Range") or "")
        rest = content[int(start[1]) :] if start else content
        self.send_response(206 if start else 200)
        self.send_header("Content-Length", str(len(rest)))
        self.end_headers()
        if Hub.break_after and len(rest) > 100_000:
            self.wfile.write(rest[: Hub.break_after.pop(0)])
            self.close_connection = True
            return
        self.wfile.write(rest)

    def _send(self, status: int, content: bytes) -> None:
        self.send_response(status)
        self.send_header("Content-Length", str(len(content)))
        self.end_headers()
        self.wfile.write(content)

    def log_message(self, *args: object) -> None:
        pass


@pytest.fixture
def hub(model: Path) -> Iterator[str]:
    Hub.folder, Hub.break_after, Hub.asked, Hub.lie = model, [], [], False
    server = ThreadingHTTPServer(("127.0.0.1", 0), Hub)
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
    thread.start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()
    thread.join()
    server.server_close()


def test_a_model_is_fetched_with_checksums_and_told_as_it_comes(hub: str, tmp_path: Path):
    told: list[tuple[str, int, int]] = []
    found = install("base", tmp_path, hub=hub, tell=lambda *it: told.append(it))
    assert found.revision == "a" * 40
    assert {name for name, have, whole in told if have == whole} == set(found.files)
    assert "README.md" not in found.files
    assert check_folder(tmp_path) == found
    assert not list(tmp_path.glob("*.part"))


def test_a_fetch_that_breaks_off_goes_on_where_it_was(hub: str, tmp_path: Path):
    Hub.break_after = [60_000, 50_000]
    install("base", tmp_path, hub=hub)
    ranges = [asked for path, asked in Hub.asked if asked]
    assert ranges[0] == "bytes=60000-"
    assert len(ranges) == 2
    check_folder(tmp_path)


def test_the_next_command_goes_on_where_the_last_one_gave_up(hub: str, tmp_path: Path):
    Hub.break_after = [1_000] * 5
    with pytest.raises(InstallError) as fault:
        install("base", tmp_path, hub=hub)
    assert "ligger kvar" in fault.value.saved
    (part,) = tmp_path.glob("*.part")
    assert part.stat().st_size == 5_000
    Hub.asked.clear()
    install("base", tmp_path, hub=hub)
    assert "bytes=5000-" in [asked for _path, asked in Hub.asked]
    check_folder(tmp_path)


def test_what_is_there_is_not_fetched_again(hub: str, tmp_path: Path):
    install("base", tmp_path, hub=hub)
    Hub.asked.clear()
    install("base", tmp_path, hub=hub)
    assert not [path for path, _asked in Hub.asked if path.endswith("model.bin")]


def test_a_file_that_is_not_what_was_offered_is_refused_and_taken_away(hub: str, tmp_path: Path):
    Hub.lie = True
    with pytest.raises(InstallError, match="kontrollsumman stämmer inte"):
        install("base", tmp_path, hub=hub)
    assert not (tmp_path / "model.bin").exists()
    assert not (tmp_path / "model.bin.part").exists()


def test_no_network_and_no_such_revision_are_said_plainly(hub: str, tmp_path: Path):
    with pytest.raises(InstallError, match="Utan nät"):
        install("base", tmp_path, hub="http://127.0.0.1:9")
    with pytest.raises(InstallError, match="svar 404"):
        install("base", tmp_path, hub=hub, revision="strict")
    with pytest.raises(InstallError, match="ingen modell"):
        install("huge", tmp_path, hub=hub)


def test_a_changed_file_is_found(model: Path, tmp_path: Path):
    install_from(model, tmp_path / "kopia")
    assert check_folder(tmp_path / "kopia").files
    (tmp_path / "kopia" / "config.json").write_text("{}")
    with pytest.raises(ModelFolderError, match=r"config\.json"):
        check_folder(tmp_path / "kopia")
    with pytest.raises(ModelFolderError, match=r"config\.json"):
        install_from(tmp_path / "kopia", tmp_path / "kopia2")


def test_a_manifest_cannot_point_outside_its_folder(model: Path, tmp_path: Path):
    install_from(model, tmp_path / "m")
    manifest = tmp_path / "m" / "checksums.json"
    manifest.write_text(manifest.read_text().replace('"config.json"', '"../config.json"'))
    with pytest.raises(ModelFolderError):
        check_folder(tmp_path / "m")


def wav(samples: np.ndarray, rate: int = 16_000, channels: int = 1) -> bytes:
    file = io.BytesIO()
    with wave.open(file, "wb") as sound:
        sound.setnchannels(channels)
        sound.setsampwidth(samples.dtype.itemsize)
        sound.setframerate(rate)
        sound.writeframes(samples.tobytes())
    return file.getvalue()


@pytest.mark.parametrize("rate", [8_000, 16_000, 22_050, 44_100, 44_099, 48_000])
def test_any_rate_becomes_sixteen_kilohertz(rate: int):
    tone = (np.sin(np.arange(rate * 2) * 2 * np.pi * 440 / rate) * 16_000).astype("<i2")
    found = read_wav(wav(tone, rate))
    assert abs(found.size - 32_000) <= 1
    spectrum = np.abs(np.fft.rfft(found))
    assert abs(int(np.argmax(spectrum)) / 2 - 440) < 1
    blocks = b"".join(sound_blocks(wav(tone, rate)))
    assert abs(len(blocks) / 2 - 32_000) < 400


def test_two_channels_become_one_and_sound_above_what_fits_is_taken_away():
    high = (np.sin(np.arange(48_000) * 2 * np.pi * 15_000 / 48_000) * 16_000).astype("<i2")
    found = read_wav(wav(np.repeat(high, 2), 48_000, channels=2))
    assert found.size == 16_000
    assert float(np.sqrt(np.mean(found[200:-200] ** 2))) < 0.01


def test_a_floating_wav_with_no_numbers_in_it_becomes_silence_where_they_were():
    data = np.array([0.5, np.nan, np.inf, -np.inf] * 100, dtype="<f4").tobytes()
    header = (
        b"WAVEfmt " + struct.pack("<IHHIIHH", 16, 3, 1, 16_000, 64_000, 4, 32) + b"data" + struct.pack("<I", len(data))
    )
    found = read_wav(b"RIFF" + struct.pack("<I", len(header) + len(data)) + header + data)
    assert found[:4].tolist() == [0.5, 0.0, 1.0, -1.0]


@pytest.mark.parametrize(
    ("at", "value"),
    [(24, struct.pack("<I", 0)), (24, struct.pack("<I", 2**31)), (22, struct.pack("<H", 0)), (20, b"\x99\x99"),
     (34, struct.pack("<H", 13)), (0, b"JUNK"), (36, b"none")],
    ids=["rate 0", "rate high", "no channels", "format", "bits", "not riff", "no data"],
)  # fmt: skip
def test_a_header_that_cannot_be_is_refused(at: int, value: bytes):
    content = bytearray(wav(np.zeros(1_000, "<i2")))
    content[at : at + len(value)] = value
    with pytest.raises(SoundError):
        read_wav(bytes(content))


def test_a_length_that_lies_reads_what_is_there():
    content = bytearray(wav(np.ones(1_000, "<i2")))
    content[40:44] = struct.pack("<I", 2**32 - 1)
    assert read_wav(bytes(content)).size == 1_000
    assert read_wav(bytes(content[:-501])).size == 749


@pytest.mark.parametrize("content", [b"", b"RIFF", b"\x00" * 1_000, b"<html>" * 100, b"OggS" + b"\xff" * 500])
def test_what_is_no_sound_is_refused(content: bytes):
    with pytest.raises(SoundError):
        list(sound_blocks(content))


def test_a_file_longer_than_allowed_is_refused():
    with pytest.raises(SoundError, match="för lång"):
        list(sound_blocks(wav(np.zeros(32_000, "<i2")), longest_s=1))


def recordings(folder: Path) -> Path:
    folder.mkdir()
    for name, text in (("kan_jag_fa_tala_klart", "Kan jag få tala klart?"), ("jag_lamnar_dig", "Jag lämnar dig.")):
        (folder / f"{name}.wav").write_bytes((CLIPS / f"{name}.wav").read_bytes())
        (folder / f"{name}.txt").write_text(text, encoding="utf-8")
    return folder


def test_recordings_are_measured_along_the_way_a_conversation_takes(tmp_path: Path):
    from andrum.speech.service import Heard, Word

    def always(samples, _final):
        assert abs(samples.size - clip("jag_lamnar_dig").size) < 16_000 * 2
        return Heard((Word("jag", 0, 0.2, 0.9), Word("lämnar", 0.3, 0.5, 0.9), Word("dig", 0.6, 0.8, 0.9)), 0.0)

    first, second = measure_folder(recordings(tmp_path / "egna"), Doing(always))
    assert (first.name, first.errors.rate) == ("jag_lamnar_dig.wav", 0.0)
    assert second.errors.rate == 4 / 5


def test_the_command_installs_checks_and_measures(model: Path, tmp_path: Path, monkeypatch, capsys):
    monkeypatch.setenv("ANDRUM_DATA", str(tmp_path / "data"))
    assert main(["speech", "check"]) == 1
    assert "andrum speech install" in capsys.readouterr().err
    assert main(["speech", "install", "base", "--from", str(model)]) == 0
    assert "Kontrollsummorna stämmer" in capsys.readouterr().out
    assert main(["speech", "check", "--threads", "1"]) in {0, 1}
    assert "gånger verklig tid" in capsys.readouterr().out
    assert main(["speech", "measure", str(recordings(tmp_path / "egna")), "--threads", "1"]) == 0
    out = capsys.readouterr().out
    assert "Ordfel i allt: " in out
    assert "av 8 ord" in out
    assert main(["speech", "measure", str(tmp_path)]) == 1
