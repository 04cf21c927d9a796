"""Columns that hold what only the key of the settings opens."""

import hashlib
from functools import lru_cache
from typing import Any

from django.conf import settings
from django.db import models
from django.db.backends.base.base import BaseDatabaseWrapper

from andrum.conversations.domain.sealing import Sealer


@lru_cache(maxsize=4)
def _sealer(words: tuple[str, ...]) -> Sealer:
    return Sealer(words)


def sealer() -> Sealer:
    """Seals with the first of ANDRUM_CONVERSATION_KEY; without one, with a key made of the secret key."""
    words = tuple(settings.ANDRUM_CONVERSATION_KEY)
    return _sealer(words or (hashlib.sha256(f"samtal:{settings.SECRET_KEY}".encode()).hexdigest(),))


class SealedTextField(models.BinaryField):  # type: ignore[type-arg]  # the stubs know it as bytes; it reads as text
    """Text that stands encrypted in the database. It cannot be searched or compared there."""

    def get_prep_value(self, value: Any) -> Any:  # noqa: ANN401 - Django's own shape
        """Text becomes sealed bytes."""
        return sealer().seal(value.encode()) if isinstance(value, str) else value

    def from_db_value(self, value: Any, _expression: object, _connection: BaseDatabaseWrapper) -> Any:  # noqa: ANN401
        """Sealed bytes become text."""
        return sealer().open(bytes(value)).decode() if value is not None else None

    def get_default(self) -> Any:  # noqa: ANN401
        """An empty text."""
        return ""
