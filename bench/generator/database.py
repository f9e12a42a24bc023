"""The database before and after: empty, quick to fill, and in the end like any other."""

from collections.abc import Iterator
from contextlib import contextmanager
from io import StringIO

from django.core.management import call_command
from django.db import connection

from meetings.models import Meeting, Person, Record

# While it is filled nobody reads and a crash means to begin again, so nothing waits for a disk.
# The journal is put back afterwards; the rest belongs to this connection. Foreign keys are checked
# once at the end: a record comes before its version, and while one key is open SQLite would look
# through all tables that refer to a new row, whose indexes are away.
_QUICK = (
    "PRAGMA foreign_keys = OFF",
    "PRAGMA journal_mode = OFF",
    "PRAGMA synchronous = OFF",
    "PRAGMA cache_size = -600000",  # KiB
    "PRAGMA temp_store = FILE",
)


def migrate() -> None:
    """Bring the schema to that of the code."""
    call_command("migrate", verbosity=0)
    call_command("createcachetable", verbosity=0)


def is_empty() -> bool:
    """Whether nobody has met or is known yet."""
    return not any(model._base_manager.exists() for model in (Person, Meeting, Record))


def load_reference() -> None:
    """Load actors, offices, places, summits and topics."""
    call_command("load_reference", stdout=StringIO())


@contextmanager
def bulk_load() -> Iterator[None]:
    """Make writing quick inside, and leave the statistics of the planner up to date."""
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
