"""Prepare the database for a bulk load, and restore its normal state afterwards."""

from collections.abc import Iterator
from contextlib import contextmanager
from io import StringIO

from django.core.management import call_command
from django.db import connection

from meetings.models import Meeting, Person, Record

# During the load nobody reads, and a crash means starting again, so nothing waits for the disk.
# The journal is restored afterwards; the other settings belong to this connection. Foreign keys are
# checked once at the end: a record is inserted before its version, and while a key is violated,
# SQLite would search all tables that refer to a new row, without their indexes.
_QUICK = (
    "PRAGMA foreign_keys = OFF",
    "PRAGMA journal_mode = OFF",
    "PRAGMA synchronous = OFF",
    "PRAGMA cache_size = -600000",  # KiB
    "PRAGMA temp_store = FILE",
)


def migrate() -> None:
    """Apply all migrations, and create the cache table."""
    call_command("migrate", verbosity=0)
    call_command("createcachetable", verbosity=0)


def is_empty() -> bool:
    """Whether the database has no people, meetings or records."""
    return not any(model._base_manager.exists() for model in (Person, Meeting, Record))


def load_reference() -> None:
    """Load actors, offices, places, summits and topics."""
    call_command("load_reference", stdout=StringIO())


@contextmanager
def bulk_load() -> Iterator[None]:
    """Make writing fast in the block, and update the planner's statistics afterwards."""
    if connection.vendor == "sqlite":
        with _quick_sqlite():
            yield
    else:
        yield
        connection.close()
        with connection.cursor() as cursor:
            cursor.execute("VACUUM ANALYZE")


@contextmanager
def _quick_sqlite() -> Iterator[None]:
    options = connection.settings_dict["OPTIONS"]
    usual = options["init_command"]
    connection.close()
    options["init_command"] = ";".join(_QUICK)
    yield
    connection.check_constraints()
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")
    connection.close()
    options["init_command"] = usual
    connection.ensure_connection()
