"""Put a file in a folder whole, once, so that a crash at any moment leaves all of it or nothing."""

import errno
import hashlib
import os
from pathlib import Path
from uuid import uuid4

from andrum.dispatch.service import ReceiverUnavailableError

CAUSES = {
    errno.ENOSPC: "Disken är full",
    errno.EDQUOT: "Disken är full",
    errno.EROFS: "Disken går bara att läsa",
    errno.EACCES: "Mappen får inte skrivas",
    errno.EPERM: "Mappen får inte skrivas",
}


def write_once(*, folder: Path, name: str, content: bytes, is_last: bool = True) -> str:
    """Write ``content`` as ``name`` unless it is there already; the first one stays. Returns a receipt of it.

    Of files that belong together only the last waits for the folder to be on the disk: all their names are there then.

    Raises:
        ReceiverUnavailableError: when the disk or folder does not take it now.
    """
    target = folder / name
    if target.parent != folder or name in {"", ".", ".."}:
        raise ReceiverUnavailableError("Filnamnet leder ut ur mappen")
    try:
        folder.mkdir(parents=True, exist_ok=True)
        if not target.exists():
            _write_and_move(target, content, is_last=is_last)
        return hashlib.sha256(target.read_bytes()).hexdigest()[:32]
    except OSError as error:
        raise ReceiverUnavailableError(CAUSES.get(error.errno or 0, "Mappen går inte att skriva i")) from error


def _write_and_move(target: Path, content: bytes, *, is_last: bool) -> None:
    part = target.with_name(f".{target.name}.{uuid4().hex}.part")
    try:
        with part.open("xb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        part.replace(target)
    finally:
        part.unlink(missing_ok=True)
    if not is_last:
        return
    folder = os.open(target.parent, os.O_RDONLY)
    try:
        os.fsync(folder)
    finally:
        os.close(folder)
