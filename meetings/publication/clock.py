"""The register clock: every public change happens inside ``public_change``.

Its value is read with ``RegisterClock.objects.now()``.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field

from django.db import transaction

from meetings.models import Entry, Record, RegisterClock


@dataclass
class PublicChange:
    """Row numbers of what one transaction changes; the caller adds to them.

    ``records`` and ``entries`` are stamped with the clock at the end. ``texts`` are records of
    which nothing changed but the searchable text. No page or document shows a text, so they get
    no stamp: readers of ``updated_since`` and of the feed would find nothing new. But searches
    answer differently, and an answer may only change together with the clock, so it advances.
    """

    records: set[int] = field(default_factory=set)
    entries: set[int] = field(default_factory=set)
    texts: set[int] = field(default_factory=set)


@contextmanager
def public_change() -> Iterator[PublicChange]:
    """Open a transaction that changes the public record; yield what it is to tell its changes.

    The clock advances by one, last before the commit; where nothing was changed it stands still.
    Its row is locked first: public changes happen one after the other, so two of them cannot
    create the same entry, and locks are always taken in the same order (clock, then meeting).
    """
    with transaction.atomic():
        clock, _ = RegisterClock.objects.select_for_update().get_or_create(id=1)
        change = PublicChange()
        yield change
        if change.records or change.entries or change.texts:
            tick = clock.value + 1
            Record.objects.filter(pk__in=change.records).update(clock=tick)
            Entry.objects.filter(pk__in=change.entries).update(clock=tick)
            RegisterClock.objects.filter(id=1).update(value=tick)
