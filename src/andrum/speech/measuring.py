"""The word error rate on an operator's own recordings, along the same way as a conversation takes."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from andrum.kernel.clock import FixedClock
from andrum.speech.activity import VoiceActivity
from andrum.speech.errors import SoundError
from andrum.speech.sound_files import sound_blocks
from andrum.speech.stream import Stream
from andrum.speech.vocabulary import Activity, Final, Gap, Recogniser, Why
from andrum.speech.word_errors import WordErrors, compare_words

ENDINGS = (".wav", ".m4a", ".mp3", ".ogg", ".opus", ".webm", ".flac")


@dataclass(frozen=True, slots=True)
class Measured:
    """One recording: what was heard against what was said."""

    name: str
    seconds: float
    heard: str
    errors: WordErrors
    unheard: int
    """Utterances to which the recogniser gave no answer."""


def pairs_in(folder: Path) -> list[tuple[Path, Path]]:
    """Recordings with their texts: the same name, the text with the ending txt.

    Raises:
        SoundError: there is no folder, or no pair in it.
    """
    if not folder.is_dir():
        raise SoundError(f"Mappen {folder} finns inte.", todo="Ange en mapp med inspelningar.")
    sounds = sorted(path for path in folder.iterdir() if path.suffix.lower() in ENDINGS)
    pairs = [(path, path.with_suffix(".txt")) for path in sounds if path.with_suffix(".txt").is_file()]
    if not pairs:
        raise SoundError(
            f"Mappen {folder} har inga par av inspelning och text.",
            todo="Lägg varje inspelning, till exempel ett.wav, bredvid sin text, ett.txt.",
        )
    return pairs


def measure_folder(
    folder: Path, recogniser: Recogniser, activity: type[Activity] = VoiceActivity
) -> Iterator[Measured]:
    """One recording after the other, as it is done.

    Raises:
        SoundError: a recording or its text cannot be read.
    """
    for sound, text in pairs_in(folder):
        try:
            said = text.read_text(encoding="utf-8-sig")
        except (OSError, UnicodeDecodeError) as fault:
            raise SoundError(f"Texten {text.name} går inte att läsa.", todo="Spara den som UTF-8.") from fault
        stream = Stream(recogniser, activity(), FixedClock(datetime(2000, 1, 1, tzinfo=UTC)), drafts=False)
        events = [event for n, block in enumerate(sound_blocks(sound)) for event in stream.feed(block, n)]
        events += stream.finish()
        heard = " ".join(event.text for event in events if isinstance(event, Final))
        unheard = sum(1 for event in events if isinstance(event, Gap) and event.why is Why.ENGINE)
        yield Measured(sound.name, stream.seconds, heard, compare_words(said, heard), unheard)
