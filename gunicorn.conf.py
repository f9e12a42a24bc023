"""How gunicorn serves Sidelines; what differs between machines comes from the environment."""

import ctypes
import gc
from importlib import import_module
from tempfile import TemporaryFile
from typing import Any

# Reading the settings here, in the parent, stops the start with their sentence when one is
# missing; left to the workers, it would be found by each of them again and again.
from diplomacy import settings
from diplomacy.variables import reader

_value = reader(in_development=False)


def _keep_little_memory() -> None:
    """Let the threads of a worker share one arena, and give back what they free: where glibc can.

    Sets of records are made and dropped with every page. Left to itself glibc keeps memory for
    each thread, and keeps what was freed: fifteen megabytes a worker with a million meetings.
    """
    mallopt = getattr(ctypes.CDLL(None), "mallopt", None)
    if mallopt is not None:
        # Names and numbers of malloc.h, see mallopt(3). One thread runs Python at a time: sharing
        # costs next to nothing. The thresholds are those that glibc begins with; once they are
        # set it no longer raises them.
        trim_threshold, mmap_threshold, arena_max = -1, -3, -8
        mallopt(arena_max, 1)
        mallopt(trim_threshold, 128 * 1024)
        mallopt(mmap_threshold, 128 * 1024)


# Before there are threads.
_keep_little_memory()

wsgi_app = "diplomacy.wsgi:application"
bind = _value("BIND")

# Loaded once, before the workers part: they share what it takes of memory, and one that takes
# another's place has nothing to load.
preload_app = True

# A thread that streams a long download keeps its worker alive; a sync worker would be killed
# at its timeout in the middle of it.
worker_class = "gthread"
workers = _value("WEB_WORKERS")
threads = _value("WEB_THREADS")
timeout = _value("WEB_TIMEOUT")
graceful_timeout = _value("WEB_GRACEFUL_TIMEOUT")
keepalive = _value("WEB_KEEPALIVE")
# Replaced now and then, not all at once, so that a slow leak never adds up.
max_requests = _value("WEB_MAX_REQUESTS")
max_requests_jitter = max_requests // 10
worker_tmp_dir = _value("WEB_TMP_DIR")

# What workers lock while they build their facet index, one after the other.
_turns = TemporaryFile(dir=worker_tmp_dir)  # noqa: SIM115 - open as long as the server runs

# A container's file system is read-only, and signals do all that is needed.
control_socket_disable = True

accesslog = "-"
# The request id is a field of its own on every line; the client's address is not kept.
access_log_format = "%(m)s %(U)s %(s)s %(B)s bytes %(M)s ms"
_passed_on: dict[str, Any] = {"handlers": [], "level": "INFO", "propagate": True}
logconfig_dict = settings.LOGGING | {
    "loggers": settings.LOGGING["loggers"]
    | {"gunicorn.error": _passed_on, "gunicorn.access": _passed_on}
}


def when_ready(_: object) -> None:
    """Load what the first request would, in the parent; keep the collector off all of it.

    It writes into what it looks through, and a page that is written to is no longer shared.
    """
    import_module(settings.ROOT_URLCONF)
    gc.collect()
    gc.freeze()


def post_worker_init(_: object) -> None:
    """Begin to build the facet index of the worker before anybody waits for it.

    And go on with updates that an earlier process left behind.
    """
    # Models are loaded once Django is set up, which is after this file is read.
    import_module("meetings.search.by_index.holder").holder.start(turns=_turns)
    import_module("meetings.publication.updates").updater.start()
