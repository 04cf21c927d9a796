"""Who is alive: a lease is a lock that the operating system or the database lets go of when its holder dies.

No clock and no heartbeat: a worker that is only slow keeps its lease, one that was killed loses it at once.
"""

import fcntl
import hashlib
import os
from pathlib import Path
from typing import Protocol

from django.conf import settings
from django.db import DatabaseError, InterfaceError, connection
from django.db.backends.base.base import BaseDatabaseWrapper


class Leases(Protocol):
    """Locks by name, held by this process until released or dead."""

    def take(self, name: str) -> bool:
        """Take the lease if nobody else holds it; True when this process holds it now."""
        ...

    def is_held(self, name: str) -> bool:
        """True while a living process holds the lease. Do not ask about one's own."""
        ...

    def release_all(self) -> None:
        """Let go of everything."""
        ...

    def renew(self) -> None:
        """Take again what a lost connection let go of."""
        ...


def leases_of_database() -> Leases:
    """Advisory locks on PostgreSQL, so that workers may run on many machines; locked files beside SQLite."""
    if connection.vendor == "postgresql":
        return PostgresLeases()
    return FileLeases(Path(settings.DATABASES["default"]["NAME"]).resolve().parent / "workers")


class FileLeases:
    """One locked file a lease. Every process that can open the same SQLite database sees the same files."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._held: dict[str, int] = {}
        folder.mkdir(parents=True, exist_ok=True)

    def take(self, name: str) -> bool:
        """Lock the file of the lease."""
        if name in self._held:
            return True
        handle = os.open(self._path(name), os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600)
        if not self._lock(handle) or not self._is_current(handle, name):
            os.close(handle)
            return False
        self._held[name] = handle
        return True

    def is_held(self, name: str) -> bool:
        """Try the lock: what can be locked was let go of, and its file is removed."""
        try:
            handle = os.open(self._path(name), os.O_RDWR | os.O_CLOEXEC)
        except FileNotFoundError:
            return False
        try:
            if not self._lock(handle):
                return True
            self._path(name).unlink(missing_ok=True)
            return False
        finally:
            os.close(handle)

    def release_all(self) -> None:
        """Remove the files while their locks are held, then let go."""
        for name, handle in self._held.items():
            self._path(name).unlink(missing_ok=True)
            os.close(handle)
        self._held.clear()

    def renew(self) -> None:
        """Nothing to do: the operating system keeps the locks."""

    def _path(self, name: str) -> Path:
        return self._folder / f"{name.replace('/', '_')}.lease"

    def _is_current(self, handle: int, name: str) -> bool:
        """False when the file was removed between opening and locking."""
        try:
            return os.fstat(handle).st_ino == self._path(name).stat().st_ino
        except FileNotFoundError:
            return False

    @staticmethod
    def _lock(handle: int) -> bool:
        try:
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            return False
        return True


class PostgresLeases:
    """Session-level advisory locks on a connection of their own; the server lets go when the connection dies.

    Needs a direct connection or a pool in session mode. Keepalives tell of a dead machine in half a minute.
    """

    def __init__(self) -> None:
        self._connection: BaseDatabaseWrapper = connection.copy()
        self._held: set[str] = set()

    def take(self, name: str) -> bool:
        """Ask for the lock without waiting."""
        if name in self._held:
            return True
        if self._ask("SELECT pg_try_advisory_lock(%s)", self._key(name)):
            self._held.add(name)
            return True
        return False

    def is_held(self, name: str) -> bool:
        """Try the lock, and let go of it if it was free."""
        if not self._ask("SELECT pg_try_advisory_lock(%s)", self._key(name)):
            return True
        self._ask("SELECT pg_advisory_unlock(%s)", self._key(name))
        return False

    def release_all(self) -> None:
        """Close the connection."""
        self._held.clear()
        self._connection.close()

    def renew(self) -> None:
        """Connect anew after a lost connection and take the same leases."""
        try:
            self._ask("SELECT %s = 0", 0)
        except (DatabaseError, InterfaceError):
            held, self._held = self._held, set()
            self._connection.close()
            for name in sorted(held):
                self.take(name)

    def _ask(self, sql: str, key: int) -> bool:
        if self._connection.connection is None:
            with self._connection.cursor() as cursor:
                cursor.execute(
                    "SET tcp_keepalives_idle = 10; SET tcp_keepalives_interval = 5; SET tcp_keepalives_count = 3"
                )
        with self._connection.cursor() as cursor:
            cursor.execute(sql, [key])
            row = cursor.fetchone()
        return bool(row and row[0])

    @staticmethod
    def _key(name: str) -> int:
        return int.from_bytes(hashlib.sha256(name.encode()).digest()[:8], "big", signed=True)
