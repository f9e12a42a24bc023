"""Generate a whole register in the connected database."""

import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from random import Random

from . import database, fill, setting
from .world import World

# Prints a line of progress.
Say = Callable[[str], object]

FEWEST_PEOPLE, MOST_PEOPLE = 500, 20_000
_MEETINGS_A_PERSON = 20
_MEETINGS_A_LINE = 50_000


class NotEmpty(Exception):
    """The database knows people or meetings already."""


def make_register(meetings: int, seed: int, people: int | None = None, say: Say = print) -> None:
    """Fill the database with ``meetings``; all data, even times and identifiers, follow ``seed``.

    The database has the current schema. By default there is one person for twenty meetings, within
    500 to 20,000. Raises NotEmpty; then nothing was written.
    """
    if not database.is_empty():
        raise NotEmpty("The database has people or meetings already; give an empty one.")
    with _timed("reference data", say):
        database.load_reference()
    random = Random(f"{seed}:setting")
    with _timed("people and publishers", say):
        setting.make_people(random, people or _people_for(meetings))
        setting.make_publishers(random)
        setting.publish_setting()
    with _timed("meetings, indexes and statistics", say), database.bulk_load():
        for done in fill.fill(World(seed), meetings):
            if done % _MEETINGS_A_LINE == 0:
                say(f"  {done:,}")


def _people_for(meetings: int) -> int:
    return min(MOST_PEOPLE, max(FEWEST_PEOPLE, meetings // _MEETINGS_A_PERSON))


@contextmanager
def _timed(name: str, say: Say) -> Iterator[None]:
    started = time.monotonic()
    yield
    say(f"{name}: {time.monotonic() - started:,.1f} s")
