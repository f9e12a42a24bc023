"""What we ask of the C library's allocator, where it is glibc; elsewhere nothing is asked.

Sets of records are made and dropped with every page. Left to itself glibc keeps memory for each
thread, and keeps what was freed: fifteen megabytes a worker with a register of a million meetings.
"""

import ctypes
import gc

# Names and numbers of malloc.h; mallopt(3), malloc_trim(3).
_TRIM_THRESHOLD, _MMAP_THRESHOLD, _ARENA_MAX = -1, -3, -8
# What glibc begins with; it no longer raises either once it is set.
_BYTES = 128 * 1024


def keep_little() -> None:
    """Let the threads of this process share one arena, and give back what they free.

    To be called before there are threads.
    """
    mallopt = getattr(ctypes.CDLL(None), "mallopt", None)
    if mallopt is not None:
        # One thread runs Python at a time: sharing costs next to nothing.
        mallopt(_ARENA_MAX, 1)
        mallopt(_TRIM_THRESHOLD, _BYTES)
        mallopt(_MMAP_THRESHOLD, _BYTES)


def give_back() -> None:
    """Return the memory that only building the index needed to the system."""
    gc.collect()
    trim = getattr(ctypes.CDLL(None), "malloc_trim", None)
    if trim is not None:
        trim(0)
