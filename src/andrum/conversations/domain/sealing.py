"""What is kept encrypted: AES-256-GCM, the key from the settings and never in the database."""

import hashlib
import secrets
from collections.abc import Sequence

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

from andrum.conversations.domain.errors import SealError
from andrum.kernel.words import marked as _

VERSION = b"\x01"
NAME, NONCE = 4, 12


class Sealer:
    """Seals with the first key and opens with any of them, so that a key can be changed."""

    def __init__(self, secret_words: Sequence[str]) -> None:
        if not secret_words:
            raise SealError(_("Nyckeln för samtal saknas."), todo=_("Sätt ANDRUM_CONVERSATION_KEY."))
        self._keys = {_name(word): AESGCM(_key(word)) for word in reversed(secret_words)}
        self._first = _name(secret_words[0])

    def seal(self, clear: bytes) -> bytes:
        """The bytes, encrypted: version, name of the key, nonce, and what only the key opens."""
        nonce = secrets.token_bytes(NONCE)
        head = VERSION + self._first
        return head + nonce + self._keys[self._first].encrypt(nonce, clear, head)

    def open(self, sealed: bytes) -> bytes:
        """The bytes as they were. Raises SealError when no key fits or a byte has been changed."""
        head, nonce = sealed[: 1 + NAME], sealed[1 + NAME : 1 + NAME + NONCE]
        key = self._keys.get(head[1:]) if head[:1] == VERSION else None
        if key is None:
            raise SealError(
                _("Det som är krypterat kan inte öppnas."), todo=_("Lägg till den nyckel det sparades med.")
            )
        try:
            return key.decrypt(nonce, sealed[1 + NAME + NONCE :], head)
        except InvalidTag:
            raise SealError(_("Det som är krypterat har ändrats och kan inte öppnas."), todo=_("Se driften.")) from None


def _key(word: str) -> bytes:
    return HKDF(algorithm=SHA256(), length=32, salt=None, info=b"andrum.conversations").derive(word.encode())


def _name(word: str) -> bytes:
    return hashlib.sha256(b"andrum.conversations.name:" + _key(word)).digest()[:NAME]
