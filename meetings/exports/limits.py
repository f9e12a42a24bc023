"""Limits of exports: how many run at once, for how long, and only while somebody reads them.

A slot lets one run, of those for one client and of those in all processes together. It is an entry
of the shared cache that expires soon and is renewed while the export runs, so that what a killed
process held is free again after ``LEASE_SECONDS``. Nobody waits for a slot: a waiting request would
keep a thread from the pages of other readers.
"""

import errno
import logging
import secrets
import select
import socket
import threading
import time
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import TypeVar

from django.conf import settings
from django.core.cache import cache
from django.db import DatabaseError, connection

logger = logging.getLogger(__name__)

Item = TypeVar("Item")

LEASE_SECONDS = 30
# What a refused client is asked to wait: most exports take less.
RETRY_SECONDS = 10
# How many rows are made before somebody looks whether the reader is still there.
_ROWS_BETWEEN_LOOKS = 200


class Busy(Exception):
    """Too many exports run; ``own``: those of this client alone are too many."""

    def __init__(self, *, own: bool) -> None:
        super().__init__()
        self.own = own


@dataclass(eq=False)
class Slot:
    """Entries of the cache that one export holds; ``release`` gives them back."""

    keys: list[str] = field(default_factory=list)
    token: str = field(default_factory=secrets.token_hex)

    def take_first(self, keys: Iterable[str]) -> bool:
        """Take the first free key; return whether there was one."""
        for key in keys:
            if cache.add(key, self.token, LEASE_SECONDS):
                self.keys.append(key)
                return True
        return False

    def renew(self) -> None:
        """Keep the keys for another lease."""
        for key in self.keys:
            cache.touch(key, LEASE_SECONDS)

    def release(self) -> None:
        """Give the keys back, unless the lease ended and another export has them."""
        _renewal.remove(self)
        try:
            held = cache.get_many(self.keys)
            cache.delete_many([key for key, token in held.items() if token == self.token])
        except DatabaseError:
            logger.warning("A slot of an export could not be given back; it expires.")
        self.keys = []


def take(client: str) -> Slot:
    """Return a slot for an export of ``client``, any text that tells clients apart.

    One query while there is none (in the database's cache). Raises Busy.
    """
    own = [f"export:{client}:{number}" for number in range(settings.EXPORTS_OF_ONE)]
    shared = [f"export:{number}" for number in range(settings.EXPORTS_AT_ONCE)]
    taken = cache.get_many([*own, *shared])
    free_own = [key for key in own if key not in taken]
    free_shared = [key for key in shared if key not in taken]
    if not free_own or not free_shared:
        raise Busy(own=not free_own)
    slot = Slot()
    if slot.take_first(free_own) and slot.take_first(free_shared):
        _renewal.add(slot)
        return slot
    slot.release()
    raise Busy(own=False)


class _Renewal:
    """Renews the slots of this process, in a thread that lives while there are any."""

    def __init__(self) -> None:
        self._changed = threading.Condition()
        self._slots: set[Slot] = set()
        self._thread: threading.Thread | None = None

    def add(self, slot: Slot) -> None:
        with self._changed:
            self._slots.add(slot)
            if self._thread is None:
                self._thread = threading.Thread(target=self._run, name="exports", daemon=True)
                self._thread.start()

    def remove(self, slot: Slot) -> None:
        with self._changed:
            self._slots.discard(slot)
            self._changed.notify_all()

    def _run(self) -> None:
        while slots := self._due():
            try:
                for slot in slots:
                    slot.renew()
            except DatabaseError:
                logger.warning("Slots of exports could not be renewed.")
            finally:
                connection.close()

    def _due(self) -> list[Slot]:
        """Return the slots to renew after a third of the lease; none, and the thread ends."""
        with self._changed:
            self._changed.wait_for(lambda: not self._slots, LEASE_SECONDS / 3)
            if not self._slots:
                self._thread = None
            return list(self._slots)


_renewal = _Renewal()


class ReaderGone(BrokenPipeError):
    """Nobody is there to take the rest of the export.

    The server takes it for what writing to a closed connection raises: it is no error.
    """

    def __init__(self) -> None:
        super().__init__(errno.EPIPE, "The reader has left.")


class TakesTooLong(Exception):
    """The export takes longer than ``EXPORT_SECONDS``."""


def while_read(rows: Iterable[Item], reader: object) -> Iterator[Item]:
    """Yield ``rows`` while the reader is connected and the time of an export has not run out.

    ``reader``: the reader's socket; anything else if it is not known. Raises ReaderGone or
    TakesTooLong.
    """
    end = time.monotonic() + settings.EXPORT_SECONDS
    if isinstance(reader, socket.socket):
        # A reader who takes nothing for so long holds up the readers that come after.
        reader.settimeout(settings.EXPORT_STALLED_SECONDS)
    for number, row in enumerate(rows):
        if number % _ROWS_BETWEEN_LOOKS == 0:
            if isinstance(reader, socket.socket) and has_left(reader):
                raise ReaderGone
            if time.monotonic() > end:
                raise TakesTooLong
        yield row


def has_left(connection: socket.socket) -> bool:
    """Whether the other end has closed the connection. Takes nothing from it, and never waits."""
    try:
        poll = select.poll()
        poll.register(connection, select.POLLIN)
        # At the end of what was sent there is something to read, and it is nothing.
        return bool(poll.poll(0)) and connection.recv(1, socket.MSG_PEEK) == b""
    except (OSError, ValueError):  # reset, or closed here
        return True
