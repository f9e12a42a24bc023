"""Publish changes of shared things (a name, an office, a summit) that published meetings show.

Saving a shared thing changes the desk only. ``effect_of`` says how many published meetings the
change alters; ``publish_shared`` then republishes them as versions of kind *update*: their
snapshots get the new cards and the rules are applied anew. Unpublished changes of editors in those
meetings are neither touched nor published.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from django.contrib.auth.models import User
from django.db.models import F, Q, QuerySet

from meetings.models import Entry, Record, RecordLink, base, choices
from meetings.snapshot.cards import by_kind
from meetings.snapshot.read import read

from . import clock, editors, entries, errors, publish, renewal
from .records import NewVersion, write_versions
from .references import resolve, with_published_cards
from .things.cards import card_of, detail_of, name_of, neighbours_of


@dataclass(frozen=True)
class Effect:
    """The public data that publishing a shared thing's desk state would alter.

    ``unfinished`` says that an earlier release wrote the entry, and ``manage.py reproject`` has
    not yet added the keys of this release.
    """

    public: bool
    card_changed: bool
    records: int
    unfinished: bool = False

    @property
    def anything(self) -> bool:
        """Whether any public byte would change."""
        return self.public and (self.card_changed or self.records > 0)


def entry_of(thing: base.SharedThing) -> Entry | None:
    """Return the public entry of a desk row, if it has one."""
    kind, key = name_of(thing)
    return Entry.objects.filter(kind=kind, key=key).first()


def effect_of(thing: base.SharedThing) -> Effect:
    """Return how the desk's state of ``thing`` differs from the public state. Writes nothing.

    A key that only this release writes does not count as a difference.
    """
    entry = entry_of(thing)
    if entry is None:
        return Effect(public=False, card_changed=False, records=0)
    card = card_of(thing)
    if not renewal.agree(entry.card, card):
        return Effect(public=True, card_changed=True, records=records_showing(entry).count())
    detail = detail_of(thing)
    return Effect(
        public=True,
        card_changed=not renewal.agree(entry.detail, detail),
        records=0,
        unfinished=renewal.has_other_keys(entry, card, detail),
    )


def records_showing(entry: Entry) -> QuerySet[Record]:
    """Return the published records whose snapshot shows ``entry`` in any role."""
    return Record.objects.filter(
        Q(pk__in=entry.links.values("record_id")), state=choices.RecordState.PUBLISHED
    )


def record_shared_change(thing: base.SharedThing, user: User) -> Effect:
    """Count a change of a shared thing at the desk, and flag the thing if the public differs.

    ``user`` stays one of its editors until the change is published, or undone at the desk.
    The thing is also flagged if the entry lacks a key of this release, so that a difference cannot
    be seen yet. Otherwise ``manage.py reproject`` would publish the change unreviewed.
    """
    effect = effect_of(thing)
    waits = effect.anything or effect.unfinished
    type(thing)._base_manager.filter(pk=thing.pk).update(
        revision=F("revision") + 1,
        pending_update=waits,
    )
    thing.refresh_from_db(fields=["revision", "pending_update"])
    if waits or not effect.public:
        thing.editors.add(user)
    else:
        editors.forget([thing])
    return effect


def published_with(thing: base.SharedThing) -> list[base.SharedThing]:
    """Return ``thing`` and the things that become public when its change is published."""
    return [*resolve(neighbours_of(thing)).unpublished.values(), thing]


@dataclass(frozen=True)
class Begun:
    """A publication of a shared thing: how many meetings show it by now, and how many do not."""

    done: int
    to_do: int


def publish_shared(thing: base.SharedThing, user: User | None, *, things: str | None = None) -> int:
    """Publish the desk's state of ``thing``; return how many meetings were republished.

    As ``begin_publishing``, but all batches.
    """
    begun = begin_publishing(thing, user, things=things)
    entry = entry_of(thing)
    return begun.done + (_update_all(entry.pk) if entry is not None else 0)


def begin_publishing(
    thing: base.SharedThing, user: User | None, *, things: str | None = None
) -> Begun:
    """Publish the desk's state of ``thing`` and the first batch of the meetings that show it.

    ``user`` is None for the register's own commands; ``things`` is the ``editors.fingerprint`` of
    what the user looked at (see ``published_with``). All in one transaction; ``finish_updates``
    goes on with what is to do. Raises NotAllowed, OwnWork, StaleEdit or NothingToPublish; then
    nothing was written.
    """
    publish.may_publish(user, "Only reviewers may change what published meetings show.")
    with clock.public_change() as change:
        entry = _publish_entry(thing, user, things, change)
        done = _update_batch(entry.pk, change)
    return Begun(done, meetings_to_update(thing))


def meetings_to_update(thing: base.SharedThing) -> int:
    """Return how many published meetings an update of ``thing`` under way has not looked at yet."""
    entry = entry_of(thing)
    if entry is None or not entry.updating:
        return 0
    return records_showing(entry).filter(pk__gt=entry.updating_after).count()


def updates_under_way() -> list[str]:
    """Return a sentence for each update that is not finished."""
    return [
        f"{entry.get_kind_display()} {entry.key}: an update of the meetings that show it is under "
        f"way; {records_showing(entry).filter(pk__gt=entry.updating_after).count()} are to do."
        for entry in Entry.objects.filter(updating=True).order_by("pk")
    ]


def finish_updates() -> int:
    """Continue interrupted updates; return how many meetings were republished."""
    unfinished = list(Entry.objects.filter(updating=True).values_list("pk", flat=True))
    return sum(_update_all(entry_id) for entry_id in unfinished)


def _publish_entry(
    thing: base.SharedThing, user: User | None, seen: str | None, change: clock.PublicChange
) -> Entry:
    """Publish the entry from the desk, and mark it if meetings have to be republished."""
    current = type(thing)._base_manager.select_for_update(no_key=True).get(pk=thing.pk)
    things = published_with(current)
    if seen is not None and seen != editors.fingerprint(things):
        raise errors.StaleEdit("This was changed since you opened this page. Look at it again.")
    effect = effect_of(current)
    if not effect.anything:
        raise errors.NothingToPublish(
            "This is published; the meetings that show it are being brought up to date."
            if meetings_to_update(current)
            else "The public record shows this already."
        )
    publish.may_publish_things(user, things)
    entry = entries.publish_entries(things, change)[name_of(current)]
    # Start at the first record, even if an earlier update of the same thing is unfinished.
    Entry.objects.filter(pk=entry.pk).update(
        updating=entry.updating or effect.records > 0, updating_after=0, updating_by=user
    )
    type(thing)._base_manager.filter(pk=thing.pk).update(pending_update=False)
    return entry


def _update_all(entry_id: int) -> int:
    """Republish batch after batch until no meeting shows the previous state of the entry."""
    done = 0
    while Entry.objects.filter(pk=entry_id, updating=True).exists():
        with clock.public_change() as change:
            done += _update_batch(entry_id, change)
    return done


def _update_batch(entry_id: int, change: clock.PublicChange) -> int:
    """Republish the records among the next ``BATCH`` that show an older card; return how many.

    The entry stores the position, so each record is read once, however many batches there are and
    whichever process continues. A meeting published meanwhile already shows the new card.
    """
    entry = Entry.objects.get(pk=entry_id)
    if not entry.updating:
        return 0
    numbers = _next_records(entry)
    records = Record.objects.filter(pk__in=numbers, state=choices.RecordState.PUBLISHED)
    stale = _showing_older_card(records.select_related("version").order_by("pk"), entry)
    _republish(stale, entry, change)
    more = len(numbers) == publish.BATCH
    Entry.objects.filter(pk=entry_id).update(
        updating=more, updating_after=numbers[-1] if more else 0
    )
    return len(stale)


def _next_records(entry: Entry) -> list[int]:
    """Return the row numbers of the next ``BATCH`` records that show the entry, lowest first."""
    numbers: set[int] = set()
    # One query for each role reads the primary key of the links from the position on. A single
    # query would scan all records that show the entry again for each batch.
    for role in RecordLink.Role.values:
        links = entry.links.filter(role=role, record__gt=entry.updating_after)
        numbers.update(
            links.order_by("record_id").values_list("record_id", flat=True)[: publish.BATCH]
        )
    return sorted(numbers)[: publish.BATCH]


def _showing_older_card(records: Iterable[Record], entry: Entry) -> list[Record]:
    name = (entry.kind, entry.key)
    card = renewal.published_cards({name: entry})[name]
    return [
        record
        for record in records
        if record.version
        and by_kind(read(record.version)["entries"]).get(entry.kind, {}).get(entry.key) != card
    ]


def _republish(records: Sequence[Record], entry: Entry, change: clock.PublicChange) -> None:
    """Give records a version with the same content and the cards published now."""
    versions = [record.version for record in records if record.version]
    snapshots, entry_ids = with_published_cards([read(version) for version in versions])
    note = f"{entry.get_kind_display()}: {entry.label}"[:500]
    new_versions = [
        NewVersion(record, snapshot, choices.VersionKind.UPDATE, note, entry.updating_by_id)
        for record, snapshot in zip(records, snapshots, strict=True)
    ]
    write_versions(new_versions, entry_ids, change)
