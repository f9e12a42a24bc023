"""Let a database server fetch the next rows while the last ones are being written."""

from collections.abc import Generator
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from itertools import islice
from typing import TypeVar

Row = TypeVar("Row")


def ahead(rows: Generator[Row, None, None], size: int) -> Generator[Row, None, None]:
    """Yield ``rows``, of which the next ``size`` are fetched in the background; close them.

    One thread fetches, one fetch at a time; so ``rows`` may belong to a connection that is used
    here too, as long as what it runs on may be used by one thread after the other (psycopg: yes).
    """

    def fetch() -> list[Row]:
        return list(islice(rows, size))

    # The first in this thread: whose connection Django takes is decided by who begins.
    chunk = fetch()
    with closing(rows), ThreadPoolExecutor(1, "rows") as thread:
        while chunk:
            coming = thread.submit(fetch)
            yield from chunk
            chunk = coming.result()
