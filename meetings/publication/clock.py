"""The register clock: every public change happens inside ``public_change``."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field

from django.db import transaction

from meetings.models import Entry, Record, RegisterClock


@dataclass
class PublicChange:
    """Row numbers of what one transaction changes; stamped with the clock at its end."""

    records: set[int] = field(default_factory=set)
    entries: set[int] = field(default_factory=set)


@contextmanager
def public_change() -> Iterator[PublicChange]:
    """Open a transaction that changes the public record; advance the clock last.

    The clock's row is locked first: public changes happen one after the other, so two of them
    cannot create the same entry, and every lock is taken in the same order (clock, meeting).
    Where nothing was changed the clock stands still.
    """
    with transaction.atomic():
        RegisterClock.objects.get_or_create(id=1)
        clock = RegisterClock.objects.select_for_update().get(id=1)
        change = PublicChange()
        yield change
        if change.records or change.entries:
            tick = clock.value + 1
            Record.objects.filter(pk__in=change.records).update(clock=tick)
            Entry.objects.filter(pk__in=change.entries).update(clock=tick)
            RegisterClock.objects.filter(id=1).update(value=tick)


def now() -> int:
    """Return the clock's value: 0 for a register in which nothing was ever published."""
    value = RegisterClock.objects.filter(id=1).values_list("value", flat=True).first()
    return value or 0
