"""Receive a file by what it holds, not by what it is called: PDF, JPEG or PNG, whole, and of a bearable size."""

import io
import logging
import unicodedata
import warnings
from dataclasses import dataclass

from PIL import Image, UnidentifiedImageError
from pypdf import PdfReader
from pypdf.errors import PyPdfError

from andrum.applications.domain.cleaning import clean_line
from andrum.applications.domain.errors import AttachmentError
from andrum.kernel.words import marked as _

MAX_BYTES = 10 * 1024 * 1024
MAX_PIXELS = {"JPEG": 80_000_000, "PNG": 30_000_000}
"""A PNG is opened whole to see that it is, a JPEG at an eighth."""
MAX_PAGES = 100
MAX_NAME = 100
GPS_TAG, TURNED_TAG = 0x8825, 0x0112

logging.getLogger("pypdf").setLevel(logging.ERROR)  # its warnings may quote the file

_SAVED = _("Det du har skrivit är sparat.")


@dataclass(frozen=True, slots=True)
class CheckedFile:
    """A file that may be kept. ``position_removed`` says that a place on the map was taken out of a photograph."""

    name: str
    media_type: str
    content: bytes
    pages: int
    position_removed: bool = False


def check(name: str, content: bytes) -> CheckedFile:
    """Look into a file and give what may be kept.

    Raises:
        AttachmentError: when it is empty, too large, of another kind, locked, broken or not what it says.
    """
    if not content:
        raise AttachmentError(_("Filen är tom."), saved=_SAVED, todo=_("Välj filen igen, eller ta en ny bild."))
    if len(content) > MAX_BYTES:
        raise too_large()
    if content.startswith(b"%PDF-"):
        return CheckedFile(_named(name, ".pdf"), "application/pdf", content, pages=_pdf_pages(content))
    if content.startswith(b"\xff\xd8\xff"):
        return _picture(name, content, kind="JPEG", media_type="image/jpeg", ending=".jpg")
    if content.startswith(b"\x89PNG\r\n\x1a\n"):
        return _picture(name, content, kind="PNG", media_type="image/png", ending=".png")
    raise AttachmentError(
        _("Filen är inte en bild eller PDF som vi kan läsa."),
        saved=_SAVED,
        todo=_("Fotografera papperet med mobilen, eller spara som PDF, JPEG eller PNG."),
    )


def too_large() -> AttachmentError:
    """The hinder of a file over the limit."""
    return AttachmentError(
        _("Filen är större än 10 MB."),
        saved=_SAVED,
        todo=_("Ta en bild med lägre kvalitet, eller dela upp filen i flera."),
    )


def clean_name(name: str) -> str:
    """A file name that is safe to show and keep: no folders, no control characters, no hidden direction."""
    bare = clean_line(name.replace("\\", "/").rpartition("/")[2])
    kept = "".join(sign for sign in bare if unicodedata.category(sign)[0] in "LNZP" and sign not in '<>:"|?*%;/')
    return kept.strip(" .")[:MAX_NAME]


def _named(name: str, ending: str) -> str:
    stem = clean_name(name).rpartition(".")[0] or clean_name(name) or "bilaga"
    return f"{stem[: MAX_NAME - 5]}{ending}"


def _broken(what: str) -> AttachmentError:
    return AttachmentError(what, saved=_SAVED, todo=_("Välj filen igen, eller fotografera papperet i stället."))


def _pdf_pages(content: bytes) -> int:
    if b"%%EOF" not in content[-2048:]:
        raise _broken(_("PDF-filen är inte hel."))
    try:
        reader = PdfReader(io.BytesIO(content), strict=False)
        if reader.is_encrypted:
            raise _broken(_("PDF-filen är låst med lösenord."))
        pages = len(reader.pages)
        names = reader.root_object
        has_script = "/JS" in str(names.get("/OpenAction", ""))
    except (PyPdfError, KeyError, ValueError, TypeError, AttributeError, IndexError, OSError, RecursionError):
        raise _broken(_("PDF-filen går inte att öppna.")) from None
    if has_script:
        raise _broken(_("PDF-filen innehåller ett program."))
    if not 1 <= pages <= MAX_PAGES:
        raise _broken(_("PDF-filen har fler än 100 sidor, eller inga alls."))
    return pages


def _picture(name: str, content: bytes, *, kind: str, media_type: str, ending: str) -> CheckedFile:
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("error")
            with Image.open(io.BytesIO(content), formats=[kind]) as picture:
                if not 0 < picture.width * picture.height <= MAX_PIXELS[kind]:
                    raise _broken(_("Bilden är för stor att öppna."))
                exif = picture.getexif() if kind == "JPEG" else Image.Exif()
                picture.draft("L", (picture.width // 8, picture.height // 8))  # an eighth is enough to see it is whole
                picture.load()
    except (UnidentifiedImageError, Image.DecompressionBombError, Warning, OSError, SyntaxError, ValueError):
        raise _broken(_("Bilden går inte att öppna.")) from None
    kept = _without_tail(content, kind)
    has_position = GPS_TAG in exif
    if has_position:
        kept = without_exif(kept, turned=exif.get(TURNED_TAG))
    return CheckedFile(_named(name, ending), media_type, kept, pages=1, position_removed=has_position)


def _without_tail(content: bytes, kind: str) -> bytes:
    """Cut off what stands after the end of a picture, where another file may hide."""
    end = content.rfind(b"\xff\xd9") + 2 if kind == "JPEG" else content.rfind(b"IEND\xaeB`\x82") + 8
    if end < 8 or b"%PDF-" in content[:1024] or b"PK\x03\x04" in content[end:]:
        raise _broken(_("Bilden är inte hel."))
    return content[:end]


def without_exif(content: bytes, *, turned: int | None = None) -> bytes:
    """A JPEG without its EXIF segments but for which way is up; the picture itself is left bit by bit as it was."""
    parts, at = [content[:2]], 2
    if turned in range(2, 9):
        exif = Image.Exif()
        exif[TURNED_TAG] = turned
        said = exif.tobytes()
        parts.append(b"\xff\xe1" + (len(said) + 2).to_bytes(2, "big") + said)
    while at + 4 <= len(content) and content[at] == 0xFF and content[at + 1] not in {0xDA, 0xD9}:
        length = int.from_bytes(content[at + 2 : at + 4], "big") + 2
        if content[at + 1] != 0xE1:
            parts.append(content[at : at + length])
        at += length
    return b"".join([*parts, content[at:]])
