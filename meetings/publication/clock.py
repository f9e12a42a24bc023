"""The register clock, a logical clock: every public change happens inside ``public_change``.

``RegisterClock.objects.now()`` reads its value.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field

from django.db import transaction

from meetings import identifiers, time_limits
from meetings.models import Entry, Record, RegisterClock


@dataclass
class PublicChange:
    """Row numbers of the rows that one transaction changes; the caller adds to them.

    ``records`` and ``entries`` are stamped with the clock at the end. ``texts`` are records whose
    searchable text alone changed. No page or document shows that text, so these records get no
    stamp: readers of ``updated_since`` and of the feed would find nothing new. The clock advances
    all the same, because searches answer differently, and answers change only with the clock.
    """

    records: set[int] = field(default_factory=set)
    entries: set[int] = field(default_factory=set)
    texts: set[int] = field(default_factory=set)


@contextmanager
def public_change() -> Iterator[PublicChange]:
    """Open a transaction that changes the public record; yield the object that collects changes.

    The clock advances by one just before the commit; it stands still where nothing was changed.
    Its row is locked first: public changes happen one after the other, so two of them cannot
    create the same entry, and locks are always taken in the same order (clock, then meeting).
    """
    with transaction.atomic(), time_limits.longer_for("publishing"):
        clock, _ = RegisterClock.objects.select_for_update().get_or_create(id=1)
        change = PublicChange()
        yield change
        if change.records or change.entries or change.texts:
            tick = clock.value + 1
            Record.objects.filter(pk__in=change.records).update(clock=tick)
            Entry.objects.filter(pk__in=change.entries).update(clock=tick)
            RegisterClock.objects.filter(id=1).update(value=tick)


def new_epoch() -> str:
    """Begin a new epoch of the register and return it; the clock stands still.

    To be called after a restore from a backup: the clock will reach values again that stood for
    other states before, and caches and copies must not take the one for the other.
    """
    with transaction.atomic():
        clock, _ = RegisterClock.objects.select_for_update().get_or_create(id=1)
        clock.epoch = identifiers.new_epoch()
        clock.save()
    return clock.epoch
