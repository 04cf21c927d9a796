"""A mailbox that is a folder: for the demo, and for a municipality whose print service fetches letters from one."""

import json
from pathlib import Path

from django.conf import settings

from andrum.dispatch.service import Recipient
from andrum.integrations.files import write_once


class FolderMailbox:
    """Writes ``<key>.json`` (to whom) and then ``<key>.pdf`` in ``$ANDRUM_DATA/mailbox``; the PDF means delivered."""

    def __init__(self, folder: Path | None = None) -> None:
        self._folder = folder or Path(settings.DATA) / "mailbox"

    def deliver(self, *, key: str, recipient: Recipient, title: str, pdf: bytes) -> str:
        """Put the letter in the folder. Raises ReceiverUnavailableError when the folder cannot be written."""
        name = key.replace(":", "-").replace("/", "_")
        to = {
            "personal_number": recipient.personal_number, "name": recipient.name, "address": recipient.address,
            "language": recipient.language, "title": title,
        }  # fmt: skip
        whom = json.dumps(to, ensure_ascii=False).encode()
        write_once(folder=self._folder, name=f"{name}.json", content=whom, is_last=False)
        return write_once(folder=self._folder, name=f"{name}.pdf", content=pdf)
