"""Updates of many meetings go on by themselves, in a thread of each process that serves requests.

Publishing a name that many meetings show republishes the first batch of them in the request, and
leaves the rest to this thread. Whatever ends a process, the thread of another one, or of the next,
finds the unfinished update and goes on after its last batch (``shared.finish_updates``).
"""

import logging
import threading

from django.db import connection

from . import shared

logger = logging.getLogger(__name__)

# How long an update may lie that another process left behind.
_LOOK_SECONDS = 30.0


class Updater:
    """The thread; ``start`` it with the process, ``wake`` it when there is something to do."""

    def __init__(self) -> None:
        self._starting = threading.Lock()
        self._woken = threading.Event()
        self._thread: threading.Thread | None = None

    def start(self) -> None:
        """Start the thread, unless it runs; it looks for unfinished updates at once."""
        with self._starting:
            if self._thread is None or not self._thread.is_alive():
                self._thread = threading.Thread(target=self._run, name="updates", daemon=True)
                self._thread.start()

    def wake(self) -> None:
        """Let the thread look for unfinished updates now."""
        self._woken.set()
        self.start()

    def _run(self) -> None:
        while True:
            finish()
            self._woken.wait(_LOOK_SECONDS)
            self._woken.clear()


def finish() -> int:
    """Finish all updates in this thread; return how many meetings were republished.

    An error is written to the log, and what is unfinished stays so until the next look.
    """
    try:
        done = shared.finish_updates()
    except Exception:
        logger.exception("An update of published meetings stopped")
        return 0
    else:
        if done:
            logger.info("An update went on in the background: %d meetings republished", done)
        return done
    finally:
        connection.close()


updater = Updater()
