"""A payment channel that is a folder: for the demo, and for a bank's file transfer that fetches files from one."""

from pathlib import Path

from django.conf import settings

from andrum.integrations.files import write_once


class FolderChannel:
    """Writes payment files in ``$ANDRUM_DATA/payments``, each whole and once by its name."""

    def __init__(self, folder: Path | None = None) -> None:
        self._folder = folder or Path(settings.DATA) / "payments"

    def deliver(self, *, name: str, content: bytes) -> str:
        """Put the file in the folder. Raises ReceiverUnavailableError when the folder cannot be written."""
        return write_once(folder=self._folder, name=name, content=content)
