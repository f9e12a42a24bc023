"""The facet index of this process: built in the background, brought up to date by its readers."""

import logging
import threading
import time
from collections.abc import Callable
from contextlib import AbstractContextManager, nullcontext

from django.conf import settings
from django.db import connection

from meetings.search.one_state import one_state

from .build import build
from .catch_up import follow
from .facet_index import Snapshot
from .memory import give_back
from .rows import State, state_now

logger = logging.getLogger(__name__)

# A build that failed, or found nothing better, is not tried again at once.
_PAUSE_SECONDS = 10.0


class Holder:
    """Holds the newest snapshot. Readers take a reference; a newer one replaces it whole.

    ``turn`` gives what a build in the background runs in: where there are several processes,
    something that lets one of them build at a time.
    """

    def __init__(self) -> None:
        self.turn: Callable[[], AbstractContextManager[None]] = nullcontext
        self._snapshot: Snapshot | None = None
        self._following = threading.Lock()
        self._starting = threading.Lock()
        self._builder: threading.Thread | None = None
        self._not_before = 0.0

    @property
    def state(self) -> State | None:
        """Of what moment the index is; None while there is none."""
        return self._snapshot.state if self._snapshot else None

    def at(self, state: State) -> Snapshot | None:
        """Return the snapshot at ``state``, the state that the caller's transaction reads.

        None where there is none: the index is not built yet, too far behind, or already past
        ``state``, because another thread brought it on after the caller's transaction began.
        """
        snapshot = self._snapshot
        if snapshot is None:
            self.start()
            return None
        if snapshot.state.clock < state.clock:
            snapshot = self._follow(state)
        if snapshot is None or snapshot.state == state:
            return snapshot
        if snapshot.state.clock == state.clock:
            # The same clock with another history: the database was replaced.
            self.start()
        return None

    def is_past(self, state: State) -> bool:
        """Whether the index is of a later moment than ``state``: to be read again.

        A state that stays behind is another register's, put in this one's place, or of a
        replica that lags; then a new build finds out.
        """
        snapshot = self._snapshot
        return snapshot is not None and snapshot.state.clock > state.clock

    def _follow(self, state: State) -> Snapshot | None:
        # One thread catches up; those that wait for it find the work done.
        with self._following:
            snapshot = self._snapshot
            if snapshot is None or snapshot.state.clock >= state.clock:
                return snapshot
            after = follow(snapshot, state)
            if after is None:
                self.start()
            else:
                self._snapshot = after
            return after

    def start(self) -> None:
        """Begin to build in the background, unless that is under way."""
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
        """Whether a build is under way in the background."""
        return self._builder is not None and self._builder.is_alive()

    def wait(self, seconds: float | None = None) -> None:
        """Wait for the build under way to end, at most so long (None: however long it takes)."""
        if self._builder is not None:
            self._builder.join(seconds)

    def build_now(self) -> Snapshot:
        """Build in this thread, unless the index is of this moment; return it."""
        with one_state():
            state = state_now()
            snapshot = self._snapshot
            if snapshot is None or snapshot.state != state:
                snapshot = build(state)
        with self._following:
            self._snapshot = snapshot
        return snapshot

    def forget(self) -> None:
        """Drop the index, for one whose register is gone."""
        with self._following:
            self._snapshot = None

    def _run(self) -> None:
        with self.turn():
            self._build()

    def _build(self) -> None:
        started = time.monotonic()
        try:
            snapshot = self.build_now()
        except Exception:
            # Plain SQL goes on answering.
            logger.exception("The facet index could not be built")
        else:
            give_back()
            logger.info(
                "Facet index of %d meetings built in %.1f s",
                len(snapshot.published),
                time.monotonic() - started,
            )
        finally:
            connection.close()


holder = Holder()
