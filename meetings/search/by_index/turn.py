"""Processes that build the index take turns: at once they would all be slow, the first too."""

import fcntl
from collections.abc import Iterator
from contextlib import contextmanager
from typing import IO


@contextmanager
def in_turn(file: IO[bytes]) -> Iterator[None]:
    """Run the block when no other process does that shares ``file``.

    A process that dies gives its turn up: the lock is the kernel's (POSIX record lock, fcntl(2)).
    """
    fcntl.lockf(file, fcntl.LOCK_EX)
    try:
        yield
    finally:
        fcntl.lockf(file, fcntl.LOCK_UN)
