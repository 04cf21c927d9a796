"""A file is received by what it holds: whole, of a bearable size, and without the place it was taken."""

import io
import struct
import zlib

import pytest
from PIL import Image

from andrum.applications.domain.errors import AttachmentError
from andrum.applications.domain.files import MAX_BYTES, check, clean_name
from tests.rooms.applications.answers import pdf, picture


def with_place() -> bytes:
    """A photograph that says where it was taken, and which way is up."""
    exif = Image.Exif()
    exif[0x0112] = 6
    place = exif.get_ifd(0x8825)
    place[1] = "N"
    place[2] = (59.0, 20.0, 0.0)
    return picture("JPEG", exif=exif)


def bomb(width: int = 60_000, height: int = 60_000) -> bytes:
    """A small PNG that says it is enormous."""

    def chunk(kind: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))

    head = struct.pack(">IIBBBBB", width, height, 8, 0, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", zlib.compress(b"0" * 99)) + chunk(b"IEND", b"")


@pytest.mark.parametrize(
    ("name", "content", "media_type", "kept_name"),
    [
        ("avi.pdf", pdf(), "application/pdf", "avi.pdf"),
        ("bild.PNG", picture(), "image/png", "bild.png"),
        ("bild", picture("JPEG"), "image/jpeg", "bild.jpg"),
        ("avi.exe", pdf(), "application/pdf", "avi.pdf"),
        ("", pdf(), "application/pdf", "bilaga.pdf"),
        ("../../etc/passwd", pdf(), "application/pdf", "passwd.pdf"),
        ("räkning för maj.pdf", pdf(), "application/pdf", "räkning för maj.pdf"),
    ],
)
def test_what_it_holds_decides_and_the_name_follows(name: str, content: bytes, media_type: str, kept_name: str):
    kept = check(name, content)
    assert (kept.media_type, kept.name) == (media_type, kept_name)


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (b"", "tom"),
        (b"0" * (MAX_BYTES + 1), "större än 10 MB"),
        (b"GIF89a" + b"0" * 99, "inte en bild eller PDF"),
        (b"PK\x03\x04zip", "inte en bild eller PDF"),
        (pdf()[:-40], "inte hel"),
        (b"%PDF-1.7\nnonsens\n%%EOF", "går inte att öppna"),
        (pdf(password="hemligt"), "låst med lösenord"),
        (pdf(pages=101), "fler än 100 sidor"),
        (picture()[:80], "går inte att öppna"),
        (picture("JPEG")[:100], "går inte att öppna"),
        (bomb(), "Bilden"),
        (picture("JPEG") + b"PK\x03\x04 en annan fil", "inte hel"),
    ],
)
def test_what_cannot_be_received_is_refused_in_words(content: bytes, words: str):
    with pytest.raises(AttachmentError, match=words) as hinder:
        check("fil", content)
    assert hinder.value.todo


def test_a_cut_off_photograph_is_refused():
    whole = picture("JPEG", size=(400, 300))
    with pytest.raises(AttachmentError):
        check("bild.jpg", whole[: len(whole) // 2])


def test_a_cut_off_photograph_is_refused_though_a_whole_small_one_is_inside():
    thumbnail = picture("JPEG")
    whole = picture("JPEG", size=(400, 300))
    inside = b"\xff\xfe" + (len(thumbnail) + 2).to_bytes(2, "big") + thumbnail
    with pytest.raises(AttachmentError, match="går inte att öppna"):
        check("bild.jpg", whole[:2] + inside + whole[2 : len(whole) // 2])


def test_the_place_is_taken_out_and_the_picture_stays():
    kept = check("bild.jpg", with_place())
    assert kept.position_removed
    with Image.open(io.BytesIO(kept.content)) as shown:
        assert 0x8825 not in shown.getexif()
        assert shown.size == (40, 30)


def test_a_picture_keeps_the_way_it_is_turned():
    kept = check("bild.jpg", with_place())
    with Image.open(io.BytesIO(kept.content)) as shown:
        assert shown.getexif().get(0x0112) == 6


@pytest.mark.parametrize(
    ("name", "clean"),
    [
        ("a\x00b.pdf", "ab.pdf"),
        ("\u202egnp.exe", "gnp.exe"),
        ('<script>"x".png', "scriptx.png"),
        ("..", ""),
        ("C:\\Users\\alva\\bild.png", "bild.png"),
        ("x" * 300, "x" * 100),
    ],
)
def test_a_name_is_safe_to_show(name: str, clean: str):
    assert clean_name(name) == clean
