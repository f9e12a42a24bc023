"""The facet index of this process: built in a background thread, updated by its readers."""

import ctypes
import fcntl
import gc
import logging
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from typing import IO

from django.conf import settings
from django.db import connection

from meetings import time_limits
from meetings.search.one_state import State, one_state, state_now

from . import catch_up, facet_index
from .build import build

logger = logging.getLogger(__name__)

# The least time between two builds, so that a build that fails is not repeated at once.
_PAUSE_SECONDS = 10.0


@contextmanager
def in_turn(file: IO[bytes] | None) -> Iterator[None]:
    """Run the block under an exclusive lock on ``file``, or without a lock if it is None.

    Processes that build the index at the same time slow each other down. The kernel frees the
    lock of a process that dies (POSIX record lock, fcntl(2)).
    """
    if file is None:
        yield
        return
    fcntl.lockf(file, fcntl.LOCK_EX)
    try:
        yield
    finally:
        fcntl.lockf(file, fcntl.LOCK_UN)


class Holder:
    """Holds the newest index. Readers take a reference; a newer index replaces it as a whole."""

    def __init__(self) -> None:
        self._turns: IO[bytes] | None = None
        self._index: facet_index.FacetIndex | None = None
        self._following = threading.Lock()
        self._starting = threading.Lock()
        self._builder: threading.Thread | None = None
        self._not_before = 0.0

    @property
    def state(self) -> State | None:
        """The state of the index; None while there is no index."""
        return self._index.state if self._index else None

    def at(self, state: State) -> facet_index.FacetIndex | None:
        """Return the index at ``state``, the state that the caller's transaction reads.

        None if the index is not built yet, is too far behind, or is already past ``state``
        because another thread updated it after the caller's transaction began.
        """
        index = self._index
        if index is None:
            self.start()
            return None
        if index.state.clock < state.clock:
            index = self._follow(state)
        if index is None or index.state == state:
            return index
        if index.state.clock == state.clock:
            # The same clock with different versions: the database was replaced.
            self.start()
        return None

    def is_past(self, state: State) -> bool:
        """Whether the index is later than ``state``; the caller should then read again.

        A state that stays behind comes from a replica that lags, or from another register that
        replaced this one; a new build settles that.
        """
        index = self._index
        return index is not None and index.state.clock > state.clock

    def _follow(self, state: State) -> facet_index.FacetIndex | None:
        # One thread updates the index; the threads that wait for the lock find it updated.
        with self._following:
            index = self._index
            if index is None or index.state.clock >= state.clock:
                return index
            after = catch_up.follow(index, state)
            if after is None:
                self.start()
            else:
                self._index = after
            return after

    def start(self, *, turns: IO[bytes] | None = None) -> None:
        """Start a build in the background, unless one is running.

        ``turns`` is a lock file shared by several processes: this and all later builds wait for
        the builds of the other processes.
        """
        self._turns = turns or self._turns
        if not settings.FACET_INDEX:
            return
        with self._starting:
            if self.is_building or time.monotonic() < self._not_before:
                return
            self._not_before = time.monotonic() + _PAUSE_SECONDS
            self._builder = threading.Thread(target=self._run, name="facet-index", daemon=True)
            self._builder.start()

    @property
    def is_building(self) -> bool:
        """Whether a build is running in the background."""
        return self._builder is not None and self._builder.is_alive()

    def wait(self, seconds: float | None = None) -> None:
        """Wait until the running build ends, but no longer than ``seconds`` (None: no limit)."""
        if self._builder is not None:
            self._builder.join(seconds)

    def build_now(self) -> facet_index.FacetIndex:
        """Build the index in this thread unless it is current; return it."""
        with one_state(), time_limits.longer_for("exports"):
            state = state_now()
            index = self._index
            if index is None or index.state != state:
                index = build(state)
        with self._following:
            self._index = index
        return index

    def forget(self) -> None:
        """Drop the index, after its register was deleted."""
        with self._following:
            self._index = None

    def _run(self) -> None:
        with in_turn(self._turns):
            self._build()

    def _build(self) -> None:
        started = time.monotonic()
        try:
            index = self.build_now()
        except Exception:
            # Not fatal: SQL continues to answer.
            logger.exception("The facet index could not be built")
        else:
            _give_memory_back()
            logger.info(
                "Facet index of %d meetings built in %.1f s",
                len(index.published),
                time.monotonic() - started,
            )
        finally:
            connection.close()


def _give_memory_back() -> None:
    """Return the memory that the build no longer needs to the system, where glibc can."""
    gc.collect()
    trim = getattr(ctypes.CDLL(None), "malloc_trim", None)
    if trim is not None:
        trim(0)


holder = Holder()
